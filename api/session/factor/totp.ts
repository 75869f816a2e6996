/** Codes of an authenticator app (RFC 6238): six signs, half a minute, one step to either side, none of them twice. */
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '../../../domain/terms/model.ts';
import type { Database } from '../../database/database.ts';
import type { Seal } from '../sealed.ts';

const PERIOD_SECONDS = 30;
const purposeOf = (personId: string) => `totp ${personId}`;

/** GB/T has no say in it: SHA-1, six signs and half a minute are what every app knows. */
const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer: '案灯', label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });

/** A new secret; it counts once a code of it was seen. Until then it takes no other's place. */
export async function beginTotp(
  { database, seal }: { database: Database; seal: Seal },
  { personId, username }: { personId: string; username: string },
  now: Instant,
): Promise<{ secret: string; uri: string } | null> {
  const secret = new Secret({ size: 20 }).base32;
  const begun = await database.run(
    `insert into totp_factor (person_id, secret, begun_at) values ($1, $2, $3)
     on conflict (person_id) do update set secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
       where totp_factor.confirmed_at is null`,
    [personId, seal.close(secret, purposeOf(personId)), new Date(now)],
  );
  return begun === 0 ? null : { secret, uri: totpOf(secret, username).toString() };
}

/** Whether the code is the person's and of now; if so it is used up. `confirm`: the code that makes a begun secret count. */
export async function takeTotp(
  { database, seal }: { database: Database; seal: Seal },
  { personId, code, confirm = false }: { personId: string; code: string; confirm?: boolean },
  now: Instant,
): Promise<boolean> {
  const row = await database.first<{ secret: string }>(
    `select secret from totp_factor where person_id = $1 and (confirmed_at is null) = $2`,
    [personId, confirm],
  );
  const secret = row ? seal.open(row.secret, purposeOf(personId)) : null;
  if (!row || secret === null) return false;
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: 1 });
  if (delta === null) return false;
  const step = Math.floor(now / 1_000 / PERIOD_SECONDS) + delta;
  // Of two requests with one code, one finds the row as it was.
  const taken = await database.run(
    `update totp_factor set last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
     where person_id = $1 and last_step < $2 and secret = $4 and (confirmed_at is null) = $5`,
    [personId, step, new Date(now), row.secret, confirm],
  );
  return taken === 1;
}
