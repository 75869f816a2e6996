/** 初次违法 (行政处罚法 33(1)): of the same kind, in the two years before the conduct that the county's rule names. */
import { describe, expect, it } from 'vitest';
import { alikeWithin } from '../../../domain/case/earlier.ts';
import type { EarlierViolation } from '../../../domain/case/context.ts';

const file = { caseId: 'case-1', matter: { code: 'CG-0102' }, conduct: { on: '2026-03-01' } } as Parameters<typeof alikeWithin>[0];

const earlier = (over: Partial<EarlierViolation>): EarlierViolation => ({
  caseId: 'case-0',
  number: null,
  matterCode: 'CG-0102',
  matterName: '店外经营',
  town: '青石镇',
  decidedOn: null,
  outcome: 'penalty',
  fine: 200,
  conductOn: null,
  place: null,
  ...over,
});

describe('conduct of 2026-03-01, two years', () => {
  it.each<[string, Partial<EarlierViolation>, number | null, boolean]>([
    // 2024-03-01 to the day is two years: outside; the day after is inside.
    ['to the day two years before', { conductOn: '2024-03-01' }, 24, true],
    ['a day less', { conductOn: '2024-03-02' }, 24, false],
    ['the day before', { conductOn: '2026-02-28' }, 24, false],
    // Later conduct does not make the earlier one a second time.
    ['after it', { conductOn: '2026-03-02' }, 24, true],
    ['another kind', { conductOn: '2026-01-10', matterCode: 'CG-0101' }, 24, true],
    ['exempted before', { conductOn: '2025-06-01', outcome: 'exempted', fine: null }, 24, false],
    ['found, but not punished', { conductOn: '2025-06-01', outcome: 'no-penalty', fine: null }, 24, false],
    ['a lead that was unfounded', { conductOn: '2025-06-01', outcome: 'unfounded', fine: null }, 24, true],
    // Where the day of the conduct is not known the day of the decision counts.
    ['decided within', { decidedOn: '2024-05-06' }, 24, false],
    ['decided before', { decidedOn: '2024-01-06' }, 24, true],
    // Where no rule names a period the whole record counts, whatever the day.
    ['long ago, no period', { conductOn: '2012-01-01' }, null, false],
    ['of an unknown day, no period', {}, null, false],
    // A month with fewer days: twelve months before 2026-03-01 is 2025-03-01.
    ['a year to the day, one year', { conductOn: '2025-03-01' }, 12, true],
  ])('%s %j, %s months: first %s', (_what, over, months, first) => {
    expect(alikeWithin(file, [earlier(over)], months).length === 0).toBe(first);
  });
});
