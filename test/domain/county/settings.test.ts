/** Settings by their days, what may not be set, and the policy in the names of the day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../domain/county/names.ts';
import { patternsOf } from '../../../domain/county/numbers.ts';
import { renamed } from '../../../domain/county/renamed.ts';
import {
  checkCountyChange,
  type CountyChange,
  type CountyFacts,
  type CountyPart,
  countyNames,
  type CountySettings,
  dataOf,
  patternsFor,
  settingsOn,
} from '../../../domain/county/settings.ts';
import { firstPolicy } from '../../../domain/statute/county-policy.ts';
import { revisedFor } from '../../../domain/terms/rebind.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';

const first: CountySettings = { name: '清河县', title: '清河县综合行政执法', goLiveOn: '2026-01-01', rules: {}, seals: {}, channels: {} };
const facts: CountyFacts = { settings: first, today: '2026-03-02', units: new Set(['town', 'other']), firstCaseOn: '2026-02-01' };
const change = (part: CountyPart, data: unknown, effectiveOn = '2026-03-02'): CountyChange => ({ part, effectiveOn, data });
const identity = { name: '清河区', short: '清', title: '清河区综合行政执法' };
const numbers = { cases: '清立〔{年}〕{号}号', penalty: '清罚〔{年}〕{号}号', 'no-penalty': '清免〔{年}〕{号}号' };

describe('settings', () => {
  it('hold from their day, the later day over the earlier, whatever the order of approval', () => {
    const changes = [change('identity', { ...identity, name: '后来区' }, '2026-06-01'), change('identity', identity, '2026-04-01')];
    const names = ['2026-03-31', '2026-04-01', '2026-05-31', '2026-06-01'].map((day) => settingsOn(first, changes, day).name);
    expect(names).toEqual(['清河县', '清河区', '清河区', '后来区']);
  });

  it('of one part leave the others alone', () => {
    const changes = [
      change('numbers', numbers),
      change('seals', { seals: { town: '白马镇人民政府' } }),
      change('channels', { grid: '网格员' }),
    ];
    expect(settingsOn(first, changes, '2026-03-02')).toEqual({
      ...first,
      numbers,
      seals: { town: '白马镇人民政府' },
      channels: { grid: '网格员' },
    });
  });

  it('give numbers by the short name, unless they or the environment say otherwise', () => {
    expect(patternsFor(first)).toEqual(patternsOf('清河'));
    expect(patternsFor({ ...first, short: '清' })).toEqual(patternsOf('清'));
    expect(patternsFor(first, { cases: '甲{年}-{号}' })).toEqual({ ...patternsOf('清河'), cases: '甲{年}-{号}' });
    expect(patternsFor({ ...first, numbers }, { cases: '甲{年}-{号}' })).toEqual(numbers);
  });

  it.each<[CountyPart, unknown, string | null, string?]>([
    ['identity', identity, null],
    ['identity', { ...identity, name: '{{cases}}' }, 'county-name'],
    ['identity', { ...identity, short: '清1' }, 'number-pattern'],
    ['numbers', numbers, null],
    ['numbers', { ...numbers, penalty: numbers.cases }, 'number-pattern'],
    ['rules', {}, null],
    ['rules', { graded: '清单' }, 'rule-title'],
    ['rules', { graded: '清河县综合行政执法案件办理规则' }, 'rule-title'],
    ['seals', { seals: { town: '甲' } }, null],
    ['seals', { seals: { nowhere: '甲' } }, 'unit-not-found'],
    ['seals', { seals: { town: '甲', other: '甲' } }, 'seal-name'],
    ['channels', { '12345': '市民热线' }, null],
    ['channels', { '12345': '群众举报' }, 'channel-name'],
    ['go-live', { on: '2026-02-01' }, null],
    ['go-live', { on: '2026-02-02' }, 'go-live-after-first-case'],
    ['channels', {}, 'effective-in-the-past', '2026-03-01'],
  ])('%s %j: %s', (part, data, code, on) => {
    expect(dataOf(part).safeParse(data).success).toBe(true);
    expect(checkCountyChange(change(part, data, on), facts)?.code ?? null).toBe(code);
  });

  it.each<[CountyPart, unknown]>([
    ['identity', { name: '清河区' }],
    ['numbers', { cases: '甲{年}-{号}' }],
    ['rules', { nothing: '某某规则' }],
    ['channels', { pigeon: '飞鸽' }],
    ['seals', { town: '甲' }],
    ['go-live', { on: '2026-02-30' }],
  ])('%s is read by its own form: %j', (part, data) => expect(dataOf(part).safeParse(data).success).toBe(false));
});

describe('a policy in other names', () => {
  const title = fc.stringMatching(/^[青河溪规则办法〔〕（）.$^*]{4,12}$/u);

  it('is the same policy but for them, and goes back without a trace', () => {
    fc.assert(
      fc.property(fc.uniqueArray(title, { minLength: 5, maxLength: 5 }), ([cases, ladders, graded, work, whistles]) => {
        const names = namesOf('青河区', { cases: cases!, ladders: ladders!, graded: graded!, work: work!, whistles: whistles! });
        expect(renamed(firstPolicy({ id: 'county', county: namesOf('清河县') }), names)).toEqual(
          firstPolicy({ id: 'county', county: names }),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('is left alone where it has them, a legacy one too', () => {
    expect(renamed(firstPolicy({ id: 'county', county: countyNames(first) }), countyNames(first))).toBeNull();
    expect(renamed(countyPolicy, namesOf('云溪县'))).toBeNull();
    const taken = renamed(countyPolicy, namesOf('清河县'))!;
    expect(JSON.stringify(taken.terms)).not.toContain('云溪');
    expect(taken.calendar).toBe(countyPolicy.calendar);
  });
});

it('a revised calendar leaves a running item its hours', () => {
  const own = [{ from: '09:00', to: '16:00' }];
  expect(revisedFor(own, countyPolicy.calendar)).toEqual({ ...countyPolicy.calendar, workingHours: own });
});
