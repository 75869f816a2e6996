/**
 * How a county writes the numbers of its registers: a pattern with the place of the year and that of the running number,
 * `青综执立〔{年}〕第{号:5}号`. Every number can be read back; no two registers can give the same one.
 */
import { refuse, type Refusal } from '../result.ts';
import { LEGACY_COUNTY_NAME } from './legacy.ts';

/** Cases filed, and decisions to penalise and not to, which are numbered apart; each by year. */
export const REGISTERS = ['cases', 'penalty', 'no-penalty'] as const;
export type RegisterName = (typeof REGISTERS)[number];
export const REGISTER_LABELS: Record<RegisterName, string> = {
  cases: '立案编号',
  penalty: '行政处罚决定书文号',
  'no-penalty': '不予行政处罚决定书文号',
};

export type NumberPatterns = Record<RegisterName, string>;

/** What stands between the county's short name and the year where it has said nothing else. */
const WORDS: Record<RegisterName, string> = { cases: '综执立', penalty: '综执罚决', 'no-penalty': '综执不罚决' };

/** 清河县 is 清河 in its numbers; 雄县 stays 雄县. */
export const shortOf = (name: string): string => (name.length > 2 ? name.replace(/(?:自治县|自治旗|县|市|区|旗)$/, '') : name);

/** As numbers have been written from the first: what stands before the year, and at least five digits. */
export const patternWith = (prefix: string): string => `${prefix}〔{年}〕第{号:5}号`;

export const patternsOf = (short: string): NumberPatterns =>
  Object.fromEntries(REGISTERS.map((register) => [register, patternWith(`${short}${WORDS[register]}`)])) as NumberPatterns;

/** What every installation wrote that had said nothing else, before a county's own name was asked. */
export const LEGACY_PATTERNS: NumberPatterns = patternsOf(shortOf(LEGACY_COUNTY_NAME));

export interface Numbering {
  format: (year: number, n: number) => string;
  /** Year and number of a text in this form; null for any other text, such as another office's number. */
  parse: (number: string) => { year: number; n: number } | null;
}

const PARTS = /^([^{}]*)\{年\}([^{}]+)\{号(?::([1-9]))?\}([^{}]*)$/;

/** Why numbers cannot be written so; null where they can. */
export function checkPattern(pattern: string, label: string): Refusal | null {
  const no = (message: string, ...needs: string[]): Refusal => refuse('number-pattern', `${label}的格式${message}`, needs);
  if (pattern.length > 60) return no('过长', '不超过60个字');
  if (!pattern.includes('{年}')) return no('没有年份', '写上“{年}”，例如“〔{年}〕”');
  if (!/\{号(?::[1-9])?\}/.test(pattern)) return no('没有顺序号', '写上“{号}”，位数不足补零的写“{号:5}”');
  const parts = PARTS.exec(pattern);
  if (!parts) return no('不能读', '“{年}”在前，“{号}”在后，各写一次，中间用文字或者符号隔开');
  const literal = `${parts[1]}${parts[2]}${parts[4]}`;
  if (/\d/.test(literal)) return no('在年份和顺序号以外还有数字，读不出哪个是顺序号', '改用文字');
  if (/[\s\p{Cc}\p{Cf}]/u.test(literal)) return no('中有空格或者看不见的字符', '删去');
  return null;
}

/** Each by itself, and no two alike. */
export function checkPatterns(patterns: NumberPatterns): Refusal | null {
  for (const register of REGISTERS) {
    const fault = checkPattern(patterns[register], REGISTER_LABELS[register]);
    if (fault) return fault;
  }
  const bare = REGISTERS.map((register) => patterns[register].replace(/\{号:\d\}/, '{号}'));
  const again = bare.findIndex((one, index) => bare.indexOf(one) !== index);
  if (again < 0) return null;
  const [one, other] = [REGISTERS[bare.indexOf(bare[again]!)]!, REGISTERS[again]!];
  return refuse('number-pattern', `${REGISTER_LABELS[one]}和${REGISTER_LABELS[other]}的格式相同，两份文书会用同一个号`, ['改得互不相同']);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** Of a pattern that has been checked. */
export function numberingOf(pattern: string): Numbering {
  const parts = PARTS.exec(pattern);
  if (!parts) throw new Error(`no pattern of numbers: ${pattern}`);
  const [, before = '', between = '', width = '1', after = ''] = parts;
  const form = new RegExp(`^${escaped(before)}(\\d{4})${escaped(between)}0*([1-9]\\d{0,8})${escaped(after)}$`);
  return {
    format: (year, n) => `${before}${year}${between}${String(n).padStart(Number(width), '0')}${after}`,
    parse: (number) => {
      const match = form.exec(number);
      return match ? { year: Number(match[1]), n: Number(match[2]) } : null;
    },
  };
}
