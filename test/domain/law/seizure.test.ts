/** 查封、扣押 by the articles of 行政强制法 17–28: every date and figure worked out by hand. 2026-03-09 is a Monday. */
import { describe, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import { nextCommands } from '../../../domain/case/machine.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { type PayloadOf, refusalOf, type Scene, eventsOf, dataOf } from '../case/kit.ts';
import { matterWithout } from '../case/competence.ts';
import { people } from '../case/people.ts';
import { verified } from '../case/scenes.ts';
import * as scenes from '../case/seizure-scenes.ts';

const { approved, detained, detention, ending, officerIds, request, requested, seizureIdOf, testing, unlicensed, urgent } = scenes;

const termOf = (scene: Scene, key: string, now: string) =>
  deriveTerms(scene.policy, scene.file.ledger, instantOf(now)).find((view) => view.key === key);
const deadlineOf = (scene: Scene, key: string, now: string) => termOf(scene, key, now)?.deadline ?? null;
const at = (scene: Scene, day: string) => scene.at(`${day}T10:00:00+08:00`);
const extension = (scene: Scene, days: number, toldOn = '2026-04-01'): PayloadOf<'ExtendSeizure'> => ({
  seizureId: seizureIdOf(scene),
  days,
  reason: '涉案账册较多，情况复杂',
  toldOn,
  receipt: '送达回证9号',
});

describe('the thirty days (行政强制法 25)', () => {
  // The day of the act is not counted: 30 natural days from 03-09 are 03-10 … 04-08, weekends and 清明 counted.
  it.each([
    ['2026-03-09T10:00:00+08:00', '2026-04-08T23:59:59.999+08:00'],
    ['2026-03-08T16:00:00+08:00', '2026-04-07T23:59:59.999+08:00'],
    ['2026-03-05T23:30:00+08:00', '2026-04-04T23:59:59.999+08:00'],
    // 04-04 is a Saturday and 清明: the agency's own last day does not move.
  ])('an act at %s ends at %s', (carriedOutAt, deadline) => {
    expect(deadlineOf(urgent({ carriedOutAt }), 'seal-detain', '2026-03-10T09:00:00+08:00')?.slice(0, 19)).toBe(deadline.slice(0, 19));
  });

  // Thirty and n more from the same start: 03-09 + 31 = 04-09, + 40 = 04-18, + 60 = 05-08.
  it.each([
    [1, '2026-04-09'],
    [10, '2026-04-18'],
    [30, '2026-05-08'],
  ])('extended by %i days it ends on %s', (days, last) => {
    const scene = at(detained(), '2026-04-01');
    const longer = scene.did('ExtendSeizure', extension(scene, days), 'townhead');
    expect(deadlineOf(longer, 'seal-detain', '2026-04-02T09:00:00+08:00')).toContain(last);
    expect(longer.file.seizures[0]?.extension).toMatchObject({ days, toldOn: '2026-04-01' });
    expect(longer.last('TermExtended').data).toMatchObject({ length: days, approver: 'head', basis: '《行政强制法》第二十五条第一款' });
  });

  it.each<[string, (scene: Scene) => Scene, number, string, string]>([
    ['more than thirty days', (scene) => at(scene, '2026-04-01'), 31, '2026-04-01', 'extension-beyond-bound'],
    ['on the day after the end', (scene) => at(scene, '2026-04-09'), 10, '2026-04-09', 'extension-after-deadline'],
    ['told before it was taken', (scene) => at(scene, '2026-04-01'), 10, '2026-03-08', 'before-its-cause'],
    [
      'a second time',
      (scene) => at(scene, '2026-04-01').did('ExtendSeizure', extension(scene, 5), 'townhead'),
      5,
      '2026-04-01',
      'extension-exhausted',
    ],
  ])('is not extended by %s', (_, prepare, days, toldOn, code) => {
    const scene = prepare(detained());
    const refusal = refusalOf(scene.when('ExtendSeizure', extension(scene, days, toldOn), 'townhead'));
    expect(refusal.code).toBe(code);
  });

  // 食品安全法实施条例 61: 45 days. 03-09 + 75 days: March 22, April 30, May 23 → 05-23.
  it('is extended by up to 45 days where 食品安全法实施条例 61 says so', () => {
    const base = verified({ matterCode: 'SP-0105' })
      .at('2026-03-09T10:30:00+08:00')
      .did(
        'SealOrDetain',
        detention({ urgentReason: '正在销售', goods: [{ name: '过期面包', quantity: '20袋', condition: '已过保质期' }] }),
        'handler1',
      );
    const scene = at(base, '2026-04-01');
    expect(deadlineOf(scene.did('ExtendSeizure', extension(scene, 45), 'townhead'), 'seal-detain', '2026-04-02T09:00:00+08:00')).toContain(
      '2026-05-23',
    );
    const refusal = refusalOf(scene.when('ExtendSeizure', extension(scene, 46), 'townhead'));
    expect(refusal).toMatchObject({ code: 'extension-beyond-bound', basis: ['《中华人民共和国食品安全法实施条例》第六十一条'] });
  });

  it('is lengthened by no other act', () => {
    const scene = at(detained(), '2026-04-01');
    const refusal = refusalOf(scene.when('ExtendTerm', { term: 'seal-detain#1', length: 10, reason: '复杂' }, 'townhead'));
    expect(refusal).toMatchObject({ code: 'extend-by-its-own-act', basis: ['《行政强制法》第二十五条第二款'] });
  });

  // Suspending the investigation does not stop it: 25 knows only the testing.
  it('goes on while the investigation is suspended', () => {
    const held = at(detained(), '2026-03-10').did('FileCase', { officerIds, reason: '涉嫌无照经营' }, 'townhead');
    const still = held.did('SuspendCase', { cause: 'force-majeure', reason: '山洪' }, 'townhead');
    expect(deadlineOf(still, 'seal-detain', '2026-03-20T09:00:00+08:00')).toContain('2026-04-08');
    expect(eventsOf(at(still, '2026-03-20').when('ResolveSeizure', ending(still), 'handler1'))).toEqual(['SeizureResolved']);
  });
});

describe('testing is not counted (行政强制法 25(3))', () => {
  // Counted are 03-10 and 03-11 (2). From the sending on 03-12 to 03-21 it stands still (10); the report is in on 03-22.
  // 03-22 … 03-31 are ten more, 04-01 … 04-18 eighteen: 2 + 10 + 18 = 30, so the last day is 04-18.
  it('stands still from the sending to the report', () => {
    const scene = scenes.testedAndReturned();
    const open = detained().at('2026-03-12T09:00:00+08:00');
    const sent = open.did('RequestAppraisal', testing(open), 'handler1');
    expect(termOf(sent, 'seal-detain', '2026-03-15T09:00:00+08:00')).toMatchObject({ light: 'grey', status: 'paused' });
    expect(scene.file.seizures[0]?.resolution).toMatchObject({ kind: 'returned', on: '2026-03-24' });
    expect(scene.file.seizures[0]?.custody).toHaveLength(1);
    expect(scene.file.appraisals[0]?.seizureId).toBe(seizureIdOf(scene));
    expect(termOf(scene, 'seal-detain', '2026-03-25T09:00:00+08:00')).toMatchObject({ status: 'met', late: false });
    expect(termOf(scene, 'seal-detain', '2026-03-25T09:00:00+08:00')?.deadline).toBe('2026-04-18T23:59:59+08:00');
  });

  // The report is in on 03-22 and written down on 03-27: the five days of the desk are the office's own. 2 + 10 + 18, as above.
  it('goes on from the receipt of the report, whenever that is written down', () => {
    const open = detained().at('2026-03-12T09:00:00+08:00');
    const sent = open.did('RequestAppraisal', testing(open), 'handler1').at('2026-03-27T16:00:00+08:00');
    const report = {
      appraisalId: sent.file.appraisals[0]?.id ?? '',
      opinion: '合格',
      receivedAt: '2026-03-22T14:00:00+08:00',
      partyToldOn: '2026-03-27',
      officerIds,
    };
    const recorded = sent.did('RecordAppraisal', report, 'handler1');
    expect(deadlineOf(recorded, 'seal-detain', '2026-03-27T17:00:00+08:00')).toContain('2026-04-18');
    // Cases that run under the policy of before stand still until it was written down: 03-12 to 03-26, fifteen days.
    const before = {
      ...open.policy,
      pauseTriggers: open.policy.pauseTriggers.map((one) => ({
        ...one,
        endedBy: one.endedBy.map((by) => (by.event === 'AppraisalRecorded' ? { event: by.event } : by)),
      })),
    };
    const old = sent.under(before).did('RecordAppraisal', report, 'handler1');
    expect(deadlineOf(old, 'seal-detain', '2026-03-27T17:00:00+08:00')).toContain('2026-04-23');
  });

  it('only for the goods that are tested', () => {
    const open = detained().at('2026-03-12T09:00:00+08:00');
    const other = open.did('RequestAppraisal', testing(open, { seizureId: null }), 'handler1');
    expect(deadlineOf(other, 'seal-detain', '2026-03-15T09:00:00+08:00')).toContain('2026-04-08');
  });

  it.each<[string, Partial<PayloadOf<'RequestAppraisal'>>, string]>([
    ['without a day by which it ends', { expectedOn: null }, 'testing-time-not-fixed'],
    ['of goods that are not held', { seizureId: 'seizure-99' }, 'not-seized'],
  ])('not %s', (_, patch, code) => {
    const open = detained().at('2026-03-12T09:00:00+08:00');
    expect(refusalOf(open.when('RequestAppraisal', testing(open, patch), 'handler1'))).toMatchObject({
      code,
      basis: ['《行政强制法》第二十五条第三款'],
    });
  });
});

describe('approved before, or within 24 hours (行政强制法 18(1), 19)', () => {
  it('asks the head first', () => {
    expect(refusalOf(unlicensed().at('2026-03-09T10:30:00+08:00').when('SealOrDetain', detention(), 'handler1'))).toMatchObject({
      code: 'seizure-not-approved',
      basis: ['《行政强制法》第十八条第一项', '《行政强制法》第十九条'],
    });
    const waiting = requested().at('2026-03-09T10:30:00+08:00');
    const act = detention({ seizureId: seizureIdOf(waiting) });
    expect(refusalOf(waiting.when('SealOrDetain', act, 'handler1')).code).toBe('seizure-not-approved');
    expect(detained().file.seizures[0]?.carriedOut).toMatchObject({ approvedBy: { id: 'townhead' }, urgentReason: null });
  });

  it('follows its approval within the same minute: officers write no seconds', () => {
    const asked = requested().at('2026-03-09T09:20:00+08:00');
    const scene = asked
      .at('2026-03-09T09:20:40+08:00')
      .did('ApproveSeizure', { seizureId: seizureIdOf(asked), approved: true, reason: '同意' }, 'townhead');
    const approvedAt = scene.file.seizures[0]?.answer?.at ?? '';
    const minute = new Date(Math.floor(Date.parse(approvedAt) / 60_000) * 60_000);
    expect(Date.parse(approvedAt)).toBeGreaterThan(minute.getTime());
    const act = (at: Date) => detention({ seizureId: seizureIdOf(scene), carriedOutAt: at.toISOString() });
    expect(eventsOf(scene.at('2026-03-09T10:30:00+08:00').when('SealOrDetain', act(minute), 'handler1'))).toContain('SealedOrDetained');
    const before = act(new Date(minute.getTime() - 60_000));
    expect(refusalOf(scene.at('2026-03-09T10:30:00+08:00').when('SealOrDetain', before, 'handler1')).code).toBe('before-approval');
  });

  it.each<[string, Partial<PayloadOf<'SealOrDetain'>>, string]>([
    ['before the approval', { carriedOutAt: '2026-03-09T09:00:00+08:00' }, 'before-approval'],
    ['by another measure', { measure: 'seal' }, 'other-than-approved'],
    ['of other goods', { goods: [{ name: '电动三轮车', quantity: '1辆', condition: '旧' }] }, 'other-than-approved'],
    ['in the future', { carriedOutAt: '2026-03-09T11:00:00+08:00' }, 'in-the-future'],
  ])('is not carried out %s', (_, patch, code) => {
    const scene = approved().at('2026-03-09T10:30:00+08:00');
    const act = detention({ seizureId: seizureIdOf(scene), ...patch });
    expect(refusalOf(scene.when('SealOrDetain', act, 'handler1')).code).toBe(code);
  });

  // Clock hours: done at 10:00 on 03-09, to be approved by 10:00 on 03-10; on a Friday by Saturday 10:00.
  it.each([
    ['2026-03-09T10:00:00+08:00', '2026-03-10T10:00:00+08:00'],
    ['2026-03-06T18:00:00+08:00', '2026-03-07T18:00:00+08:00'],
  ])('urgent at %s: approved by %s', (carriedOutAt, by) => {
    const scene = urgent({ carriedOutAt });
    const view = termOf(scene, 'compulsory-urgent-report', '2026-03-09T11:00:00+08:00');
    expect(instantOf(view?.deadline ?? '')).toBe(instantOf(by));
  });

  it('turns yellow four hours and red at the end, and is met by the answer', () => {
    const scene = urgent();
    expect(termOf(scene, 'compulsory-urgent-report', '2026-03-10T03:00:00+08:00')?.light).toBe('green');
    expect(termOf(scene, 'compulsory-urgent-report', '2026-03-10T06:00:00+08:00')?.light).toBe('yellow');
    expect(termOf(scene, 'compulsory-urgent-report', '2026-03-10T10:01:00+08:00')?.light).toBe('red');
    const answered = scene.did('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: true, reason: '情况属实' }, 'townhead');
    expect(termOf(answered, 'compulsory-urgent-report', '2026-03-11T10:00:00+08:00')).toMatchObject({ status: 'met', late: false });
  });

  it('is lifted at once where the head does not approve', () => {
    const scene = urgent();
    const refused = scene.did('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: false, reason: '没有必要' }, 'townhead');
    const context = { id: 'case-1', now: refused.now, actor: people.handler1, policy: refused.policy, rules: CURRENT_RULES };
    expect(nextCommands(refused.file, context)[0]?.name).toBe('ResolveSeizure');
    const kept = refused.when('ResolveSeizure', ending(refused, { kind: 'destroyed', legalBasis: '条例', on: '2026-03-09' }), 'handler1');
    expect(refusalOf(kept)).toMatchObject({ code: 'must-be-lifted', basis: ['《行政强制法》第十九条'] });
    expect(eventsOf(refused.when('ResolveSeizure', ending(refused, { ground: 'refused', on: '2026-03-09' }), 'handler1'))).toEqual([
      'SeizureResolved',
    ]);
  });
});

describe('who and what (行政强制法 10, 17, 22)', () => {
  it('only where a law or regulation allows it', () => {
    const refusal = refusalOf(verified().at('2026-03-09T09:00:00+08:00').when('RequestSeizure', request(), 'handler1'));
    expect(refusal).toMatchObject({ code: 'seizure-not-allowed', basis: ['《行政强制法》第十条', '《行政强制法》第二十二条'] });
  });

  it('only with the power to coerce, which is not the power to punish', () => {
    const without = matterWithout(
      { ok: false, code: 'power-not-delegated', message: '赋权清单没有把行政强制权赋予乡镇', needs: ['移送县级主管部门办理'] },
      'SP-0109',
    );
    const scene = unlicensed().at('2026-03-09T10:30:00+08:00');
    const act = detention({ urgentReason: '正在转移' });
    expect(refusalOf(scene.when('SealOrDetain', act, 'handler1', without)).code).toBe('power-not-delegated');
    expect(detained().last('SealedOrDetained').data).toMatchObject({
      clause: { law: '无证无照经营查处办法', article: '第十一条第二款' },
      competence: expect.stringContaining('行政强制权') as string,
    });
  });

  it('only by two certified officers', () => {
    const scene = unlicensed().at('2026-03-09T10:30:00+08:00');
    const by = (ids: string[]) => scene.when('SealOrDetain', detention({ urgentReason: '正在转移', officerIds: ids }), 'handler1');
    const basis = ['《行政强制法》第十七条第三款', '《行政强制法》第十八条第二项'];
    expect(refusalOf(by(['handler1']))).toMatchObject({ code: 'two-officers', basis });
    expect(refusalOf(by(['handler1', 'assistant']))).toMatchObject({ code: 'not-certified', basis });
    expect(refusalOf(by(['handler1', 'expired']))).toMatchObject({ code: 'not-certified', basis });
  });

  it('not under rules that do not count its days', () => {
    const scene = unlicensed();
    const before = scene.under({ ...scene.policy, terms: scene.policy.terms.filter(({ key }) => key !== 'seal-detain') });
    expect(refusalOf(before.when('RequestSeizure', request(), 'handler1')).code).toBe('seizure-not-counted');
  });
});

describe('on the spot (行政强制法 18, 23, 24)', () => {
  it.each<[Partial<PayloadOf<'SealOrDetain'>>, string, string]>([
    [{ certificateShown: false }, 'certificate-not-shown', '第十八条第三项'],
    [{ partyNotified: false }, 'party-not-notified', '第十八条第四项'],
    [{ rightsTold: false }, 'rights-not-told', '第十八条第五项'],
    [{ signed: false }, 'signature-note-missing', '第十八条第八项'],
    [{ partyPresent: false }, 'witness-missing', '第十八条第九项'],
    [{ related: false }, 'goods-unrelated', '第二十三条第一款'],
    [{ necessities: true }, 'necessities-of-life', '第二十三条第一款'],
    [{ sealedElsewhere: true }, 'sealed-twice', '第二十三条第二款'],
    [{ handedOver: false }, 'decision-not-handed-over', '第二十四条第一款'],
  ])('%o → %s (%s)', (patch, code, article) => {
    const scene = approved().at('2026-03-09T10:30:00+08:00');
    const act = detention({ seizureId: seizureIdOf(scene), ...patch });
    expect(refusalOf(scene.when('SealOrDetain', act, 'handler1'))).toMatchObject({ code, basis: [`《行政强制法》${article}`] });
  });

  it('is recorded in sound and picture (国办发〔2018〕118号)', () => {
    const scene = approved().at('2026-03-09T10:30:00+08:00');
    const act = (patch: Partial<PayloadOf<'SealOrDetain'>>) =>
      scene.when('SealOrDetain', detention({ seizureId: seizureIdOf(scene), recordingHash: null, ...patch }), 'handler1');
    expect(refusalOf(act({})).code).toBe('recording-missing');
    expect(eventsOf(act({ recordingNote: '设备故障，已书面记录' }))).toEqual(['SealedOrDetained']);
  });

  it('takes over what was preserved, and a preservation is not ended by naming it', () => {
    const preserved = unlicensed()
      .at('2026-03-06T09:00:00+08:00')
      .did(
        'PreserveEvidence',
        { items: [{ name: '压面机', quantity: '1台', place: '物证室' }], officerIds, urgentReason: '可能灭失', partyPresent: true },
        'handler1',
      );
    const preservationId = preserved.file.preservations[0]?.id ?? '';
    const named = preserved.when('ResolvePreservation', { preservationId, kind: 'sealed', note: '扣押' }, 'handler1');
    expect(refusalOf(named)).toMatchObject({ code: 'seal-by-its-own-act', basis: ['《行政强制法》第十八条', '《行政强制法》第二十四条'] });
    expect(
      eventsOf(preserved.when('ResolvePreservation', { preservationId, kind: 'sealed', note: '扣押' }, 'handler1', { rules: 3 })),
    ).toEqual(['PreservationResolved']);
    const taken = preserved
      .at('2026-03-09T10:30:00+08:00')
      .when('SealOrDetain', detention({ urgentReason: '保存期限将满', preservationId }), 'handler1');
    expect(eventsOf(taken)).toEqual(['SealedOrDetained', 'PreservationResolved']);
    expect(dataOf(taken, 'PreservationResolved')).toMatchObject({ preservationId, kind: 'sealed', late: false });
  });
});

describe('what becomes of it (行政强制法 21, 27, 28)', () => {
  it.each<[Partial<PayloadOf<'ResolveSeizure'>>, string, string]>([
    [{ ground: null }, 'lifting-ground-missing', '第二十八条第一款'],
    [{ recipient: null }, 'recipient-missing', '第二十八条第二款'],
    [{ kind: 'confiscated' }, 'no-confiscation', '第二十七条'],
    [{ kind: 'destroyed' }, 'destruction-without-basis', '第二十七条'],
    [{ kind: 'police' }, 'not-handed-to-police', '第二十一条'],
  ])('%o → %s', (patch, code, article) => {
    const scene = at(detained(), '2026-03-20');
    expect(refusalOf(scene.when('ResolveSeizure', ending(scene, patch), 'handler1'))).toMatchObject({
      code,
      basis: [`《行政强制法》${article}`],
    });
  });

  // 27: in the term of 25. Given back on the last day 04-08 it is in time, on 04-09 it is late.
  it.each([
    ['2026-04-08', false],
    ['2026-04-09', true],
  ])('given back on %s: late %s', (on, late) => {
    const scene = at(detained(), on);
    const ended = scene.did('ResolveSeizure', ending(scene, { on, ground: late ? 'expired' : 'other' }), 'handler1');
    expect(termOf(ended, 'seal-detain', '2026-04-20T09:00:00+08:00')?.late).toBe(late);
  });

  it('stands red from the first minute of the thirty-first day, whatever becomes of the case', () => {
    expect(termOf(detained(), 'seal-detain', '2026-04-08T23:00:00+08:00')?.light).toBe('yellow');
    expect(termOf(detained(), 'seal-detain', '2026-04-09T00:00:01+08:00')?.light).toBe('red');
  });

  it('lets no case end over goods still held', () => {
    const scene = at(detained(), '2026-03-20');
    const close = scene.when('CloseCase', { ground: 'terminated', cause: 'other', reason: '终止调查' }, 'townhead');
    expect(refusalOf(close)).toMatchObject({ code: 'goods-still-seized', basis: ['《行政强制法》第二十七条', '《行政强制法》第二十八条'] });
    const freed = scene.did('ResolveSeizure', ending(scene), 'handler1');
    expect(eventsOf(freed.when('CloseCase', { ground: 'terminated', cause: 'other', reason: '终止调查' }, 'townhead'))).toContain(
      'CaseClosed',
    );
  });

  it('puts its papers into the file', () => {
    const scene = scenes.testedAndReturned();
    expect(scene.refolded()).toEqual(scene.file);
  });
});
