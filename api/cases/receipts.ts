/** Receipts as PostgreSQL keeps them beside the events that they answered for. */
import type { Receipt } from '../../workflows/messages.ts';

export type RegisteredReceipt = Omit<Receipt, 'sealed'>;

/** As long as the workflow remembers too (workflows/receipts.ts): beyond, a repetition is refused and not done again. */
const KEPT_FOR_MS = 14 * 86_400_000;

export const isExpired = (ageMs: number): boolean => ageMs > KEPT_FOR_MS;

export const keptReceipt = (receipt: RegisteredReceipt): Record<string, unknown> => ({ ...receipt });

/** What `keptReceipt` wrote. */
export const receiptOf = (row: Record<string, unknown>): RegisteredReceipt => row as unknown as RegisteredReceipt;
