/**
 * All kinds of work item. Workflow types, routes, forms, boards, documents and tests are made from this list; nothing
 * else outside a kind's own folder knows its name.
 */
import { caseKind } from './case/kind.ts';
import { disputeKind } from './dispute/kind.ts';
import { whistleKind } from './whistle/kind.ts';
import { soundKinds } from './work/check-kind.ts';
import type { AnyKind } from './work/kind.ts';

// A kind of a narrower file is a kind: its functions are only ever given what is its own.
const erased = (kind: unknown): AnyKind => kind as AnyKind;

export const kinds: readonly AnyKind[] = soundKinds([caseKind, disputeKind, whistleKind].map(erased));

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

/** The kind of that name; null where there is none. */
export const kindNamed = (name: string): AnyKind | null => byName.get(name) ?? null;

/** The kind of that name, which is known to exist. Throws where there is none. */
export function kindOf(name: string): AnyKind {
  const kind = byName.get(name);
  if (!kind) throw new Error(`no such kind of work item: ${name}`);
  return kind;
}

/** Its items are begun by another item's workflow, and not by a person. */
export const isBegunByAnother = ({ commands }: Pick<AnyKind, 'commands'>): boolean =>
  Object.values(commands).some(({ stages, told }) => told && stages.includes('unopened'));

export const workflowIdOfItem = (kind: Pick<AnyKind, 'workflow'>, id: string): string => `${kind.workflow.idPrefix}${id}`;
