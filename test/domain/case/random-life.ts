/** One life of a case at random: what is tried, by whom, and what is checked after each step. */
import { expect } from 'vitest';
import type { ReadyContext } from '../../../domain/case/types.ts';
import { CURRENT_RULES, type CommandContext } from '../../../domain/case/context.ts';
import type { CaseEvent } from '../../../domain/case/events.ts';
import { execute, fold, possible, tick } from '../../../domain/case/machine.ts';
import type { CaseHead as Head } from '../../../domain/case/types.ts';
import { unopenedHead } from '../../../domain/work/execute.ts';
import { mainline } from '../../../domain/case/mainline.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { commandNames as allNames, type CommandName, specOf } from '../../../domain/case/catalogue.ts';
import type { Refusal } from '../../../domain/result.ts';
import { DAY, HOUR, instantOf, MINUTE } from '../../../domain/terms/instant.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { broken } from './invariants.ts';
import { lookUp, refusalOf, sha256, type Step } from './kit.ts';
import { people, type PersonKey } from './people.ts';
import { dice, pickOf, randomPayload } from './random-payload.ts';
import { POLICY, startOf } from './random-starts.ts';

/** What people give; the rest is told by other items' workflows. */
export const commandNames = allNames.filter((name) => !specOf(name).told);

const PEOPLE = Object.keys(people) as PersonKey[];

/** The next version of a policy: a stage has a day more. */
const nextOf = (policy: CasePolicy): CasePolicy =>
  sealPolicy(
    {
      ...policy,
      version: policy.version + 1,
      terms: policy.terms.map((term) => (term.key === 'stage-evidence' ? { ...term, length: term.length + 1 } : term)),
    },
    sha256,
  );

const NEXT_CALENDAR = {
  ...POLICY.calendar,
  version: `${POLICY.calendar.version}+台风`,
  overrides: [{ date: '2026-03-10', workday: false, reason: '台风停工' }],
};

export interface Life {
  head: Head;
  policy: CasePolicy;
  nextPolicy: CasePolicy;
  events: CaseEvent[];
  now: Instant;
  /** Commands that are drawn more often. */
  lean: readonly CommandName[];
  /** What was done, for the words of a failure. */
  trail: string[];
  steps: Step[];
  accepted: Set<string>;
  /** Codes with the last message. */
  refused: Map<string, Refusal>;
}

const fileOf = ({ head }: Life): CaseFile | null => (head.state.stage === 'unopened' ? null : head.state);

/** Commands that end a life early; drawn seldom, so that most lives get somewhere. */
const ENDINGS = new Set<string>([
  'CloseUnfounded',
  'TransferToAgency',
  'CloseCorrected',
  'ExemptFirstViolation',
  'ExemptMinorViolation',
  'SuspendCase',
]);

const contextOf = (life: Life, by: PersonKey): ReadyContext => ({
  id: 'case-1',
  now: life.now,
  actor: people[by],
  policy: life.policy,
  rules: CURRENT_RULES,
});

/** What somebody in a hurry would try too soon: the commands that most guards stand before. */
const TEMPTING: readonly CommandName[] = ['Decide', 'Decide', 'CloseCase', 'SubmitForReview', 'PassReview', 'ApplyCourtEnforcement'];

/** Mostly what comes next by nature, by somebody who can; else anything by anybody. */
function draw(life: Life, roll: () => number): { name: CommandName; by: PersonKey } {
  const file = fileOf(life);
  if (!file) return { name: 'OpenCase', by: pickOf(PEOPLE, roll)! };
  const steps = roll() < 0.65 ? mainline(file, contextOf(life, pickOf(PEOPLE, roll)!)) : [];
  const here = commandNames.filter((name) => (specOf(name).stages as readonly string[]).includes(file.stage));
  const any = (): CommandName => pickOf(roll() < 0.8 ? here : commandNames, roll)!;
  let name = (roll() < 0.6 ? steps[0] : pickOf(steps, roll)) ?? any();
  if (ENDINGS.has(name) && roll() < 0.85) name = any();
  if (roll() < 0.06) name = pickOf(TEMPTING, roll)!;
  const leaning = life.lean.filter((one) => here.includes(one));
  if (leaning.length > 0 && roll() < 0.3) name = pickOf(leaning, roll)!;
  const spec = specOf(name);
  const able = PEOPLE.filter((key) => people[key].roles.some((role) => spec.roles.includes(role)));
  const ready = roll() < 0.85 ? able.filter((key) => possible(file, name, contextOf(life, key)) === null) : [];
  const pool = roll() < 0.05 ? PEOPLE : ready.length > 0 ? ready : able;
  return { name, by: pickOf(pool, roll)! };
}

