/** Which leaves of an event's data the file knows afterwards: each is changed in turn, and the file is looked at. */
import { caseEvents, type CaseEvent } from '../../../domain/case/events.ts';
import { caseKind } from '../../../domain/case/kind.ts';
import { foldOn } from '../../../domain/case/machine.ts';
import type { CaseState } from '../../../domain/case/state.ts';

/** A leaf's place, lists without their index: `papers.volume`. */
export type Path = string;

type Step = string | number;

const isThing = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isReference = (value: unknown): value is { id: string } =>
  isThing(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && ('unit' in value || 'kind' in value);

/** Every leaf that holds something. */
export function leavesOf(value: unknown, at: readonly Step[] = []): { at: readonly Step[]; value: string | number | boolean }[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, [...at, index]));
  // A person or a unit is known by the id; the name is theirs wherever it stands.
  if (isReference(value)) return [{ at: [...at, 'id'], value: value.id }];
  if (isThing(value)) return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...at, key]));
  return value === null || value === undefined ? [] : [{ at, value: value as string | number | boolean }];
}

export const pathOf = (at: readonly Step[]): Path => at.filter((step) => typeof step === 'string').join('.');

export function replaced(value: unknown, [step, ...rest]: readonly Step[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? replaced(one, rest, by) : one));
  return { ...(value as object), [step]: replaced((value as Record<string, unknown>)[step], rest, by) };
}

/** Another value that stands nowhere else. */
export const anotherValue = (value: string | number | boolean): string | number | boolean => {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? 918_273 : '别处没有的话';
};

/** `kept`: the other value stands in the file; `felt`: the file is another one; `lost`: it is the same. */
export type Reach = 'kept' | 'felt' | 'lost';

export function reachOf(before: CaseState, event: CaseEvent, at: readonly Step[], value: string | number | boolean): Reach {
  const other = anotherValue(value);
  const changed = { ...event, data: replaced(event.data, at, other) } as CaseEvent;
  const { evolve } = caseKind.events[event.type]!;
  const [was, is] = [evolve(before, event), evolve(before, changed)].map((file) => JSON.stringify(file));
  if (was === is) return 'lost';
  return typeof other === 'boolean' || is!.includes(typeof other === 'string' ? other : `:${other}`) ? 'kept' : 'felt';
}

/** The states before each event. */
export function* stepsOf(events: readonly CaseEvent[]): Generator<{ before: CaseState; event: CaseEvent }> {
  let state: CaseState = { stage: 'unopened', version: 0 };
  for (const event of events) {
    yield { before: state, event };
    state = foldOn(state, [event]);
  }
}

/** Whether the specification says that this stays with the record. */
export function staysInRecord(type: CaseEvent['type'], path: Path): boolean {
  const { recordOnly = [] } = caseEvents[type];
  return recordOnly === 'all' || (recordOnly as readonly string[]).some((own) => path === own || path.startsWith(`${own}.`));
}
