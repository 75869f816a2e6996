/** What most kinds have in common: spread into a kind, which says only what is its own. */
import type { TermView } from '../terms/view.ts';
import type { CommandSpec } from './command.ts';
import type { WorkFile } from './file.ts';
import type { Kind, KindRule } from './kind.ts';
import type { RecordedEvent } from './record.ts';

/** `File`, `Event`: the kind's own. */
export const plain = <File extends WorkFile, Event extends RecordedEvent>() => ({
  // 5: whose an act is is asked of the unit (./authority.ts).
  currentRules: 5,
  // 2: a term in the ledger may say what runs out before it; what was kept before says nothing of it and stays as it is.
  stateVersion: 2,
  registers: null,
  dated: () => [],
  addressees: (file: File, duty: TermView['duty']) => addressed(file, duty),
  lengthening: [],
  unremarkable: ['Reminded', 'SupervisorNotified'],
  carriedEvent: (event: Event) => event,
  carriedFile: (file: File) => file,
  referred: (payload: unknown) => ({ ok: true as const, payload }),
  answer: () => ({}),
  accompanied: () => null,
  notices: () => [],
});

/** Whom a term's duty falls on: those who handle, or the unit whose head it is; nobody where it is the county's. */
export function addressed({ handlers, unit }: WorkFile, duty: TermView['duty']): string[] {
  if (duty === 'dispatcher' || duty === 'other-body' || duty === 'receiver') return [];
  return duty === 'handler' && handlers.length > 0 ? handlers.map(({ id }) => id) : [unit.id];
}

/** Its commands with what is asked before and what is decided; a command without a decision is a fault of the kind. */
export function rulesFrom<Rules extends Kind['rules']>(
  commands: Readonly<Record<string, CommandSpec>>,
  ready: object,
  decide: object,
): Rules {
  const [asked, decided] = [
    ready as Record<string, KindRule<WorkFile, never, never>['ready']>,
    decide as Record<string, KindRule<WorkFile, never, never>['decide']>,
  ];
  return Object.fromEntries(
    Object.keys(commands).map((name) => {
      if (!decided[name]) throw new Error(`命令${name}没有决定规则`);
      return [name, { decide: decided[name], ...(asked[name] ? { ready: asked[name] } : {}) }];
    }),
  ) as unknown as Rules;
}
