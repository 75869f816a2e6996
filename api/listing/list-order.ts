/** The orders that a list can be read in, each with the index that carries it to the last page. */

export interface Order {
  column: string;
  /** Type of the key in SQL. */
  cast: 'timestamptz' | 'text';
  descending: boolean;
  /** Rows without the key come last, by id. */
  nullable: boolean;
  /** Where the rows come from; `work_view c` where nothing else is said. */
  source?: string;
}

/**
 * By last change through the record: each item's last event stands there once, in the record's own order. An index on
 * `work_view.updated_at` would cost every command the update in place of its row.
 */
const LAST_EVENTS = 'work_event e join work_view c on c.id = e.work_id and c.version = e.seq';

export const ORDERS = {
  '-openedAt': { column: 'c.opened_at', cast: 'timestamptz', descending: true, nullable: false },
  openedAt: { column: 'c.opened_at', cast: 'timestamptz', descending: false, nullable: false },
  redAt: { column: 'c.red_at', cast: 'timestamptz', descending: false, nullable: true },
  yellowAt: { column: 'c.yellow_at', cast: 'timestamptz', descending: false, nullable: true },
  '-stageEnteredAt': { column: 'c.stage_entered_at', cast: 'timestamptz', descending: true, nullable: false },
  stageEnteredAt: { column: 'c.stage_entered_at', cast: 'timestamptz', descending: false, nullable: false },
  '-updatedAt': { column: 'e.recorded_at', cast: 'timestamptz', descending: true, nullable: false, source: LAST_EVENTS },
} as const satisfies Record<string, Order>;

export type OrderName = keyof typeof ORDERS;
export const ORDER_NAMES = Object.keys(ORDERS) as [OrderName, ...OrderName[]];
