/** One comparison of two copies of a record. */
import type { Verification } from '../../contract/record.ts';

export type Check = Verification['checks'][number];

export const check = (name: string, ok: boolean, text: string): Check => ({ name, ok, known: true, text });

export const unknown = (name: string, text: string): Check => ({ name, ok: false, known: false, text });
