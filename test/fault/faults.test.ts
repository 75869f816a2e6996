/**
 * The short form of `npm run faults`: everybody works on two APIs and two workers while parts are killed, paused and
 * starved, and the power fails twice. The checker must find nothing.
 */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countKinds, excerpt } from './storm/check/check.ts';
import { makePlan } from './storm/plan.ts';
import { runStorm } from './storm/storm.ts';

/** Chosen for its mixture; another may be asked for, to repeat what a longer form has found. */
const SEED = Number(process.env.CASELIGHT_FAULTS_SEED ?? 113);
const MINUTES = 0.9;
const SHOWN_OF_EACH = 4;
/** A case that is stuck is asked for long before that is believed. */
const PATIENCE_MS = 600_000;

test(
  `nothing shown and never happened, nothing lost, doubled, reordered or stuck (seed ${SEED})`,
  async () => {
    const { violations, figures, historyFile, left, again } = await runStorm(makePlan(SEED, MINUTES), () => undefined);
    expect(excerpt(violations, SHOWN_OF_EACH), `${countKinds(violations)}\nhistory: ${historyFile}\nagain: ${again}`).toEqual([]);
    // A storm in which nothing was done proves nothing.
    expect(figures.faults['power-cut']).toBe(2);
    expect(figures.cases).toBeGreaterThan(10);
    expect(figures.acknowledged).toBeGreaterThan(100);
    expect(figures.reads).toBeGreaterThan(100);
    rmSync(historyFile);
    if (left.length > 0) console.warn(`未做：${left.join('，')}`);
  },
  PATIENCE_MS,
);
