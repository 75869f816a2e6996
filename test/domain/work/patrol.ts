/** A tiny kind of work item, a street patrol 巡查: three stages, one term, three commands of its own, and all the acts. */
import { ANSWER_LADDERS, ANSWER_TERMS } from '../../../domain/work/answer-terms.ts';
import { z } from 'zod';
import type { Person, UnitRef } from '../../../domain/people.ts';
import { refuse } from '../../../domain/result.ts';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { on } from '../../../domain/statute/term-events.ts';
import { DAY, HOUR, instantOf } from '../../../domain/terms/instant.ts';
import type { Instant, TermPolicy } from '../../../domain/terms/model.ts';
import { sealPolicy, type TermRules } from '../../../domain/terms/policy.ts';
import { plainActsOf, type PlainActEvents } from '../../../domain/work/acts/acts.ts';
import { tellLinks } from '../../../domain/work/acts/links/rules.ts';
import { OFFICE_LAW, PEOPLE_OF_UNIT } from '../../../domain/work/acts/office.ts';
import { from, OWN } from '../../../domain/work/authority.ts';
import { command } from '../../../domain/work/command.ts';
import type { ItemRef, ReadyOf, WorkContext } from '../../../domain/work/context.ts';
import type { EventSpecs, NewEvent, SealedEvent } from '../../../domain/work/event.ts';
import { type Head, type Outcome, unopenedHead } from '../../../domain/work/execute.ts';
import { text, unitId } from '../../../domain/work/fields.ts';
import type { WorkFile, WorkState } from '../../../domain/work/file.ts';
import type { Kind } from '../../../domain/work/kind.ts';
import { machineOf } from '../../../domain/work/machine.ts';
import type { Deciders } from '../../../domain/work/rules.ts';
import { sha256 } from '../case/kit.ts';
import { people, peopleById, type PersonKey, units, unitsById } from '../case/people.ts';

export interface PatrolFile extends WorkFile {
  stage: 'planned' | 'walking' | 'done';
  street: string;
}

const ownCommands = {
  PlanPatrol: command({
    label: '安排巡查',
    help: '安排一次巡查。',
    stages: ['unopened'],
    roles: ['town-head'],
    schema: z.object({ street: text('街道'), unitId: unitId('巡查单位') }).strict(),
    lookups: (payload) => ({ units: [payload.unitId] }),
  }),
  BeginPatrol: command({
    label: '开始巡查',
    help: '开始巡查。',
    stages: ['planned'],
    roles: ['handler'],
    byHandler: true,
    schema: z.object({}).strict(),
  }),
  EndPatrol: command({
    label: '结束巡查',
    help: '结束巡查。',
    stages: ['walking'],
    roles: ['handler'],
    byHandler: true,
    schema: z.object({ findings: text('巡查情况') }).strict(),
  }),
};

interface OwnEvents {
  PatrolPlanned: { street: string; unit: UnitRef };
  PatrolBegun: Record<never, never>;
  PatrolEnded: { findings: string };
}

export const acts = plainActsOf<PatrolFile, 'Patrol'>({
  item: 'Patrol',
  label: '巡查',
  own: '本次巡查',
  work: '巡查',
  running: ['planned', 'walking'],
  open: ['planned', 'walking', 'done'],
  law: OFFICE_LAW,
  fit: PEOPLE_OF_UNIT,
});

export const commands = { ...ownCommands, ...acts.commands };
export type CommandName = keyof typeof commands;
type Events = OwnEvents & PlainActEvents<'Patrol'>;
export type PatrolEvent = SealedEvent<Events>;

const decideOwn: Deciders<typeof ownCommands, OwnEvents, PatrolFile, WorkContext> = {
  PlanPatrol: (_file, { street, unitId: id }, { lookups }) => {
    const unit = lookups.units[id];
    return unit ? [{ type: 'PatrolPlanned', data: { street, unit } }] : refuse('unknown-unit', '没有这个单位', ['重新选择单位']);
  },
  BeginPatrol: () => [{ type: 'PatrolBegun', data: {} }],
  EndPatrol: (_file, payload) => [{ type: 'PatrolEnded', data: payload }],
};

