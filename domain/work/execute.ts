/**
 * The one way a work item changes: decide, evolve, let the clockwork move the terms, seal. Used by the workflow, by the
 * import of paper files, by the API to answer «what could I do next» and by every test. Pure.
 */
import { countyOf, named, namedRefusal } from '../county/names.ts';
import type { ActorRef, Person } from '../people.ts';
import { SYSTEM_ACTOR } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { termEffects } from '../terms/clockwork.ts';
import { parseInstant } from '../terms/instant.ts';
import type { Instant, IsoInstant } from '../terms/model.ts';
import { withRole } from '../roles.ts';
import { authorised } from './authority.ts';
import type { ItemRef, ReadyOf, WorkContext } from './context.ts';
import { isOpened, type WorkFile, type WorkState } from './file.ts';
import { notRecusedFrom } from './guards.ts';
import type { Kind, NewOf } from './kind.ts';
import { genesis, type RecordedEvent, sealHash, type Sha256 } from './record.ts';
import { isRefusal } from './rules.ts';

export interface Head<File extends WorkFile = WorkFile> {
  state: WorkState<File>;
  /** Hash of the last event, or of the item's genesis. */
  hash: string;
}

export type Outcome<File extends WorkFile = WorkFile, Event extends RecordedEvent = RecordedEvent> =
  | { ok: true; events: Event[]; head: Head<File> }
  | Refusal;

export const unopened = <File extends WorkFile>(): WorkState<File> => ({ stage: 'unopened', version: 0 });

export const unopenedHead = <File extends WorkFile>(id: string, sha256: Sha256): Head<File> => ({
  state: unopened(),
  hash: genesis(id, sha256),
});

const recordedActor = ({ id, name, unit, roles }: Person | ActorRef): ActorRef => ({ id, name, unit, roles });

/** The command of that name, or why this kind has none. */
export function commandOf(kind: Kind, name: string): { ok: true; spec: Kind['commands'][string] } | Refusal {
  const spec = Object.hasOwn(kind.commands, name) ? kind.commands[name] : undefined;
  return spec ? { ok: true, spec } : refuse('unknown-command', `没有“${name}”这个命令`);
}

/** The article under which people are recused from items of this kind is that of its own command. */
const recusalBasis = (commands: Kind['commands']): string[] | undefined => {
  const basis = commands['Recuse']?.basis ?? [];
  return basis.length > 0 ? [...basis] : undefined;
};

type Spec = Kind['commands'][string];
type Words = Pick<Kind, 'label' | 'own' | 'stages' | 'commands'>;

/** The account is in use, and one of its roles is the command's. */
export function entitled(spec: Spec, actor: Person): Refusal | null {
  if (!actor.active) return refuse('role-required', '该账号已停用', ['联系系统管理员']);
  return withRole(actor, spec);
}

function inStage(kind: Words, { stage }: WorkState, spec: Spec): Refusal | null {
  if (spec.stages.includes(stage)) return null;
  const allowed = spec.stages.map((one) => (one === 'unopened' ? '未立' : kind.stages[one])).join('、');
  const now = stage === 'unopened' ? '尚未建立' : `处于“${kind.stages[stage]}”阶段`;
  return refuse(
    'wrong-stage',
    `${kind.label}${now}，${spec.label}只能在${allowed}阶段进行`,
    [`${kind.label}进入${allowed}阶段`],
    [...(spec.cites ?? spec.basis)],
  );
}

/** Not recused from this item, and its handler where the command asks for one. */
function standing(kind: Words, file: WorkFile, spec: Spec, actor: Person): Refusal | null {
  const recused = notRecusedFrom(file, actor, kind.own, recusalBasis(kind.commands));
  if (recused) return recused;
  if (!spec.byHandler || file.handlers.some((handler) => handler.id === actor.id)) return null;
  return refuse(
    'not-your-case',
    `您不是${kind.own}的承办人`,
    file.handlers.length > 0 ? [`由承办人${file.handlers.map((handler) => handler.name).join('、')}操作`] : ['先指定承办人'],
  );
}

