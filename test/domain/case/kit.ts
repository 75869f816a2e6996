/**
 * given (a scene) → when (a command) → then (its events or its refusal). A scene is a case as it stands after real
 * commands; it is immutable, so that one scene serves many tests.
 *
 *     const scene = opened().did('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher');
 *     const both = scene.when('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');
 *     expect(eventsOf(both)).toEqual(['DispatchAccepted']);
 *     const one = scene.when('AcceptDispatch', { handlerIds: ['handler1'] }, 'handler1');
 *     expect(refusalOf(one).code).toBe('two-officers');
 */
import { createHash } from 'node:crypto';
import { CURRENT_RULES, type CommandContext, type EarlierViolation, type Lookups } from '../../../domain/case/context.ts';
import type { CaseEvent, EventMap, EventType, NewCaseEvent } from '../../../domain/case/events.ts';
import { execute, fold, recordSystem } from '../../../domain/case/machine.ts';
import type { CaseHead as Head, CaseOutcome as Outcome } from '../../../domain/case/types.ts';
import { unopenedHead } from '../../../domain/work/execute.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { type catalogue, type CommandName, specOf } from '../../../domain/case/catalogue.ts';
import type { LookupRequest } from '../../../domain/work/command.ts';
import type { ItemRef } from '../../../domain/work/context.ts';
import type { Refusal } from '../../../domain/result.ts';
import { DAY, HOUR, instantOf, MINUTE } from '../../../domain/terms/instant.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import type { z } from 'zod';
import { benchmarkByMatter, matterByCode } from '../lists/catalogue.ts';
import type { Person } from '../../../domain/people.ts';
import { people, peopleById, type PersonKey, unitsById } from './people.ts';
import { policy as countyPolicy } from './policy.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A payload as a client sends it: fields with defaults may be left out. */
export type PayloadOf<Name extends CommandName> = z.input<(typeof catalogue)[Name]['schema']>;

export interface WhenOptions {
  /** What the registers would say beside the plain answer; replaces the found part. */
  lookups?: Partial<Lookups>;
  history?: EarlierViolation[];
  paper?: CommandContext['paper'];
  rules?: number;
}

/** Work items beside the case. */
const otherItems: Record<string, ItemRef> = {
  'whistle-1': { kind: 'whistle', id: 'whistle-1', title: '中心街堆料' },
  'case-2': { kind: 'case', id: 'case-2', title: '南街占道' },
};

/** Answers a command's lookup request from the demo county and the shipped catalogue. */
export function lookUp(request: LookupRequest, file: CaseFile | null, options: WhenOptions = {}): Lookups {
  const code = request.matter === 'case' ? file?.matter?.code : request.matter;
  const row = code === undefined ? undefined : matterByCode.get(code);
  const concurring = (request.matters ?? []).flatMap((other) => {
    const { matter } = lookUp({ matter: other }, file);
    return matter ? [matter] : [];
  });
  const pick = <Value>(from: Record<string, Value>, ids: string[] = []) =>
    Object.fromEntries(ids.flatMap((id) => (Object.hasOwn(from, id) ? [[id, from[id] as Value]] : [])));
  return {
    people: pick(peopleById, request.people),
    units: pick(unitsById, request.units),
    matter: row
      ? {
          row,
          benchmark: benchmarkByMatter.get(row.code) ?? null,
          versions: { matters: 'matters@1', benchmarks: 'benchmarks@1', delegation: 'delegation@1' },
          competence: { ok: true, why: `${row.name}已赋权镇街（delegation@1${request.power === 'compulsory' ? '，行政强制权' : ''}）` },
        }
      : null,
    files: Object.fromEntries(
      (request.files ?? []).map((hash) => [hash, { name: `${hash.slice(0, 6)}.jpg`, size: 1024, type: 'image/jpeg' }]),
    ),
    ...(request.items ? { items: pick(otherItems, request.items) } : {}),
    ...(request.matters ? { concurring } : {}),
    history: request.history ? (options.history ?? []) : [],
    ...options.lookups,
  };
}

/** A command that was accepted: what it was decided on. */
export interface Step {
  name: CommandName;
  /** Parsed by the command's schema. */
  payload: unknown;
  head: Head;
  context: CommandContext;
}

export class Scene {
  /** How it came about. */
  readonly steps: readonly Step[];
  readonly head: Head;
  readonly events: CaseEvent[];
  readonly now: Instant;
  readonly policy: CasePolicy;
  /** What the county already knows of the parties; answered wherever a command asks for it. */
  readonly history: EarlierViolation[];

  constructor(head: Head, events: CaseEvent[], now: Instant, policy: CasePolicy, history: EarlierViolation[], steps: readonly Step[] = []) {
    this.head = head;
    this.events = events;
    this.now = now;
    this.policy = policy;
    this.history = history;
    this.steps = steps;
  }

  get file(): CaseFile {
    if (this.head.state.stage === 'unopened') throw new Error('the case is not opened');
    return this.head.state;
  }

  /** The same case at another instant, ISO 8601. */
  at(iso: string): Scene {
    return new Scene(this.head, this.events, instantOf(iso), this.policy, this.history, this.steps);
  }

  later(by: { days?: number; hours?: number; minutes?: number }): Scene {
    const shift = (by.days ?? 0) * DAY + (by.hours ?? 0) * HOUR + (by.minutes ?? 0) * MINUTE;
    return new Scene(this.head, this.events, this.now + shift, this.policy, this.history, this.steps);
  }

