/** Receipts as PostgreSQL keeps them beside the events that they answered for. */
import type { Receipt } from '../../workflows/messages.ts';
import type { Database } from '../database/database.ts';

export type RegisteredReceipt = Omit<Receipt, 'sealed'>;

/** As long as the workflow remembers too (workflows/receipts.ts): beyond, a repetition is refused and not done again. */
const KEPT_FOR_MS = 14 * 86_400_000;

export const isExpired = (ageMs: number): boolean => ageMs > KEPT_FOR_MS;

export const keptReceipt = (receipt: RegisteredReceipt): Record<string, unknown> => ({ ...receipt });

/** What `keptReceipt` wrote. */
export const receiptOf = (row: Record<string, unknown>): RegisteredReceipt => row as unknown as RegisteredReceipt;

/** What a case taken up again still answers as before, so that an envelope from its former run is not done a second time. */
export async function recentReceipts(database: Database, caseId: string): Promise<[string, RegisteredReceipt][]> {
  const rows = await database.rows<{ updateId: string; receipt: Record<string, unknown> }>(
    `select update_id as "updateId", receipt from (
       select update_id, receipt, at from case_receipt where case_id = $1 and at > $2 order by at desc limit 1000
     ) as recent order by at`,
    [caseId, new Date(Date.now() - KEPT_FOR_MS)],
  );
  return rows.map(({ updateId, receipt }) => [updateId, receiptOf(receipt)]);
}
