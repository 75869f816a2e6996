/**
 * Passwords by scrypt, which only the demo county's people have; the parameters stand in the stored text so that they can be
 * raised.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const PARAMETERS = { N: 16_384, r: 8, p: 1 };
const KEY_LENGTH = 32;

/** One after the other: each takes 16 MB and a core, and people who sign in together must not take all of both. */
let previous: Promise<unknown> = Promise.resolve();

const derive = (...input: Parameters<typeof deriveNow>): Promise<Buffer> => {
  const mine = previous.then(() => deriveNow(...input));
  previous = mine.catch(() => undefined);
  return mine;
};

const deriveNow = (password: string, salt: Buffer, { N, r, p }: typeof PARAMETERS, length: number) =>
  new Promise<Buffer>((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, PARAMETERS, KEY_LENGTH);
  const { N, r, p } = PARAMETERS;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the password is the stored one; false for a stored text that is none of ours. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = stored.split('$');
  if (kind !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) }, expected.length);
  return timingSafeEqual(derived, expected);
}

/** A stored text that no password has: an unknown name costs the same time as a wrong password. */
export const NOBODY = `scrypt$${PARAMETERS.N}$${PARAMETERS.r}$${PARAMETERS.p}$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`;