const ownEvents: EventSpecs<Omit<OwnEvents, 'PatrolPlanned'>, PatrolFile, typeof ownCommands> = {
  PatrolBegun: { label: '开始巡查', source: 'BeginPatrol', titles: {}, evolve: (file) => ({ ...file, stage: 'walking' }) },
  PatrolEnded: { label: '结束巡查', source: 'EndPatrol', titles: {}, recordOnly: 'all', evolve: (file) => ({ ...file, stage: 'done' }) },
};

const opening: EventSpecs<Pick<OwnEvents, 'PatrolPlanned'>, PatrolFile, typeof ownCommands, WorkState<PatrolFile>> = {
  PatrolPlanned: {
    label: '安排巡查',
    source: 'PlanPatrol',
    titles: { unit: null },
    evolve: (_state, { at, data: { street, unit } }) => ({
      stage: 'planned',
      version: 0,
      title: `${street}巡查`,
      openedAt: at,
      stageEnteredAt: at,
      street,
      unit,
      handlers: [],
      everHandled: [],
      suspension: null,
      handOver: null,
      recusals: [],
      urges: [],
      supervisions: [],
      notes: [],
      corrected: [],
      ledger: [],
    }),
  },
};

const decide: Record<string, unknown> = { ...decideOwn, ...acts.decide };
const ready: Record<string, unknown> = acts.ready;

/** Two workdays to walk; reminded when it is yellow, the supervisor told when it is red, then urged. */
export const TERMS: TermRules = {
  id: 'patrol',
  version: 1,
  terms: [
    {
      key: 'walk',
      label: '巡查期限',
      effect: 'internal',
      length: 2,
      unit: 'workday',
      roll: 'none',
      pausedBy: ['suspension'],
      extensions: [
        { maxLength: 3, approver: 'head', basis: '巡查规则' },
        { maxLength: null, approver: 'collective', basis: '巡查规则' },
      ],
      armedBy: [on('PatrolBegun')],
      metBy: [on('PatrolEnded')],
      cancelledBy: [],
      yellow: { share: 0.5, remaining: 1 },
      ladder: 'walk',
      duty: 'handler',
      basis: '巡查规则',
    },
    ...ANSWER_TERMS,
  ],
  pauseTriggers: [{ ground: 'suspension', startedBy: [on('PatrolSuspended')], endedBy: [on('PatrolResumed')], basis: '巡查规则' }],
  ladders: [
    {
      key: 'walk',
      label: '巡查',
      rungs: [
        { action: 'remind', at: 'yellow', after: { length: 0, unit: 'workHour' }, basis: '巡查规则' },
        {
          action: 'urge',
          at: 'red',
          after: { length: 0, unit: 'workHour' },
          answerWithin: { length: 1, unit: 'workday' },
          basis: '巡查规则',
        },
        { action: 'notify-supervisor', at: 'red', after: { length: 1, unit: 'workday' }, basis: '巡查规则' },
      ],
    },
    ...ANSWER_LADDERS,
  ],
};

export const patrolKind: Kind<PatrolFile, PatrolEvent> = {
  name: 'patrol',
  plural: 'patrols',
  label: '巡查',
  own: '本次巡查',
  workflow: { type: 'patrolWorkflow', idPrefix: 'patrol-' },
  stages: { planned: '待巡', walking: '在巡', done: '已毕' },
  over: ['done'],
  final: ['done'],
  commands,
  rules: Object.fromEntries(
    Object.keys(commands).map((name) => [name, { decide: decide[name], ...(ready[name] ? { ready: ready[name] } : {}) }]),
  ) as unknown as Kind<PatrolFile, PatrolEvent>['rules'],
  authority: {
    rows: () => ({ ...acts.authority, BeginPatrol: from('own'), EndPatrol: from('own') }),
    places: { own: OWN, concerned: OWN },
    standing: ({ unit }) => `由${unit.name}巡查`,
    basis: () => [],
  },
  events: { ...opening, ...ownEvents, ...acts.events } as unknown as Kind<PatrolFile, PatrolEvent>['events'],
  currentRules: 1,
  stateVersion: 1,
  upcast: (state) => state as PatrolFile,
  terms: TERMS,
  dated: () => [],
  addressees: ({ handlers }) => handlers.map(({ id }) => id),
  climb: () => [],
  waits: [],
  mainline: () => ['BeginPatrol', 'EndPatrol'],
  lengthening: [],
  unremarkable: ['Reminded'],
  carriedEvent: (event) => event,
  carriedFile: (file) => file,
  referred: (payload) => ({ ok: true, payload }),
  tells: (event, _file, self) => tellLinks(event, self),
  registers: null,
  answer: () => ({}),
  accompanied: () => null,
  notices: () => [],
  shown: ({ street }) => ({ number: undefined, decision: undefined, line: street }),
  face: (file) => ({
    title: file.title,
    stage: file.stage,
    ended: file.stage === 'done',
    tier: null,
    townId: file.unit.id,
    unitId: file.unit.id,
    handlerIds: [],
    concernedUnitIds: [],
    concernedPersonIds: [],
    emergency: false,
    openedAt: file.openedAt,
    stageEnteredAt: file.stageEnteredAt,
    closedAt: null,
    words: [file.street],
    detail: { street: file.street },
  }),
};

