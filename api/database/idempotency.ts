/** Repeated requests that do not go through a running workflow: the first reserves what all repetitions use. */
import { keyReused } from '../http/fingerprint.ts';
import { sha256 } from '../session/tokens.ts';
import type { Database } from './database.ts';

export interface Reservation {
  personId: string;
  route: string;
  /** As the client sent it. */
  key: string;
  fingerprint: string;
}

/**
 * The value that the first request under this key reserved; `value` is it for the first. Throws the 422 of a key that
 * was used for something else.
 */
export async function reserve(database: Database, { personId, route, key, fingerprint }: Reservation, value: string): Promise<string> {
  const id = sha256(`${personId}\n${route}\n${key}`);
  const row = await database.first<{ bodyHash: string; answer: { value: string } }>(
    `with made as (
       insert into idempotency_key (key, person_id, route, body_hash, status, answer) values ($1, $2, $3, $4, 0, $5)
       on conflict (key) do nothing returning body_hash, answer
     )
     select body_hash as "bodyHash", answer from made
     union all select body_hash, answer from idempotency_key where key = $1 limit 1`,
    [id, personId, route, fingerprint, JSON.stringify({ value })],
  );
  if (!row) return reserve(database, { personId, route, key, fingerprint }, value);
  if (row.bodyHash !== fingerprint) throw keyReused();
  return row.answer.value;
}

/** Keys older than two weeks are forgotten. */
export const forgetOldKeys = (database: Database): Promise<number> =>
  database.run(`delete from idempotency_key where created_at < now() - interval '14 days'`);
