import { describe, expect, it } from 'vitest';
import type { EarlierViolation } from '../../../domain/case/context.ts';
import { refuse } from '../../../domain/result.ts';
import { benchmarkByMatter, matterByCode } from '../lists/catalogue.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import {
  conclusion,
  decided,
  decision,
  evidenced,
  heard,
  hearingRecord,
  hearingRequested,
  hearingScheduled,
  notified,
  notifiedWithHearing,
  reviewed,
  service,
  submitted,
  waived,
} from './late-scenes.ts';

/** The proposal as if it stood on other facts. */
const withFactors = (scene: Scene, factors: Record<string, number>): Scene =>
  scene.having(({ conclusion: concluded }) => ({
    conclusion: concluded && { ...concluded, proposed: { ...concluded.proposed, factors } },
  }));

const decide = (patch: Partial<PayloadOf<'Decide'>> = {}) => decision(patch);

describe('Decide: a penalty', () => {
  it('is decided by the head, with its derivation on the day of the decision', () => {
    const data = dataOf(waived().when('Decide', decide(), 'townhead'), 'Decided');
    expect(data).toMatchObject({ kind: 'penalty', decidedOn: '2026-03-06', money: { fine: 300, confiscation: 0 }, payment: 'bank' });
    expect(data.derivation).toMatchObject({ tier: '轻微', stage: 'after-refusal', min: 200, max: 500 });
    expect(fileOf(waived().when('Decide', decide(), 'townhead')).stage).toBe('execution');
  });

  // 行政处罚法 57: the head of the body in whose name it is decided.
  it('is not decided by another unit’s head, nor by a head who handled the case', () => {
    expect(refusalOf(waived().when('Decide', decide(), 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(waived().when('Decide', decide(), 'bureauhead')).code).toBe('head-required');
    expect(refusalOf(waived().when('Decide', decide(), 'handler1')).code).toBe('role-required');
    const handled = waived().having((file) => ({ everHandled: [...file.everHandled, 'townhead'] }));
    expect(refusalOf(handled.when('Decide', decide(), 'townhead')).code).toBe('handled-by-self');
  });

  it('is the bureau head’s where the bureau handles the case', () => {
    const atBureau = waived().having((file) => ({
      tier: 'bureau-closes',
      unit: { ...file.unit, id: 'bureau', name: '云溪县综合行政执法局', kind: 'bureau' },
    }));
    expect(eventsOf(atBureau.when('Decide', decide(), 'bureauhead'))).toEqual(['Decided']);
    expect(refusalOf(atBureau.when('Decide', decide(), 'townhead')).code).toBe('head-required');
  });

  // 行政处罚法 44, 62.
  it('comes after the notice', () => {
    expect(refusalOf(reviewed().when('Decide', decide(), 'townhead')).code).toBe('not-notified');
    expect(refusalOf(submitted().when('Decide', decide(), 'townhead')).code).toBe('wrong-stage');
  });

  // 行政处罚法 45, 62: the statement term runs out, or the party waives it.
  it('waits for the statement term and its record', () => {
    const refusal = refusalOf(notified().when('Decide', decide(), 'townhead'));
    expect(refusal.code).toBe('statement-term-running');
    expect(refusal.needs).toContain('等到2026-03-13期满');
    const after = notified().at('2026-03-16T09:00:00+08:00');
    expect(refusalOf(after.when('Decide', decide(), 'townhead')).code).toBe('statement-not-recorded');
    const recorded = after.did('RecordStatement', { kind: 'no-answer', receivedOn: '2026-03-16', text: '逾期未提出' }, 'handler1');
    expect(eventsOf(recorded.when('Decide', decide(), 'townhead'))).toEqual(['Decided']);
  });

  // The law sets the statement no days: once it was made and looked into there is nothing left to wait for.
  it('a statement that was made uses the right; under earlier rules the days ran out first', () => {
    const spoke = notified().did(
      'RecordStatement',
      {
        kind: 'defence',
        receivedOn: '2026-03-06',
        text: '家庭困难',
        points: [{ argument: '家庭困难', adopted: true, answer: '酌情从轻' }],
      },
      'handler1',
    );
    expect(eventsOf(spoke.when('Decide', decide(), 'townhead'))).toEqual(['Decided']);
    expect(refusalOf(spoke.when('Decide', decide(), 'townhead', { rules: 3 })).code).toBe('statement-term-running');
  });

  // 行政处罚法 63, 64.
  it('waits for the hearing: its term, its holding and its review', () => {
    const waivedOnly = notifiedWithHearing().did(
      'RecordStatement',
      { kind: 'waiver', receivedOn: '2026-03-06', text: '放弃陈述申辩' },
      'handler1',
    );
    expect(refusalOf(waivedOnly.when('Decide', decide(), 'townhead')).code).toBe('hearing-term-running');
    expect(eventsOf(waivedOnly.at('2026-03-14T09:00:00+08:00').when('Decide', decide(), 'townhead'))).toEqual(['Decided']);

    const spoken = (scene: ReturnType<typeof heard>) =>
      scene.did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '放弃陈述申辩' }, 'handler1');
    const open = refusalOf(spoken(hearingRequested()).at('2026-03-16T09:00:00+08:00').when('Decide', decide(), 'townhead'));
    expect([open.code, open.needs]).toEqual(['hearing-not-held', ['安排听证']]);
    const planned = refusalOf(spoken(hearingScheduled()).at('2026-03-16T09:00:00+08:00').when('Decide', decide(), 'townhead'));
    expect(planned.needs).toEqual(['举行听证并记录']);

    expect(refusalOf(spoken(heard()).when('Decide', decide(), 'townhead')).code).toBe('hearing-not-reviewed');
    const again = spoken(heard()).did('ReviewAfterHearing', { opinion: '同意' }, 'bureaureview');
    expect(eventsOf(again.when('Decide', decide(), 'townhead'))).toEqual(['Decided']);
  });

  it('goes on without a second review where the party stayed away', () => {
    const absent = hearingScheduled()
      .at('2026-03-20T11:00:00+08:00')
      .did('RecordHearing', hearingRecord({ ended: 'absent', signed: false, signatureNote: '未到场' }), 'bureauhead')
      .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-20', text: '放弃' }, 'handler1');
    expect(eventsOf(absent.when('Decide', decide(), 'townhead'))).toEqual(['Decided']);
  });

  // 行政处罚法 45(2).
  it('is never heavier than what was notified', () => {
    const refusal = refusalOf(waived().when('Decide', decide({ fine: 301 }), 'townhead'));
    expect(refusal.code).toBe('heavier-than-notified');
    expect(refusalOf(waived().when('Decide', decide({ others: ['警告'] }), 'townhead')).code).toBe('heavier-than-notified');
    expect(refusalOf(waived().when('Decide', decide({ confiscation: 1, others: ['没收违法所得'] }), 'townhead')).code).toBe(
      'heavier-than-notified',
    );
    expect(eventsOf(waived().when('Decide', decide({ fine: 250 }), 'townhead'))).toEqual(['Decided']);
  });

  // 行政处罚法 34: lower than the range needs the same approval as higher.
  it('stays inside the range', () => {
    expect(refusalOf(waived().when('Decide', decide({ fine: 100 }), 'townhead')).code).toBe('outside-statutory-range');
    expect(refusalOf(waived().when('Decide', decide({ fine: 0 }), 'townhead')).code).toBe('nothing-imposed');
  });

  // 行政处罚法 28(1).
  it('comes with an order to correct, given before or with it', () => {
    const without = waived().having(() => ({ corrections: [], stopActions: [] }));
    const stage = without.having((file) => ({ conclusion: file.conclusion }));
    expect(refusalOf(stage.when('Decide', decide(), 'townhead')).code).toBe('order-to-correct-missing');
    const ordered = stage.when('Decide', decide({ correction: { requirement: '三日内清理', dueOn: '2026-03-10' } }), 'townhead');
    expect(fileOf(ordered).corrections).toMatchObject([{ requirement: '三日内清理', dueOn: '2026-03-10' }]);
    expect(refusalOf(stage.when('Decide', decide({ correction: { requirement: '清理', dueOn: '2026-03-05' } }), 'townhead')).code).toBe(
      'due-in-the-past',
    );
  });

  // 行政处罚法 28(2).
  it('confiscates illegal gains, or says why they go back', () => {
    const gains = withFactors(waived(), { areaSqm: 3, illegalGainsYuan: 800 });
    expect(refusalOf(gains.when('Decide', decide(), 'townhead')).code).toBe('gains-not-confiscated');
    expect(dataOf(gains.when('Decide', decide({ gainsReason: '已退赔商户' }), 'townhead'), 'Decided').gainsReason).toBe('已退赔商户');
  });

  // 行政处罚法 29.
  it('does not fine one act twice', () => {
    const earlier: EarlierViolation = {
      caseId: 'case-0',
      number: '云溪综执立〔2026〕第0001号',
      matterCode: 'CG-0101',
      matterName: '占道堆放',
      town: '青石镇',
      decidedOn: '2026-03-02',
      outcome: 'penalty',
      fine: 200,
      conductOn: '2026-03-01',
      place: '青石镇中心街12号门前',
    };
    const known = waived().knowing([earlier]);
    const factors = withFactors(known, { areaSqm: 3, timesWithinYear: 2 });
    const refusal = refusalOf(factors.when('Decide', decide(), 'townhead'));
    expect(refusal.code).toBe('same-act-fined');
    expect(refusal.message).toContain('云溪综执立〔2026〕第0001号');
    expect(dataOf(factors.when('Decide', decide({ otherActReason: '前案为另一地点' }), 'townhead'), 'Decided').sameAct).toEqual({
      caseIds: ['case-0'],
      reason: '前案为另一地点',
    });
  });

  // 行政处罚法 40, 46.
  it('stands on evidence that still holds', () => {
    const id = waived().file.evidence[0]?.id ?? '';
    const excluded = waived().did('ExcludeEvidence', { evidenceId: id, illegal: '未出示证件', reason: '程序违法' }, 'bureaureview');
    expect(refusalOf(excluded.when('Decide', decide(), 'townhead')).code).toBe('evidence-excluded');
    const unverified = waived().having((file) => ({ evidence: file.evidence.map((item) => ({ ...item, verified: false })) }));
    expect(refusalOf(unverified.when('Decide', decide(), 'townhead')).code).toBe('evidence-not-verified');
    expect(
      refusalOf(
        waived()
          .having(() => ({ evidence: [] }))
          .when('Decide', decide(), 'townhead'),
      ).code,
    ).toBe('no-evidence');
  });

  // 行政处罚法 43.
  it('waits for a recusal, and for a transfer or dispute', () => {
    const pending = waived().did('Recuse', { personId: 'handler2', by: 'party', reason: '与举报人有关系' }, 'handler1');
    expect(refusalOf(pending.when('Decide', decide(), 'townhead')).code).toBe('recusal-pending');
    const transfer = waived().did('ProposeTransfer', { to: 'bureau-closes', reasons: '案情复杂' }, 'handler1');
    expect(refusalOf(transfer.when('Decide', decide(), 'townhead')).code).toBe('transfer-open');
  });

  // 行政处罚法 8, 27, 57.
  it('is not given instead of a referral to the police', () => {
    const marked = waived().did('MarkCriminalSuspicion', { suspected: true, grounds: '数额较大' }, 'handler1');
    expect(refusalOf(marked.when('Decide', decide(), 'townhead')).code).toBe('criminal-suspected');
  });

  // 行政处罚法 24: the power is asked for again on the day of the decision.
  it('needs the power on that day', () => {
    const row = matterByCode.get('CG-0101');
    if (!row) throw new Error('the catalogue lacks CG-0101');
    const matter = {
      row,
      benchmark: benchmarkByMatter.get(row.code) ?? null,
      versions: { matters: 'matters@2', benchmarks: 'benchmarks@1', delegation: 'delegation@2' },
      competence: refuse('power-taken-back', '该事项自2026-03-05起收回', ['由执法局办理'], ['《行政处罚法》第二十四条']),
    };
    expect(refusalOf(waived().when('Decide', decide(), 'townhead', { lookups: { matter } })).code).toBe('power-taken-back');
    // Taken off the list altogether: nothing to decide on.
    expect(refusalOf(waived().when('Decide', decide(), 'townhead', { lookups: { matter: null } })).code).toBe('matter-missing');
  });

  // 行政处罚法 37: a benchmark that has become milder since the conduct applies to the decision.
  it('keeps to the milder benchmark of its own day', () => {
    const row = matterByCode.get('CG-0101')!;
    const benchmark = benchmarkByMatter.get(row.code)!;
    // 轻微 is 200 to 500 yuan; the head decides 300.
    const tiers = benchmark.tiers.map((tier) => ({
      ...tier,
      ranges: tier.ranges.map((range) => (range.max === 500 ? { ...range, max: 250 } : range)),
    }));
    const competence = { ok: true as const, why: '赋权清单' };
    const versions = { matters: 'matters@1', benchmarks: 'benchmarks@1', delegation: 'delegation@1' };
    const later = { row, benchmark: { ...benchmark, tiers }, versions: { matters: 'matters@1', benchmarks: 'benchmarks@2' } };
    const matter = { row, benchmark, versions, competence, later };
    expect(refusalOf(waived().when('Decide', decide(), 'townhead', { lookups: { matter } })).code).toBe('deviation-reason-required');
    const decided = waived().when('Decide', decide({ fine: 240 }), 'townhead', { lookups: { matter } });
    expect(decided).toMatchObject({ ok: true });
    expect(JSON.stringify(decided)).toContain('benchmarks@2');
  });

  // 行政处罚法 57(2).
  it('goes to the heads together from the county’s threshold on', () => {
    const scene = waived();
    const { thresholds } = scene.policy;
    const collectiveFine = { ...thresholds.collectiveFine, citizen: 300 };
    const strict = scene.under({ ...scene.policy, thresholds: { ...thresholds, collectiveFine } });
    expect(refusalOf(strict.when('Decide', decide(), 'townhead')).code).toBe('collective-discussion-required');
    const discussed = strict.did(
      'RecordCollectiveDiscussion',
      { heldOn: '2026-03-06', memberIds: ['townhead', 'towndeputy'], minutes: '一致同意罚款300元', conclusion: '罚款300元' },
      'townhead',
    );
    expect(eventsOf(discussed.when('Decide', decide(), 'townhead'))).toEqual(['Decided']);
  });
});

