/**
 * PostgreSQL as the API uses it: SQL by hand over one pool, because pages and boards are measured against exactly that.
 * Rows come back as the query names them; instants as `Date`, made ISO by `iso`.
 */
import pg from 'pg';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { IsoInstant } from '../../domain/terms/model.ts';

export type Values = readonly unknown[];

export interface Queries {
  /** All rows. `name` keeps the statement prepared on its connection. */
  rows<Row>(text: string, values?: Values, name?: string): Promise<Row[]>;
  /** The first row, or undefined. */
  first<Row>(text: string, values?: Values, name?: string): Promise<Row | undefined>;
  /** Runs it and answers how many rows it touched. */
  run(text: string, values?: Values): Promise<number>;
}

export interface Database extends Queries {
  readonly pool: pg.Pool;
  /** All or nothing; rolled back when `work` throws. */
  transaction<Answer>(work: (queries: Queries) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** A page reads little: neither compiling its plan nor sharing it among processes is worth the while. */
export const SHORT_STATEMENTS = '-c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=16MB';

/** On one connection, so that what asks for queries can stand in somebody else's transaction. */
export const queriesOn = (client: Pick<pg.Pool, 'query'>): Queries => {
  const rows = async <Row>(text: string, values: Values = [], name?: string): Promise<Row[]> => {
    const result = await client.query({ text, values: [...values], ...(name ? { name } : {}) });
    return result.rows as Row[];
  };
  return {
    rows,
    first: async <Row>(text: string, values?: Values, name?: string) => (await rows<Row>(text, values, name))[0],
    run: async (text, values = []) => (await client.query({ text, values: [...values] })).rowCount ?? 0,
  };
};

/** Opens no connection yet; `onError` hears of idle connections that broke. */
export function createDatabase(url: string, options: { connections: number; onError: (error: Error) => void }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 15_000,
    query_timeout: 16_000,
    application_name: 'caselight-api',
    options: SHORT_STATEMENTS,
  });
  pool.on('error', options.onError);
  // The pool hears only of those that idle. One that breaks between two statements of a transaction would end the process;
  // the next statement says it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    pool,
    ...queriesOn(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const answer = await work(queriesOn(client as unknown as Pick<pg.Pool, 'query'>));
        await client.query('commit');
        return answer;
      } catch (error) {
        await client.query('rollback').catch((fault: Error) => (broken = fault));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

/** `2026-03-05T23:59:59+08:00`, or null. */
export function iso(date: Date): IsoInstant;
export function iso(date: Date | null): IsoInstant | null;
export function iso(date: Date | null): IsoInstant | null {
  return date === null ? null : toShanghaiIso(date.getTime());
}

/** A text with LIKE's own signs taken literally, wrapped for «contains». */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