const running = (kind: Words, { suspension }: WorkFile, spec: Spec): Refusal | null =>
  suspension && !spec.whileSuspended
    ? refuse('case-suspended', `${kind.label}已中止（${suspension.reason}），恢复后方可${spec.label}`, [`先恢复${kind.label}（恢复调查）`])
    : null;

/** Some commands are another item's workflow's to give, all others a person's. */
const rightlyGiven = (spec: Spec, told: boolean): Refusal | null => {
  if (spec.told === told) return null;
  return told
    ? refuse('not-told', `${spec.label}须由人员办理，不能由其他事项的流程办理`, ['由人员办理'])
    : refuse('told-only', `${spec.label}由其他事项的流程自动办理，不由人员操作`, ['在另一件事项上办理']);
};

/** Stage, role and standing of the actor: what every command asks before its own rules. `told`: by another item's workflow. */
export function admissible<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  name: string,
  actor: Person,
  told = false,
): Refusal | null {
  const found = commandOf(kind as unknown as Kind, name);
  if (!found.ok) return found;
  const { spec } = found;
  const refusal = rightlyGiven(spec, told) ?? (told ? null : entitled(spec, actor)) ?? inStage(kind, state, spec);
  if (refusal || !isOpened(state)) return refusal;
  return (told ? null : standing(kind, state, spec, actor)) ?? running(kind, state, spec);
}

/**
 * Whose act it is, whatever the stage: the role, the standing to this item, the unit. Null where it is this person's. What the
 * item has to be like comes on top of it.
 */
export const whoseAct = <File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  file: File,
  name: string,
  context: ReadyOf<Context>,
): Refusal | null => {
  const spec = kind.commands[name]!;
  return entitled(spec, context.actor) ?? standing(kind, file, spec, context.actor) ?? authorised(kind, name, file, context);
};

/** Rules cite a county's own by its place; who is refused reads its title. */
const inWords = (refusal: Refusal, { policy }: Pick<WorkContext, 'policy'>): Refusal => namedRefusal(refusal, countyOf(policy));

/** What stands in a command's way before its form is filled in, or what its readiness found. */
function readied<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  name: string,
  context: ReadyOf<Context>,
): Refusal | { ok: true; facts: object } {
  const refusal =
    admissible(kind, state, name, context.actor, context.told) ?? (isOpened(state) ? authorised(kind, name, state, context) : null);
  if (refusal) return inWords(refusal, context);
  const rule = kind.rules[name];
  const found = isOpened(state) && rule?.ready ? rule.ready(state, context) : null;
  return isRefusal(found) ? inWords(found, context) : { ok: true, facts: found ?? {} };
}

/** Everything that stands in a command's way before its form is filled in: `admissible`, whose it is, its own readiness. */
export function possible<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  name: string,
  context: ReadyOf<Context>,
): Refusal | null {
  const answer = readied(kind, state, name, context);
  return answer.ok ? null : answer;
}

/** Decides one command; the events come sealed, the state evolved. `payload` has been parsed by the command's schema. */
export function execute<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  head: Head<File>,
  name: string,
  payload: unknown,
  context: Context,
  sha256: Sha256,
): Outcome<File, Event> {
  const ready = readied(kind, head.state, name, context);
  if (!ready.ok) return ready;
  const [spec, rule] = [kind.commands[name], kind.rules[name]];
  if (!spec || !rule) throw new Error(`${kind.name}: ${name} has no rule`);
  const decision = rule.decide(head.state, payload, context, ready.facts);
  if (isRefusal(decision)) return inWords(decision, context);
  return record(
    kind,
    head,
    decision,
    recordedActor(context.actor),
    [...(context.rules >= 4 ? (spec.cites ?? spec.basis) : spec.basis)],
    context,
    sha256,
  );
}

/** What one item tells another: a command given in its name, by whoever acted there. */
export interface Told {
  from: ItemRef;
  command: string;
  payload: unknown;
  actor: ActorRef;
  at: IsoInstant;
}

/**
 * Takes what another item tells: only a command that is told, at a stage where it may come. Nobody's role is asked; whoever
 * acted was found able on the other side. `context` is the receiving item's.
 */
