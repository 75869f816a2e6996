import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf } from './kit.ts';
import { concluded, decided, evidenced, heard, hearingScheduled, reviewed, submitted } from './late-scenes.ts';

describe('SubmitForReview', () => {
  it('goes to the bureau for the ordinary procedure and says why review is due', () => {
    const outcome = concluded().when('SubmitForReview', { publicInterest: true, statement: '请审核' }, 'handler1');
    const data = dataOf(outcome, 'SubmittedForReview');
    expect(data.reviewerUnit).toBe('bureau');
    expect(data.mandatory[0]).toContain('重大公共利益');
    expect(data.mandatory.at(-1)).toContain('执法局审核');
    expect(fileOf(outcome).stage).toBe('review');
  });

  it('asks for a concluded investigation', () => {
    const refusal = refusalOf(evidenced().when('SubmitForReview', { statement: '请审核' }, 'handler1'));
    expect(refusal.code).toBe('not-concluded');
    expect(refusal.needs).not.toHaveLength(0);
  });

  it('is done by a handler of the case', () => {
    expect(refusalOf(concluded().when('SubmitForReview', { statement: '请审核' }, 'handler3')).code).toBe('not-your-case');
  });
});

describe('ReturnForSupplement', () => {
  const returned = () => submitted().did('ReturnForSupplement', { opinions: ['补充现场照片', '写明面积的测量方法'] }, 'bureaureview');

  it('goes back to the evidence stage with opinions to be answered', () => {
    const scene = returned();
    expect(scene.file.stage).toBe('evidence');
    expect(scene.file.review?.returns[0]?.opinions.map(({ text }) => text)).toEqual(['补充现场照片', '写明面积的测量方法']);
  });

  it('has every opinion answered before the next submission', () => {
    const scene = returned();
    const refusal = refusalOf(scene.when('SubmitForReview', { statement: '再次送审' }, 'handler1'));
    expect(refusal.code).toBe('opinions-open');
    expect(refusal.needs).toHaveLength(2);
    const [first, second] = scene.file.review?.returns[0]?.opinions ?? [];
    const half = scene.did('AnswerOpinions', { answers: [{ id: first?.id ?? '', answer: '已补照片' }] }, 'handler1');
    expect(refusalOf(half.when('SubmitForReview', { statement: '再次送审' }, 'handler1')).needs).toHaveLength(1);
    const whole = half.did('AnswerOpinions', { answers: [{ id: second?.id ?? '', answer: '卷尺测量' }] }, 'handler1');
    expect(eventsOf(whole.when('SubmitForReview', { statement: '再次送审' }, 'handler1'))).toEqual(['SubmittedForReview']);
  });

  it('refuses answers to opinions that nobody gave or that are answered', () => {
    const scene = returned();
    expect(refusalOf(scene.when('AnswerOpinions', { answers: [{ id: 'opinion-9', answer: '已办' }] }, 'handler1')).code).toBe(
      'unknown-opinion',
    );
    const id = scene.file.review?.returns[0]?.opinions[0]?.id ?? '';
    const twice = {
      answers: [
        { id, answer: '一' },
        { id, answer: '二' },
      ],
    };
    expect(refusalOf(scene.when('AnswerOpinions', twice, 'handler1')).code).toBe('answered-twice');
    expect(refusalOf(concluded().when('AnswerOpinions', { answers: [{ id, answer: '一' }] }, 'handler1')).code).toBe('no-open-opinions');
  });

  it('can be ordered by the head who finds facts missing, not by a reviewer without a hearing', () => {
    expect(eventsOf(reviewed().when('ReturnForSupplement', { opinions: ['查明责任人'] }, 'townhead'))).toEqual(['ReturnedForSupplement']);
    expect(refusalOf(reviewed().when('ReturnForSupplement', { opinions: ['查明责任人'] }, 'bureaureview')).code).toBe('head-required');
    expect(refusalOf(reviewed().when('ReturnForSupplement', { opinions: ['查明责任人'] }, 'liulinhead')).code).toBe('head-required');
  });

  // 行政处罚法 27, 57(1)(四): first to the police, then perhaps back.
  it('waits for the police where the case was decided to go to them; come back, that decision is void', () => {
    const opinions = { opinions: ['查明责任人'] };
    const scene = reviewed().did('Decide', { kind: 'police', reasons: '涉嫌犯罪' }, 'townhead');
    const refusal = refusalOf(scene.when('ReturnForSupplement', opinions, 'townhead'));
    expect([refusal.code, refusal.needs[0]]).toEqual(['already-decided', '办理移送公安']);
    expect(eventsOf(scene.when('ReturnForSupplement', opinions, 'townhead', { rules: 2 }))).toEqual(['ReturnedForSupplement']);
    const cleared = scene.did('MarkCriminalSuspicion', { suspected: false, grounds: '经核实不涉嫌犯罪' }, 'townhead');
    expect(fileOf(cleared.when('ReturnForSupplement', opinions, 'townhead'))).toMatchObject({ stage: 'evidence', decision: null });
  });
});