function checkRefusal(refusal: Refusal, name: string): void {
  refusalOf(refusal);
  expect(refusal.message, name).not.toMatch(/undefined|null|NaN|\[object/);
}

function step(life: Life, seed: number): void {
  const roll = dice(seed);
  life.now += roll() < 0.01 ? 200 * DAY : pickOf([MINUTE, 20 * MINUTE, 3 * HOUR, DAY, 3 * DAY, 8 * DAY], roll)!;
  if (roll() < 0.15) {
    const outcome = tick(life.head, { now: life.now, policy: life.policy }, sha256);
    if (!outcome.ok) throw new Error(`the clock was refused: ${outcome.code} ${outcome.message}`);
    expect(tick(outcome.head, { now: life.now, policy: life.policy }, sha256)).toEqual({ ok: true, events: [], head: outcome.head });
    take(life, outcome.head, outcome.events, 'tick');
  }
  const { name, by } = draw(life, roll);
  const file = fileOf(life);
  const payload = randomPayload({
    name,
    file,
    now: life.now,
    roll,
    nextPolicyHash: life.nextPolicy.hash,
    nextCalendarVersion: NEXT_CALENDAR.version,
  });
  if (payload === null) return;
  const lookups = { ...lookUp(specOf(name).lookups(payload as never), file), policy: life.nextPolicy, calendar: NEXT_CALENDAR };
  const context: CommandContext = { ...contextOf(life, by), lookups };
  const before = life.head;
  const outcome = execute(before, name, payload, context, sha256);
  if (!outcome.ok) {
    life.refused.set(outcome.code, outcome);
    checkRefusal(outcome, name);
    return;
  }
  expect(outcome.events.length, name).toBeGreaterThan(0);
  checkRecused(file, by, name, outcome.events);
  if (name === 'RebindPolicy') {
    life.policy = life.nextPolicy;
    life.nextPolicy = nextOf(life.policy);
  }
  if (name === 'ReviseCalendar') life.policy = sealPolicy({ ...life.policy, calendar: NEXT_CALENDAR }, sha256);
  life.accepted.add(name);
  life.steps.push({ name, payload, head: before, context });
  life.trail.push(`${name} (${by})`);
  take(life, outcome.head, outcome.events, name);
}

/** 行政处罚法 43: who was recused neither acts nor is named as an officer who does. */
function checkRecused(before: CaseFile | null, by: PersonKey, name: string, events: readonly CaseEvent[]): void {
  const recused = new Set(before?.recusals.filter(({ decided }) => decided?.granted).map(({ personId }) => personId));
  if (recused.size === 0) return;
  expect(recused.has(by), `${name} by ${by}, who was recused`).toBe(false);
  for (const { data } of events) {
    const { officers = [], handlers = [] } = data as Partial<Record<'officers' | 'handlers', { id: string }[]>>;
    for (const { id } of [...officers, ...handlers]) expect(recused.has(id), `${name} names ${id}, who was recused`).toBe(false);
  }
}

function take(life: Life, head: Head, events: CaseEvent[], by: string): void {
  life.head = head;
  life.events.push(...events);
  const file = fileOf(life);
  expect(file ? broken(file, life.policy, life.now) : [], `after ${life.trail.join(', ')}, then ${by}`).toEqual([]);
}

/** Lives one life: each number is one step. Throws with the trail where something does not hold. */
export function live(seeds: readonly number[]): Life {
  const { scene, policy, lean } = startOf(seeds[0] ?? 0);
  const life: Life = {
    policy,
    nextPolicy: nextOf(policy),
    head: scene?.head ?? unopenedHead('case-1', sha256),
    events: [...(scene?.events ?? [])],
    now: scene?.now ?? instantOf('2026-03-02T09:00:00+08:00'),
    lean,
    trail: [],
    steps: [],
    accepted: new Set(),
    refused: new Map(),
  };
  for (const seed of seeds) step(life, seed);
  expect(fold(life.events)).toEqual(life.head.state);
  expect(verifyChain('case-1', life.events, sha256)).toEqual({ ok: true, head: life.head.hash, length: life.events.length });
  return life;
}
