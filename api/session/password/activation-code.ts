/** Codes that let somebody choose a password: 80 random bits, good once and for three days, kept as their hash. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../../domain/terms/model.ts';
import type { Queries } from '../../database/database.ts';
import { sha256 } from '../tokens.ts';

export const CODE_DAYS = 3;

/** Crockford's: no I, L, O, U, so that a code can be read out. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Groups of four signs, `K7QM-2V9D-…`; five random bits a sign. */
export function newCode(groups: number): string {
  const signs = [...randomBytes(groups * 4)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return signs.replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** However it is typed: small letters, without dashes, O for 0. */
export const codeHash = (code: string): string =>
  sha256(code.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'));

/** A new code for somebody; one that was given before is void. The only time that it can be read. */
export async function issueCode(
  queries: Queries,
  { personId, issuedBy }: { personId: string; issuedBy: string },
  now: Instant,
): Promise<{ code: string; expiresAt: Date }> {
  const code = newCode(4);
  const expiresAt = new Date(now + CODE_DAYS * 86_400_000);
  await queries.run(
    `insert into activation_code (person_id, code_hash, issued_by, issued_at, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (person_id) do update set code_hash = excluded.code_hash, issued_by = excluded.issued_by,
       issued_at = excluded.issued_at, expires_at = excluded.expires_at`,
    [personId, codeHash(code), issuedBy, new Date(now), expiresAt],
  );
  return { code, expiresAt };
}
