import { newToken, sha256 } from '../../api/session/tokens.ts';
import { database } from './database.ts';

/** A machine client's key, put straight into the table. */
export async function newKey({
  scopes,
  channel = null,
  actsAs = null,
  revoked = false,
}: {
  scopes: string[];
  channel?: string | null;
  actsAs?: string | null;
  revoked?: boolean;
}): Promise<string> {
  const key = `clk_${newToken()}`;
  await database().run(
    'insert into api_key (id, name, key_hash, scopes, channel, acts_as_id, revoked_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [newToken(), '12345热线平台', sha256(key), scopes, channel, actsAs, revoked ? new Date() : null],
  );
  return key;
}
