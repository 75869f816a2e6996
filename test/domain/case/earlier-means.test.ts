import { describe, expect, it } from 'vitest';
import type { EarlierViolation } from '../../../domain/case/context.ts';
import { earlierMeans } from '../../../domain/case/earlier-means.ts';
import { citizen, verified } from './scenes.ts';

const SHOP = 'CG-0102';
const row = (over: Partial<EarlierViolation> = {}): EarlierViolation => ({
  caseId: 'case-0',
  number: '云溪综执立〔2025〕第00012号',
  matterCode: SHOP,
  matterName: '店外经营',
  town: '城关街道',
  decidedOn: '2025-06-01',
  outcome: 'penalty',
  fine: 200,
  conductOn: '2025-05-20',
  place: '城关街道',
  ...over,
});
/** The scenes' shop: its conduct lies on a day of spring 2026. */
const file = verified({ matterCode: SHOP }).file;
const on = file.conduct?.on ?? '';
/** The county's setting: two years. */
const PERIOD = { months: 24, basis: '本县规定' };
const means = (history: EarlierViolation[], of = file) => earlierMeans(of, history, PERIOD);
const codes = (history: EarlierViolation[], of = file) => means(history, of).map(({ code }) => code);

describe('what earlier cases mean', () => {
  it('an identified party without any is a first violation, as far as this county knows (Art. 33)', () => {
    expect(file.parties[0]?.identifier).not.toBeNull();
    expect(means([])).toMatchObject([{ code: 'first', weight: 'note', caseIds: [] }]);
  });

  it('an established one of the same kind within the period is the end of 首违不罚 and names the last day', () => {
    // Two years back from the spring of 2026 reaches into the spring of 2024.
    const [found] = means([row(), row({ caseId: 'case-2', conductOn: '2024-09-02', decidedOn: '2024-10-01' })]);
    expect(found).toMatchObject({ code: 'not-first', weight: 'heed', caseIds: ['case-0', 'case-2'] });
    expect(found?.text).toContain('2次');
    expect(found?.text).toContain('最近一次在2025-05-20');
  });

  it('another kind of conduct, and the same before the period, leave it a first violation', () => {
    expect(codes([row({ matterCode: 'CG-0101' })])).toEqual(['first']);
    expect(codes([row({ conductOn: '2023-12-20', decidedOn: '2024-01-10' })])).toEqual(['first']);
    expect(means([row({ matterCode: 'CG-0101' })])[0]?.text).toContain('24个月内');
    // Where no rule names a period the whole record counts.
    expect(earlierMeans(file, [row({ conductOn: '2019-05-01' })], null)[0]?.code).toBe('not-first');
  });

  it('what was not established does not count', () => {
    expect(codes([row({ outcome: 'unfounded', fine: null }), row({ caseId: 'b', outcome: 'terminated' })])).toEqual(['first']);
  });

  it('the same matter within the year is the benchmark’s count, this time included; a year and a day back is not', () => {
    const dayBefore = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    const yearBack = `${Number(on.slice(0, 4)) - 1}${on.slice(4)}`;
    const within = means([row({ conductOn: dayBefore(on) }), row({ caseId: 'old', conductOn: yearBack })]).find(
      ({ code }) => code === 'times',
    );
    expect(within).toMatchObject({ weight: 'heed', caseIds: ['case-0'] });
    expect(within?.text).toContain('第2次');
    expect(codes([row({ conductOn: yearBack })])).toEqual(['not-first']);
  });

  it('a fine for the same matter on the same day warns first, before a second fine (Art. 29)', () => {
    const found = means([row({ conductOn: on, decidedOn: on })]);
    expect(found[0]).toMatchObject({ code: 'same-act', weight: 'stop', caseIds: ['case-0'] });
    expect(found[0]?.basis).toContain('第二十九条');
    expect(codes([row({ conductOn: on, fine: null, outcome: 'exempted' })])).not.toContain('same-act');
  });

  it('running cases are to be compared; with matter and day alike they weigh', () => {
    const open = { outcome: null, decidedOn: null, fine: null };
    expect(means([row({ ...open, matterCode: 'CG-0101' })]).find(({ code }) => code === 'running')).toMatchObject({ weight: 'note' });
    const alike = means([row({ ...open, conductOn: on })]).find(({ code }) => code === 'running');
    expect(alike).toMatchObject({ weight: 'heed', caseIds: ['case-0'] });
    expect(codes([row(open)])).toEqual(['first', 'running']);
  });

  it('without a number silence is no clean record; without a party nothing is said', () => {
    const unknown = { ...file, parties: [{ ...citizen, partyId: null, identifier: null }] } as typeof file;
    expect(codes([], unknown)).toEqual(['unidentified']);
    expect(means([row()], { ...file, parties: [] })).toEqual([]);
  });
});
