/**
 * What a new password has to be (OWASP ASVS 5.0, 6.2): long enough, none that is guessed first, not the own name. Which signs it
 * is made of is nobody's business but its owner's.
 */
import { refuse, type Refusal } from '../result.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

interface Owner {
  username: string;
  name: string;
}

const BASIS = ['OWASP ASVS 5.0 6.2'];
const no = (message: string, need: string): Refusal => refuse('weak-password', message, [need], BASIS);

/** Why this may not be a new password; null where it may. */
export function passwordFault(password: string, owner: Owner): Refusal | null {
  const text = password.normalize('NFKC');
  const signs = [...text];
  if (signs.length < SHORTEST_PASSWORD)
    return no(`密码太短：${signs.length}个字符`, `至少${SHORTEST_PASSWORD}个字符，几个不相干的词连起来就好`);
  if (signs.length > LONGEST_PASSWORD) return no(`密码太长：${signs.length}个字符`, `不超过${LONGEST_PASSWORD}个字符`);
  const plain = text.toLowerCase();
  if (GUESSED_FIRST.has(withoutDisguise(plain))) return no('这是最先会被猜到的密码之一', '换一个别人想不到的');
  if (isRepetition(signs) || isRun(plain)) return no('密码只是重复或连续的字符', '换一个没有规律的');
  if (namesOwner(plain, owner)) return no('密码主要由本人的姓名或用户名组成', '换一个与本人姓名、用户名无关的');
  return null;
}

const DISGUISES: Readonly<Record<string, string>> = { '@': 'a', $: 's', '0': 'o', '3': 'e', '!': 'i' };

const withoutDisguise = (text: string): string => text.replaceAll(/[@$03!]/g, (sign) => DISGUISES[sign] ?? sign);
const GUESSED_FIRST: ReadonlySet<string> = new Set([...COMMON_PASSWORDS].map(withoutDisguise));

/** `abcabcabcabc`, `aaaaaaaaaaaa`: a part of up to four signs, again and again. */
function isRepetition(signs: readonly string[]): boolean {
  return [1, 2, 3, 4].some((length) => signs.every((sign, index) => sign === signs[index % length]));
}

const RUNS = ['0123456789'.repeat(14), 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '1234567890qwertyuiop'];

/** A stretch of the alphabet, of the digits or of the keyboard, forwards or backwards. */
function isRun(text: string): boolean {
  const backwards = [...text].reverse().join('');
  return RUNS.some((run) => run.includes(text) || run.includes(backwards));
}

/** Without the owner's names little is left of it. */
function namesOwner(text: string, { username, name }: Owner): boolean {
  const names = [username, name].map((each) => each.normalize('NFKC').toLowerCase().trim()).filter((each) => [...each].length >= 2);
  return names.some((each) => text.includes(each) && [...text.replaceAll(each, '')].length < SHORTEST_PASSWORD / 2);
}
