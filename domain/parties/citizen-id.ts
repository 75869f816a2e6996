/** Citizen identity numbers 公民身份号码 (GB 11643-1999): region, birth date, sequence, check digit (ISO 7064 MOD 11-2). */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { civilFromDay, dayOf, isLegalDate } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import { PROVINCES } from './provinces.ts';

export interface CitizenId {
  ok: true;
  /** Eighteen characters, the check digit `X` upper case. */
  number: string;
  birthDate: LegalDate;
  sex: 'male' | 'female';
  /** First six digits: where the number was given, not where the person lives. */
  region: string;
  province: string;
  /** Full years on the day asked about; null where none was. */
  age: number | null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const BASIS = ['GB 11643-1999'];
const NEEDS = ['核对身份证件后重新填写'];

/** The check digit that seventeen digits demand. */
export function citizenCheckDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** Full-width digits, spaces and hyphens as people type them. */
const normalise = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** Checks a number as typed; with `on`, the age on that day, which must not lie before the birth. */
export function checkCitizenId(text: string, on?: LegalDate): CitizenId | Refusal {
  const number = normalise(text);
  const no = (code: string, message: string, needs: string[] = NEEDS) => refuse(code, message, needs, BASIS);
  if (/^\d{15}$/.test(number)) return no('citizen-id-old', '15位旧身份号码已停止使用', ['填写18位公民身份号码']);
  if (!/^\d{17}[\dX]$/.test(number)) {
    return no(
      'citizen-id-format',
      number.length === 18 ? '公民身份号码前17位应为数字，末位为数字或者X' : `公民身份号码应为18位，现为${number.length}位`,
    );
  }
  const province = PROVINCES[number.slice(0, 2)];
  if (province === undefined) return no('citizen-id-region', `公民身份号码的地区码“${number.slice(0, 2)}”不存在`);
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  // Nobody alive was born before 1900: an earlier year is a mistyped one.
  if (!isLegalDate(birthDate) || birthDate < '1900-01-01') return no('citizen-id-birth-date', `公民身份号码中的出生日期${birthDate}不可能`);
  const expected = citizenCheckDigit(number.slice(0, 17));
  if (expected !== number.charAt(17)) return no('citizen-id-check-digit', '公民身份号码的校验码不对，请核对是否有一位填错');
  let age: number | null = null;
  if (on !== undefined) {
    if (!isLegalDate(on)) return no('date-invalid', `日期“${on}”不是有效日期`, ['按年-月-日填写日期']);
    if (birthDate > on) return no('citizen-id-birth-date', `公民身份号码中的出生日期${birthDate}晚于${on}`);
    age = ageOn(birthDate, on);
    if (age > 150) return no('citizen-id-birth-date', `按公民身份号码计算已${age}周岁，请核对`);
  }
  return {
    ok: true,
    number,
    birthDate,
    region: number.slice(0, 6),
    province,
    age,
    sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female',
  };
}

/**
 * Full years 周岁 on a day. A year of age is completed on the day after the birthday, as the courts count it for the age
 * of responsibility (从周岁生日的第二天起算), taken over for 行政处罚法 30.
 */
export function ageOn(birthDate: LegalDate, on: LegalDate): number {
  const born = civilFromDay(dayOf(birthDate));
  const day = civilFromDay(dayOf(on));
  const passed = day.month > born.month || (day.month === born.month && day.day > born.day);
  return day.year - born.year - (passed ? 0 : 1);
}
