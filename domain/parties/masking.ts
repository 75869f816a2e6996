/** Personal data as it is shown to those who need not know it whole (行政处罚法 50; 个人信息保护法 51). */

import { checkCitizenId } from './citizen-id.ts';
import { checkCreditCode } from './credit-code.ts';

/** `330***********0011`: birth date and place stay hidden. What is no identity number is hidden but for its ends. */
export function maskCitizenId(number: string): string {
  const text = number.trim();
  if (text.length < 8) return '*'.repeat(text.length);
  return `${text.slice(0, 3)}${'*'.repeat(text.length - 7)}${text.slice(-4)}`;
}

/** `138****5678`; landlines keep their last two. */
export function maskPhone(phone: string): string {
  // A mask of a mask would hide what the first left to see.
  if (phone.includes('*')) return phone;
  const digits = phone.replace(/[\s-]/g, '');
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length <= 2 ? '*'.repeat(digits.length) : `${'*'.repeat(digits.length - 2)}${digits.slice(-2)}`;
}

/** `张*`, `张*三`, `阿**江`: first and last of longer names, the first of short ones. */
export function maskPersonName(name: string): string {
  const signs = [...name.trim()];
  const [first = '', ...rest] = signs;
  if (signs.length <= 1) return first;
  if (signs.length === 2) return `${first}*`;
  return `${first}${'*'.repeat(rest.length - 1)}${rest.at(-1) ?? ''}`;
}

/** Down to the road or village; the house number and what follows are hidden. */
export function maskAddress(address: string): string {
  return address.replace(/[\d０-９一二三四五六七八九十百]+\s*(号|弄|幢|栋|单元|室|组|楼).*$/u, '***');
}

/** An identifier by what it is: a credit code is public, an identity number and whatever is neither are not. */
export function maskIdentifier(identifier: string): string {
  const isPublic = !checkCitizenId(identifier).ok && checkCreditCode(identifier).ok;
  return isPublic ? identifier : maskCitizenId(identifier);
}

const CITIZEN_ID = /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g;

/** A text with the identity numbers in it masked: somebody wrote them where no field is for them. */
export const maskNumbers = (text: string): string =>
  text.length < 18 ? text : text.replace(CITIZEN_ID, (number) => (checkCitizenId(number).ok ? maskCitizenId(number) : number));

/** A mobile number as people write it: `13812345678`, `138 1234 5678`, `+86 138-1234-5678`. */
const MOBILE = /(?<![0-9A-Za-z])((?:\+?86[ -]?)?)(1[3-9]\d)([ -]?)\d{4}([ -]?)(\d{4})(?![0-9A-Za-z])/g;
const MAIL = /([A-Za-z0-9])[A-Za-z0-9._%+-]*@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})/g;

/** Free text as those read it who need not know whose number stands in it: identity and mobile numbers, mail addresses. */
export const maskFreeText = (text: string): string =>
  text.length < 6
    ? text
    : maskNumbers(text)
        .replace(
          MOBILE,
          (_whole, country: string, head: string, one: string, two: string, tail: string) => `${country}${head}${one}****${two}${tail}`,
        )
        .replace(MAIL, (_whole, first: string, domain: string) => `${first}***@${domain}`);
