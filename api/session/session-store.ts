/** Server-side sessions: the cookie holds a random token, the table its hash. */
import { isAdministrator } from '../../domain/roles.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Person } from '../../domain/people.ts';
import { type Database, iso, type Queries } from '../database/database.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from '../people/person-row.ts';
import type { SecondFactorState, SessionCaller, SessionMethod } from './caller.ts';
import { newToken, sha256 } from './tokens.ts';

export interface NewSession {
  id: string;
  token: string;
  csrfToken: string;
  expiresAt: Date;
}

/** How a session came to be. */
export interface Entrance {
  method: SessionMethod;
  address: string;
  userAgent: string | null;
  /** Where somebody else has seen a second factor already: the OpenID provider. */
  secondFactor?: boolean;
  identity?: { id: string; providerSession: string | null; idToken: string };
}

export interface Sessions {
  open(personId: string, entrance: Entrance, now: Instant): Promise<NewSession>;
  /**
   * The caller behind a cookie's token, with roles as they stand now; null when expired, ended or switched off. What a `page`
   * asks by itself is no use of the session.
   */
  callerOf(token: string, now: Instant, by?: 'person' | 'page'): Promise<SessionCaller | null>;
  /** The second factor was passed: the same session under a new token. Null where it has ended meanwhile. */
  passFactor(sessionId: string, now: Instant): Promise<NewSession | null>;
  end(sessionId: string): Promise<void>;
  /** All of one person's but the one that stays; answers how many. */
  endOthers(personId: string, kept: string | null, queries?: Queries): Promise<number>;
}

export interface SessionTimes {
  /** Without use, in milliseconds. */
  idleMs: number;
  /** The same for administrators. */
  adminIdleMs: number;
  /** However much it is used. */
  longestMs: number;
}

interface SessionRow extends PersonRow {
  sessionId: string;
  csrfToken: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date;
  method: SessionMethod;
  secondFactorAt: Date | null;
  hasFactor: boolean;
}

/** A second factor that somebody has set up; for `p`. */
export const HAS_FACTOR = `(exists (select from totp_factor t where t.person_id = p.id and t.confirmed_at is not null)
  or exists (select from passkey k where k.person_id = p.id))`;

/** Written at most so often: a page of requests is not a page of writes. */
const TOUCH_MS = 60_000;

export interface SessionRules {
  times: SessionTimes;
  /** Whether administrators have to have a second factor. */
  factorDemanded: boolean;
}

export function createSessions(database: Database, { times, factorDemanded }: SessionRules): Sessions {
  const idleOf = (person: Pick<Person, 'roles'>) => (isAdministrator(person) ? times.adminIdleMs : times.idleMs);
  const factorOf = (row: SessionRow, person: Person): SecondFactorState => {
    if (row.secondFactorAt !== null) return 'passed';
    if (row.hasFactor) return 'due';
    return factorDemanded && isAdministrator(person) ? 'set-up' : 'none';
  };
  return {
    open: async (personId, { method, address, userAgent, secondFactor = false, identity }, now) => {
      const session = fresh(new Date(now + times.longestMs));
      await database.run('delete from session where expires_at < $1', [new Date(now)]);
      await database.run(
        `insert into session (id, person_id, csrf_token, created_at, expires_at, last_used_at, address, user_agent, method, second_factor_at,
           identity_id, provider_session, id_token)
         values ($1, $2, $3, $4, $5, $4, $6, $7, $8, $9, $10, $11, $12)`,
        [
          session.id,
          personId,
          session.csrfToken,
          new Date(now),
          session.expiresAt,
          address,
          userAgent?.slice(0, 300) ?? null,
          method,
          secondFactor ? new Date(now) : null,
          identity?.id ?? null,
          identity?.providerSession ?? null,
          identity?.idToken ?? null,
        ],
      );
      return session;
    },

    callerOf: async (token, now, by = 'person') => {
      const row = await database.first<SessionRow>(
        `select ${PERSON_COLUMNS}, s.id as "sessionId", s.csrf_token as "csrfToken", s.created_at as "createdAt", s.expires_at as "expiresAt",
           s.last_used_at as "lastUsedAt", s.method, s.second_factor_at as "secondFactorAt", ${HAS_FACTOR} as "hasFactor"
         from session s join person p on p.id = s.person_id join unit u on u.id = p.unit_id
         where s.id = $1 and s.expires_at > $2 and p.active`,
        [sha256(token), new Date(now)],
        'session-caller',
      );
      if (!row) return null;
      const person = personOf(row);
      const idleMs = idleOf(person);
      if (now - row.lastUsedAt.getTime() > idleMs) {
        await database.run('delete from session where id = $1', [row.sessionId]);
        return null;
      }
      if (by === 'person' && now - row.lastUsedAt.getTime() > TOUCH_MS) {
        await database.run('update session set last_used_at = $2 where id = $1', [row.sessionId, new Date(now)]);
      }
      return {
        via: 'session',
        person,
        username: row.username,
        sessionId: row.sessionId,
        csrfToken: row.csrfToken,
        expiresAt: iso(new Date(Math.min(now + idleMs, row.expiresAt.getTime()))),
        method: row.method,
        secondFactor: factorOf(row, person),
        provenAt: Math.max(row.createdAt.getTime(), row.secondFactorAt?.getTime() ?? 0),
      };
    },

    passFactor: async (sessionId, now) => {
      const session = fresh(new Date(now));
      const row = await database.first<{ expiresAt: Date }>(
        `update session set id = $2, csrf_token = $3, second_factor_at = $4, last_used_at = $4, challenge = null, factor_failures = 0
         where id = $1 returning expires_at as "expiresAt"`,
        [sessionId, session.id, session.csrfToken, new Date(now)],
      );
      return row ? { ...session, expiresAt: row.expiresAt } : null;
    },

    end: async (sessionId) => {
      await database.run('delete from session where id = $1', [sessionId]);
    },

    endOthers: (personId, kept, queries = database) =>
      queries.run('delete from session where person_id = $1 and id is distinct from $2', [personId, kept]),
  };
}

function fresh(expiresAt: Date): NewSession {
  const token = newToken();
  return { id: sha256(token), token, csrfToken: newToken(), expiresAt };
}
