import type { WriterParts } from './writer.ts';

/** The writer's way to a pool of the PostgreSQL driver. */
export const queryOn =
  (pool: { query(statement: { text: string; values: unknown[]; name?: string }): Promise<{ rows: unknown[] }> }): WriterParts['query'] =>
  async <Row>(text: string, values: readonly unknown[], name?: string): Promise<Row[]> =>
    (await pool.query({ text, values: [...values], ...(name ? { name } : {}) })).rows as Row[];
