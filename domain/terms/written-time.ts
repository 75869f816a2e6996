/**
 * Days and times as people and spreadsheets write them. What has one meaning is read; what could be two (03/04/2026, 26/3/5) is
 * refused with the reason, since a term would count from it.
 */
import { dateOfDay, DAY, instantOrNull, parseDay, SECOND, toShanghaiIso } from './instant.ts';
import type { IsoInstant, LegalDate } from './model.ts';

export type Written<Value> = { ok: true; value: Value } | { ok: false; message: string; need: string };

/** From which day a spreadsheet counts its days: most from 1900, some old ones from 1904. */
export type SpreadsheetEpoch = 1900 | 1904;

const WRITE_DATE = '写成年-月-日，如 2026-03-05';
const WRITE_TIME = '写成年-月-日 时:分，如 2026-03-05 09:30';

const refusal = (message: string, need: string) => ({ ok: false, message, need }) as const;

/** 1970-01-01 for a spreadsheet that counts from 1900; the day that never was (1900-02-29) lies before all that is read. */
const UNIX_DAY = 25_569;
const DAYS_1904 = 1_462;
const isSerial = (plain: string): boolean =>
  /^\d{5}(?:\.\d+)?$/.test(plain) && Number(plain) >= FIRST_SERIAL && Number(plain) < LAST_SERIAL;
/** 1980 to 2100: other figures of five digits are no days that an office writes. */
const FIRST_SERIAL = 29_221;
const LAST_SERIAL = 73_415;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNamed = (word: string): number => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** Full width to plain, no spaces beside the signs that part the figures. */
const plainOf = (word: string): string =>
  word
    .normalize('NFKC')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([年月时点分秒:]) ?/g, '$1')
    .replaceAll(/ ([日号])/g, '$1')
    .trim();

/** The day at the beginning, and what comes behind it. */
type Split = { ok: true; day: LegalDate; rest: string } | { ok: false; message: string; need: string };

function dayFrom(year: string, month: string | number, day: string, rest: string, word: string): Split {
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const known = parseDay(date);
  if (known === null) return refusal(`“${word}”不是有效日期，没有这一天`, WRITE_DATE);
  return { ok: true, day: dateOfDay(known), rest };
}

function splitDay(plain: string): Split {
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?/.exec(plain);
  const signs = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)/.exec(plain);
  const figures = /^(\d{4})(\d{2})(\d{2})(?=\D|$|\d{4}$|\d{6}$)/.exec(plain);
  const rest = (match: RegExpExecArray) => plain.slice(match[0].length);
  if (chinese) return dayFrom(chinese[1]!, chinese[2]!, chinese[3]!, rest(chinese), chinese[0]);
  if (signs) return dayFrom(signs[1]!, signs[3]!, signs[4]!, rest(signs), signs[0]);
  if (figures) return dayFrom(figures[1]!, figures[2]!, figures[3]!, rest(figures), figures[0]);
  const named = /^(\d{1,2})[- ]([A-Za-z]{3,9})[- ,]+(\d{4})(?!\d)/.exec(plain);
  if (named && monthNamed(named[2]!) > 0) return dayFrom(named[3]!, monthNamed(named[2]!), named[1]!, rest(named), named[0]);
  const american = /^([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})(?!\d)/.exec(plain);
  if (american && monthNamed(american[1]!) > 0)
    return dayFrom(american[3]!, monthNamed(american[1]!), american[2]!, rest(american), american[0]);
  return yearBehind(plain) ?? yearShort(plain) ?? refusal(`“${plain.slice(0, 40)}”不是认得的日期`, WRITE_DATE);
}

function yearBehind(plain: string): Split | null {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(plain);
  if (!match) return null;
  const [first, second, year] = [match[1]!, match[3]!, match[4]!];
  const rest = plain.slice(match[0].length);
  if (Number(first) > 12) return dayFrom(year, second, first, rest, match[0]);
  if (Number(second) > 12 || Number(first) === Number(second)) return dayFrom(year, first, second, rest, match[0]);
  const [one, two] = [Number(first), Number(second)];
  return refusal(`“${match[0]}”分不清是${one}月${two}日还是${two}月${one}日`, `年份写在最前面，如 ${year}-03-05`);
}

function yearShort(plain: string): Split | null {
  if (/^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)/.test(plain) || /^\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2}(?!\d)/.test(plain)) {
    return refusal(`“${plain.slice(0, 40)}”的年份只有两位`, '年份写满四位，如 2026-03-05');
  }
  if (/^\d{1,2}[月/.-]\d{1,2}日?(?!\d)/.test(plain)) return refusal(`“${plain.slice(0, 40)}”没有写年份`, WRITE_DATE);
  return null;
}

const BEFORE_NOON = ['凌晨', '清晨', '早上', '早晨', '上午', 'am'];
const AFTER_NOON = ['下午', '傍晚', '晚上', '夜里', '晚', 'pm'];
const TIME = new RegExp(
  `^(${[...BEFORE_NOON, '中午', ...AFTER_NOON].join('|')})? ?(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?|[时点](?:(半|整)|(\\d{1,2})分?(?:(\\d{1,2})秒?)?)?)` +
    ` ?(am|pm)? ?(z|[+-]\\d{2}:?\\d{2})?$`,
  'i',
);
/** `0912`, `091233`. */
const BARE_TIME = /^(\d{2})(\d{2})(\d{2})?$/;

