/** Codes for the day on which the telephone is lost: ten, each good once, kept as their hash. */
import type { Queries } from '../../database/database.ts';
import { codeHash, newCode } from '../password/activation-code.ts';
import { sha256 } from '../tokens.ts';

const CODES = 10;
const hashOf = (personId: string, code: string) => sha256(`${personId} ${codeHash(code)}`);

/** Ten new ones in the place of all that were. */
export async function newRecoveryCodes(queries: Queries, personId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => newCode(3));
  await queries.run('delete from recovery_code where person_id = $1', [personId]);
  await queries.run('insert into recovery_code (person_id, code_hash) select $1, unnest($2::text[])', [
    personId,
    codes.map((code) => hashOf(personId, code)),
  ]);
  return codes;
}

/** Whether it is one of theirs; if so it is used up. */
export const takeRecoveryCode = async (queries: Queries, personId: string, code: string): Promise<boolean> =>
  (await queries.run('delete from recovery_code where person_id = $1 and code_hash = $2', [personId, hashOf(personId, code)])) === 1;
