import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './client/client.ts';

export type Database = PrismaClient;

export interface DatabaseOptions {
  /** Connections of this process at most. */
  connections?: number;
  /** After so many milliseconds without a connection a query fails. */
  connectWithinMs?: number;
  /** After so many milliseconds PostgreSQL ends a statement of ours; 0: never. */
  statementWithinMs?: number;
}

/**
 * Prisma over the pg driver; connects with the first query and again after every break. `databaseUrl` is a PostgreSQL
 * connection string. One a process; `$disconnect()` ends it.
 */
export function createDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  const { connections = 10, connectWithinMs = 5_000, statementWithinMs = 30_000 } = options;
  const adapter = new PrismaPg({
    connectionString: databaseUrl,
    max: connections,
    connectionTimeoutMillis: connectWithinMs,
    statement_timeout: statementWithinMs,
    keepAlive: true,
    application_name: 'caselight',
  });
  return new PrismaClient({ adapter });
}
