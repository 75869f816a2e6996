import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import { newToken, sha256 } from '../../api/session/tokens.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { done } from './scenes.ts';

/** A machine client's key, put straight into the tables. */
export async function newKey({
  scopes,
  channel = null,
  area = null,
  revoked = false,
}: {
  scopes: string[];
  channel?: string | null;
  area?: string | null;
  revoked?: boolean;
}): Promise<string> {
  const key = `clk_${newToken()}`;
  const id = newToken();
  await database().run(
    `insert into api_key (id, name, scopes, channel, area, per_minute, revoked_at, approved, expires_at)
     values ($1, $2, $3, $4, $5, 6000, $6, true, now() + interval '30 days')`,
    [id, '12345热线平台', scopes, channel, area, revoked ? new Date() : null],
  );
  await database().run('insert into api_key_secret (id, key_id, hash) values ($1, $2, $3)', [newToken(), id, sha256(key)]);
  return key;
}

export const keyOf = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: '12345平台',
  purpose: '报送热线工单',
  ownerId: 'sysadmin',
  scopes: ['leads:write'],
  expiresOn: addDays(legalDateOf(Date.now()), 90),
  ...over,
});

/** One as the two administrators grant it: proposed, approved, its secret fetched. */
export async function grantedKey(over: Record<string, unknown> = {}): Promise<{ id: string; key: string }> {
  const proposer = await as('sysadmin');
  const { id } = done(await proposer.post('/api-keys', keyOf(over)), 201).body;
  done(await (await as('securityadmin')).post(`/api-keys/${id}/decision`, { approve: true }));
  return { id, key: done(await proposer.post(`/api-keys/${id}/secrets`, {}), 201).body.key };
}
