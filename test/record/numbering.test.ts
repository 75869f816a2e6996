import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberingOf, registersOf } from '../../record/numbering.ts';

const numbering = numberingOf('云溪综执立');

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
  it('have the county’s prefixes, or what the environment says', () => {
    const { cases, decisions } = registersOf();
    expect([cases, decisions.penalty, decisions['no-penalty']].map((one) => one.format(2026, 7))).toEqual([
      '云溪综执立〔2026〕第00007号',
      '云溪综执罚决〔2026〕第00007号',
      '云溪综执不罚决〔2026〕第00007号',
    ]);
    const other = registersOf({ CASELIGHT_DECISION_NUMBER_PREFIX: '临江综执罚决', CASELIGHT_CASE_NUMBER_PREFIX: undefined });
    expect(other.decisions.penalty.format(2026, 1)).toBe('临江综执罚决〔2026〕第00001号');
    expect(other.cases.format(2026, 1)).toBe('云溪综执立〔2026〕第00001号');
  });
});