describe('PassReview', () => {
  it('leads to the decision', () => {
    const outcome = submitted().when('PassReview', { opinion: '同意' }, 'bureaureview');
    expect(eventsOf(outcome)).toEqual(['ReviewPassed']);
    expect(fileOf(outcome).stage).toBe('decision');
  });

  // 行政处罚法 58(2).
  it('asks for the legal qualification', () => {
    expect(refusalOf(submitted().when('PassReview', { opinion: '同意' }, 'bureaureview2')).code).toBe('no-legal-qualification');
  });

  // Graded handling: the bureau reviews what the town does not close itself.
  it('is the bureau’s where the tier says so, and the town’s where the town closes', () => {
    expect(refusalOf(submitted().when('PassReview', { opinion: '同意' }, 'townreview')).code).toBe('wrong-reviewer');
    const town = submitted().having(() => ({ tier: 'town-closes' }));
    expect(eventsOf(town.when('PassReview', { opinion: '同意' }, 'townreview'))).toEqual(['ReviewPassed']);
    expect(refusalOf(town.when('PassReview', { opinion: '同意' }, 'bureaureview')).code).toBe('wrong-reviewer');
  });

  // 行政处罚法 46(3).
  it('does not rest on evidence that was excluded since', () => {
    const scene = submitted();
    const evidenceId = scene.file.evidence[0]?.id ?? '';
    const excluded = scene.did('ExcludeEvidence', { evidenceId, illegal: '未表明身份', reason: '程序违法' }, 'bureaureview');
    expect(refusalOf(excluded.when('PassReview', { opinion: '同意' }, 'bureaureview'))).toMatchObject({
      code: 'evidence-excluded',
      message: '认定事实所依据的证据“现场检查笔录”已被排除',
    });
    expect(eventsOf(excluded.when('ReturnForSupplement', { opinions: ['重新取证'] }, 'bureaureview'))).toEqual(['ReturnedForSupplement']);
  });

  // 行政处罚法 58: the handler does not review.
  it('is not done by somebody who handled the case', () => {
    const scene = submitted().having((file) => ({ everHandled: [...file.everHandled, 'bureaureview'] }));
    expect(refusalOf(scene.when('PassReview', { opinion: '同意' }, 'bureaureview')).code).toBe('handled-by-self');
  });
});

describe('ReviewAfterHearing', () => {
  it('comes after the hearing and once', () => {
    const scene = heard().did('ReviewAfterHearing', { opinion: '听证意见成立' }, 'bureaureview');
    expect(scene.file.review?.afterHearing?.opinion).toBe('听证意见成立');
    expect(refusalOf(scene.when('ReviewAfterHearing', { opinion: '再审' }, 'bureaureview')).code).toBe('already-reviewed');
  });

  it('is refused without a hearing', () => {
    expect(refusalOf(reviewed().when('ReviewAfterHearing', { opinion: '无' }, 'bureaureview')).code).toBe('not-heard');
    expect(refusalOf(hearingScheduled().when('ReviewAfterHearing', { opinion: '无' }, 'bureaureview')).needs).toEqual(['先举行听证并记录']);
  });

  it('lets the reviewer send the case back after the hearing', () => {
    expect(eventsOf(heard().when('ReturnForSupplement', { opinions: ['核实面积'] }, 'bureaureview'))).toEqual(['ReturnedForSupplement']);
  });
});

it('a decided case is past its review', () => {
  expect(refusalOf(decided().when('PassReview', { opinion: '同意' }, 'bureaureview')).code).toBe('wrong-stage');
});
