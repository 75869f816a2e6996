/** Which Caselight is to be compared: what the environment names, the one that holds the data folder, or one started for it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../paths.mjs';
import { DataFolderInUse, portsOfHolder } from '../stack/holder.ts';
import { embeddedDatabaseUrl } from '../stack/postgres.ts';
import { startStack } from '../stack/stack.ts';
import { readOptions } from '../start/options.ts';

export interface Place {
  databaseUrl: string;
  temporalAddress: string;
  evidenceFolder: string;
  /** In words, for the one who asked. */
  told: string;
  stop: () => Promise<void>;
}

const HELD_FOR_MS = 30_000;

export async function findPlace(log: (line: string) => void): Promise<Place> {
  const { external } = readOptions([], process.env)!;
  const dataDir = dataFolder();
  const evidenceFolder = join(dataDir, 'evidence');
  const nothing = (): Promise<void> => Promise.resolve();
  if (external.databaseUrl && external.temporal) {
    return {
      databaseUrl: external.databaseUrl,
      temporalAddress: external.temporal.address,
      evidenceFolder,
      told: '环境变量所指的数据库和 Temporal',
      stop: nothing,
    };
  }
  if (!existsSync(dataDir))
    throw new Error(`没有数据目录 ${dataDir}，没有可比对的案灯：用 CASELIGHT_DATA 指明，或者设 DATABASE_URL 和 TEMPORAL_ADDRESS`);
  for (const until = Date.now() + HELD_FOR_MS; ;) {
    try {
      const stack = await startStack({ dataDir, parts: ['postgres', 'temporal', 'worker'], external, log });
      const { databaseUrl, temporalAddress } = stack;
      return { databaseUrl, temporalAddress, evidenceFolder, told: `为此启动的案灯（${dataDir}）`, stop: () => stack.stop() };
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) throw error;
      const ports = portsOfHolder(dataDir);
      if (ports) {
        return {
          databaseUrl: external.databaseUrl ?? embeddedDatabaseUrl(dataDir, ports.postgres),
          temporalAddress: external.temporal?.address ?? `127.0.0.1:${ports.temporal}`,
          evidenceFolder,
          told: `正在运行的案灯（${dataDir}）`,
          stop: nothing,
        };
      }
      // Its ports are known a moment after it has taken the folder.
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
