/** Articles are read from sentences as people write them, and every article that the product names exists and says something. */
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../domain/kinds.ts';
import { lawText } from '../../../domain/statute/articles/texts.ts';
import { chineseNumber, citationsIn, numberOf, quoted } from '../../../domain/statute/citation.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';

const placesIn = (text: string): string[] =>
  citationsIn(text).map(({ law, article, paragraph, item }) => [law, article, paragraph, item].filter((part) => part !== null).join(' '));

describe('articles in a sentence', () => {
  it.each([
    ['《行政处罚法》第五十八条第一款第二项', ['行政处罚法 58 1 2']],
    ['《行政处罚法》第四十四条、第四十五条，《民事诉讼法》第九十五条（三十日）', ['行政处罚法 44', '行政处罚法 45', '民事诉讼法 95']],
    ['《行政处罚法》第六十三条至第六十五条', ['行政处罚法 63', '行政处罚法 65']],
    [
      '《行政处罚法》第五十四条第二款（及时立案）；《市场监督管理行政处罚程序规定》第十八条（十五个工作日）',
      ['行政处罚法 54 2', '市场监督管理行政处罚程序规定 18'],
    ],
    ['《行政处罚法》第三十三条第一款后段、第三款', ['行政处罚法 33 1', '行政处罚法 33 3']],
    [
      '《最高人民法院关于适用《中华人民共和国行政诉讼法》的解释》第一百五十三条',
      ['最高人民法院关于适用《中华人民共和国行政诉讼法》的解释 153'],
    ],
    ['云溪县综合行政执法案件办理督办规则', []],
    ['《行政处罚法》', []],
  ])('%s', (text, places) => {
    expect(placesIn(text)).toEqual(places);
  });

  it('reads numerals', () => {
    expect(['一', '十', '十五', '二十', '四十五', '一百', '一百零五', '一百五十三'].map(numberOf)).toEqual([
      1, 10, 15, 20, 45, 100, 105, 153,
    ]);
    for (let n = 1; n < 200; n++) expect(numberOf(chineseNumber(n))).toBe(n);
  });

  it('says where it stands, so that a reader can be shown the words', () => {
    const text = '见《行政处罚法》第四十四条、第四十五条。';
    expect(citationsIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(['《行政处罚法》第四十四条', '第四十五条']);
  });
});

describe('the words of a place', () => {
  const penalty = lawText('中华人民共和国行政处罚法')!;

  it('are its article, its paragraph, or its item under the sentence that it belongs to', () => {
    expect(quoted({ article: 85, paragraph: null, item: null }, penalty)).toBe(
      '本法中“二日”“三日”“五日”“七日”的规定是指工作日，不含法定节假日。',
    );
    expect(quoted({ article: 27, paragraph: 1, item: null }, penalty)).toMatch(/司法机关应当及时将案件移送有关行政机关。$/);
    expect(quoted({ article: 64, paragraph: null, item: 2 }, penalty)).toBe(
      '听证应当依照以下程序组织：\n（二）行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点；',
    );
  });

  it('are none where there is no such place', () => {
    expect(quoted({ article: 87, paragraph: null, item: null }, penalty)).toBeNull();
    expect(quoted({ article: 85, paragraph: 2, item: null }, penalty)).toBeNull();
    expect(quoted({ article: 64, paragraph: null, item: 9 }, penalty)).toBeNull();
  });
});

/** A place that the product names and its law does not have. */
const missing = (text: string): string[] =>
  citationsIn(text).flatMap((citation) => {
    const law = lawText(citation.law);
    return law && quoted(citation, law) === null ? [text.slice(citation.from, citation.to)] : [];
  });

describe('what commands and terms stand on', () => {
  const policies = kinds.map(({ name, terms }) => [name, terms ?? countyPolicy] as const);

  it.each(policies)('the terms of %s', (_name, { terms, pauseTriggers, ladders }) => {
    const bases = [...terms, ...pauseTriggers, ...ladders.flatMap(({ rungs }) => rungs), ...terms.flatMap(({ extensions }) => extensions)];
    expect(bases.flatMap(({ basis }) => missing(basis))).toEqual([]);
  });

  it.each(kinds.map((kind) => [kind.name, kind] as const))('the commands of %s', (_name, { commands }) => {
    expect(Object.values(commands).flatMap(({ basis }) => basis.flatMap(missing))).toEqual([]);
  });
});