describe('RecordCollectiveDiscussion', () => {
  const discussion = (memberIds: string[]) => ({ heldOn: '2026-03-06', memberIds, minutes: '讨论', conclusion: '同意' });

  it('has a head and at least two members, none of whom handled the case', () => {
    expect(refusalOf(waived().when('RecordCollectiveDiscussion', discussion(['townhead']), 'townhead')).code).toBe('members-missing');
    expect(refusalOf(waived().when('RecordCollectiveDiscussion', discussion(['townreview', 'bureaureview']), 'townhead')).code).toBe(
      'no-head-among-members',
    );
    expect(refusalOf(waived().when('RecordCollectiveDiscussion', discussion(['townhead', 'handler1']), 'townhead')).code).toBe(
      'handled-by-self',
    );
    expect(refusalOf(waived().when('RecordCollectiveDiscussion', discussion(['townhead', 'nobody']), 'townhead')).code).toBe(
      'unknown-person',
    );
    expect(eventsOf(waived().when('RecordCollectiveDiscussion', discussion(['townhead', 'townreview']), 'townhead'))).toEqual([
      'CollectiveDiscussionRecorded',
    ]);
  });
});

describe('Decide: the other kinds', () => {
  it('no penalty asks for the education of the party (行政处罚法 33(3))', () => {
    expect(refusalOf(reviewed().when('Decide', { kind: 'no-penalty', reasons: '轻微' }, 'townhead')).code).toBe('education-missing');
    const outcome = reviewed().when('Decide', { kind: 'no-penalty', reasons: '轻微', education: '已当面教育' }, 'townhead');
    expect(dataOf(outcome, 'Decided')).toMatchObject({ kind: 'no-penalty', payment: 'none', money: { fine: 0 } });
  });

  it('carries no punishment', () => {
    expect(refusalOf(reviewed().when('Decide', { kind: 'not-established', fine: 200, reasons: '不成立' }, 'townhead')).code).toBe(
      'imposed-without-penalty',
    );
    expect(eventsOf(reviewed().when('Decide', { kind: 'not-established', reasons: '证据不足' }, 'townhead'))).toEqual(['Decided']);
  });

  it('a transfer names the agency', () => {
    expect(refusalOf(reviewed().when('Decide', { kind: 'transfer', reasons: '属水利部门' }, 'townhead')).code).toBe('agency-missing');
    const outcome = reviewed().when('Decide', { kind: 'transfer', reasons: '属水利部门', agency: '云溪县水利局' }, 'townhead');
    expect(fileOf(outcome).agencyTransfer).toMatchObject({ agency: '云溪县水利局', receipt: null });
  });

  it('a referral to the police keeps the decision open until it is answered', () => {
    const scene = reviewed().did('Decide', { kind: 'police', reasons: '涉嫌犯罪' }, 'townhead');
    expect(scene.file).toMatchObject({ stage: 'decision', criminalSuspected: true });
    expect(refusalOf(scene.when('Decide', { kind: 'police', reasons: '再次' }, 'townhead')).code).toBe('already-decided');
    expect(refusalOf(scene.when('Decide', { kind: 'no-penalty', reasons: '轻微', education: '教育' }, 'townhead')).code).toBe(
      'criminal-suspected',
    );
    expect(refusalOf(scene.when('Decide', { kind: 'not-established', reasons: '不成立' }, 'townhead')).code).toBe('criminal-suspected');
  });

  it('needs a review that passed', () => {
    const unreviewed = reviewed().having((file) => ({ review: file.review && { ...file.review, passed: null } }));
    expect(refusalOf(unreviewed.when('Decide', { kind: 'not-established', reasons: '不成立' }, 'townhead')).code).toBe('review-not-passed');
    expect(
      refusalOf(
        reviewed()
          .having(() => ({ conclusion: null }))
          .when('Decide', decide(), 'townhead'),
      ).code,
    ).toBe('not-concluded');
  });
});

