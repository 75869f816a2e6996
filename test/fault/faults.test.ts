/**
 * The short form of `npm run faults`: everybody works on two APIs and two workers while parts are killed, paused and
 * starved, and the power fails twice. The checker must find nothing.
 */
import { expect, test } from 'vitest';
import { countKinds, excerpt } from './storm/check/check.ts';
import { makePlan } from './storm/plan.ts';
import { runStorm } from './storm/storm.ts';

/** Chosen for its mixture; another may be asked for, to repeat what a longer form has found. */
const SEED = Number(process.env.CASELIGHT_FAULTS_SEED ?? 20);
const MINUTES = 0.8;
const SHOWN_OF_EACH = 4;

test(`nothing shown and never happened, nothing lost, doubled, reordered or stuck (seed ${SEED})`, async () => {
  const { violations, figures, historyFile, left, again } = await runStorm(makePlan(SEED, MINUTES), () => undefined);
  expect(excerpt(violations, SHOWN_OF_EACH), `${countKinds(violations)}\nhistory: ${historyFile}\nagain: ${again}`).toEqual([]);
  // A storm in which nothing was done proves nothing.
  expect(figures.faults['power-cut']).toBe(2);
  expect(figures.cases).toBeGreaterThan(10);
  expect(figures.acknowledged).toBeGreaterThan(100);
  expect(figures.reads).toBeGreaterThan(100);
  if (left.length > 0) console.warn(`未做：${left.join('，')}`);
});
