import { describe, expect, test } from 'vitest';
import { type VitestReport, addTally, countingLine, emptyTally, tallyOf } from '../../tools/test/tally.ts';

const file = (status: string, ...statuses: string[]): VitestReport['testResults'][number] => ({
  name: 'a.test.ts',
  status,
  assertionResults: statuses.map((each, index) => ({ status: each, fullName: `t${index}` })),
});

describe('a project’s tally', () => {
  test('counts what passed, failed and was skipped, by name', () => {
    const report = { testResults: [file('failed', 'passed', 'failed', 'skipped', 'todo', 'passed')] };
    expect(tallyOf('api', report, 1)).toEqual({
      passed: 2,
      failed: ['api › a.test.ts › t1'],
      skipped: ['api › a.test.ts › t2', 'api › a.test.ts › t3'],
    });
  });

  const failures: [string, VitestReport | undefined, number][] = [
    ['a file that does not load', { testResults: [file('passed', 'passed'), file('failed')] }, 1],
    ['a hook that fails after passing tests', { testResults: [file('failed', 'passed')] }, 1],
    ['an error outside the tests', { testResults: [file('passed', 'passed')] }, 1],
    ['a file without a test', { testResults: [file('passed')] }, 0],
    ['files that were not run at all', { testResults: [] }, 0],
    ['a run without a report', undefined, 0],
  ];
  test.each(failures)('counts %s as one failure', (_, report, exitCode) => {
    expect(tallyOf('api', report, exitCode).failed).toHaveLength(1);
  });
});

test('the last line names skipped tests only when there are any', () => {
  const tally = emptyTally();
  addTally(tally, { passed: 3, failed: [], skipped: [] });
  expect(countingLine(tally)).toBe('3 passed, 0 failed');
  addTally(tally, { passed: 1, failed: ['x'], skipped: ['y', 'z'] });
  expect(countingLine(tally)).toBe('4 passed, 1 failed, 2 skipped');
});
