/** Opaque keyset cursors: where a page ended, tied to the order it was read in. */
import { z } from 'zod';
import { invalid } from './problem.ts';

const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.number(), z.null()]), z.string()]);

export interface Position {
  /** The order's key value of the last row; null where the row has none. */
  key: string | number | null;
  id: string;
}

export const encodeCursor = (order: string, position: Position): string =>
  Buffer.from(JSON.stringify([order, position.key, position.id]), 'utf8').toString('base64url');

/** Reads a cursor back; a 422 where it is not one of ours or belongs to another order. */
export function decodeCursor(order: string, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  const fault = (message: string) => invalid([{ path: 'query.cursor', title: '翻页位置', message }]);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw fault('翻页位置无效，请从第一页重新开始');
  }
  const parsed = cursorSchema.safeParse(value);
  if (!parsed.success || parsed.data[2].includes('\u0000')) throw fault('翻页位置无效，请从第一页重新开始');
  if (parsed.data[0] !== order) throw fault('翻页位置与当前排序不符，请从第一页重新开始');
  return { key: parsed.data[1], id: parsed.data[2] };
}

/** One more row than asked for tells whether there is a next page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => string,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? positionOf(last) : null };
}
