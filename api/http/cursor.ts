/** Opaque keyset cursors: where a page ended, tied to the order it was read in. */
import { z } from 'zod';
import { instantOrNull } from '../../domain/terms/instant.ts';
import { invalid } from './problem.ts';

/** What an order's key may be; whatever else comes back was not given by us, and PostgreSQL could not read it. */
const KEYS = {
  /** A number of PostgreSQL's `integer`. */
  ordinal: z.int().min(0).max(2_147_483_647),
  /** One of its `bigint`, as text. */
  serial: z.string().regex(/^\d{1,18}$/),
  instant: z.string().refine((text) => instantOrNull(text) !== null),
  /** Rows without an instant come last. */
  instantOrNone: z
    .string()
    .refine((text) => instantOrNull(text) !== null)
    .nullable(),
  text: z
    .string()
    .max(1_000)
    .refine((text) => !text.includes('\u0000')),
} as const;

export type CursorKey = keyof typeof KEYS;

export interface Position {
  /** The order's key value of the last row; null where the row has none. */
  key: string | number | null;
  id: string;
}

export const encodeCursor = (order: string, position: Position): string =>
  Buffer.from(JSON.stringify([order, position.key, position.id]), 'utf8').toString('base64url');

/** Reads a cursor back; a 422 where it is not one of ours or belongs to another order. */
export function decodeCursor(order: string, cursor: string | undefined, keyed: CursorKey): Position | null {
  if (cursor === undefined) return null;
  const fault = (message: string) => invalid([{ path: 'query.cursor', title: '翻页位置', message }]);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw fault('翻页位置无效，请从第一页重新开始');
  }
  const shape = z.tuple([z.string(), z.unknown(), KEYS.text]).safeParse(value);
  if (shape.success && shape.data[0] !== order) throw fault('翻页位置与当前排序不符，请从第一页重新开始');
  const key = KEYS[keyed].safeParse(shape.data?.[1]);
  if (!shape.success || !key.success) throw fault('翻页位置无效，请从第一页重新开始');
  return { key: key.data, id: shape.data[2] };
}

/** The same where pages are counted: after how many rows the page begins. */
export const decodeOrdinal = (order: string, cursor: string | undefined): number =>
  Number(decodeCursor(order, cursor, 'ordinal')?.key ?? 0);

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
