import { describe, expect, it } from 'vitest';
import { hearingRequired } from '../../../domain/discretion/hearing.ts';
import { legalReviewRequired } from '../../../domain/discretion/legal-review.ts';
import { simplifiedAllowed } from '../../../domain/discretion/simplified.ts';
import type { PenaltySubject } from '../../../domain/discretion/subject.ts';
import type { PenaltyKind } from '../../../domain/lists/matters.ts';
import { matter } from '../lists/catalogue.ts';

describe('on the spot (行政处罚法 51)', () => {
  it.each<[PenaltySubject, number, PenaltyKind[], string]>([
    ['citizen', 200, [], 'ok'],
    ['citizen', 200.01, [], 'over-simplified-limit'],
    ['organisation', 3000, [], 'ok'],
    ['organisation', 3000.01, [], 'over-simplified-limit'],
    ['individual-business', 200, [], 'ok'],
    ['individual-business', 201, [], 'over-simplified-limit'],
    ['responsible-person', 201, [], 'over-simplified-limit'],
    ['citizen', 0, ['警告'], 'ok'],
    ['citizen', 100, ['警告', '罚款'], 'ok'],
    ['citizen', 0, [], 'nothing-imposed'],
    ['citizen', 50, ['没收非法财物'], 'not-simplified-kind'],
    ['organisation', 0, ['通报批评'], 'not-simplified-kind'],
    ['citizen', Number.NaN, [], 'fine-invalid'],
  ])('%s, %d yuan, %j: %s', (subjectKind, fine, kinds, expected) => {
    const answer = simplifiedAllowed({ matter: matter('CG-0102'), subjectKind, penalty: { fine, kinds } });
    expect(answer.ok ? 'ok' : answer.code).toBe(expected);
    if (!answer.ok) expect(answer.needs.length).toBeGreaterThan(0);
  });

  it('looks at the penalty imposed: CG-0102 threatens 1000 yuan, 200 may be imposed on the spot', () => {
    expect(matter('CG-0102').simplifiedProcedureEligible.citizen).toBe(false);
    expect(simplifiedAllowed({ matter: matter('CG-0102'), subjectKind: 'citizen', penalty: { fine: 200, kinds: [] } }).ok).toBe(true);
  });

  it('an individual business by the county’s policy', () => {
    const question = { matter: matter('CG-0102'), subjectKind: 'individual-business' as const, penalty: { fine: 800, kinds: [] } };
    expect(simplifiedAllowed({ ...question, individualBusinessAs: 'organisation' })).toMatchObject({ ok: true, limit: 3000 });
    expect(simplifiedAllowed(question)).toMatchObject({
      ok: false,
      needs: ['改用普通程序', '罚款不超过200元'],
      basis: ['行政处罚法第五十一条'],
    });
  });
});

describe('hearing (行政处罚法 63)', () => {
  const thresholds = { citizen: 10000, organisation: 100000, basis: '本县听证标准' };
  const ask = (subjectKind: PenaltySubject, fine: number, kinds: PenaltyKind[], confiscated: number | null) => {
    const answer = hearingRequired({ subjectKind, penalty: { fine, kinds, confiscated }, thresholds });
    return answer.ok ? answer.required : answer.code;
  };

  it.each<[PenaltySubject, number, PenaltyKind[], number | null, boolean | string]>([
    ['citizen', 9999.99, [], null, false],
    ['citizen', 10000, [], null, true],
    ['organisation', 99999, [], null, false],
    ['organisation', 100000, [], null, true],
    ['individual-business', 10000, [], null, true],
    ['citizen', 0, ['吊销许可证件'], null, true],
    ['organisation', 1, ['责令停产停业'], null, true],
    ['organisation', 1, ['责令关闭'], null, true],
    ['citizen', 0, ['限期拆除'], null, true],
    ['citizen', 0, ['警告'], null, false],
    ['citizen', 100, ['没收违法所得'], 9999, false],
    ['citizen', 100, ['没收违法所得'], 10000, true],
    ['citizen', 100, ['没收非法财物'], null, 'confiscation-value-missing'],
    // One ground is enough: the value need not be known.
    ['citizen', 20000, ['没收非法财物'], null, true],
    ['citizen', -1, [], null, 'fine-invalid'],
    ['citizen', 100.001, [], null, 'fine-invalid'],
  ])('%s %d yuan %j confiscated %s: %s', (subjectKind, fine, kinds, confiscated, expected) =>
    expect(ask(subjectKind, fine, kinds, confiscated)).toBe(expected),
  );

  it('names the threshold and where it comes from, and takes other grounds', () => {
    expect(hearingRequired({ subjectKind: 'citizen', penalty: { fine: 10000, kinds: [] }, thresholds })).toEqual({
      ok: true,
      required: true,
      lines: [{ text: '对公民罚款10000元，达到10000元的较大数额（本县听证标准）', basis: '行政处罚法第六十三条第一款第一项' }],
    });
    const other = [{ text: '省条例规定应当听证', basis: '省条例第八条' }];
    expect(hearingRequired({ subjectKind: 'citizen', penalty: { fine: 1, kinds: [] }, thresholds, other })).toMatchObject({
      required: true,
      lines: other,
    });
  });
});

describe('legal review (行政处罚法 58)', () => {
  const no = { majorPublicInterest: false, afterHearing: false, complex: false, severalLegalRelations: false };
  it.each([
    [{}, false, '行政处罚法第五十八条'],
    [{ majorPublicInterest: true }, true, '行政处罚法第五十八条第一款第一项'],
    [{ afterHearing: true }, true, '行政处罚法第五十八条第一款第二项'],
    [{ complex: true }, true, '行政处罚法第五十八条第一款第三项'],
    [{ severalLegalRelations: true }, true, '行政处罚法第五十八条第一款第三项'],
    [{ byLaw: [{ text: '食品安全重大案件', basis: '条例第一条' }] }, true, '条例第一条'],
    [{ localRules: [{ text: '普通程序案件一律审核', basis: '本县规则' }] }, true, '本县规则'],
  ])('%j: %s', (change, required, basis) => {
    const answer = legalReviewRequired({ ...no, ...change });
    expect(answer).toMatchObject({ required, lines: [{ basis }] });
  });
});
