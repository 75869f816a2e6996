/** Records of cases in which every event there is happens at least once: lived here, at random, and recorded by releases. */
import type { CaseEvent } from '../../../domain/case/events.ts';
import { fold } from '../../../domain/case/machine.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import { toldRecords } from '../../replay/sealed-events.ts';
import { lives } from './lives.ts';
import { live } from './random-life.ts';
import { dice } from './random-payload.ts';
import { rareLives } from './rare-lives.ts';

export interface TestRecord {
  name: string;
  events: readonly CaseEvent[];
  file: CaseFile;
  policy: CasePolicy;
}

const RANDOM_LIVES = 15;
const STEPS = 60;

/** Always the same numbers: the lives differ from each other and not from run to run. */
export const seedsOf = (life: number, steps = STEPS): number[] => {
  const roll = dice(life);
  return [life, ...Array.from({ length: steps }, () => Math.floor(roll() * 0xffffffff))];
};

function folded(name: string, events: readonly CaseEvent[], policy: CasePolicy): TestRecord[] {
  const file = fold(events);
  return file.stage === 'unopened' ? [] : [{ name, events, file, policy }];
}

export function everyRecord(): TestRecord[] {
  const lived = Object.entries({ ...lives, ...rareLives }).flatMap(([name, make]) => {
    const { events, policy } = make();
    return folded(name, events, policy);
  });
  const random = Array.from({ length: RANDOM_LIVES }, (_, index) => live(seedsOf(index))).flatMap(({ events, policy }, index) =>
    folded(`at random ${index}`, events, policy),
  );
  return [...lived, ...random, ...toldRecords().flatMap(({ name, events, policy }) => folded(name, events, policy))];
}
