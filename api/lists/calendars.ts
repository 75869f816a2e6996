/** Published calendars by version, put together from the list's rows: one a year, the working hours, the county's own days. */
import type { Calendar, CalendarYear } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';

/** Rows of the `calendar` list that are no year. */
export const WORKING_HOURS_ROW = 'working-hours';
export const OVERRIDES_ROW = 'overrides';

export interface Calendars {
  /** Null when no such version is published. */
  byVersion(version: string): Promise<Calendar | null>;
}

export function createCalendars(database: Database): Calendars {
  return {
    byVersion: async (version) => {
      const rows = await database.rows<{ code: string; row: unknown }>(
        `select r.code, r.row from list_row r join list_version v on v.id = r.version_id
         where v.list = 'calendar' and v.version = $1 and v.status = 'published' order by r.ordinal`,
        [version],
      );
      if (rows.length === 0) return null;
      const rowOf = <Row>(code: string, fallback: Row) => (rows.find((row) => row.code === code)?.row as Row | undefined) ?? fallback;
      return {
        version,
        years: rows.filter(({ code }) => /^\d{4}$/.test(code)).map(({ row }) => row as CalendarYear),
        workingHours: rowOf<Calendar['workingHours']>(WORKING_HOURS_ROW, []),
        overrides: rowOf<Calendar['overrides']>(OVERRIDES_ROW, []),
      };
    },
  };
}
