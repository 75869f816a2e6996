import type { Database } from '../../prisma/database.ts';

export interface Comparison {
  /** Running items compared. */
  compared: number;
  differences: number;
  /** Differences that are still there. */
  remaining: number;
  repaired: boolean;
}

/** Keeps what a comparison of all running items came to, for the supervisor's board. */
export const remember = (database: Database, { compared, differences, remaining, repaired }: Comparison): Promise<unknown> =>
  database.reconciliation.create({ data: { compared, differences, remaining, repaired } });
