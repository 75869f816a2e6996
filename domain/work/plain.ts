/** What most kinds have in common: spread into a kind, which says only what is its own. */
import { refuse } from '../result.ts';
import type { TermView } from '../terms/view.ts';
import type { CommandSpec } from './command.ts';
import type { WorkFile } from './file.ts';
import type { AnyKind, Kind, KindRule } from './kind.ts';

/** Commands and events of the acts that only make an item longer, or that nobody has to have seen. */
export const PLAIN = {
  currentRules: 3,
  stateVersion: 1,
  upcast: (state) => state as WorkFile,
  registers: null,
  dated: () => [],
  addressees: ({ handlers, unit }, duty) => addressed(handlers, unit.id, duty),
  lengthening: [],
  unremarkable: ['Reminded', 'SupervisorNotified'],
  carriedEvent: (event) => event,
  carriedFile: (file) => file,
  referred: (payload) => ({ ok: true, payload }),
  answer: () => ({}),
  accompanied: () => null,
  notices: () => [],
} satisfies Partial<AnyKind>;

/** Whom a term's duty falls on: those who handle, or the unit whose head it is; nobody where it is the county's. */
function addressed(handlers: WorkFile['handlers'], unitId: string, duty: TermView['duty']): string[] {
  if (duty === 'dispatcher' || duty === 'other-body' || duty === 'receiver') return [];
  return duty === 'handler' && handlers.length > 0 ? handlers.map(({ id }) => id) : [unitId];
}

/** Its commands with what is asked before and what is decided; a command without a decision is a fault of the kind. */
export function rulesFrom<Rules extends Kind['rules']>(
  commands: Readonly<Record<string, CommandSpec>>, ready: object, decide: object,
): Rules {
  const [asked, decided] = [ready as Record<string, KindRule<WorkFile, never, never>['ready']>, decide as Record<string, KindRule<WorkFile, never, never>['decide']>];
  return Object.fromEntries(Object.keys(commands).map((name) => [name, {
    decide: decided[name] ?? (() => refuse('unknown-command', `没有“${name}”这个命令的规则`)), ...(asked[name] ? { ready: asked[name] } : {}),
  }])) as unknown as Rules;
}
