/** Who asks: a person with a session, or a machine with a key. Read fresh for every request. */
import type { Scope } from '../../contract/keys.ts';
import type { SecondFactorState, SessionMethod } from '../../contract/session.ts';
import type { Person } from '../../domain/people.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import type { Instant, IsoInstant } from '../../domain/terms/model.ts';

export const SCOPES = ['leads:write', 'leads:read', 'cases:read', 'lists:read', 'derive'] as const satisfies readonly Scope[];
export const SCOPE_LABELS: Record<Scope, string> = {
  'leads:write': '报送线索',
  'leads:read': '查看本渠道线索',
  'cases:read': '查看案件办理情况',
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

/** A machine as itself: it is nobody's deputy, so there is no person here whose name it could act in. */
export interface KeyCaller {
  via: 'key';
  keyId: string;
  name: string;
  scopes: readonly string[];
  /** The one channel this client reports for; null: any, and it sees what it brought itself. */
  channel: Channel | null;
  /** `county`: it reads how every case of the county fares; two people granted that. */
  area: 'county' | null;
}

/** What record and log name: a person's id, or `key:` and the key's. */
export const actorIdOf = (caller: Caller): string => (caller.via === 'key' ? `key:${caller.keyId}` : caller.person.id);