export const patrolPolicy: TermPolicy = sealPolicy({ ...TERMS, hash: '', calendar: COUNTY_CALENDAR }, sha256);

export const machine = machineOf(patrolKind);

type PayloadOf<Name extends CommandName> = z.input<(typeof commands)[Name]['schema']>;

export interface Options {
  items?: Record<string, ItemRef>;
  calendar?: TermPolicy['calendar'];
  told?: true;
}

/** A patrol as it stands after real commands; immutable. */
export class Walk {
  readonly id: string;
  readonly head: Head<PatrolFile>;
  readonly events: PatrolEvent[];
  readonly now: Instant;

  constructor(id: string, head: Head<PatrolFile>, events: PatrolEvent[], now: Instant) {
    this.id = id;
    this.head = head;
    this.events = events;
    this.now = now;
  }

  get file(): PatrolFile {
    if (this.head.state.stage === 'unopened') throw new Error('not planned yet');
    return this.head.state;
  }

  at = (iso: string): Walk => new Walk(this.id, this.head, this.events, instantOf(iso));

  later = (hours: number): Walk => new Walk(this.id, this.head, this.events, this.now + hours * HOUR);

  days = (count: number): Walk => new Walk(this.id, this.head, this.events, this.now + count * DAY);

  having = (patch: Partial<PatrolFile>): Walk =>
    new Walk(this.id, { ...this.head, state: { ...this.file, ...patch } }, this.events, this.now);

  context(actor: Person, options: Options = {}): ReadyOf<WorkContext> {
    return { id: this.id, now: this.now, actor, policy: patrolPolicy, rules: 1, ...(options.told ? { told: true } : {}) };
  }

  when<Name extends CommandName>(
    name: Name,
    payload: PayloadOf<Name>,
    by: PersonKey,
    options: Options = {},
  ): Outcome<PatrolFile, PatrolEvent> {
    const lookups = {
      people: peopleById,
      units: unitsById,
      files: {},
      items: options.items ?? {},
      ...(options.calendar ? { calendar: options.calendar } : {}),
    };
    const parsed: unknown = commands[name].schema.parse(payload);
    return machine.execute(this.head, name, parsed, { ...this.context(people[by], options), lookups }, sha256);
  }

  after(outcome: Outcome<PatrolFile, PatrolEvent>): Walk {
    if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${outcome.message}`);
    return new Walk(this.id, outcome.head, [...this.events, ...outcome.events], this.now + 10 * 60_000);
  }

  did<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, by: PersonKey, options: Options = {}): Walk {
    return this.after(this.when(name, payload, by, options));
  }

  ticked = (): Walk => this.after(machine.tick(this.head, { now: this.now, policy: patrolPolicy }, sha256));

  system = (...events: NewEvent<Events>[]): Walk =>
    this.after(machine.recordSystem(this.head, events, { now: this.now, policy: patrolPolicy }, sha256));
}

export const unplanned = (id = 'patrol-1'): Walk =>
  new Walk(id, unopenedHead<PatrolFile>(id, sha256), [], instantOf('2026-03-02T09:00:00+08:00'));

/** Monday, 青石镇, two handlers. */
export const planned = (id = 'patrol-1'): Walk =>
  unplanned(id)
    .did('PlanPatrol', { street: '中心街', unitId: units.qingshi.id }, 'townhead')
    .did('ReassignHandler', { handlerIds: ['handler1', 'handler2'], reason: '安排' }, 'townhead');

/** Begun on Monday 2026-03-02: due at the end of Wednesday. */
export const begun = (id = 'patrol-1'): Walk => planned(id).did('BeginPatrol', {}, 'handler1');
