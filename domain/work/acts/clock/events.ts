import { type LedgerEntry, PAUSE_GROUND_LABELS, type PauseGround } from '../../../terms/model.ts';
import type { TermDifference } from '../../../terms/rebind.ts';
import type { WorkFile } from '../../file.ts';
import type { ActEventSpecs } from '../words.ts';
import type { ClockCommands } from './commands.ts';

export interface ClockEvents {
  Suspended: { ground: PauseGround; cause: string; reason: string; approvedBy: string };
  Resumed: { ground: PauseGround; reason: string; approvedBy: string };
  /** `length` in the term's own unit; `approver` as the rule's step demands. */
  TermExtended: {
    term: string;
    length: number;
    approver: 'head' | 'collective';
    basis: string;
    why: string;
    members: string[];
    minutes: string | null;
  };
  /** Another calendar version: each deadline that it moves explains itself. */
  CalendarRevised: { from: string; to: string; reason: string; entries: LedgerEntry[]; differences: TermDifference[] };
}

export const clockEvents = <File extends WorkFile>(): ActEventSpecs<ClockEvents, ClockCommands, File> => ({
  Suspended: {
    label: '中止',
    source: 'Suspend',
    titles: {
      ground: { title: '停止计算的事由', words: PAUSE_GROUND_LABELS },
      cause: '中止事由',
      approvedBy: { title: '批准人', names: 'person' },
    },
    recordOnly: ['cause'],
    evolve: (file, { at, data: { ground, reason, approvedBy } }) => ({ ...file, suspension: { at, ground, reason, approvedBy } }),
  },
  Resumed: {
    label: '恢复',
    source: 'Resume',
    titles: { ground: { title: '消除的事由', words: PAUSE_GROUND_LABELS }, approvedBy: { title: '批准人', names: 'person' } },
    recordOnly: ['reason', 'approvedBy'],
    evolve: (file) => ({ ...file, suspension: null }),
  },
  TermExtended: {
    label: '延长期限',
    source: 'ExtendTerm',
    titles: {
      term: { title: '期限', names: 'term' },
      length: { title: '延长长度', say: (length: number) => `${length}（按该期限自己的单位）` },
      approver: { title: '批准方式', words: { head: '负责人批准', collective: '负责人集体讨论决定' } },
      basis: '依据',
      why: '延长理由',
      members: { title: '参加人员', names: 'person' },
    },
    recordOnly: 'all',
    evolve: (file) => file,
  },
  CalendarRevised: {
    label: '工作日历修订',
    source: 'ReviseCalendar',
    titles: {
      from: '原日历版本',
      to: '新日历版本',
      entries: null,
      differences: { title: '期限变动', say: ({ text }: TermDifference) => text },
    },
    recordOnly: 'all',
    evolve: (file) => file,
  },
});
