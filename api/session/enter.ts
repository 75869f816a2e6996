/** What every way in ends with: a new session under a new token, the old one of this browser ended, the cookie set. */
import type { Request, Response } from 'express';
import { ROLE_LABELS } from '../../domain/vocabulary.ts';
import type { SessionAnswer } from '../../contract/session.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { AuditPort } from '../audit/port.ts';
import type { SessionCaller } from './caller.ts';
import { type CookieConfig, readSessionCookie, setSessionCookie } from './cookie.ts';
import type { Entrance, NewSession, Sessions } from './session-store.ts';
import { sha256 } from './tokens.ts';

export interface EnterServices {
  config: CookieConfig;
  sessions: Sessions;
  audit: AuditPort;
}

export const addressOf = (request: Request): string => request.ip ?? 'unknown';

export async function enter(
  { config, sessions, audit }: EnterServices,
  personId: string,
  how: Omit<Entrance, 'address' | 'userAgent'>,
  { request, response, now }: { request: Request; response: Response; now: Instant },
): Promise<SessionCaller> {
  const old = readSessionCookie(request, config);
  if (old) await sessions.end(sha256(old));
  const address = addressOf(request);
  const session = await sessions.open(personId, { ...how, address, userAgent: request.headers['user-agent'] ?? null }, now);
  await audit.write({
    what: 'session:sign-in',
    actorId: personId,
    subject: personId,
    outcome: 'done',
    detail: { method: how.method },
    address,
  });
  return settle({ config, sessions }, session, { request, response, now });
}

/** Hands a session that begins, or goes on under a new token, to the browser. */
export async function settle(
  { config, sessions }: Pick<EnterServices, 'config' | 'sessions'>,
  session: NewSession,
  { request, response, now }: { request: Request; response: Response; now: Instant },
): Promise<SessionCaller> {
  setSessionCookie(request, response, config, session);
  const caller = await sessions.callerOf(session.token, now);
  if (caller?.via !== 'session') throw new Error('a session that was just opened is not there');
  return caller;
}

export const sessionAnswer = ({ person, username, csrfToken, expiresAt, method, secondFactor }: SessionCaller): SessionAnswer => ({
  person,
  username,
  roleLabels: person.roles.map((role) => ROLE_LABELS[role]),
  csrfToken,
  expiresAt,
  method,
  secondFactor,
});
