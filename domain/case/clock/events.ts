import type { LedgerEntry, PauseGround } from '../../terms/model.ts';
import type { TermDifference } from '../../terms/rebind.ts';
import type { Evolvers } from '../types.ts';

export interface PolicyRef {
  id: string;
  version: number;
  hash: string;
}

export interface ClockEvents {
  CaseSuspended: { ground: PauseGround; cause: string; reason: string; approvedBy: string };
  CaseResumed: { ground: PauseGround; reason: string; approvedBy: string };
  /** `length` in the term's own unit; `approver` as the rule's step demands. */
  TermExtended: {
    term: string; length: number; approver: 'head' | 'collective'; basis: string; why: string;
    members: string[]; minutes: string | null;
  };
  /**
   * The case goes on under another policy; `entries` carry the used time over, `differences` say what moves and why.
   */
  PolicyRebound: {
    from: PolicyRef; to: PolicyRef; reason: string; entries: LedgerEntry[]; differences: TermDifference[];
  };
  /** Another calendar version: each deadline that it moves explains itself. */
  CalendarRevised: { from: string; to: string; reason: string; entries: LedgerEntry[]; differences: TermDifference[] };
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
