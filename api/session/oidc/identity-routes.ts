/** Links between accounts at the provider and people here, for the security administrator. */
import { audits, whereItHappens } from '../../audit/says.ts';
import { z } from 'zod';
import type { IdentityRow } from '../../../contract/session.ts';
import type { UnitKind } from '../../../domain/people.ts';
import type { AuditPort } from '../../audit/port.ts';
import { pageOfSchema } from '../../cases/case-schemas.ts';
import { binder } from '../../database/binder.ts';
import { containing, type Database, iso } from '../../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../../http/cursor.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { cursorField, limitField, manyOf, searchField } from '../../http/query-fields.ts';
import { type Route, route } from '../../http/route.ts';
import type { People } from '../../people/people-store.ts';
import { addressOf } from '../enter.ts';
import { instant, personBriefSchema } from '../schemas.ts';
import { link } from './identities.ts';
import type { OidcSettings } from './settings.ts';

export interface IdentityServices {
  config: { oidc: OidcSettings | null };
  database: Database;
  people: People;
  audit: AuditPort;
}

interface Row {
  id: string;
  issuer: string;
  subject: string;
  personId: string;
  personName: string;
  unitId: string;
  unitName: string;
  unitKind: UnitKind;
  status: IdentityRow['status'];
  claimedName: string | null;
  reason: string | null;
  askedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  lastUsedAt: Date | null;
}

const ROW = `i.id, i.issuer, i.subject, p.id as "personId", p.name as "personName", u.id as "unitId", u.name as "unitName", u.kind as "unitKind",
  i.status, i.claimed_name as "claimedName", i.reason, i.asked_at as "askedAt", i.decided_by as "decidedBy", i.decided_at as "decidedAt",
  i.last_used_at as "lastUsedAt"`;
const FROM = 'from oidc_identity i join person p on p.id = i.person_id join unit u on u.id = p.unit_id';

