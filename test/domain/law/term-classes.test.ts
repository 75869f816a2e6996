/**
 * Whose each term is. Worked out from the statutes before looking at the policy: a term is 法定 where a law (or an
 * administrative regulation) itself writes the figure, 规定 where the figure is a sector's or a national document's, 内部
 * where the county set it for itself.
 */
import { describe, expect, it } from 'vitest';
import { countyOf } from '../../../domain/county/names.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { followedBy, followRule, type FollowedOrOwn, RULE_NAMES, RULED_TERMS } from '../../../domain/statute/followed-rules.ts';
import { validateCasePolicy } from '../../../domain/case/policy.ts';
import { rungEvents } from '../../../domain/work/rungs.ts';
import { explainTerms } from '../../../domain/terms/explain.ts';
import { dueRungs } from '../../../domain/terms/ladder.ts';
import { Book, at, definition, policyOf } from '../terms/kit.ts';

const term = (key: string, terms = countyPolicy.terms) => terms.find((one) => one.key === key)!;

/** Key, class, and the words in which the statute gives the figure or says that it gives none. */
const CLASSES: [key: string, effect: 'statutory' | 'rule' | 'internal', cited: string, why: string][] = [
  ['penalty-limitation', 'statutory', '《行政处罚法》第三十六条', '“二年内未被发现的”'],
  ['case-filing-check', 'rule', '《市场监督管理行政处罚程序规定》第十八条', '54(2) says only 及时; fifteen workdays are M 18'],
  ['decision-deadline', 'statutory', '《行政处罚法》第六十条', '“立案之日起九十日内”'],
  ['evidence-preservation', 'statutory', '《行政处罚法》第五十六条', '“应当在七日内及时作出处理决定”'],
  [
    'preservation-approval',
    'rule',
    '《市场监督管理行政处罚程序规定》第三十三条第二款',
    '56 asks for approval before, and knows no 24 hours',
  ],
  ['jurisdiction-consultation', 'rule', '《市场监督管理行政处罚程序规定》第十三条', '25(2) names no days'],
  ['jurisdiction-designation', 'rule', '《市场监督管理行政处罚程序规定》第十六条', '25(2) names no days'],
  ['legal-review', 'rule', '《市场监督管理行政处罚程序规定》第五十五条', '58 names no days'],
  ['statement-defence', 'rule', '《市场监督管理行政处罚程序规定》第五十七条', '44, 45, 62 name no days'],
  ['hearing-request', 'statutory', '《行政处罚法》第六十四条', '“应当在行政机关告知后五日内提出”'],
  ['hearing-notice', 'statutory', '《行政处罚法》第六十四条', '“在举行听证的七日前”'],
  ['decision-service', 'statutory', '《行政处罚法》第六十一条', '“在七日内”'],
  ['publish-penalty', 'rule', '国办发〔2018〕118号', '48 gives no days: seven workdays are the document’s'],
  ['publish-decision', 'rule', '国办发〔2018〕118号', 'twenty workdays are the document’s'],
  ['publish-withdraw', 'statutory', '《行政处罚法》第四十八条第二款', '“应当在三日内撤回”'],
  ['simple-case-file', 'rule', '《市场监督管理行政处罚程序规定》第七十条', '52 asks for 备案 and gives no days'],
  ['fine-payment', 'statutory', '《行政处罚法》第六十七条', '“十五日内”'],
  ['case-closure', 'rule', '《市场监督管理行政处罚程序规定》第七十七条', 'no law knows 结案'],
  ['criminal-transfer-decision', 'statutory', '《行政执法机关移送涉嫌犯罪案件的规定》第五条', 'an administrative regulation: 3 days'],
  ['stage-evidence', 'internal', '云溪县', 'the office’s own pace'],
  ['recusal-decision', 'internal', '第四十三条', '43 gives no days'],
  ['dispatch', 'internal', '云溪县', 'the county’s own'],
];

describe('whose a term is', () => {
  it.each(CLASSES)('%s is %s by %s (%s)', (key, effect, cited) => {
    const { effect: is, basis, rule, local } = term(key);
    expect(is).toBe(effect);
    // 67 stands in one sentence with 66.
    expect(basis.replace('第六十六条、', '')).toContain(cited);
    expect(rule !== undefined).toBe(effect === 'rule');
    if (rule) expect(basis).toContain(rule.name);
    if (rule) expect(local).toBeDefined();
  });

  it('calls no term statutory whose basis is a sector’s rule alone', () => {
    const wrong = countyPolicy.terms.filter(
      ({ effect, basis }) => effect === 'statutory' && !/《[^》]*法》|《行政执法机关移送/.test(basis),
    );
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });
});

/** What each rule gives: length, and the longest first extension (null: none written). */
const FIGURES: [key: string, samr: [number, number | null], mohurd: [number, number | null]][] = [
  ['case-filing-check', [15, 15], [15, 10]],
  ['statement-defence', [5, null], [5, null]],
  ['simple-case-file', [7, null], [3, null]],
  ['case-closure', [15, null], [15, null]],
];