export function take<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  head: Head<File>,
  told: Told,
  context: Omit<Context, 'actor' | 'lookups'>,
  sha256: Sha256,
): Outcome<File, Event> {
  const { from, command: name, payload, actor } = told;
  const person: Person = { ...actor, certificate: null, legalQualification: false, principal: false, active: true };
  const lookups = { people: {}, units: {}, files: {}, items: { [from.id]: from } };
  return execute(kind, head, name, payload, { ...context, actor: person, lookups, told: true } as unknown as Context, sha256);
}

/** What the policy does by itself (ladder rungs, breaches, allotted numbers): recorded in the system's name. */
export function recordSystem<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  head: Head<File>,
  events: readonly NewOf<Event>[],
  context: Pick<Context, 'now' | 'policy'>,
  sha256: Sha256,
): Outcome<File, Event> {
  return record(kind, head, events, SYSTEM_ACTOR, [], context, sha256);
}

function record<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  head: Head<File>,
  decided: readonly NewOf<Event>[],
  actor: ActorRef,
  basis: string[],
  context: Pick<Context, 'now' | 'policy' | 'paper'>,
  sha256: Sha256,
): Outcome<File, Event> {
  const entered = context.paper?.entered;
  const at = new Date(context.now).toISOString();
  const county = countyOf(context.policy);
  const events: Event[] = [];
  let { state, hash } = head;
  for (const { type, data, basis: own } of decided as readonly unknown[] as readonly { type: string; data: unknown; basis?: string[] }[]) {
    const draft = {
      seq: state.version + 1,
      type,
      at,
      actor,
      data,
      terms: [],
      basis: (own ?? basis).map((one) => named(one, county)),
      ...(entered ? { entered } : {}),
      hash: '',
    } as unknown as Event;
    const evolved = evolve(kind, state, draft);
    const before = isOpened(state) ? state : null;
    const effects = termEffects(
      context.policy,
      before?.ledger ?? [],
      { ...draft, label: kind.events[type]?.label ?? type },
      before?.stage ?? null,
      evolved.stage,
    );
    if (!effects.ok) return effects;
    const complete = { ...draft, terms: effects.entries };
    hash = sealHash(hash, complete, sha256);
    const sealed = { ...complete, hash };
    state = settle(state, evolved, sealed);
    events.push(sealed);
  }
  return { ok: true, events, head: { state, hash } };
}

function evolve<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  event: Event,
): File {
  const spec = Object.hasOwn(kind.events, event.type) ? kind.events[event.type] : undefined;
  if (!spec) throw new Error(`${kind.name}: no such event as ${event.type}`);
  return spec.evolve(state, event);
}

/** What every event does beside its own evolution: version, ledger and the instant its stage was entered. */
function settle<File extends WorkFile>(before: WorkState<File>, evolved: File, event: RecordedEvent): File {
  return {
    ...evolved,
    version: event.seq,
    // The same list where nothing is added: what was derived of it still holds (terms/instants.ts).
    ledger: event.terms.length === 0 ? evolved.ledger : [...evolved.ledger, ...event.terms],
    stageEnteredAt: before.stage === evolved.stage ? evolved.stageEnteredAt : event.at,
  };
}

/** Folds recorded events into the state as it was then; `until` (inclusive) answers «as known at». */
export function fold<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  events: readonly Event[],
  until?: Instant,
): WorkState<File> {
  const known = until === undefined ? events : events.slice(0, firstAfter(events, until));
  return foldOn(kind, unopened<File>(), known);
}

/** The state after `events`, which follow on `state` without a gap. Throws on an event of an unknown type. */
export function foldOn<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  events: readonly Event[],
): WorkState<File> {
  return events.reduce<WorkState<File>>((before, event) => settle(before, evolve(kind, before, event), event), state);
}

function firstAfter(events: readonly RecordedEvent[], until: Instant): number {
  const index = events.findIndex(({ at }) => parseInstant(at) > until);
  return index < 0 ? events.length : index;
}
