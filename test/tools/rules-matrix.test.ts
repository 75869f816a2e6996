import { beforeAll, describe, expect, it } from 'vitest';
import { articlesIn } from '../../tools/docs/articles.ts';
import { documentsOf, readSources, type Sources } from '../../tools/docs/generated-documents.ts';
import { ruleFaults } from '../../tools/rules/faults.ts';
import { readSeen } from '../../tools/rules/seen.ts';
import { lawText } from '../../domain/statute/articles/texts.ts';
import { chineseNumber, citationsIn, quoted } from '../../domain/statute/citation.ts';
import { UNREACHABLE } from '../../tools/rules/unreachable.ts';

let sources: Sources;
beforeAll(() => {
  sources = readSources();
}, 120_000);
const rule = (code: string, unit: string) => {
  const found = sources.rules.find((one) => one.code === code && one.unit === unit);
  if (!found) throw new Error(`no rule ${code} in ${unit}`);
  return found;
};

describe('articles in comments', () => {
  it('are written as the law writes them', () => {
    expect(articlesIn('行政处罚法 58(1)(二), 63-65: reviewed.')).toEqual([
      '《行政处罚法》第五十八条第一款第二项',
      '《行政处罚法》第六十三条至第六十五条',
    ]);
    expect(articlesIn('移送规定 5 and 6; nothing of 2026')).toEqual([
      '《行政执法机关移送涉嫌犯罪案件的规定》第五条',
      '《行政执法机关移送涉嫌犯罪案件的规定》第六条',
    ]);
    expect([5, 10, 11, 20, 42, 100, 105, 112].map(chineseNumber)).toEqual([
      '五',
      '十',
      '十一',
      '二十',
      '四十二',
      '一百',
      '一百零五',
      '一百一十二',
    ]);
  });
});

describe('the matrix of rules', () => {
  it('finds a rule with its article, its commands and its tests', () => {
    const two = rule('two-officers', 'twoCertifiedOfficers');
    expect(two).toMatchObject({ articles: ['《行政处罚法》第四十二条'], messages: ['执法人员不得少于两人'] });
    expect(two.commands).toEqual(expect.arrayContaining(['AcceptDispatch', 'FileCase', 'ReferToPolice']));
    expect(two.refused['test/domain/case/discovery.test.ts']).toContain(
      'AcceptDispatch › needs two certified officers of the unit (Art. 42)',
    );
    expect(Object.keys(two.passed ?? {})).toHaveLength(1);
  });

  it('follows a helper that is handed the code and the article', () => {
    expect(rule('left-needs-reason', 'unproven').articles).toEqual(['《民事诉讼法》第八十九条']);
    expect(rule('cash-over-100', 'cashAllowed').articles).toContain('《行政处罚法》第六十八条');
  });

  it('has no rule that no test sees refuse, but for those that are named with a reason', () => {
    expect(ruleFaults(sources.rules, readSeen(), UNREACHABLE)).toEqual([]);
  });

  it('cites no article, paragraph or item that its law does not have', () => {
    const missing = sources.rules.flatMap(({ key, articles }) =>
      articles.flatMap((text) =>
        citationsIn(text).flatMap((citation) => {
          const law = lawText(citation.law);
          return law !== null && quoted(citation, law) === null ? [`${key}: ${text}`] : [];
        }),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('tells several places of one function apart', () => {
    const places = sources.rules.filter(({ code, unit }) => code === 'citizen-id-birth-date' && unit === 'checkCitizenId');
    expect(places.map(({ messages }) => messages)).toEqual([
      ['公民身份号码中的出生日期…-…-…不可能'],
      ['公民身份号码中的出生日期…-…-…晚于…'],
      ['按公民身份号码计算已…周岁，请核对'],
    ]);
    expect(new Set(places.map(({ key }) => key)).size).toBe(3);
  });

  it('names every command with the events it can record', () => {
    const commands = documentsOf(sources)['docs/commands.md'] ?? '';
    const line = commands.split('\n').find((one) => one.includes('`DesignateJurisdiction`')) ?? '';
    expect(line).toContain('`JurisdictionDesignated`');
    expect(line).toContain('《行政处罚法》第二十五条');
  });
});
