/**
 * Passwords by scrypt. The parameters stand in the stored text, so that they can be raised: a text of less is made anew when its
 * owner next signs in. Where they run and how many wait is `passwords.ts`'s.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export interface Cost {
  N: number;
  r: number;
  p: number;
}

/** Today's (OWASP Password Storage Cheat Sheet): 128 MB and a third of a second. */
export const TODAYS_COST: Cost = { N: 131_072, r: 8, p: 1 };
/** The demo county's password is printed on its door; its people sign in often. */
export const DEMO_COST: Cost = { N: 16_384, r: 8, p: 1 };

const KEY_LENGTH = 32;

/** What of a hash is paid for: memory times rounds. */
export const workOf = ({ N, r, p }: Cost): number => N * r * p;

const derive = (password: string, salt: Buffer, { N, r, p }: Cost, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

interface Stored {
  cost: Cost;
  salt: Buffer;
  key: Buffer;
}

const encode = ({ cost: { N, r, p }, salt, key }: Stored): string =>
  ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');

/** Null for a text that is none of ours, or would cost more than a hash ever did. */
function decode(text: string): Stored | null {
  const parts = /^scrypt\$(\d{1,8})\$(\d{1,2})\$(\d{1,2})\$([\w-]{8,})\$([\w-]{20,})$/.exec(text);
  if (!parts) return null;
  const cost = { N: Number(parts[1]), r: Number(parts[2]), p: Number(parts[3]) };
  if (!Number.isInteger(Math.log2(cost.N)) || workOf(cost) > 8 * workOf(TODAYS_COST)) return null;
  return { cost, salt: Buffer.from(parts[4]!, 'base64url'), key: Buffer.from(parts[5]!, 'base64url') };
}

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string, cost: Cost): Promise<string> {
  const salt = randomBytes(16);
  return encode({ cost, salt, key: await derive(password, salt, cost, KEY_LENGTH) });
}

/** How the demo county's passwords are kept. */
export const hashDemoPassword = (password: string): Promise<string> => hashPassword(password, DEMO_COST);

/** Whether the password is the stored one; false for a stored text that is none of ours. */
export async function passwordMatches(password: string, text: string): Promise<boolean> {
  const stored = decode(text);
  if (!stored) return false;
  return timingSafeEqual(await derive(password, stored.salt, stored.cost, stored.key.length), stored.key);
}

/** What the stored text costs to compare; null for one that is none of ours. */
export const costOf = (text: string): Cost | null => decode(text)?.cost ?? null;

/** A stored text that no password has: an unknown name costs the same time as a wrong password. */
export const nobodyAt = (cost: Cost): string => encode({ cost, salt: Buffer.alloc(16), key: Buffer.alloc(KEY_LENGTH) });
