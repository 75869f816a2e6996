/** Dates and times as people type them: `2026-11-21`, `20261121`, `2026/11/21 9:30`, `2026年11月21日`. No time zone. */

const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;
const TIME = /^(\d{1,2})[:：时](\d{1,2})分?$/;

const two = (digits: string): string => digits.padStart(2, '0');

/** `YYYY-MM-DD`, or null where no date can be read; whether such a day exists is for the schema to say. */
export function readDate(text: string): string | null {
  const match = DATE.exec(text.trim());
  if (!match) return null;
  return `${match[1]}-${two(match[2] ?? match[4] ?? '')}-${two(match[3] ?? match[5] ?? '')}`;
}

/** `YYYY-MM-DDTHH:mm` on the office's clock, or null. */
export function readDateTime(text: string): string | null {
  const [day = '', time = '', ...rest] = text.trim().split(/[\sT]+/);
  const date = readDate(day);
  const match = TIME.exec(time);
  return date && match && rest.length === 0 ? `${date}T${two(match[1] ?? '')}:${two(match[2] ?? '')}` : null;
}
