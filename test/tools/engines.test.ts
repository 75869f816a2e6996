import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaDrift } from '../../tools/migrate/drift.ts';
import { migrate } from '../../tools/migrate/migrate.ts';
import { withClient } from '../../tools/stack/postgres.ts';
import { type Stack, startStack } from '../../tools/stack/stack.ts';

let dataDir: string;
let stack: Stack;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'caselight-engines-'));
  stack = await startStack({ dataDir, parts: ['postgres', 'temporal'], migrate: false });
}, 600_000);

afterAll(async () => {
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  return withClient(stack.databaseUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

describe('the embedded PostgreSQL', () => {
  test('flushes every commit and knows Chinese letters', async () => {
    await query('create extension pg_trgm');
    const [row] = await query(
      `select current_setting('fsync') fsync, current_setting('synchronous_commit') commit,
              current_setting('data_checksums') checksums, current_setting('TimeZone') zone,
              similarity('占道经营', '占道经营摊贩') > 0.4 alike`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on', checksums: 'on', zone: 'UTC', alike: true });
  });

  test('keeps what was committed when it is killed, and needs its password', async () => {
    await query('create table kept (id int)');
    await query('insert into kept values (42)');
    await stack.kill('postgres', 'SIGKILL');
    await stack.start('postgres');
    expect(await query('select id from kept')).toEqual([{ id: 42 }]);
    const wrong = new URL(stack.databaseUrl);
    wrong.password = 'wrong';
    await expect(withClient(wrong.href, (client) => client.query('select 1'))).rejects.toThrow(/password/);
  });

  test('starts although its lock file names a living stranger', async () => {
    const lockFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
    const lock = readFileSync(lockFile, 'utf8');
    await stack.kill('postgres', 'SIGKILL');
    writeFileSync(lockFile, lock.replace(/^\d+/, String(process.pid)));
    await stack.start('postgres');
    expect(await query('select 1 one')).toEqual([{ one: 1 }]);
  });
});

describe('the Temporal development server', () => {
  test('keeps its workflows when it is killed', async () => {
    const start = await Connection.connect({ address: stack.temporalAddress });
    await new Client({ connection: start }).workflow.start('nobody', { taskQueue: 'none', workflowId: 'kept', args: [] });
    await start.close();

    await stack.kill('temporal', 'SIGKILL');
    await stack.start('temporal');

    const again = await Connection.connect({ address: stack.temporalAddress });
    const found = await new Client({ connection: again }).workflow.getHandle('kept').describe();
    await again.close();
    expect(found.status.name).toBe('RUNNING');
  });

  test('shows its own pages', async () => {
    expect((await fetch(stack.temporalUiUrl!)).status).toBe(200);
  });
});

describe('migrations', () => {
  const schema = `datasource db {
  provider = "postgresql"
}

model Thing {
  id String @id

  @@map("thing")
}
`;
  const first = `create table "thing" ("id" text not null, constraint "thing_pkey" primary key ("id"), check (id <> ''));
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
create trigger keep before delete on thing for each row execute function refuse();
`;

  function prismaFolder(migrations: Record<string, string>): string {
    const folder = mkdtempSync(join(dataDir, 'prisma-'));
    writeFileSync(join(folder, 'schema.prisma'), schema);
    for (const [name, sql] of Object.entries(migrations)) {
      mkdirSync(join(folder, 'migrations', name), { recursive: true });
      writeFileSync(join(folder, 'migrations', name, 'migration.sql'), sql);
    }
    mkdirSync(join(folder, 'migrations'), { recursive: true });
    writeFileSync(join(folder, 'migrations', 'migration_lock.toml'), 'provider = "postgresql"\n');
    return folder;
  }

  async function emptyDatabase(name: string): Promise<string> {
    await query(`create database ${name}`);
    const url = new URL(stack.databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  }

  test('are applied once, functions with semicolons and all', async () => {
    const url = await emptyDatabase('applied');
    const folder = join(prismaFolder({ '20260101000000_first': first }), 'migrations');
    expect(await migrate(url, { folder })).toEqual(['20260101000000_first']);
    expect(await migrate(url, { folder })).toEqual([]);
    const drop = withClient(url, async (client) => {
      await client.query(`insert into thing values ('a')`);
      await client.query('delete from thing');
    });
    await expect(drop).rejects.toThrow('append only');
  });

  test('that fail leave nothing behind, and pass once they are put right', async () => {
    const url = await emptyDatabase('failing');
    const folder = join(prismaFolder({ '20260101000000_first': 'create table a (id int); select nonsense;' }), 'migrations');
    await expect(migrate(url, { folder })).rejects.toThrow(/数据库迁移失败[\s\S]*nonsense/);
    writeFileSync(join(folder, '20260101000000_first', 'migration.sql'), 'create table a (id int);');
    expect(await migrate(url, { folder })).toEqual(['20260101000000_first']);
  });

  test('do not touch a database that holds foreign tables', async () => {
    const url = await emptyDatabase('foreign_tables');
    await withClient(url, (client) => client.query('create table theirs (id int)'));
    const folder = join(prismaFolder({ '20260101000000_first': first }), 'migrations');
    await expect(migrate(url, { folder })).rejects.toThrow(/not empty|P3005/);
  });

  test('are compared with the schema', async () => {
    const folder = prismaFolder({ '20260101000000_first': first });
    expect(await schemaDrift(stack.databaseUrl, folder)).toBe('');
    appendFileSync(join(folder, 'schema.prisma'), '\nmodel Other {\n  id String @id\n}\n');
    expect(await schemaDrift(stack.databaseUrl, folder)).toContain('CREATE TABLE "Other"');
    expect(await query(`select datname from pg_database where datname like '%shadow%'`)).toEqual([]);
  });
});
