/** Keys of machine clients: made and revoked by the system administrator; a key is shown once. */
import { z } from 'zod';
import type { KeyRow, Scope } from '../../contract/keys.ts';
import { text } from '../../domain/work/fields.ts';
import { CHANNELS, CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import { audits } from '../audit/says.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import { type Database, iso } from '../database/database.ts';
import { invalid, notFound } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { SCOPE_LABELS, SCOPES } from '../session/caller.ts';
import { newToken, sha256 } from '../session/tokens.ts';

const tag = '接口密钥';
const ADMIN = { roles: ['sys-admin'] } as const;

const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  channel: z.enum(CHANNELS).nullable(),
  actsAs: z.string().nullable(),
  actsAsName: z.string().nullable(),
  createdAt: instantSchema,
  createdBy: z.string().nullable(),
  createdByName: z.string().nullable(),
  revokedAt: instantSchema.nullable(),
});

/** What is seen and done in cases and leads is always somebody's; reporting, lists and calculators are anybody's. */
const OF_SOMEBODY: readonly Scope[] = ['leads:read', 'cases:read', 'cases:write'];

const newKeySchema = z
  .strictObject({
    name: text('名称', 100),
    scopes: z
      .array(z.enum(SCOPES, { error: `权限应为${SCOPES.join('、')}` }))
      .min(1, '至少选择一项权限')
      .max(SCOPES.length)
      .meta({ title: '权限', labels: SCOPE_LABELS }),
    channel: z.enum(CHANNELS, { error: '没有这个渠道' }).nullable().default(null).meta({ title: '渠道', labels: CHANNEL_LABELS }),
    actsAs: text('代表的人员', 100).nullable().default(null).meta({ title: '代表的人员，用户名或者人员编号' }),
  })
  .superRefine(({ scopes, actsAs }, context) => {
    const needy = scopes.filter((scope) => OF_SOMEBODY.includes(scope));
    if (actsAs !== null || needy.length === 0) return;
    context.addIssue({
      code: 'custom',
      path: ['actsAs'],
      message: `${needy.map((scope) => SCOPE_LABELS[scope]).join('、')}须选定代表的人员：密钥只能看到、办理这个人能看到、能办理的`,
    });
  });

type StoredRow = Omit<KeyRow, 'createdAt' | 'revokedAt'> & { createdAt: Date; revokedAt: Date | null };
const COLUMNS = `k.id, k.name, k.scopes, k.channel, p.username as "actsAs", p.name as "actsAsName", m.name as "createdByName",
  k.created_at as "createdAt", k.created_by as "createdBy",
  k.revoked_at as "revokedAt"`;
const PEOPLE = 'left join person p on p.id = k.acts_as_id left join person m on m.id = k.created_by';
const shown = (row: StoredRow): KeyRow => ({ ...row, createdAt: iso(row.createdAt), revokedAt: iso(row.revokedAt) });

export function keyRoutes({ database }: { database: Database }): Route[] {
  return [
    route(ADMIN, {
      method: 'get',
      path: '/api-keys',
      id: 'listKeys',
      audit: audits('key'),
      tag,
      summary: '接口密钥，新的在前；密钥本身不再显示',
      answers: { 200: { description: '密钥', schema: z.object({ items: z.array(keySchema) }) } },
      handle: async () => {
        const rows = await database.rows<StoredRow>(
          `select ${COLUMNS} from api_key k ${PEOPLE} order by k.created_at desc, k.id limit 500`,
        );
        return { body: { items: rows.map(shown) } };
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/api-keys',
      id: 'makeKey',
      audit: audits('key', {
        waits: true,
        subject: (_call, body) => `key:${(body as KeyRow).id}`,
        detail: (_call, body) => ({ scopes: (body as KeyRow).scopes, actsAs: (body as KeyRow).actsAs }),
      }),
      tag,
      summary: '发放接口密钥',
      description: '密钥只在这一次回答里显示，系统只保存它的摘要。',
      body: newKeySchema,
      answers: { 201: { description: '已发放', schema: keySchema.extend({ key: z.string() }) } },
      handle: async ({ body, caller }) => {
        const actsAsId = body.actsAs === null ? null : await personOf(database, body.actsAs);
        const key = `clk_${newToken()}`;
        const row = await database.first<StoredRow>(
          `with k as (
             insert into api_key (id, name, key_hash, scopes, channel, acts_as_id, created_by) values ($1, $2, $3, $4, $5, $6, $7) returning *
           ) select ${COLUMNS} from k ${PEOPLE}`,
          [newToken(), body.name, sha256(key), [...new Set(body.scopes)], body.channel, actsAsId, caller.person.id],
        );
        return { status: 201, body: { ...shown(row!), key } };
      },
    }),
    route(ADMIN, {
      method: 'delete',
      path: '/api-keys/{keyId}',
      id: 'revokeKey',
      audit: audits('key', { waits: true }),
      tag,
      summary: '停用接口密钥',
      params: z.object({ keyId: z.string().min(1).max(100).meta({ title: '密钥' }) }),
      answers: { 204: { description: '已停用，立即生效' } },
      handle: async ({ params }) => {
        const touched = await database.run('update api_key set revoked_at = coalesce(revoked_at, now()) where id = $1', [params.keyId]);
        if (touched === 0) throw notFound('没有这个密钥', 'key-not-found');
        return {};
      },
    }),
  ];
}

/**
 * A key acts for a person only in what that person may do; an administrator of the system is nobody to act for. Named by
 * user name, or by id as the lists of people answer it.
 */
async function personOf(database: Database, who: string): Promise<string> {
  const person = await database.first<{ id: string; roles: string[] }>(
    'select id, roles from person where (username = $1 or id = $1) and active order by username = $1 desc limit 1',
    [who],
  );
  const fault = (message: string) => invalid([{ path: 'actsAs', title: '代表的人员', message }]);
  if (!person) throw fault('没有这个人员，或者已经停用');
  if (person.roles.includes('sys-admin')) throw fault('密钥不能代表系统管理员');
  return person.id;
}
