/** Patterns of numbers: year and running number are in, every number can be read back, no two registers give one twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPattern, checkPatterns, numberingOf, patternsOf, REGISTERS, shortOf } from '../../../domain/county/numbers.ts';

const literal = fc.stringMatching(/^[青执立罚字第号〔〕（）()\-.$^|a-z]{0,6}$/u);
const pattern = fc
  .tuple(literal, literal, fc.constantFrom('{号}', '{号:3}', '{号:5}', '{号:9}'), literal)
  .map(([before, between, number, after]) => `${before}{年}${between || '-'}${number}${after}`);

describe('a pattern of numbers', () => {
  it.each([
    ['青综执立〔{年}〕第{号:5}号', null],
    ['{年}-{号}', null],
    ['青综执立第{号}号', '没有年份'],
    ['青综执立〔{年}〕', '没有顺序号'],
    ['青{年}{号}', '中间用文字'],
    ['青{号}-{年}', '中间用文字'],
    ['青{年}-{年}-{号}', '中间用文字'],
    ['青{年}-{号}-{号}', '中间用文字'],
    ['青{月}{年}-{号}', '中间用文字'],
    ['青{年}-{号:12}', '没有顺序号'],
    ['青2026〔{年}〕{号}', '还有数字'],
    ['青 〔{年}〕{号}', '空格'],
    ['青\u200b〔{年}〕{号}', '看不见'],
    [`${'青'.repeat(60)}{年}-{号}`, '过长'],
  ])('%s', (text, why) => {
    const refusal = checkPattern(text, '立案编号');
    if (why === null) expect(refusal).toBeNull();
    else expect(`${refusal?.message}${refusal?.needs.join('')}`).toContain(why);
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(pattern, fc.integer({ min: 1949, max: 2199 }), fc.integer({ min: 1, max: 99_999_999 }), (text, year, n) => {
        expect(checkPattern(text, '')).toBeNull();
        const { format, parse } = numberingOf(text);
        expect(parse(format(year, n))).toEqual({ year, n });
      }),
    );
  });

  it('of two registers never gives one number twice', () => {
    const numbers = fc.tuple(fc.integer({ min: 2000, max: 2002 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(pattern, pattern, numbers, numbers, (one, other, a, b) => {
        const patterns = { cases: one, penalty: other, 'no-penalty': '不{年}-{号}' };
        fc.pre(checkPatterns(patterns) === null);
        expect(numberingOf(one).format(...a)).not.toBe(numberingOf(other).format(...b));
      }),
    );
    expect(checkPatterns({ cases: '甲{年}-{号}', penalty: '乙{年}-{号}', 'no-penalty': '甲{年}-{号:5}' })?.message).toContain('同一个号');
  });

  it('follows from the county’s name where nothing else was said', () => {
    const names = ['清河县', '雄县', '大厂回族自治县', '钢城区', '荣成市', '鄂温克族自治旗'];
    expect(names.map(shortOf)).toEqual(['清河', '雄县', '大厂回族', '钢城', '荣成', '鄂温克族']);
    expect(checkPatterns(patternsOf('清河'))).toBeNull();
    expect(REGISTERS.map((register) => numberingOf(patternsOf('清河')[register]).format(2026, 1))).toEqual([
      '清河综执立〔2026〕第00001号',
      '清河综执罚决〔2026〕第00001号',
      '清河综执不罚决〔2026〕第00001号',
    ]);
  });
});
