/** The sessions that are open: one's own, and for the security administrator everybody's. */
import { audits, whereItHappens } from '../audit/says.ts';
import { z } from 'zod';
import type { SessionMethod, SessionRow } from '../../contract/session.ts';
import type { Person, UnitKind } from '../../domain/people.ts';
import { ADMINISTRATORS, hasRole } from '../../domain/roles.ts';
import type { AuditPort } from '../audit/port.ts';
import { pageOfSchema } from '../cases/case-schemas.ts';
import { binder } from '../database/binder.ts';
import { containing, type Database, iso } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound } from '../http/problem.ts';
import { cursorField, flagField, limitField, searchField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { requireOneOf } from './authenticate.ts';
import { deviceOf } from './devices.ts';
import { addressOf } from './enter.ts';
import { sessionRowSchema } from './schemas.ts';
import type { SessionTimes, Sessions } from './session-store.ts';

interface Row {
  id: string;
  personId: string;
  personName: string;
  unitId: string;
  unitName: string;
  unitKind: UnitKind;
  userAgent: string | null;
  address: string | null;
  method: SessionMethod;
  secondFactorAt: Date | null;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

const COLUMNS = `s.id, p.id as "personId", p.name as "personName", u.id as "unitId", u.name as "unitName", u.kind as "unitKind",
  s.user_agent as "userAgent", s.address, s.method, s.second_factor_at as "secondFactorAt", s.created_at as "createdAt",
  s.last_used_at as "lastUsedAt", s.expires_at as "expiresAt"`;

const tag = '登录';
const seesAll = (person: Person) => hasRole(person, 'security-admin');

export interface SessionsServices {
  config: { sessions: SessionTimes };
  database: Database;
  sessions: Sessions;
  audit: AuditPort;
}

export function sessionsRoutes({ config, database, sessions, audit }: SessionsServices): Route[] {
  return [
    route(
      {},
      {
        method: 'get',
        path: '/sessions',
        id: 'listSessions',
        audit: audits('administration'),
        tag,
        summary: '登录会话：自己的；安全管理员可看全部',
        query: z.strictObject({
          all: flagField('全部人员的会话（安全管理员）'),
          q: searchField,
          cursor: cursorField,
          limit: limitField(50, 200),
        }),
        answers: { 200: { description: '一页会话，最近使用的在前', schema: pageOfSchema(sessionRowSchema) } },
        handle: async ({ query, caller, now }) => {
          const { person, sessionId } = caller;
          if (query.all) requireOneOf(person, ['security-admin']);
          const { values, bind } = binder();
          const at = bind(new Date(now));
          const idle = (ms: number) => `s.last_used_at > ${at}::timestamptz - make_interval(secs => ${bind(ms / 1_000)}::float8)`;
          const conditions = [
            `s.expires_at > ${at}`,
            'p.active',
            `case when p.roles && ${bind(ADMINISTRATORS)}::text[] then ${idle(config.sessions.adminIdleMs)} else ${idle(config.sessions.idleMs)} end`,
          ];
          if (!query.all) conditions.push(`s.person_id = ${bind(person.id)}`);
          if (query.q) {
            const like = bind(containing(query.q));
            conditions.push(`(p.name ilike ${like} or u.name ilike ${like} or s.address ilike ${like})`);
          }
          const position = decodeCursor('sessions', query.cursor, 'instant');
          if (position) conditions.push(`(s.last_used_at, s.id) < (${bind(position.key)}, ${bind(position.id)})`);
          const rows = await database.rows<Row>(
            `select ${COLUMNS} from session s join person p on p.id = s.person_id join unit u on u.id = p.unit_id
             where ${conditions.join(' and ')} order by s.last_used_at desc, s.id desc limit ${bind(query.limit + 1)}`,
            values,
          );
          const page = pageOf(rows, query.limit, (row) => encodeCursor('sessions', { key: row.lastUsedAt.toISOString(), id: row.id }));
          return { body: { items: page.items.map((row) => told(row, sessionId)), nextCursor: page.nextCursor } };
        },
      },
    ),
    route(
      {},
      {
        method: 'delete',
        path: '/sessions/{sessionId}',
        id: 'endSession',
        audit: whereItHappens(),
        tag,
        summary: '结束一个会话：自己的；安全管理员可结束任何人的',
        params: z.strictObject({ sessionId: z.string().min(1).max(100) }),
        answers: { 204: { description: '已结束' } },
        handle: async ({ params, caller, request }) => {
          const { person } = caller;
          const [ended] = await database.rows<{ personId: string }>(
            'delete from session where id = $1 and (person_id = $2 or $3) returning person_id as "personId"',
            [params.sessionId, person.id, seesAll(person)],
          );
          if (!ended) throw notFound('没有这个会话，或者已经结束', 'no-session');
          await audit.write({
            what: 'session:session-end',
            actorId: person.id,
            subject: ended.personId,
            outcome: 'done',
            detail: {},
            address: addressOf(request),
          });
          return {};
        },
      },
    ),
    route(
      {},
      {
        method: 'delete',
        path: '/sessions',
        id: 'endOtherSessions',
        audit: whereItHappens(),
        tag,
        summary: '在其他地方全部退出登录',
        answers: { 200: { description: '结束了几个会话', schema: z.object({ ended: z.int() }) } },
        handle: async ({ caller, request }) => {
          const { person, sessionId } = caller;
          const ended = await sessions.endOthers(person.id, sessionId);
          await audit.write({
            what: 'session:session-end',
            actorId: person.id,
            subject: person.id,
            outcome: 'done',
            detail: { ended },
            address: addressOf(request),
          });
          return { body: { ended } };
        },
      },
    ),
  ];
}

const told = (row: Row, current: string): SessionRow => ({
  id: row.id,
  current: row.id === current,
  person: { id: row.personId, name: row.personName, unit: { id: row.unitId, name: row.unitName, kind: row.unitKind } },
  device: deviceOf(row.userAgent),
  address: row.address,
  method: row.method,
  secondFactor: row.secondFactorAt !== null,
  startedAt: iso(row.createdAt),
  lastUsedAt: iso(row.lastUsedAt),
  endsAt: iso(row.expiresAt),
});
