/** A work item of any kind as it stands after real commands; immutable, so that one scene serves many tests. */
import { kindOf } from '../../../domain/kinds.ts';
import { SYSTEM_ACTOR } from '../../../domain/people.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import { deriveTerms, type TermView } from '../../../domain/terms/view.ts';
import type { LookupRequest } from '../../../domain/work/command.ts';
import type { ItemRef, WorkLookups } from '../../../domain/work/context.ts';
import { execute, type Head, take, unopenedHead } from '../../../domain/work/execute.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { policyOfKind } from '../../../domain/work/policy.ts';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { tick } from '../../../domain/work/tick.ts';
import { sha256 } from '../case/kit.ts';
import { people, peopleById, type PersonKey, unitsById } from '../case/people.ts';

export const calendar = countyPolicy.calendar;

const pick = <Value>(from: Record<string, Value>, ids: readonly string[] = []): Record<string, Value> =>
  Object.fromEntries(ids.flatMap((id) => (Object.hasOwn(from, id) ? [[id, from[id] as Value]] : [])));

/** What the API would find in the demo county; every other item that is named exists, but those called `missing`. */
export const lookUpItem = ({ people: persons, units, items }: LookupRequest): WorkLookups => ({
  people: pick(peopleById, persons),
  units: pick(unitsById, units),
  files: {},
  items: Object.fromEntries(
    (items ?? []).filter((id) => !id.startsWith('missing')).map((id) => [id, { kind: id.split('-')[0] ?? 'case', id, title: `事项${id}` }]),
  ),
});

export class ItemScene<File extends WorkFile = WorkFile> {
  readonly kind: AnyKind;
  readonly head: Head;
  readonly events: readonly RecordedEvent[];
  readonly now: Instant;

  constructor(kind: AnyKind, head: Head, events: readonly RecordedEvent[], now: Instant) {
    this.kind = kind;
    this.head = head;
    this.events = events;
    this.now = now;
  }

  get policy() {
    return policyOfKind(this.kind, { calendar }, sha256);
  }

  get file(): File {
    if (this.head.state.stage === 'unopened') throw new Error('not opened');
    return this.head.state as unknown as File;
  }

  at(iso: string): ItemScene<File> {
    return new ItemScene<File>(this.kind, this.head, this.events, instantOf(iso));
  }

  /** `rules`: those that an item of before runs under. */
  when(name: string, payload: unknown, by: PersonKey, rules = this.kind.currentRules) {
    const spec = this.kind.commands[name];
    if (!spec) throw new Error(`no command ${name}`);
    const parsed: unknown = spec.schema.parse(payload);
    const context = {
      id: 'item-1',
      now: this.now,
      actor: people[by],
      policy: this.policy,
      lookups: lookUpItem(spec.lookups(parsed as never)),
      rules,
    };
    return execute(this.kind, this.head, name, parsed, context, sha256);
  }

  did(name: string, payload: unknown, by: PersonKey): ItemScene<File> {
    return this.after(this.when(name, payload, by));
  }

  /** Another item tells it. */
  toldBy(from: ItemRef, command: string, payload: unknown) {
    const told = { from, command, payload, actor: SYSTEM_ACTOR, at: new Date(this.now).toISOString() };
    return take(this.kind, this.head, told, { id: 'item-1', now: this.now, policy: this.policy, rules: this.kind.currentRules }, sha256);
  }

  told(from: ItemRef, command: string, payload: unknown): ItemScene<File> {
    return this.after(this.toldBy(from, command, payload));
  }

  ticked(): ItemScene<File> {
    return this.after(tick(this.kind, this.head, { now: this.now, policy: this.policy }, sha256));
  }

  terms(): TermView[] {
    return deriveTerms(this.policy, this.file.ledger, this.now);
  }

  term(key: string): TermView | undefined {
    return this.terms().find((term) => term.key === key && term.open);
  }

  types(): string[] {
    return this.events.map(({ type }) => type);
  }

  private after(outcome: ReturnType<ItemScene['when']>): ItemScene<File> {
    if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
    return new ItemScene<File>(this.kind, outcome.head, [...this.events, ...outcome.events], this.now);
  }
}

export const unopenedScene = <File extends WorkFile>(kind: string, iso: string): ItemScene<File> =>
  new ItemScene<File>(kindOf(kind), unopenedHead('item-1', sha256), [], instantOf(iso));
