/**
 * Keys of machine clients. A key grants power, so the system administrator proposes it and the security administrator
 * approves; a secret is issued for it afterwards, shown once, and taken over from by the next one.
 */
import { tellApprovers, tellProposer } from '../staffing/notices.ts';
import { z } from 'zod';
import { endOfDay, HOUR } from '../../domain/terms/instant.ts';
import { KEY_KEEPERS } from '../../domain/roles.ts';
import { longText } from '../../domain/work/fields.ts';
import type { KeyRow } from '../../contract/keys.ts';
import { audits } from '../audit/says.ts';
import type { Database } from '../database/database.ts';
import { forbidden, invalid, notFound, Problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { newToken, sha256 } from '../session/tokens.ts';
import { keyNamed, keysShown } from './key-rows.ts';
import { keySchema, newKeySchema, OVERLAP_HOURS, requireSound } from './key-schemas.ts';

const tag = '接口密钥';
const PROPOSER = { roles: ['sys-admin'] } as const;
const APPROVER = { roles: ['security-admin'] } as const;
const KEEPERS = { roles: KEY_KEEPERS } as const;
const keyParams = z.object({ keyId: z.string().min(1).max(100).meta({ title: '密钥' }) });

export function keyRoutes({ database }: { database: Database }): Route[] {
  const known = async (keyId: string, now: number) => {
    const row = await keyNamed(database, keyId, now);
    if (!row) throw notFound('没有这个密钥', 'key-not-found');
    return row;
  };
  return [
    route(KEEPERS, {
      method: 'get',
      path: '/api-keys',
      id: 'listKeys',
      audit: audits('key'),
      tag,
      summary: '接口密钥，新的在前；密钥本身不再显示',
      answers: { 200: { description: '密钥', schema: z.object({ items: z.array(keySchema) }) } },
      handle: async ({ now }) => ({ body: { items: await keysShown(database, now) } }),
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/api-keys',
      id: 'proposeKey',
      audit: audits('key', {
        waits: true,
        subject: (_call, body) => `key:${(body as KeyRow).id}`,
        detail: (_call, body) => ({ scopes: (body as KeyRow).scopes, area: (body as KeyRow).area }),
      }),
      tag,
      summary: '申请接口密钥',
      description: '由系统管理员提出，安全管理员批准后才能领取密钥。密钥只以自己的名义报送和读取，不代表任何人员。',
      body: newKeySchema,
      answers: { 201: { description: '已提出，待批准', schema: keySchema } },
      handle: async ({ body, caller, now }) => {
        requireSound(body, now);
        await requireOwner(database, body.ownerId);
        const id = newToken();
        await database.run(
          `insert into api_key (id, name, purpose, owner_id, scopes, channel, area, addresses, per_minute, expires_at, created_by, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            id,
            body.name,
            body.purpose,
            body.ownerId,
            [...new Set(body.scopes)],
            body.channel,
            body.area,
            [...new Set(body.addresses)],
            body.perMinute,
            new Date(endOfDay(body.expiresOn)),
            caller.person.id,
            new Date(now),
          ],
        );
        await tellApprovers(database, id, caller.person, `接口密钥“${body.name}”`, 'api-key');
        return { status: 201, body: await known(id, now) };
      },
    }),
    route(APPROVER, {
      method: 'post',
      path: '/api-keys/{keyId}/decision',
      id: 'decideKey',
      audit: audits('key', { waits: true }),
      tag,
      summary: '批准或者不批准接口密钥',
      params: keyParams,
      body: z.strictObject({
        approve: z.boolean({ error: '请写明是否批准' }).meta({ title: '批准' }),
        reason: longText('理由', undefined, 500).optional(),
      }),
      answers: { 200: { description: '已决定', schema: keySchema } },
      handle: async ({ params, body, caller, now }) => {
        const key = await known(params.keyId, now);
        if (key.createdBy === caller.person.id) {
          throw forbidden('own-proposal', '不能批准自己提出的密钥', ['由另一名安全管理员批准']);
        }
        if (!body.approve && !body.reason) {
          throw invalid([{ path: 'reason', title: '理由', message: '不批准的，写明理由' }]);
        }
        const decided = await database.run(
          `update api_key set approved = $2, decided_by = $3, decided_at = $4, decided_reason = $5
           where id = $1 and decided_at is null and approved is null and revoked_at is null and expires_at > $4`,
          [key.id, body.approve, caller.person.id, new Date(now), body.reason ?? null],
        );
        if (decided === 0) {
          throw new Problem(409, 'key-decided', '这个密钥已经决定过，或者已经停用、到期', { needs: ['刷新后查看'] });
        }
        const said = `${caller.person.name}${body.approve ? '批准' : '没有批准'}接口密钥“${key.name}”${body.reason ? `：${body.reason}` : ''}`;
        await tellProposer(database, key.id, key.createdBy, said, 'api-key');
        return { body: await known(key.id, now) };
      },
    }),
    route(PROPOSER, {
      method: 'post',
      path: '/api-keys/{keyId}/secrets',
      id: 'issueKeySecret',
      audit: audits('key', { waits: true }),
      tag,
      summary: '领取或者更换密钥',
      description:
        '密钥只在这一次回答里显示，系统只保存它的摘要。更换时旧密钥在 overlapHours（默认24，最长168，即7天）后失效，其间新旧都可以使用。',
      params: keyParams,
      body: z.strictObject({
        overlapHours: z
          .int('小时数应为整数')
          .min(0, '小时数不能为负')
          .max(OVERLAP_HOURS, '新旧密钥最多并用7天（168小时）')
          .default(24)
          .meta({ title: '旧密钥继续有效的小时数' }),
      }),
      answers: { 201: { description: '新的密钥', schema: keySchema.extend({ key: z.string() }) } },
      handle: async ({ params, body, caller, now }) => {
        const { id, standing } = await known(params.keyId, now);
        if (standing !== 'approved') {
          throw new Problem(409, 'key-not-approved', `密钥“${NOT_APPROVED[standing]}”，不能领取`, {
            needs: [standing === 'proposed' ? '由安全管理员批准' : '另行申请密钥'],
          });
        }
        const key = `clk_${newToken()}`;
        const ends = new Date(now + body.overlapHours * HOUR);
        await database.transaction(async (queries) => {
          // Two who rotate at once do it one after the other, so that no secret is left without an end.
          await queries.run('select 1 from api_key where id = $1 for update', [id]);
          await queries.run('update api_key_secret set ends_at = least(coalesce(ends_at, $2), $2) where key_id = $1', [id, ends]);
          await queries.run('insert into api_key_secret (id, key_id, hash, issued_by, issued_at) values ($1, $2, $3, $4, $5)', [
            newToken(),
            id,
            sha256(key),
            caller.person.id,
            new Date(now),
          ]);
        });
        return { status: 201, body: { ...(await known(id, now)), key } };
      },
    }),
    route(KEEPERS, {
      method: 'delete',
      path: '/api-keys/{keyId}',
      id: 'revokeKey',
      audit: audits('key', { waits: true }),
      tag,
      summary: '停用接口密钥',
      params: keyParams,
      answers: { 204: { description: '已停用，立即生效' } },
      handle: async ({ params, caller, now }) => {
        const touched = await database.run(
          'update api_key set revoked_by = case when revoked_at is null then $2 else revoked_by end, revoked_at = coalesce(revoked_at, $3) where id = $1',
          [params.keyId, caller.person.id, new Date(now)],
        );
        if (touched === 0) throw notFound('没有这个密钥', 'key-not-found');
        return {};
      },
    }),
  ];
}

const NOT_APPROVED = { proposed: '待批准', refused: '没有批准', ended: '已经到期', revoked: '已经停用' } as const;

/** Somebody of the county answers for every key. */
async function requireOwner(database: Database, ownerId: string): Promise<void> {
  const owner = await database.first('select 1 from person where id = $1 and active', [ownerId]);
  if (!owner) throw invalid([{ path: 'ownerId', title: '负责人', message: '没有这个人员，或者已经离岗' }]);
}
