import type { IsoInstant, LedgerEntry, PauseGround } from '../../terms/model.ts';
import type { Evolvers } from '../types.ts';

export interface PolicyRef {
  id: string;
  version: number;
  hash: string;
}

/** A deadline that a new policy or calendar moved, and why. */
export interface MovedDeadline {
  term: string;
  label: string;
  before: IsoInstant | null;
  after: IsoInstant | null;
  why: string;
}

export interface ClockEvents {
  CaseSuspended: { ground: PauseGround; cause: string; reason: string; approvedBy: string };
  CaseResumed: { ground: PauseGround; reason: string; approvedBy: string };
  /** `length` in the term's own unit; `approver` as the rule's step demands. */
  TermExtended: {
    term: string; length: number; approver: 'head' | 'collective'; basis: string; why: string;
    members: string[]; minutes: string | null;
  };
  /** The case goes on under another policy; `entries` carry the consumed time over. */
  PolicyRebound: { from: PolicyRef; to: PolicyRef; reason: string; entries: LedgerEntry[]; moved: MovedDeadline[] };
  CalendarRevised: { from: string; to: string; reason: string; entries: LedgerEntry[]; moved: MovedDeadline[] };
}

export const evolveClock: Evolvers<ClockEvents> = {
  CaseSuspended: (file, { at, data }) => ({
    ...file,
    suspension: { at, ground: data.ground, reason: data.reason, approvedBy: data.approvedBy },
    pausedBy: [...new Set([...file.pausedBy, data.ground])],
  }),
  CaseResumed: (file, { data }) => ({
    ...file,
    suspension: null,
    pausedBy: file.pausedBy.filter((ground) => ground !== data.ground),
  }),
  TermExtended: (file) => file,
  PolicyRebound: (file) => file,
  CalendarRevised: (file) => file,
};
