import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberingOf, patternsOf, patternWith, REGISTERS } from '../../domain/county/numbers.ts';
import { patternsOfEnvironment, registersOn } from '../../record/county.ts';
import { registersOf } from '../../record/numbering.ts';

const numbering = numberingOf(patternWith('云溪综执立'));

describe('case numbers', () => {
  it('are written with the year in full brackets and five digits', () => {
    expect(numbering.format(2026, 1)).toBe('云溪综执立〔2026〕第00001号');
    expect(numbering.format(2026, 123_456)).toBe('云溪综执立〔2026〕第123456号');
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2199 }), fc.integer({ min: 1, max: 9_999_999 }), (year, n) => {
        expect(numbering.parse(numbering.format(year, n))).toEqual({ year, n });
      }),
    );
  });

  it.each(['青石罚立〔2026〕第00001号', '云溪综执立(2026)第1号', '云溪综执立〔2026〕第0号', '云溪综执立〔26〕第1号', ''])(
    'of another form are none of the register’s: %s',
    (number) => {
      expect(numbering.parse(number)).toBeNull();
    },
  );
});

describe('the registers', () => {
  const first = { name: '云溪县', title: '云溪县综合行政执法', goLiveOn: '2026-01-01', rules: {}, seals: {}, channels: {} };
  const all = ({ cases, decisions }: ReturnType<typeof registersOf>) => [cases, decisions.penalty, decisions['no-penalty']];
  const texts = (registers: ReturnType<typeof registersOf>) => all(registers).map((one) => one.format(2026, 7));

  it('are written with the county’s short name, or as the environment says', () => {
    const own = ['云溪综执立〔2026〕第00007号', '云溪综执罚决〔2026〕第00007号', '云溪综执不罚决〔2026〕第00007号'];
    expect(texts(registersOf(patternsOf('云溪')))).toEqual(own);
    expect(texts(registersOn({ first, changes: [] }, {}, '2026-03-01'))).toEqual(own);
    const given = patternsOfEnvironment({ CASELIGHT_DECISION_NUMBER_PREFIX: '临江综执罚决', CASELIGHT_CASE_NUMBER_PREFIX: '' });
    const other = registersOn({ first: { ...first, name: '清河县' }, changes: [] }, given, '2026-03-01');
    expect(texts(other)).toEqual(['清河综执立〔2026〕第00007号', '临江综执罚决〔2026〕第00007号', '清河综执不罚决〔2026〕第00007号']);
  });

  it('change with their day, and read what was written before and after it', () => {
    const data = Object.fromEntries(REGISTERS.map((name, index) => [name, `清执${'立罚免'[index]}字〔{年}〕{号}号`]));
    const history = { first, changes: [{ part: 'numbers' as const, effectiveOn: '2026-07-01', data }] };
    const [before, after] = ['2026-06-30', '2026-07-01'].map((day) => registersOn(history, {}, day));
    expect(before!.cases.format(2026, 41)).toBe('云溪综执立〔2026〕第00041号');
    expect(after!.cases.format(2026, 42)).toBe('清执立字〔2026〕42号');
    for (const registers of [before!, after!]) {
      expect(registers.cases.parse('云溪综执立〔2026〕第00041号')).toEqual({ year: 2026, n: 41 });
      expect(registers.cases.parse('清执立字〔2026〕42号')).toEqual({ year: 2026, n: 42 });
      expect(registers.decisions.penalty.parse('清执立字〔2026〕42号')).toBeNull();
    }
  });
});