  knowing(history: EarlierViolation[]): Scene {
    return new Scene(this.head, this.events, this.now, this.policy, history, this.steps);
  }

  under(policy: CasePolicy): Scene {
    return new Scene(this.head, this.events, this.now, policy, this.history, this.steps);
  }

  /** The case with parts set by hand, for states that no lawful command reaches; use it sparingly. */
  having(patch: (file: CaseFile) => Partial<CaseFile>): Scene {
    const state = { ...this.file, ...patch(this.file) };
    return new Scene({ ...this.head, state }, this.events, this.now, this.policy, this.history, this.steps);
  }

  /** `by`: somebody of the demo county, or a person made up for what none of them is. */
  when<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, by: PersonKey | Person, options: WhenOptions = {}): Outcome {
    const step = this.step(name, payload, by, options);
    return execute(step.head, step.name, step.payload, step.context, sha256);
  }

  private step(name: CommandName, payload: unknown, by: PersonKey | Person, options: WhenOptions): Step {
    const spec = specOf(name);
    const parsed: unknown = spec.schema.parse(payload);
    const file = this.head.state.stage === 'unopened' ? null : this.head.state;
    const context: CommandContext = {
      id: file?.caseId ?? 'case-1',
      now: this.now,
      actor: typeof by === 'string' ? people[by] : by,
      policy: this.policy,
      lookups: lookUp(spec.lookups(parsed as never), file, { history: this.history, ...options }),
      rules: options.rules ?? CURRENT_RULES,
      ...(options.paper ? { paper: options.paper } : {}),
    };
    return { name, payload: parsed, head: this.head, context };
  }

  /** Does it and goes on ten minutes later; a refusal is the test's own mistake and is thrown with its words. */
  did<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, by: PersonKey, options: WhenOptions = {}): Scene {
    return this.after(name, this.when(name, payload, by, options), this.step(name, payload, by, options));
  }

  /** What the policy records by itself (an allotted number, a rung of the ladder). */
  system(...events: NewCaseEvent[]): Scene {
    return this.after('system', recordSystem(this.head, events, { now: this.now, policy: this.policy }, sha256));
  }

  /** As it goes on with what was accepted, at the same instant. */
  going({ head, events }: Outcome & { ok: true }): Scene {
    return new Scene(head, [...this.events, ...events], this.now, this.policy, this.history, this.steps);
  }

  private after(name: string, outcome: Outcome, step?: Step): Scene {
    if (!outcome.ok) {
      throw new Error(`${name} was refused: ${outcome.code} ${outcome.message} (${outcome.needs.join('；')})`);
    }
    return new Scene(
      outcome.head,
      [...this.events, ...outcome.events],
      this.now + 10 * MINUTE,
      this.policy,
      this.history,
      step ? [...this.steps, step] : this.steps,
    );
  }

  /** The last event of a type, or a failure that names those there are. */
  last<Type extends EventType>(type: Type): { type: Type; data: EventMap[Type]; at: string } {
    const found = this.events.findLast((event) => event.type === type);
    if (!found) throw new Error(`no ${type} among ${this.events.map((event) => event.type).join(', ')}`);
    return found as unknown as { type: Type; data: EventMap[Type]; at: string };
  }

  /** The state folded again from the recorded events alone. */
  refolded() {
    return fold(this.events);
  }
}

export const given = (at = '2026-03-02T09:00:00+08:00', caseId = 'case-1'): Scene =>
  new Scene(unopenedHead(caseId, sha256), [], instantOf(at), countyPolicy, []);

/** The event types of what was accepted; a refusal fails with its words. */
export const eventsOf = (outcome: Outcome): string[] => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${outcome.message} (${outcome.needs.join('；')})`);
  return outcome.events.map((event) => event.type);
};

/** One accepted event's data. */
export function dataOf<Type extends EventType>(outcome: Outcome, type: Type): EventMap[Type] {
  const types = eventsOf(outcome);
  const found = outcome.ok ? outcome.events.find((event) => event.type === type) : undefined;
  if (!found) throw new Error(`no ${type} among ${types.join(', ')}`);
  return found.data as unknown as EventMap[Type];
}

/** The state after an accepted command. */
export const fileOf = (outcome: Outcome): CaseFile => {
  eventsOf(outcome);
  if (!outcome.ok || outcome.head.state.stage === 'unopened') throw new Error('no case file');
  return outcome.head.state;
};

const CHINESE = /[\u4e00-\u9fff]/;

/** The refusal, checked for its form: a stable code, Chinese words, needs that a reader can act on. */
export function refusalOf(outcome: Outcome): Refusal {
  if (outcome.ok) throw new Error(`accepted: ${outcome.events.map((event) => event.type).join(', ')}`);
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(outcome.code)) throw new Error(`not a stable code: ${outcome.code}`);
  if (!CHINESE.test(outcome.message)) throw new Error(`not a Chinese sentence: ${outcome.message}`);
  for (const need of outcome.needs) if (!CHINESE.test(need)) throw new Error(`not a Chinese need: ${need}`);
  return outcome;
}

/** Chinese messages of a payload the schema turns down, by field; empty where it is accepted. */
export function schemaFaults(name: CommandName, payload: unknown): { field: string; message: string }[] {
  const parsed = specOf(name).schema.safeParse(payload);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
}