describe('ServeDocument (行政处罚法 61; 民事诉讼法 87-95)', () => {
  const monday = () => decided().at('2026-03-09T10:00:00+08:00');
  const serve = (patch: Partial<PayloadOf<'ServeDocument'>> = {}) => monday().when('ServeDocument', service(patch), 'handler1');

  it('directly: effective on the day, and the fifteen days begin', () => {
    const outcome = serve();
    expect(dataOf(outcome, 'DocumentServed')).toMatchObject({ effectiveOn: '2026-03-09', fine: 300, payment: 'bank' });
    const armed = outcome.ok ? outcome.events[0]?.terms.flatMap((entry) => (entry.op === 'armed' ? [entry.key] : [])) : [];
    expect(armed).toContain('fine-payment');
  });

  it('left: with a witness or a recording, and the refusal in words', () => {
    expect(refusalOf(serve({ method: 'left' })).code).toBe('left-needs-proof');
    expect(refusalOf(serve({ method: 'left', witness: '村委会李四' })).code).toBe('left-needs-reason');
    expect(eventsOf(serve({ method: 'left', witness: '村委会李四', serviceReason: '当事人拒绝签收' }))).toEqual(['DocumentServed']);
    expect(eventsOf(serve({ method: 'left', recordingHash: 'a'.repeat(64), serviceReason: '当事人拒绝签收' }))).toEqual(['DocumentServed']);
  });

  it('electronically: with the signed confirmation', () => {
    expect(refusalOf(serve({ method: 'electronic' })).code).toBe('no-electronic-consent');
  });

  it('by post: on the date of the return receipt', () => {
    const posted = decided()
      .at('2026-03-12T10:00:00+08:00')
      .when('ServeDocument', service({ method: 'post', deliveredOn: '2026-03-11', receipt: 'EMS123' }), 'handler1');
    expect(dataOf(posted, 'DocumentServed').effectiveOn).toBe('2026-03-11');
  });

  it('entrusted and forwarded: naming the body', () => {
    expect(refusalOf(serve({ method: 'entrusted' })).code).toBe('entrusted-needs-reason');
    expect(refusalOf(serve({ method: 'forwarded' })).code).toBe('forwarded-needs-reason');
    expect(eventsOf(serve({ method: 'entrusted', serviceReason: '委托柳林镇送达，当事人长住柳林' }))).toEqual(['DocumentServed']);
    expect(eventsOf(serve({ method: 'forwarded', serviceReason: '由县看守所转交' }))).toEqual(['DocumentServed']);
  });

  it('by public notice: last, with its reasons, and thirty days later', () => {
    expect(refusalOf(serve({ method: 'public-notice' })).code).toBe('public-notice-needs-reason');
    const outcome = serve({ method: 'public-notice', serviceReason: '下落不明，邮寄退回', recipient: '公告', receipt: '公告2号' });
    expect(dataOf(outcome, 'DocumentServed').effectiveOn).toBe('2026-04-08');
    expect(fileOf(outcome).served[0]).toMatchObject({ tookEffectAt: null });
  });

  it('is of a paper that there is, once, and not on a day to come', () => {
    expect(refusalOf(notified().when('ServeDocument', service({ deliveredOn: '2026-03-06' }), 'handler1')).code).toBe('nothing-to-serve');
    expect(refusalOf(serve({ document: 'hearing-notice' })).code).toBe('nothing-to-serve');
    expect(refusalOf(serve({ deliveredOn: '2026-03-10' })).code).toBe('in-the-future');
    expect(refusalOf(serve({ deliveredOn: '2026-03-05' })).code).toBe('before-its-cause');
    const again = monday().did('ServeDocument', service(), 'handler1').when('ServeDocument', service(), 'handler1');
    expect(refusalOf(again).code).toBe('receipt-twice');
  });

  it('needs a party', () => {
    expect(
      refusalOf(
        monday()
          .having(() => ({ parties: [] }))
          .when('ServeDocument', service(), 'handler1'),
      ).code,
    ).toBe('party-unknown');
  });
});

describe('the derivation at the decision', () => {
  it('is made again for the day of the decision, not taken from the proposal', () => {
    const scene = evidenced();
    expect(scene.when('ConcludeInvestigation', conclusion(scene), 'handler1').ok).toBe(true);
    const tampered = withFactors(waived(), { areaSqm: 12 });
    // 12 square metres are 较重: 600 to 1000 for a citizen; 300 is outside.
    expect(refusalOf(tampered.when('Decide', decide(), 'townhead')).code).toBe('deviation-reason-required');
  });
});
