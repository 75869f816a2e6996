/** Published calendars by version, put together from the list's rows. */
import { calendarFromRows } from '../../domain/lists/calendar-rows.ts';
import type { Calendar } from '../../domain/terms/model.ts';
import type { Database, Queries } from '../database/database.ts';

export interface Calendars {
  /** Null when no such version is published. */
  byVersion(version: string): Promise<Calendar | null>;
}

/** Of any status; null where there is no such version. */
export async function readCalendar(queries: Queries, version: string, publishedOnly = false): Promise<Calendar | null> {
  const rows = await queries.rows<{ code: string; row: unknown }>(
    `select r.code, r.row from list_row r join list_version v on v.id = r.version_id
     where v.list = 'calendar' and v.version = $1 and (v.status = 'published' or not $2) order by r.ordinal`,
    [version, publishedOnly],
  );
  return rows.length === 0 ? null : calendarFromRows(version, rows);
}

export const createCalendars = (database: Database): Calendars => ({ byVersion: (version) => readCalendar(database, version, true) });
