/** What most kinds have in common: spread into a kind, which says only what is its own. */
import type { TermView } from '../terms/view.ts';
import { LIGHT_LABELS, type Role } from '../vocabulary.ts';
import { tellLinks } from './acts/links/rules.ts';
import type { CommandSpec } from './command.ts';
import type { ItemRef } from './context.ts';
import type { Face } from './face.ts';
import type { WorkFile } from './file.ts';
import type { Kind, KindRule, Waiting } from './kind.ts';
import type { RecordedEvent } from './record.ts';

/** `File`, `Event`: the kind's own. */
export const plain = <File extends WorkFile, Event extends RecordedEvent>() => ({
  // 5: whose an act is is asked of the unit (./authority.ts).
  currentRules: 5,
  // 2: a term in the ledger may say what runs out before it; what was kept before says nothing of it and stays as it is.
  stateVersion: 2,
  upcast: (state: unknown) => state as File,
  tells: (event: Event, _file: File, self: ItemRef) => tellLinks(event, self),
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

/** Nothing runs while it is suspended: before whatever else it waits for. */
export const whileSuspended = ({ suspension }: WorkFile): Waiting | null =>
  suspension && { code: 'suspended', text: `${LIGHT_LABELS.grey}：${suspension.reason}` };

/** Told to whoever has one of the roles, in these units or (null) in any. */
export const toRoles = (roles: readonly Role[], units: string[] | null, text: string) => [{ people: [], roles, units, text }];

type OwnFace = Pick<Face, 'ended' | 'townId' | 'concernedUnitIds' | 'closedAt' | 'detail' | 'words'> & Partial<Face>;

/** What the file of any kind tells lists of itself; `words` are those beside the title. */
export const faceOf = (file: WorkFile, { words, ...own }: OwnFace): Face => ({
  title: file.title,
  stage: file.stage,
  tier: null,
  unitId: file.unit.id,
  handlerIds: file.handlers.map(({ id }) => id),
  concernedPersonIds: [],
  emergency: false,
  openedAt: file.openedAt,
  stageEnteredAt: file.stageEnteredAt,
  words: [file.title, ...words],
  ...own,
});

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
