import type { LedgerEntry } from '../../terms/model.ts';
import type { TermDifference } from '../../terms/rebind.ts';
import type { CaseEvents } from '../types.ts';
import type { clockCommands } from './commands.ts';

export interface PolicyRef {
  id: string;
  version: number;
  hash: string;
}

export interface ClockEvents {
  /**
   * The case goes on under another policy; `entries` carry the used time over, `differences` say what moves and why.
   */
  PolicyRebound: { from: PolicyRef; to: PolicyRef; reason: string; entries: LedgerEntry[]; differences: TermDifference[] };
}

export const clockEvents: CaseEvents<ClockEvents, typeof clockCommands> = {
  PolicyRebound: {
    label: '改用新规则',
    source: 'RebindPolicy',
    titles: {
      from: { title: '原规则', say: ({ version }: PolicyRef) => `第${version}版` },
      to: { title: '新规则', say: ({ version }: PolicyRef) => `第${version}版` },
      entries: null,
      differences: { title: '期限变动', say: ({ text }: TermDifference) => text },
    },
    recordOnly: 'all',
    evolve: (file) => file,
  },
};
