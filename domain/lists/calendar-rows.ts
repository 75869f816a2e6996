/** A working-day calendar as rows of the list `calendar`: one a year, the working hours, the county's own days. */
import type { Calendar, CalendarYear } from '../terms/model.ts';

export const WORKING_HOURS_ROW = 'working-hours';
export const OVERRIDES_ROW = 'overrides';
export const FIXED_ROW = 'fixed';

export interface CalendarRow {
  code: string;
  title: string;
  row: unknown;
}

/** Years ascending, then hours and overrides. */
export const calendarRows = ({ years, workingHours, overrides, fixed }: Calendar): CalendarRow[] => [
  ...years
    .toSorted((a, b) => a.year - b.year)
    .map((year) => ({ code: String(year.year), title: `${year.year}年（${year.notice}）`, row: year })),
  { code: WORKING_HOURS_ROW, title: '工作时间', row: workingHours },
  { code: OVERRIDES_ROW, title: '本县调整', row: overrides },
  ...(fixed ? [{ code: FIXED_ROW, title: '日期固定的法定节假日', row: fixed }] : []),
];

/** The calendar that the rows, in their order, make up. */
export function calendarFromRows(version: string, rows: readonly { code: string; row: unknown }[]): Calendar {
  const rowOf = <Row>(code: string, fallback: Row) => (rows.find((row) => row.code === code)?.row as Row | undefined) ?? fallback;
  const fixed = rowOf<Calendar['fixed']>(FIXED_ROW, undefined);
  return {
    version,
    ...(fixed ? { fixed } : {}),
    years: rows.filter(({ code }) => /^\d{4}$/.test(code)).map(({ row }) => row as CalendarYear),
    workingHours: rowOf<Calendar['workingHours']>(WORKING_HOURS_ROW, []),
    overrides: rowOf<Calendar['overrides']>(OVERRIDES_ROW, []),
  };
}
