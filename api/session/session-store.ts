/** Server-side sessions: the cookie holds a random token, the table its hash. */
import type { Person } from '../../domain/people.ts';
import { type Database, iso } from '../database/database.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from '../people/person-row.ts';
import type { SessionCaller } from './caller.ts';
import { NOBODY, passwordMatches } from './password.ts';
import { newToken, sha256 } from './tokens.ts';

export interface NewSession {
  token: string;
  csrfToken: string;
  expiresAt: Date;
}

export interface Sessions {
  /** The person whose name and password these are; null without telling which of the two is wrong. */
  personByPassword(username: string, password: string): Promise<Person | null>;
  open(personId: string, now: number): Promise<NewSession>;
  /** The caller behind a cookie's token, with roles as they stand now; null when expired, ended or switched off. */
  callerOf(token: string, now: number): Promise<SessionCaller | null>;
  end(sessionId: string): Promise<void>;
}

interface SessionRow extends PersonRow {
  sessionId: string;
  csrfToken: string;
  createdAt: Date;
  expiresAt: Date;
}

/** `sessionMs`: how long a session lasts without use. Nobody stays signed in for more than a week. */
export function createSessions(database: Database, sessionMs: number): Sessions {
  const longestMs = Math.max(sessionMs, 7 * 24 * 3_600_000);
  return {
    personByPassword: async (username, password) => {
      const row = await database.first<PersonRow & { passwordHash: string | null }>(
        `select ${PERSON_COLUMNS}, p.password_hash as "passwordHash" from person p join unit u on u.id = p.unit_id where p.username = $1`,
        [username],
      );
      const matches = await passwordMatches(password, row?.passwordHash ?? NOBODY);
      return row && matches && row.active ? personOf(row) : null;
    },

    open: async (personId, now) => {
      const token = newToken();
      const csrfToken = newToken();
      const expiresAt = new Date(now + sessionMs);
      await database.run('delete from session where expires_at < $1', [new Date(now)]);
      await database.run('insert into session (id, person_id, csrf_token, created_at, expires_at) values ($1, $2, $3, $4, $5)', [
        sha256(token),
        personId,
        csrfToken,
        new Date(now),
        expiresAt,
      ]);
      return { token, csrfToken, expiresAt };
    },

    callerOf: async (token, now) => {
      const row = await database.first<SessionRow>(
        `select ${PERSON_COLUMNS}, s.id as "sessionId", s.csrf_token as "csrfToken", s.created_at as "createdAt", s.expires_at as "expiresAt"
         from session s join person p on p.id = s.person_id join unit u on u.id = p.unit_id
         where s.id = $1 and s.expires_at > $2 and p.active`,
        [sha256(token), new Date(now)],
        'session-caller',
      );
      if (!row) return null;
      const until = Math.min(now + sessionMs, row.createdAt.getTime() + longestMs);
      // Pushed on at most every twelfth of its length: a page of requests is not a page of writes.
      if (until - row.expiresAt.getTime() > sessionMs / 12) {
        await database.run('update session set expires_at = $2 where id = $1', [row.sessionId, new Date(until)]);
        row.expiresAt = new Date(until);
      }
      return {
        via: 'session',
        person: personOf(row),
        username: row.username,
        sessionId: row.sessionId,
        csrfToken: row.csrfToken,
        expiresAt: iso(row.expiresAt),
      };
    },

    end: async (sessionId) => {
      await database.run('delete from session where id = $1', [sessionId]);
    },
  };
}