/** The hour of 24 that is meant; null where the words contradict the figure. */
function hourOf(written: number, period: string | undefined): number | null {
  if (period === undefined) return written <= 23 ? written : null;
  if (period === '中午') return written === 11 || written === 12 ? written : written === 1 || written === 2 ? written + 12 : null;
  if (BEFORE_NOON.includes(period)) return written < 12 ? written : written === 12 && (period === 'am' || period === '凌晨') ? 0 : null;
  // “晚上12点” is the end of that day or its beginning.
  if (written === 12) return period === 'pm' || period === '下午' ? 12 : null;
  return written < 12 ? written + 12 : written <= 23 ? written : null;
}

const isoOf = (day: LegalDate, hour: number, minute: string, second: string, zone: string): string =>
  `${day}T${String(hour).padStart(2, '0')}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}${zone}`;

/** `2026-03-05T09:30:00+08:00` of a day and the time behind it; null where that is no time. */
function withTime(day: LegalDate, rest: string): IsoInstant | null {
  const bare = BARE_TIME.exec(rest);
  const match = bare ? null : TIME.exec(rest);
  if (!bare && !match) return null;
  const period = (match?.[1] ?? match?.[8])?.toLowerCase();
  const hour = hourOf(Number(bare ? bare[1] : match![2]), period);
  if (hour === null) return null;
  const minute = bare?.[2] ?? match?.[3] ?? (match?.[5] === '半' ? '30' : match?.[6]) ?? '00';
  const second = bare?.[3] ?? match?.[4] ?? match?.[7] ?? '00';
  const zone = (match?.[9] ?? '+08:00').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const instant = instantOrNull(isoOf(day, hour, minute, second, zone));
  return instant === null ? null : toShanghaiIso(instant);
}

/** What stands between the day and the time: a T, spaces, a comma, the day of the week. */
const behind = (rest: string): string =>
  rest
    .replace(/^[T, ]+/i, '')
    .replace(/^\(?(?:星期|礼拜|周)[一二三四五六日天]\)? ?/, '')
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? /i, '')
    .trim();

/** A spreadsheet's day number as milliseconds since 1970 of a clock in Shanghai, to the second: fractions are never exact. */
const millisOfSerial = (serial: number, epoch: SpreadsheetEpoch): number =>
  Math.round(((serial + (epoch === 1904 ? DAYS_1904 : 0) - UNIX_DAY) * DAY) / SECOND) * SECOND;

/** `2026-03-05 09:12:00` of a spreadsheet's day number, the day alone where `timed` is false; below 1 a time alone. */
export function wordOfSerial(serial: number, epoch: SpreadsheetEpoch, timed: boolean): string {
  const iso = new Date(millisOfSerial(serial, epoch)).toISOString();
  if (serial >= 0 && serial < 1) return iso.slice(11, 19);
  return timed || serial % 1 !== 0 ? iso.slice(0, 19).replace('T', ' ') : iso.slice(0, 10);
}

/** `2026/3/5`, `2026.3.5`, `2026年3月5日`, `20260305`, `5-Mar-2026`, a spreadsheet's day number; midnight may stand behind it. */
export function writtenDate(word: string, epoch: SpreadsheetEpoch = 1900): Written<LegalDate> {
  let plain = plainOf(word);
  if (isSerial(plain)) plain = wordOfSerial(Number(plain), epoch, false);
  const split = splitDay(plain);
  if (!split.ok) return split;
  const rest = behind(split.rest);
  if (rest === '' || /^0?0:00(?::00(?:\.0+)?)?$/.test(rest)) return { ok: true, value: split.day };
  return withTime(split.day, rest) === null
    ? refusal(`“${plain.slice(0, 40)}”不是认得的日期`, WRITE_DATE)
    : refusal(`“${plain.slice(0, 40)}”带有时、分，这里只要日期`, WRITE_DATE);
}

/** A day with a time behind it: `9:12`, `9时12分`, `下午3:20`, `3:20 PM`, `0912`, ISO 8601; without a zone it is Shanghai's clock. */
export function writtenInstant(word: string, epoch: SpreadsheetEpoch = 1900): Written<IsoInstant> {
  let plain = plainOf(word);
  if (isSerial(plain)) plain = wordOfSerial(Number(plain), epoch, false);
  const split = splitDay(plain);
  if (!split.ok) return { ...split, need: split.need === WRITE_DATE ? WRITE_TIME : split.need };
  const rest = behind(split.rest);
  if (rest === '') return refusal(`“${plain.slice(0, 40)}”只有日期，没有时、分`, WRITE_TIME);
  const value = withTime(split.day, rest);
  if (value !== null) return { ok: true, value };
  return refusal(`“${plain.slice(0, 40)}”里的“${rest.slice(0, 20)}”不是认得的时间`, WRITE_TIME);
}
