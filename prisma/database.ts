import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './client/client.ts';

/** Prisma, and the pool beneath it for the statements where every tenth of a millisecond counts. */
export type Database = PrismaClient & { readonly $pool: pg.Pool };

export interface DatabaseOptions {
  /** Connections of this process at most. */
  connections?: number;
  /** After so many milliseconds without a connection a query fails. */
  connectWithinMs?: number;
  /** After so many milliseconds PostgreSQL ends a statement of ours; 0: never. */
  statementWithinMs?: number;
}

/**
 * Connects with the first query and again after every break. `databaseUrl` is a PostgreSQL connection string. One a
 * process; `$disconnect()` ends it.
 */
export function createDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  const { connections = 10, connectWithinMs = 5_000, statementWithinMs = 30_000 } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: connectWithinMs,
    statement_timeout: statementWithinMs,
    // A server that is there and does not answer: the connection is given up, or it would be taken for good.
    ...(statementWithinMs > 0 ? { query_timeout: statementWithinMs + 1_000 } : {}),
    keepAlive: true,
    application_name: 'caselight',
  });
  // A connection that breaks while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  // And one that breaks while it is out, between two statements.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // The adapter brings a copy of pg's types of its own; the driver itself is one.
  const shared = pool as unknown as ConstructorParameters<typeof PrismaPg>[0];
  const client = new PrismaClient({ adapter: new PrismaPg(shared, { disposeExternalPool: true }) });
  return Object.assign(client, { $pool: pool });
}