describe('the rule that is followed', () => {
  const under = (follows: FollowedOrOwn) => followRule(countyPolicy.terms, follows, countyOf(countyPolicy));

  it.each(FIGURES)('%s: %j by the market rules, %j by the housing rules', (key, samr, mohurd) => {
    const figures = (follows: FollowedOrOwn) => {
      const { length, extensions } = term(key, under(follows));
      return [length, extensions[0]?.maxLength ?? null];
    };
    expect(figures('samr')).toEqual(samr);
    expect(figures('mohurd')).toEqual(mohurd);
  });

  it('changes from one to the other and back without a trace', () => {
    expect(followedBy(countyPolicy.terms)).toBe('samr');
    expect(followedBy(under('mohurd'))).toBe('mohurd');
    expect(followRule(under('mohurd'), 'samr', countyOf(countyPolicy))).toEqual(countyPolicy.terms);
    expect(validateCasePolicy({ ...countyPolicy, terms: under('mohurd') })).toEqual([]);
  });

  it('leaves the county’s own figure where the rule gives none, and says so', () => {
    // 55号 has no approval after the fact.
    expect(term('preservation-approval', under('mohurd'))).toMatchObject({ effect: 'internal', length: 24, unit: 'hour' });
    const own = under('own');
    expect(followedBy(own)).toBe('own');
    for (const key of RULED_TERMS) expect(term(key, own)).toMatchObject({ effect: 'internal', length: term(key).length });
    // The ninety days stay the law's; nothing lengthens them (60: “另有规定的，从其规定”).
    expect(term('decision-deadline', own)).toMatchObject({ effect: 'statutory', length: 90, extensions: [], pausedBy: [] });
    expect(validateCasePolicy({ ...countyPolicy, terms: own })).toEqual([]);
  });

  it('takes the collective extension’s bound from the housing rules: sixty days at most', () => {
    expect(term('decision-deadline', under('mohurd')).extensions.map(({ maxLength }) => maxLength)).toEqual([30, 60]);
    // 2026-01-15 + 90 + 30 + 60 = 180 days: 16 left in January, 28, 31, 30, 31, 30 = 166 by 06-30, 14 more
    const grown = new Book({ ...countyPolicy, terms: under('mohurd') }).did('CaseFiled', '2026-01-15', { filedOn: '2026-01-15' });
    grown.did('TermExtended', '2026-04-01', { term: 'decision-deadline', length: 30, approver: 'head', basis: '', why: '案情复杂' });
    expect(grown.refused('TermExtended', '2026-05-04', { term: 'decision-deadline', length: 61, approver: 'collective' }).code).toBe(
      'extension-beyond-bound',
    );
    grown.did('TermExtended', '2026-05-04', { term: 'decision-deadline', length: 60, approver: 'collective', basis: '', why: '集体讨论' });
    expect(grown.term('decision-deadline', '2026-05-05').deadline).toBe('2026-07-14T23:59:59+08:00');
  });
});

describe('a policy says which rule', () => {
  const codes = (more: object) => validateCasePolicy(policyOf(...countyPolicy.terms, definition(more))).map(({ code }) => code);
  it.each([
    ['a rule without its name', { effect: 'rule' }, 'term-rule-unnamed'],
    ['a name without a rule', { effect: 'internal', rule: { key: 'samr', name: RULE_NAMES.samr } }, 'term-rule-unused'],
  ])('%s', (_name, more, code) => expect(codes(more)).toContain(code));

  it('and one from before there were three is read as it stands', () => {
    const { rule: _rule, ...former } = { ...term('case-closure'), effect: 'statutory' as const };
    expect(
      validateCasePolicy({ ...countyPolicy, terms: countyPolicy.terms.map((one) => (one.key === former.key ? former : one)) }),
    ).toEqual([]);
  });
});

describe('light and ladder say the class', () => {
  // Lead of Monday 2026-03-02; fifteen workdays: 3–6 =4, 9–13 =9, 16–20 =14, Monday 23 =15. Yellow with three left.
  const grown = new Book().did('CaseOpened', '2026-03-02T09:00', { source: { receivedAt: '2026-03-02T09:00:00+08:00' } });
  const said = (policy: typeof countyPolicy, now: string) => {
    const due = dueRungs(policy, grown.ledger, at(now)).find(({ key }) => key === 'case-filing-check')!;
    const view = grown.term('case-filing-check', now);
    const kind = { addressees: () => [], climb: () => [] };
    const [event] = rungEvents(kind as never, { unit: { id: 'u' }, given: {} } as never, due, view, at(now));
    return (event as unknown as { data: { text: string } }).data.text;
  };

  it('in the words of a rung', () => {
    expect(said(countyPolicy, '2026-03-19T09:00')).toBe('规定期限“核查立案”将于2026-03-23 23:59:59到期，请抓紧办理');
  });

  it('but not under a policy that was written before', () => {
    const before = { ...countyPolicy, ladders: countyPolicy.ladders.map(({ saysClass: _says, ...ladder }) => ladder) };
    expect(said(before, '2026-03-19T09:00')).toBe('“核查立案”将于2026-03-23 23:59:59到期，请抓紧办理');
  });

  it('in the derivation, with the rule’s name', () => {
    const lines = explainTerms(countyPolicy, grown.ledger, at('2026-03-05'), (word) => word)
      .find(({ key }) => key === 'case-filing-check')!
      .lines.map(({ text }) => text);
    expect(lines).toContain('期限长度：15个工作日，规定期限（参照《市场监督管理行政处罚程序规定》）');
  });
});
