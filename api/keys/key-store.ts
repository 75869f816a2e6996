/** From a secret to the machine that holds it: valid, from where it may come, not too often; and when it was last used. */
import type { Instant } from '../../domain/terms/model.ts';
import { MINUTE, SECOND } from '../../domain/terms/instant.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import type { Database } from '../database/database.ts';
import { forbidden, Problem } from '../http/problem.ts';
import type { KeyCaller } from '../session/caller.ts';
import { sha256 } from '../session/tokens.ts';
import { isAmong } from './addresses.ts';

export interface Keys {
  /**
   * The machine behind a secret; null where it is unknown, not approved, past its end or revoked. Throws the 403 of an
   * address that it may not come from and the 429 of a minute that is full.
   */
  callerOf(secret: string, address: string, now: Instant): Promise<KeyCaller | null>;
}

interface Row {
  keyId: string;
  name: string;
  scopes: string[];
  channel: Channel | null;
  area: 'county' | null;
  addresses: string[];
  perMinute: number;
}

export function createKeys(database: Database): Keys {
  /** Counts the request over all processes; the first of a minute writes down when and from where the key was used. */
  const counted = async (keyId: string, address: string, now: Instant): Promise<number> => {
    const row = await database.first<{ requests: number }>(
      `with counted as (
         insert into api_key_minute as m (key_id, minute, requests) values ($1, $2, 1)
         on conflict (key_id) do update set requests = case when m.minute = excluded.minute then m.requests + 1 else 1 end, minute = excluded.minute
         returning requests
       ), noted as (
         update api_key set last_used_at = $3, last_used_from = $4 where id = $1 and (select requests from counted) = 1
       ) select requests from counted`,
      [keyId, new Date(Math.floor(now / MINUTE) * MINUTE), new Date(now), address],
      'key-counted',
    );
    return row?.requests ?? 0;
  };
  return {
    callerOf: async (secret, address, now) => {
      const row = await database.first<Row>(
        `select k.id as "keyId", k.name, k.scopes, k.channel, k.area, k.addresses, k.per_minute as "perMinute"
         from api_key_secret s join api_key k on k.id = s.key_id
         where s.hash = $1 and (s.ends_at is null or s.ends_at > $2) and k.approved and k.revoked_at is null and k.expires_at > $2`,
        [sha256(secret), new Date(now)],
        'key-caller',
      );
      if (!row) return null;
      const { keyId, name, scopes, channel, area, addresses, perMinute } = row;
      if (!isAmong(address, addresses)) {
        throw forbidden('key-address', `接口密钥“${name}”不能从这个地址使用`, ['从登记的地址使用，或者由系统管理员另行申请密钥']);
      }
      if ((await counted(keyId, address, now)) > perMinute) {
        const seconds = Math.ceil((MINUTE - (now % MINUTE)) / SECOND);
        throw new Problem(429, 'key-too-many', `接口密钥“${name}”每分钟最多使用${perMinute}次`, {
          needs: [`${seconds}秒后再试`],
          headers: { 'Retry-After': String(seconds) },
        });
      }
      return { via: 'key', keyId, name, scopes, channel, area };
    },
  };
}
