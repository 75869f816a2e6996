/** The staff as every process of the API sees it: read anew when its history has grown, turned over when the day has. */
import type { Staff } from '../../domain/staffing/model.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';
import { tellOfCertificates } from './notices.ts';
import { lockStaffing, projectStaff, readStaff } from './staff-store.ts';

export interface Staffing {
  /** As it stands now. */
  current(today: LegalDate): Promise<Staff>;
  /**
   * What begins or ends with this day is in the rows of `person` before anything of the day is answered. Costs a comparison on
   * all but the first call of a day.
   */
  turn(now: Instant): Promise<void>;
}

export function createStaffing(database: Database): Staffing {
  let known: { ordinal: string; staff: Staff } | null = null;
  let turned: LegalDate | null = null;
  let turning: Promise<void> | null = null;

  const turnTo = async (today: LegalDate): Promise<void> => {
    await database.transaction(async (queries) => {
      await lockStaffing(queries);
      const staff = await readStaff(queries, today);
      const due = await queries.first('select from person where next_turn_on <= $1 limit 1', [today]);
      if (due) await projectStaff(queries, staff, today);
      await tellOfCertificates(queries, staff, today);
    });
    turned = today;
  };

  return {
    current: async (today) => {
      const row = await database.first<{ ordinal: string }>(`select coalesce(max(ordinal), 0)::text as ordinal from staffing_change`);
      const ordinal = row?.ordinal ?? '0';
      if (known?.ordinal !== ordinal) known = { ordinal, staff: await readStaff(database, today) };
      return known.staff;
    },
    turn: async (now) => {
      const today = legalDateOf(now);
      if (turned === today) return;
      turning ??= turnTo(today).finally(() => (turning = null));
      await turning;
    },
  };
}
