/** Who asks: a person with a session, or a machine with a key. Read fresh for every request, in one query. */
import type { Scope } from '../../contract/keys.ts';
import type { SecondFactorState, SessionMethod } from '../../contract/session.ts';
import type { Person } from '../../domain/people.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import type { Instant, IsoInstant } from '../../domain/terms/model.ts';

export const SCOPES = [
  'leads:read',
  'leads:write',
  'cases:read',
  'cases:write',
  'lists:read',
  'derive',
] as const satisfies readonly Scope[];
export const SCOPE_LABELS: Record<Scope, string> = {
  'leads:read': '查看线索',
  'leads:write': '报送线索',
  'cases:read': '查看案件',
  'cases:write': '办理案件',
  'lists:read': '查看清单',
  derive: '计算',
};

export type { SecondFactorState, SessionMethod };

export type Caller = SessionCaller | KeyCaller;

export interface SessionCaller {
  via: 'session';
  person: Person;
  username: string;
  sessionId: string;
  csrfToken: string;
  expiresAt: IsoInstant;
  method: SessionMethod;
  secondFactor: SecondFactorState;
  /** When this person last proved here who they are. */
  provenAt: Instant;
}

interface KeyCaller {
  via: 'key';
  person: Person;
  username: string;
  keyId: string;
  scopes: readonly string[];
  /** The one channel this client reports for. */
  channel: Channel | null;
}

/** The person behind a session; routes without a scope are closed to keys before. */
export function requirePerson(caller: Caller): SessionCaller {
  if (caller.via !== 'session') throw new Error('a key has no session');
  return caller;
}
