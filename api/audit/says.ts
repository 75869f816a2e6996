/** What a route says of its own entries in the audit trail. Every route says it, or why it writes none. */
import type { AuditDetail } from '../../domain/audit/details.ts';
import type { AuditKind } from '../../domain/audit/entry.ts';

/** `Of`: the route's call. */
export interface Audited<Of> {
  kind: AuditKind;
  /** About whom or what; without it, what the path names. */
  subject?: (call: Of, body: unknown) => string | null;
  /** More than what is said of every call: how many were found, what was asked for. No name, number or text of a person. */
  detail?: (call: Of, body: unknown) => AuditDetail;
  /** Who it was, where that is known only from the answer. */
  actor?: (body: unknown) => string | null;
  /** It grants or reveals: the entry is durable before the answer is given. */
  waits?: true;
  /** The handler writes its answer itself: the entry is written, and waited for, before it begins. */
  early?: true;
}

/** Nothing is written but refusals. */
export interface Silent {
  silent: string;
  /** The handler writes its own entries, of that kind; what is refused before it begins is written as for all. */
  itself?: AuditKind;
}

export type Says<Of> = Audited<Of> | Silent;

export const audits = <Of>(kind: AuditKind, more: Omit<Audited<Of>, 'kind'> = {}): Audited<Of> => ({ kind, ...more });

const silent = (why: string) => (): Silent => ({ silent: why });

/** An act on an item: its own record tells who did it, when and why. */
export const byRecord = silent('the record of the item tells it');
/** Figures, lists, drafts of rules and lists: nothing of any person outside the administration. */
export const ofNobody = silent('it tells nothing of any case, party or reporter');
/** Sign-in and what guards it: written where it is decided, with how and why. */
export const whereItHappens = (kind: AuditKind = 'session'): Silent => ({
  silent: 'the act writes its own entry, with how it was tried and why it failed',
  itself: kind,
});
/** What concerns only the one who asks. */
export const ofOneself = silent('it tells only what waits for the one who asks, without parties and reporters');
/** Says more of an item that the same page has read, and was written down for. */
export const besideTheItem = silent('it says of the item only what follows from the rules: terms, tier, next steps, proofs');
