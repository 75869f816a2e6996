/** Secrets that a client holds: random, and stored here only as their SHA-256. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as URL-safe text. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Compares secrets without telling by its time how much of them agrees. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
