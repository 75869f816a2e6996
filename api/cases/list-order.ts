/** The orders that a list of cases can be read in, each with the index that carries it to the last page. */

export interface Order {
  column: string;
  /** Type of the key in SQL. */
  cast: 'timestamptz' | 'text';
  descending: boolean;
  /** Rows without the key come last, by id. */
  nullable: boolean;
}

export const ORDERS = {
  '-openedAt': { column: 'c.opened_at', cast: 'timestamptz', descending: true, nullable: false },
  openedAt: { column: 'c.opened_at', cast: 'timestamptz', descending: false, nullable: false },
  redAt: { column: 'c.red_at', cast: 'timestamptz', descending: false, nullable: true },
  yellowAt: { column: 'c.yellow_at', cast: 'timestamptz', descending: false, nullable: true },
  '-stageEnteredAt': { column: 'c.stage_entered_at', cast: 'timestamptz', descending: true, nullable: false },
  stageEnteredAt: { column: 'c.stage_entered_at', cast: 'timestamptz', descending: false, nullable: false },
  '-updatedAt': { column: 'c.updated_at', cast: 'timestamptz', descending: true, nullable: false },
} as const satisfies Record<string, Order>;

export type OrderName = keyof typeof ORDERS;
export const ORDER_NAMES = Object.keys(ORDERS) as [OrderName, ...OrderName[]];