const tag = '登录';
const roles = ['security-admin'] as const;
const oneIdentity = z.strictObject({ identityId: z.string().min(1).max(100) });
const identitySchema = z.object({
  id: z.string(),
  issuer: z.string(),
  subject: z.string(),
  person: personBriefSchema,
  status: z.enum(['linked', 'waiting', 'refused']),
  claimedName: z.string().nullable(),
  reason: z.string().nullable(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

export function identityRoutes({ config, database, people, audit }: IdentityServices): Route[] {
  const read = async (id: string): Promise<Row> => {
    const row = await database.first<Row>(`select ${ROW} ${FROM} where i.id = $1`, [id]);
    if (!row) throw notFound('没有这个关联');
    return row;
  };
  /** Nobody decides who they are themselves. */
  const requireOther = (actorId: string, personId: string) => {
    if (actorId === personId) throw new Problem(409, 'own-account', '不能给自己的账号办理关联', { needs: ['由另一名安全管理员办理'] });
  };
  return [
    route(
      { roles },
      {
        method: 'get',
        path: '/identities',
        id: 'listIdentities',
        audit: audits('administration'),
        tag,
        summary: '统一身份认证账号与人员的关联',
        query: z.strictObject({
          status: manyOf('状态', ['linked', 'waiting', 'refused']),
          q: searchField,
          cursor: cursorField,
          limit: limitField(50, 200),
        }),
        answers: { 200: { description: '一页关联，待批准的在前', schema: pageOfSchema(identitySchema) } },
        handle: async ({ query }) => {
          const { values, bind } = binder();
          const conditions = ['true'];
          if (query.status?.length) conditions.push(`i.status = any(${bind(query.status)})`);
          if (query.q) {
            const like = bind(containing(query.q));
            conditions.push(`(p.name ilike ${like} or i.subject ilike ${like} or i.claimed_name ilike ${like})`);
          }
          const order = `(case when i.status = 'waiting' then '0' else '1' end || p.name)`;
          const position = decodeCursor('identities', query.cursor, 'text');
          if (position) conditions.push(`(${order}, i.id) > (${bind(position.key)}, ${bind(position.id)})`);
          const rows = await database.rows<Row>(
            `select ${ROW} ${FROM} where ${conditions.join(' and ')} order by ${order}, i.id limit ${bind(query.limit + 1)}`,
            values,
          );
          const keyOf = (row: Row) => `${row.status === 'waiting' ? '0' : '1'}${row.personName}`;
          const page = pageOf(rows, query.limit, (row) => encodeCursor('identities', { key: keyOf(row), id: row.id }));
          return { body: { items: page.items.map(told), nextCursor: page.nextCursor } };
        },
      },
    ),
    route(
      { roles },
      {
        method: 'post',
        path: '/identities',
        id: 'linkIdentity',
        audit: whereItHappens(),
        fails: [404, 409],
        tag,
        summary: '关联统一身份认证账号',
        body: z.strictObject({
          personId: z.string().min(1, '请选择人员').max(100).meta({ title: '人员' }),
          subject: z.string().trim().min(1, '请填写账号标识').max(255).meta({ title: '账号标识（sub）' }),
        }),
        answers: { 201: { description: '已关联', schema: identitySchema } },
        handle: async ({ body, caller, request, now }) => {
          const { person: actor } = caller;
          if (!config.oidc) throw new Problem(409, 'no-provider', '本系统没有使用统一身份认证');
          requireOther(actor.id, body.personId);
          const subject = (await people.byIds([body.personId])).get(body.personId);
          if (!subject?.active) throw notFound('没有这个人员，或者已经停用');
          const issuer = config.oidc.issuer.href.replace(/\/$/, '');
          const known = { issuer, subject: body.subject, claimedName: null, personId: subject.id, decidedBy: actor.id };
          const id = await link(database, known, now);
          if (id === null) {
            throw new Problem(409, 'linked-already', '这个账号已有关联或正待批准，或者该人员已关联另一个账号', {
              needs: ['先解除原来的关联，或者批准待批准的'],
            });
          }
          await audit.write({
            what: 'session:identity-link',
            actorId: actor.id,
            subject: subject.id,
            outcome: 'done',
            detail: { subject: body.subject },
            address: addressOf(request),
          });
          return { status: 201, body: told(await read(id)) };
        },
      },
    ),
    route(
      { roles },
      {
        method: 'post',
        path: '/identities/{identityId}/approval',
        id: 'approveIdentity',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '批准关联：原来的账号随之解除，其会话结束',
        params: oneIdentity,
        answers: { 200: { description: '已关联', schema: identitySchema } },
        handle: async ({ params, caller, request, now }) => {
          const { person: actor } = caller;
          const row = await read(params.identityId);
          requireOther(actor.id, row.personId);
          await database.transaction(async (queries) => {
            await queries.run(`delete from oidc_identity where issuer = $1 and person_id = $2 and status = 'linked' and id <> $3`, [
              row.issuer,
              row.personId,
              row.id,
            ]);
            const approved = await queries.run(
              `update oidc_identity set status = 'linked', decided_by = $2, decided_at = $3 where id = $1 and status in ('waiting', 'refused')`,
              [row.id, actor.id, new Date(now)],
            );
            if (approved === 0) throw new Problem(409, 'linked-already', '这个账号已经关联');
            await queries.run('delete from session where person_id = $1 and identity_id is not null', [row.personId]);
          });
          await audit.write({
            what: 'session:identity-link',
            actorId: actor.id,
            subject: row.personId,
            outcome: 'done',
            detail: { subject: row.subject, reason: row.reason },
            address: addressOf(request),
          });
          return { body: told(await read(row.id)) };
        },
      },
    ),
    route(
      { roles },
      {
        method: 'delete',
        path: '/identities/{identityId}',
        id: 'refuseIdentity',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '不同意待批准的关联，或者解除已有的；其会话结束',
        description: '解除后该账号仍记为不同意，不会再按用户名自动关联；需要时可以重新批准。',
        params: oneIdentity,
        answers: { 204: { description: '已不同意或解除' } },
        handle: async ({ params, caller, request, now }) => {
          const { person: actor } = caller;
          const row = await read(params.identityId);
          await database.transaction(async (queries) => {
            await queries.run(`update oidc_identity set status = 'refused', decided_by = $2, decided_at = $3 where id = $1`, [
              row.id,
              actor.id,
              new Date(now),
            ]);
            await queries.run('delete from session where identity_id = $1', [row.id]);
          });
          await audit.write({
            what: 'session:identity-refusal',
            actorId: actor.id,
            subject: row.personId,
            outcome: 'done',
            detail: { subject: row.subject, before: row.status },
            address: addressOf(request),
          });
          return {};
        },
      },
    ),
  ];
}

const told = ({ personId, personName, unitId, unitName, unitKind, ...row }: Row): IdentityRow => ({
  ...row,
  person: { id: personId, name: personName, unit: { id: unitId, name: unitName, kind: unitKind } },
  askedAt: iso(row.askedAt),
  decidedAt: iso(row.decidedAt),
  lastUsedAt: iso(row.lastUsedAt),
});
