import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * Prisma's PostgreSQL adapter, with two changes for migrations. A script is sent whole, as the native engine does:
 * one implicit transaction, and no splitting at semicolons, which would break every function body. And a shadow
 * database is dropped only after its connections are closed, without which PostgreSQL refuses.
 */
export class MigrationAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  private readonly databaseUrl: string;
  private readonly open = new Set<SqlDriverAdapter>();

  constructor(databaseUrl: string) {
    this.databaseUrl = databaseUrl;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await adapterOn(this.databaseUrl);
    this.open.add(adapter);
    return adapter;
  }

  /** Closes whatever the engine has left open. */
  async disconnect(): Promise<void> {
    for (const adapter of this.open) await adapter.dispose();
    this.open.clear();
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `caselight_shadow_${randomUUID().replaceAll('-', '')}`;
    await this.execute(`create database ${name}`);
    const url = new URL(this.databaseUrl);
    url.pathname = `/${name}`;
    const adapter = await adapterOn(url.href);
    const close = adapter.dispose.bind(adapter);
    this.open.add(adapter);
    adapter.dispose = async () => {
      this.open.delete(adapter);
      await close();
      await this.execute(`drop database if exists ${name} with (force)`);
    };
    return adapter;
  }

  private async execute(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}

async function adapterOn(databaseUrl: string): Promise<SqlDriverAdapter> {
  const pgAdapter = await new PrismaPg({ connectionString: databaseUrl, max: 2 }).connect();
  knowCharColumns(pgAdapter, pgAdapter.underlyingDriver());
  const adapter: SqlDriverAdapter = pgAdapter;
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  return adapter;
}

/** PostgreSQL's types "char" (of its own catalogue, not the SQL standard's) and text. */
const charType = 18;
const textType = 25;

/**
 * The engine reads "char" columns when it describes constraints, and wants them as characters; the adapter refuses
 * the type. So they pass through it as text and get their type back.
 */
function knowCharColumns(adapter: SqlDriverAdapter, pool: { query: unknown }): void {
  const charColumns = new WeakMap<unknown[], number[]>();
  const query = (pool.query as (...args: unknown[]) => Promise<pg.QueryResult>).bind(pool);
  Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result = await query(...args);
      const found = (result.fields ?? []).flatMap((field, index) => (field.dataTypeID === charType ? [index] : []));
      for (const index of found) result.fields[index]!.dataTypeID = textType;
      if (found.length > 0) charColumns.set(result.rows, found);
      return result;
    },
  });
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (params) => {
    const result = await queryRaw(params);
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}
