/**
 * The API's own application over a filled county, in this process; and what it asks of PostgreSQL, listened to. Nothing
 * commands a case, so there is no worker.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../api/app.ts';
import { readConfig } from '../../api/config.ts';
import { speakChinese } from '../../api/http/words.ts';
import { createServices } from '../../api/services.ts';
import type { FilledCounty } from './county.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

export interface ListsApp {
  /** `http://…` */
  url: string;
  /** The statements sent while `work` ran. */
  statementsOf(work: () => Promise<unknown>): Promise<Statement[]>;
  close(): Promise<void>;
}

export async function startApp({ stack, databaseUrl }: FilledCounty): Promise<ListsApp> {
  speakChinese();
  const config = readConfig({ ...stack.env, DATABASE_URL: databaseUrl, CASELIGHT_LOG_LEVEL: 'silent', CASELIGHT_SIGN_IN_ATTEMPTS: '100' });
  const services = createServices(config, pino({ level: 'silent' }));
  let heard: Statement[] | null = null;
  const { pool } = services.database;
  const query = pool.query.bind(pool) as (statement: Statement) => Promise<unknown>;
  pool.query = ((statement: Statement) => {
    heard?.push({ text: statement.text, values: statement.values });
    return query(statement);
  }) as typeof pool.query;
  const server = createServer(createApp(services, { webFolder: join(config.dataFolder, 'no-web') }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statementsOf: async (work) => {
      const statements: Statement[] = [];
      heard = statements;
      await work().finally(() => (heard = null));
      return statements;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([services.turns.close(), services.database.close()]);
    },
  };
}
