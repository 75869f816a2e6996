/** Signing in, sessions and what proves who somebody is. */
import type { Person, UnitRef } from '../domain/people.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { Role } from '../domain/vocabulary.ts';

/**
 * `none`: not asked for. `set-up`: demanded of this person, who has none yet. `due`: there is one, and it has not been passed
 * here. Whoever is at the two in the middle can do nothing else.
 */
export type SecondFactorState = 'none' | 'set-up' | 'due' | 'passed';

export type SessionMethod = 'password' | 'activation' | 'oidc';

export interface SessionAnswer {
  person: Person;
  username: string;
  roleLabels: string[];
  csrfToken: string;
  expiresAt: IsoInstant;
  method: SessionMethod;
  secondFactor: SecondFactorState;
}

/** What stands on the sign-in page. */
export interface WaysIn {
  demo: boolean;
  password: boolean;
  /** Name of the OpenID provider's button; null where there is none. */
  provider: string | null;
}

export interface SessionRow {
  id: string;
  current: boolean;
  person: { id: string; name: string; unit: UnitRef };
  /** Browser and system in words. */
  device: string;
  address: string | null;
  method: SessionMethod;
  secondFactor: boolean;
  startedAt: IsoInstant;
  lastUsedAt: IsoInstant;
  /** The latest end, however much it is used. */
  endsAt: IsoInstant;
}

export interface PasskeyRow {
  id: string;
  name: string;
  createdAt: IsoInstant;
  lastUsedAt: IsoInstant | null;
}

export interface SecondFactors {
  state: SecondFactorState;
  demanded: boolean;
  totpSince: IsoInstant | null;
  passkeys: PasskeyRow[];
  recoveryCodes: number;
}

/** What an administrator sees of an account: never a secret. */
export interface AccountRow {
  person: { id: string; name: string; unit: UnitRef; roles: Role[]; active: boolean };
  username: string;
  passwordSince: IsoInstant | null;
  activationUntil: IsoInstant | null;
  secondFactor: boolean;
  identity: boolean;
  lastSignInAt: IsoInstant | null;
}

export interface IdentityRow {
  id: string;
  issuer: string;
  subject: string;
  person: { id: string; name: string; unit: UnitRef };
  status: 'linked' | 'waiting' | 'refused';
  claimedName: string | null;
  /** Why somebody has to decide it. */
  reason: string | null;
  askedAt: IsoInstant;
  decidedBy: string | null;
  decidedAt: IsoInstant | null;
  lastUsedAt: IsoInstant | null;
}
