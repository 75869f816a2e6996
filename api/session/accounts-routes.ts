/** Accounts as their administrators see and open them: who can sign in, and the code that lets somebody choose a password. */
import { audits, whereItHappens } from '../audit/says.ts';
import { z } from 'zod';
import type { AccountRow } from '../../contract/session.ts';
import type { Person } from '../../domain/people.ts';
import { activationRefused, CODE_GIVERS, factorResetRefused } from '../../domain/sign-in/activation.ts';
import { ROLES } from '../../domain/vocabulary.ts';
import type { AuditPort } from '../audit/port.ts';
import { pageOfSchema } from '../cases/case-schemas.ts';
import type { Config } from '../config.ts';
import { binder } from '../database/binder.ts';
import { containing, type Database, iso } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound, Problem, refused } from '../http/problem.ts';
import { cursorField, limitField, searchField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import type { People } from '../people/people-store.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from '../people/person-row.ts';
import { withRolesToCome } from '../staffing/roles-to-come.ts';
import type { Staffing } from '../staffing/staffing.ts';
import { addressOf } from './enter.ts';
import { removeAllFactors } from './factor/factors.ts';
import type { Accounts } from './password/accounts.ts';
import { issueCode } from './password/activation-code.ts';
import { instant, passwordField, personBriefSchema } from './schemas.ts';
import { HAS_FACTOR } from './session-store.ts';

export interface AccountsServices {
  config: Pick<Config, 'localAccounts'>;
  database: Database;
  people: People;
  accounts: Accounts;
  audit: AuditPort;
  staffing: Pick<Staffing, 'current'>;
}

interface Row extends PersonRow {
  passwordSince: Date | null;
  activationUntil: Date | null;
  hasFactor: boolean;
  hasIdentity: boolean;
  lastSignInAt: Date | null;
}

const tag = '登录';
const onePerson = z.strictObject({ personId: z.string().min(1).max(100) });
const accountSchema = z.object({
  person: personBriefSchema.extend({ roles: z.array(z.enum(ROLES)), active: z.boolean() }),
  username: z.string(),
  passwordSince: instant.nullable(),
  activationUntil: instant.nullable(),
  secondFactor: z.boolean(),
  identity: z.boolean(),
  lastSignInAt: instant.nullable(),
});

export function accountsRoutes({ config, database, people, accounts, audit, staffing }: AccountsServices): Route[] {
  const somebody = async (id: string): Promise<Person> => {
    const person = (await people.byIds([id])).get(id);
    if (!person) throw notFound('没有这个人员');
    return person;
  };
  return [
    route(
      { roles: CODE_GIVERS },
      {
        method: 'get',
        path: '/accounts',
        id: 'listAccounts',
        audit: audits('administration'),
        tag,
        summary: '账号：谁能登录，怎样登录',
        query: z.strictObject({ q: searchField, cursor: cursorField, limit: limitField(50, 200) }),
        answers: { 200: { description: '一页账号', schema: pageOfSchema(accountSchema) } },
        handle: async ({ query, now }) => {
          const { values, bind } = binder();
          const conditions = ['true'];
          const at = bind(new Date(now));
          if (query.q) {
            const like = bind(containing(query.q));
            conditions.push(`(p.name ilike ${like} or u.name ilike ${like} or p.username ilike ${like})`);
          }
          const position = decodeCursor('accounts', query.cursor, 'text');
          if (position) conditions.push(`(p.name, p.id) > (${bind(position.key)}, ${bind(position.id)})`);
          const rows = await database.rows<Row>(
            `select ${PERSON_COLUMNS}, c.changed_at as "passwordSince", a.expires_at as "activationUntil", ${HAS_FACTOR} as "hasFactor",
               exists (select from oidc_identity i where i.person_id = p.id and i.status = 'linked') as "hasIdentity",
               (select max(o.last_at) from sign_in_origin o where o.person_id = p.id) as "lastSignInAt"
             from person p join unit u on u.id = p.unit_id left join local_credential c on c.person_id = p.id
               left join activation_code a on a.person_id = p.id and a.expires_at > ${at}
             where ${conditions.join(' and ')} order by p.name, p.id limit ${bind(query.limit + 1)}`,
            values,
          );
          const page = pageOf(rows, query.limit, (row) => encodeCursor('accounts', { key: row.name, id: row.id }));
          return { body: { items: page.items.map(told), nextCursor: page.nextCursor } };
        },
      },
    ),
    route(
      { roles: CODE_GIVERS },
      {
        method: 'post',
        path: '/people/{personId}/activation',
        id: 'issueActivation',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '发放激活码',
        description:
          '本人用激活码设定密码；只显示这一次，三天内有效，只能用一次，再发则前一个作废。负责人、法制审核员、督办员和各类管理员的由安全管理员发放。',
        params: onePerson,
        answers: { 201: { description: '激活码', schema: z.object({ code: z.string(), expiresAt: instant }) } },
        handle: async ({ params, caller, request, now }) => {
          const { person: actor } = caller;
          if (!config.localAccounts)
            throw new Problem(409, 'password-sign-in-off', '本系统使用统一身份认证，不发放激活码', { needs: ['在统一身份认证中开通'] });
          const subject = await somebody(params.personId);
          const refusal = activationRefused(actor, await withRolesToCome(staffing, subject, now));
          const entry = { what: 'session:activation-code', actorId: actor.id, subject: subject.id, address: addressOf(request) } as const;
          if (refusal) {
            await audit.write({ ...entry, outcome: 'refused', detail: { reason: refusal.code } });
            throw refused(refusal);
          }
          const { code, expiresAt } = await issueCode(database, { personId: subject.id, issuedBy: actor.id }, now);
          await audit.write({ ...entry, outcome: 'done', detail: { expiresAt: iso(expiresAt) } });
          return { status: 201, body: { code, expiresAt: iso(expiresAt) } };
        },
      },
    ),
    route(
      { roles: ['security-admin'] },
      {
        method: 'delete',
        path: '/people/{personId}/second-factor',
        id: 'resetSecondFactor',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '重置第二验证（验证设备和恢复码都已遗失）',
        description: '移除该人员的验证器、通行密钥和恢复码，并结束其全部会话；管理员下次登录时须重新设置。',
        params: onePerson,
        answers: { 204: { description: '已重置' } },
        handle: async ({ params, caller, request }) => {
          const { person: actor } = caller;
          const subject = await somebody(params.personId);
          const refusal = factorResetRefused(actor, subject);
          const entry = {
            what: 'session:second-factor-reset',
            actorId: actor.id,
            subject: subject.id,
            address: addressOf(request),
          } as const;
          if (refusal) {
            await audit.write({ ...entry, outcome: 'refused', detail: { reason: refusal.code } });
            throw refused(refusal);
          }
          await database.transaction(async (queries) => {
            if ((await removeAllFactors(queries, subject.id)) === 0)
              throw new Problem(409, 'no-second-factor', `${subject.name}没有设置过第二验证`);
            await queries.run('delete from session where person_id = $1', [subject.id]);
          });
          await audit.write({ ...entry, outcome: 'done', detail: {} });
          return {};
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/session/password',
        id: 'changePassword',
        audit: whereItHappens(),
        fails: [409, 429],
        tag,
        summary: '修改密码',
        description: '须填原密码；修改后其他地方的会话全部结束。',
        body: z.strictObject({ current: passwordField.meta({ title: '原密码' }), password: passwordField.meta({ title: '新密码' }) }),
        answers: { 204: { description: '已修改' } },
        handle: async ({ body, caller, request, now }) => {
          const { person, sessionId } = caller;
          await accounts.change({ ...body, person, sessionId, address: addressOf(request) }, now);
          return {};
        },
      },
    ),
  ];
}

function told(row: Row): AccountRow {
  const { id, name, unit, roles, active } = personOf(row);
  return {
    person: { id, name, unit, roles, active },
    username: row.username,
    passwordSince: iso(row.passwordSince),
    activationUntil: iso(row.activationUntil),
    secondFactor: row.hasFactor,
    identity: row.hasIdentity,
    lastSignInAt: iso(row.lastSignInAt),
  };
}
