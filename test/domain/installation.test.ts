/** Three copies of a tick, compared: another installation's store, a lost one, an older one are each told apart. */
import { describe, expect, test } from 'vitest';
import { type Copies, faultWords, foreignText, judge, mergeMarks, type Tick } from '../../domain/installation.ts';

const OWN = '0b9d';
const OTHER = 'f00d';
const at = (tick: number, installationId = OWN): Tick => ({
  installationId,
  tick,
  at: `2026-11-26T08:${String(tick % 60).padStart(2, '0')}:00.000Z`,
  marks: {},
});
const copies = (postgres: Tick, temporal: Tick | null, evidence: Tick | null): Copies => ({ postgres, temporal, evidence });

describe('what the stores say of each other', () => {
  test('nothing is bound, or binding was broken off', () => {
    expect(judge(copies(at(0), null, null)).kind).toBe('new');
    expect(judge(copies(at(0), at(1), null)).kind).toBe('new');
    expect(judge(copies(at(0), at(1), at(1))).kind).toBe('new');
  });

  test('an exchange that was broken off between two stores is no fault', () => {
    expect(judge(copies(at(7), at(7), at(7))).kind).toBe('well');
    expect(judge(copies(at(7), at(8), at(7))).kind).toBe('well');
    expect(judge(copies(at(8), at(8), at(7))).kind).toBe('well');
  });

  test.each([
    ['postgres', copies(at(5), at(9), at(9)), /数据库是较早的备份/, /--repair/],
    ['temporal', copies(at(9), at(5), at(9)), /办案引擎的数据是较早的备份/, /--restart/],
    ['evidence', copies(at(9), at(9), at(5)), /证据库是较早的备份/, /证据目录/],
  ] as const)('an older %s', (store, all, text, todo) => {
    const verdict = judge(all);
    expect(verdict).toMatchObject({ kind: 'older', faults: [{ store, what: 'older', tick: 5, newest: 9 }] });
    const [words] = faultWords(verdict);
    expect(words?.text).toMatch(text);
    expect(words?.text).toContain('2026-11-26 16:05');
    expect(words?.todo).toMatch(todo);
    expect(foreignText(verdict)).toBeNull();
  });

  test('lost stores, and two faults at once', () => {
    expect(judge(copies(at(9), null, at(9)))).toMatchObject({ kind: 'older', faults: [{ store: 'temporal', what: 'lost' }] });
    expect(judge(copies(at(9), at(9), null))).toMatchObject({ kind: 'older', faults: [{ store: 'evidence', what: 'lost' }] });
    expect(judge(copies(at(3), at(9), null))).toMatchObject({
      kind: 'older',
      faults: [
        { store: 'postgres', what: 'older' },
        { store: 'evidence', what: 'lost' },
      ],
    });
    expect(faultWords(judge(copies(at(9), null, null))).map(({ store }) => store)).toEqual(['temporal', 'evidence']);
  });

  test('another installation’s namespace or evidence store, whatever the ticks', () => {
    for (const own of [at(0), at(9)]) {
      expect(judge(copies(own, at(3, OTHER), null))).toEqual({ kind: 'foreign', stores: ['temporal'], own: OWN, other: OTHER });
      expect(judge(copies(own, own.tick ? at(9) : null, at(3, OTHER)))).toMatchObject({ kind: 'foreign', stores: ['evidence'] });
    }
    const text = foreignText(judge(copies(at(9), at(3, OTHER), at(9))));
    expect(text).toContain(OWN);
    expect(text).toContain(OTHER);
    expect(text).toContain('TEMPORAL_NAMESPACE');
  });

  test('a database made anew beside stores that know each other is told from a foreign one', () => {
    const verdict = judge(copies(at(0), at(7, OTHER), at(7, OTHER)));
    expect(verdict).toEqual({ kind: 'database-new', own: OWN, other: OTHER });
    expect(foreignText(verdict)).toMatch(/从备份恢复/);
    expect(judge(copies(at(1), at(7, OTHER), at(7, OTHER))).kind).toBe('foreign');
  });
});

test('the greatest number of each register is kept', () => {
  expect(mergeMarks({ 'case/2026': 5, 'penalty/2026': 2 }, { 'case/2026': 7, 'case/2027': 1 }, {})).toEqual({
    'case/2026': 7,
    'case/2027': 1,
    'penalty/2026': 2,
  });
});
