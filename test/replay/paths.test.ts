/** The corpus holds every dangerous path of every shape that runs: what is not recorded is not guarded. */
import { describe, expect, test } from 'vitest';
import { recordedRuns, releases, Run } from './corpus.ts';
import { casePaths, otherPaths, type Shape, shapeOf } from './paths.ts';

const runs = releases().flatMap((release) => recordedRuns(release).map((run) => new Run(run)));

describe.each<Shape>(['before', 'durable-first'])('of the shape %s', (shape) => {
  const own = runs.filter((run) => shapeOf(run) === shape);
  test.each(casePaths.filter(({ of }) => of === undefined || of === shape))('$what', ({ holds }) => {
    expect(own.filter((run) => holds(run, runs)).map(({ name }) => name)).not.toEqual([]);
  });
});

describe('beside the cases', () => {
  test.each(otherPaths)('$what', ({ workflow, holds }) => {
    expect(runs.filter((run) => run.workflow === workflow && holds(run)).map(({ name }) => name)).not.toEqual([]);
  });
});
