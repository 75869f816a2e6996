import { type LedgerEntry, PAUSE_GROUND_LABELS, type PauseGround } from '../../terms/model.ts';
import type { TermDifference } from '../../terms/rebind.ts';
import type { CaseEvents } from '../types.ts';
import type { clockCommands } from './commands.ts';

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

const differences = { title: '期限变动', say: ({ text }: TermDifference) => text };

export const clockEvents: CaseEvents<ClockEvents, typeof clockCommands> = {
  CaseSuspended: {
    label: '中止',
    source: 'SuspendCase',
    titles: {
      ground: { title: '停止计算的事由', words: PAUSE_GROUND_LABELS }, cause: '中止事由',
      approvedBy: { title: '批准人', names: 'person' },
    },
    recordOnly: ['cause'],
    evolve: (file, { at, data: { ground, reason, approvedBy } }) => ({
      ...file,
      suspension: { at, ground, reason, approvedBy },
      pausedBy: [...new Set([...file.pausedBy, ground])],
    }),
  },
  CaseResumed: {
    label: '恢复',
    source: 'ResumeCase',
    titles: {
      ground: { title: '消除的事由', words: PAUSE_GROUND_LABELS }, approvedBy: { title: '批准人', names: 'person' },
    },
    recordOnly: ['reason', 'approvedBy'],
    evolve: (file, { data }) => ({
      ...file,
      suspension: null,
      pausedBy: file.pausedBy.filter((ground) => ground !== data.ground),
    }),
  },
  TermExtended: {
    label: '延长期限',
    source: 'ExtendTerm',
    titles: {
      term: { title: '期限', names: 'term' }, length: { title: '延长长度', say: (length: number) => `${length}（按该期限自己的单位）` },
      approver: { title: '批准方式', words: { head: '负责人批准', collective: '负责人集体讨论决定' } },
      basis: '依据', why: '延长理由', members: { title: '参加人员', names: 'person' },
    },
    recordOnly: 'all',
    evolve: (file) => file,
  },
  PolicyRebound: {
    label: '改用新规则',
    source: 'RebindPolicy',
    titles: {
      from: { title: '原规则', say: ({ version }: PolicyRef) => `第${version}版` },
      to: { title: '新规则', say: ({ version }: PolicyRef) => `第${version}版` },
      entries: null, differences,
    },
    recordOnly: 'all',
    evolve: (file) => file,
  },
  CalendarRevised: {
    label: '工作日历修订',
    source: 'ReviseCalendar',
    titles: { from: '原日历版本', to: '新日历版本', entries: null, differences },
    recordOnly: 'all',
    evolve: (file) => file,
  },
};
