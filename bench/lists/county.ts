/**
 * The county that lists are measured over: a PostgreSQL of its own with one database a size. `keep`: it stays in
 * `.cache/lists` and
 * the next run over as many rows begins at once; its lights are then as old as it is.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { makeLargeIndexes } from '../../tools/migrate/large-indexes.ts';
import { migrate } from '../../tools/migrate/migrate.ts';
import { root } from '../../tools/paths.mjs';
import { type Stack, startStack } from '../../tools/stack/stack.ts';
import { withClient } from '../../tools/stack/postgres.ts';
import { seedCounty } from '../../tools/start/wings.ts';
import { generatePrismaClient } from '../../tools/generate/prisma-client.ts';
import { fill } from './fill.ts';

type Log = (line: string) => void;

export interface FilledCounty {
  stack: Stack;
  databaseUrl: string;
  close(): Promise<void>;
}

export async function startFilledCounty({ rows, keep, log }: { rows: number; keep: boolean; log: Log }): Promise<FilledCounty> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const dataDir = keep ? join(cache, 'lists') : mkdtempSync(join(cache, 'lists-'));
  await generatePrismaClient(log);
  const stack = await startStack({ dataDir, parts: ['postgres'], migrate: false, log });
  const close = async (): Promise<void> => {
    await stack.stop();
    if (!keep) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const name = `lists_${rows}`;
    const address = new URL(stack.databaseUrl);
    address.pathname = `/${name}`;
    if (!(await isThere(stack.databaseUrl, name))) await make(stack.databaseUrl, address.href, name, rows, log);
    await wakeUp(address.href);
    return { stack, databaseUrl: address.href, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isThere = (server: string, name: string): Promise<boolean> =>
  withClient(server, async (client) => (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1);

/** No worker runs here: what would have been woken since it was filled waits on, instead of being taken for stuck. */
const wakeUp = (address: string): Promise<void> =>
  withClient(address, async (client) => {
    await client.query(`update work_view set next_wake_up_at = now() + interval '1 minute' where next_wake_up_at < now()`);
    await client.query('vacuum (analyze) work_view');
  });

/** Under another name until it is whole. */
async function make(server: string, address: string, name: string, rows: number, log: Log): Promise<void> {
  const unfinished = new URL(address);
  unfinished.pathname = `/${name}_unfinished`;
  await onServer(server, `drop database if exists ${name}_unfinished with (force)`, `create database ${name}_unfinished`);
  await migrate(unfinished.href, { log });
  await seedCounty(unfinished.href, log);
  const client = new pg.Client({ connectionString: unfinished.href });
  await client.connect();
  try {
    // A large county has had its rows before these indexes: they are made over them, as an upgrade does.
    await client.query('drop index work_search_tokens');
    await fill(client, rows, log);
  } finally {
    await client.end();
  }
  await makeLargeIndexes(unfinished.href, log);
  await onServer(server, 'checkpoint', `alter database ${name}_unfinished rename to ${name}`);
}

const onServer = (server: string, ...statements: string[]): Promise<void> =>
  withClient(server, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
