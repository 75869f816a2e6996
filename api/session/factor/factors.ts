/** Somebody's second factors: what there is, passing one, adding and removing. */
import type { SecondFactors } from '../../../contract/session.ts';
import { isAdministrator } from '../../../domain/roles.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import { type Database, iso, type Queries } from '../../database/database.ts';
import { Problem } from '../../http/problem.ts';
import type { SessionCaller } from '../caller.ts';
import type { Limits } from '../limits.ts';
import type { Seal } from '../sealed.ts';
import { type Place, takePasskey } from './passkeys.ts';
import { takeRecoveryCode } from './recovery.ts';
import { takeTotp } from './totp.ts';

export interface FactorServices {
  database: Database;
  limits: Limits;
  seal: Seal;
}

/** So many wrong ones, and the session has to begin anew. */
const MOST_FAILURES = 10;

export async function factorsOf(database: Database, { person, secondFactor }: SessionCaller, demanded: boolean): Promise<SecondFactors> {
  const [totp, passkeys, codes] = await Promise.all([
    database.first<{ at: Date }>('select confirmed_at as at from totp_factor where person_id = $1 and confirmed_at is not null', [
      person.id,
    ]),
    database.rows<{ id: string; name: string; createdAt: Date; lastUsedAt: Date | null }>(
      'select id, name, created_at as "createdAt", last_used_at as "lastUsedAt" from passkey where person_id = $1 order by created_at, id',
      [person.id],
    ),
    database.first<{ left: number }>('select count(*)::int as left from recovery_code where person_id = $1', [person.id]),
  ]);
  return {
    state: secondFactor,
    demanded: demanded && isAdministrator(person),
    totpSince: totp ? iso(totp.at) : null,
    passkeys: passkeys.map((key) => ({ ...key, createdAt: iso(key.createdAt), lastUsedAt: iso(key.lastUsedAt) })),
    recoveryCodes: codes?.left ?? 0,
  };
}

export type Proof = { code: string } | { recoveryCode: string } | { passkey: unknown };

/** Throws unless it proves who sits there. A session that guesses on is ended. */
export async function requireProof(
  services: FactorServices,
  caller: SessionCaller,
  proof: Proof,
  place: () => Place,
  now: Instant,
): Promise<void> {
  const { database, limits } = services;
  const personId = caller.person.id;
  const claim = await limits.claimGuess('second-factor', personId, now);
  const taken = await tryProof(services, caller, proof, place, now).catch(async (error: unknown) => {
    await claim.withdraw();
    throw error;
  });
  if (taken) return claim.right();
  const row = await database.first<{ failures: number }>(
    'update session set factor_failures = factor_failures + 1 where id = $1 returning factor_failures as failures',
    [caller.sessionId],
  );
  if (row && row.failures >= MOST_FAILURES) await database.run('delete from session where id = $1', [caller.sessionId]);
  throw new Problem(403, 'wrong-second-factor', '第二验证没有通过', {
    needs: ['code' in proof ? '输入验证器当前显示的验证码，每个验证码只能用一次；手机时间须准确' : '核对后再试，或者换一种验证方式'],
  });
}

function tryProof(
  services: FactorServices,
  { person, sessionId }: SessionCaller,
  proof: Proof,
  place: () => Place,
  now: Instant,
): Promise<boolean> {
  if ('code' in proof) return takeTotp(services, { personId: person.id, code: proof.code }, now);
  if ('recoveryCode' in proof) return takeRecoveryCode(services.database, person.id, proof.recoveryCode);
  return takePasskey(services.database, { personId: person.id, sessionId, answer: proof.passkey }, place(), now);
}

/** All that somebody has set up, gone: telephone lost, codes lost. */
export async function removeAllFactors(queries: Queries, personId: string): Promise<number> {
  const totp = await queries.run('delete from totp_factor where person_id = $1', [personId]);
  const passkeys = await queries.run('delete from passkey where person_id = $1', [personId]);
  await queries.run('delete from recovery_code where person_id = $1', [personId]);
  return totp + passkeys;
}
