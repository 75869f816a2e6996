/**
 * What the office itself owes in time, counted by hand: its reply in a review (行政复议法 48, 54, 88: workdays), its defence in
 * court (行政诉讼法 67: fifteen natural days, unmoved), cash on its way (行政处罚法 71, 85: two and two workdays), and that closing
 * and archiving silence none of it, while the party's own time goes on.
 */
import { describe, expect, it } from 'vitest';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { execute } from '../../../domain/case/machine.ts';
import { dataOf, eventsOf, fileOf, type PayloadOf, refusalOf, type Scene, sha256 } from '../case/kit.ts';
import { closed, served } from '../case/late-scenes.ts';

const at = (scene: Scene, day: string) => scene.at(`${day}T10:00:00+08:00`);
const term = (scene: Scene, key: string) => deriveTerms(scene.policy, scene.file.ledger, scene.now).findLast((one) => one.key === key);
const ends = (scene: Scene, key: string) => term(scene, key)?.deadline?.slice(0, 10);
const started = (patch: Partial<PayloadOf<'RecordLitigation'>> = {}): PayloadOf<'RecordLitigation'> => ({
  kind: 'review',
  step: 'started',
  on: '2026-03-16',
  reference: '复议1号',
  ...patch,
});
const begun = (patch: Partial<PayloadOf<'RecordLitigation'>>, scene = served()): Scene => {
  const payload = started(patch);
  return at(scene, payload.copyReceivedOn ?? payload.on).did('RecordLitigation', payload, 'handler1');
};
const answer = (patch: Partial<PayloadOf<'RecordLitigationAnswer'>> = {}): PayloadOf<'RecordLitigationAnswer'> => ({
  kind: 'review',
  submittedOn: '2026-03-20',
  reference: '答复1号',
  materials: ['答复书', '证据'],
  ...patch,
});

describe('the office’s answer', () => {
  it.each<['review' | 'suit', string, boolean, string, string]>([
    // kind, copy received, simplified, last day, counting
    ['review', '2026-03-18', false, '2026-04-01', '19, 20, 23–27, 30, 31, 04-01'],
    ['review', '2026-03-27', false, '2026-04-13', '30, 31, 1–3; 04-04 to 06 清明; 7, 8, 9, 10, 13'],
    ['review', '2026-09-18', false, '2026-10-09', '20 (make-up), 21–24; 25–27 中秋; 28, 29, 30; 1–7 国庆; 8, 9'],
    ['review', '2026-04-28', false, '2026-05-14', '29, 30; 1–5 劳动节; 6, 7, 8, 9 (make-up), 11, 12, 13, 14'],
    ['review', '2026-03-18', true, '2026-03-25', '19, 20, 23, 24, 25'],
    ['review', '2026-04-30', true, '2026-05-11', '1–5 劳动节; 6, 7, 8, 9 (make-up), 11'],
    ['suit', '2026-03-18', false, '2026-04-02', '15 natural days, a Thursday'],
    ['suit', '2026-03-20', false, '2026-04-04', '15 natural days, 清明: the office’s own day does not move'],
    ['suit', '2026-09-20', false, '2026-10-05', '15 natural days, 国庆: it does not move'],
  ])('%s, copy received %s, simplified %s: %s (%s)', (kind, copyReceivedOn, simplified, last) => {
    const scene = begun({ kind, on: copyReceivedOn, copyReceivedOn, simplified });
    const key = kind === 'suit' ? 'court-defence' : simplified ? 'review-reply-simplified' : 'review-reply';
    expect(ends(scene, key)).toBe(last);
  });

  it('runs from the copy, not from the day it was taken on', () => {
    const scene = begun({ on: '2026-03-16', copyReceivedOn: '2026-03-20' });
    // 23–27, 30, 31, 04-01, 02, 03.
    expect(ends(scene, 'review-reply')).toBe('2026-04-03');
    expect(ends(begun({ on: '2026-03-16' }), 'review-reply')).toBe('2026-03-30');
  });

  it('ends with what was handed in, and is late afterwards', () => {
    const scene = begun({ copyReceivedOn: '2026-03-18' });
    const inTime = at(scene, '2026-04-01').did('RecordLitigationAnswer', answer({ submittedOn: '2026-04-01' }), 'handler1');
    expect(term(inTime, 'review-reply')).toMatchObject({ status: 'met', late: false });
    expect(inTime.file.litigation[0]?.answers).toMatchObject([{ submittedOn: '2026-04-01', materials: ['答复书', '证据'] }]);
    const late = at(scene, '2026-04-02').did('RecordLitigationAnswer', answer({ submittedOn: '2026-04-02' }), 'handler1');
    expect(term(late, 'review-reply')).toMatchObject({ status: 'met', late: true });
  });

  it('is to what runs, and not before its copy was received', () => {
    expect(refusalOf(served().when('RecordLitigationAnswer', answer(), 'handler1')).code).toBe('no-litigation');
    const scene = at(begun({ copyReceivedOn: '2026-03-18' }), '2026-03-20');
    expect(refusalOf(scene.when('RecordLitigationAnswer', answer({ kind: 'suit' }), 'handler1')).code).toBe('no-litigation');
    expect(refusalOf(scene.when('RecordLitigationAnswer', answer({ submittedOn: '2026-03-17' }), 'handler1')).code).toBe(
      'before-its-cause',
    );
    expect(
      refusalOf(at(served(), '2026-03-16').when('RecordLitigation', started({ kind: 'suit', simplified: true }), 'handler1')).code,
    ).toBe('simplified-is-of-review');
  });

  it('is no term of a case that began under earlier rules', () => {
    const old = at(served(), '2026-03-16').did('RecordLitigation', started(), 'handler1', { rules: 3 });
    expect(old.last('LitigationStarted').data).toEqual({
      kind: 'review',
      startedOn: '2026-03-16',
      reference: '复议1号',
      stopsExecution: false,
    });
    expect(term(old, 'review-reply')).toBeUndefined();
  });
});

describe('cash that was collected (行政处罚法 71)', () => {
  const collected = (on: string): Scene =>
    at(served(), on).did(
      'RecordPayment',
      { amount: 300, paidOn: on, channel: 'cash', cashGround: 'remote', receipt: '浙0001' },
      'handler1',
    );
  const hand = (step: 'to-agency' | 'to-bank', on: string): PayloadOf<'HandOverCash'> => ({ receipt: '浙0001', step, on, proof: '交接单' });

  it.each([
    ['2026-03-16', '2026-03-18', '2026-03-20', '17, 18; then 19, 20'],
    ['2026-03-20', '2026-03-24', '2026-03-26', 'Friday: 23, 24; then 25, 26'],
    ['2026-04-03', '2026-04-08', '2026-04-10', '04-04 to 06 清明: 7, 8; then 9, 10'],
    ['2026-09-30', '2026-10-09', '2026-10-12', '国庆: 8, 9; then the make-up Saturday 10 and 12'],
  ])('collected %s: with the agency by %s, with the bank by %s (%s)', (on, agency, bank) => {
    const scene = collected(on);
    expect(ends(scene, 'cash-to-agency')).toBe(agency);
    const handed = at(scene, agency).did('HandOverCash', hand('to-agency', agency), 'handler1');
    expect(term(handed, 'cash-to-agency')).toMatchObject({ status: 'met', late: false });
    expect(ends(handed, 'cash-to-bank')).toBe(bank);
    const paid = at(handed, bank).did('HandOverCash', hand('to-bank', bank), 'handler1');
    expect(term(paid, 'cash-to-bank')).toMatchObject({ status: 'met', late: false });
  });

  // 行政处罚法 71: on the water from the landing. Landed on Thursday 04-30: 05-01 to 05 劳动节, 06 and 07 are the two workdays.
  it('on the water begins its days with the landing', () => {
    const payment = { amount: 300, paidOn: '2026-03-16', channel: 'cash', cashGround: 'remote', receipt: '浙0001' } as const;
    const scene = at(served(), '2026-03-16').did('RecordPayment', { ...payment, onWater: true }, 'handler1');
    expect(term(scene, 'cash-to-agency')).toBeUndefined();
    expect(refusalOf(scene.when('HandOverCash', hand('to-agency', '2026-03-16'), 'handler1')).code).toBe('not-landed');
    const later = at(scene, '2026-04-30');
    const landing = (patch: object) => later.when('RecordLanding', { receipt: '浙0001', landedOn: '2026-04-30', ...patch }, 'handler1');
    expect(refusalOf(landing({ landedOn: '2026-03-15' })).code).toBe('before-its-cause');
    expect(refusalOf(landing({ receipt: '浙9' })).code).toBe('not-at-sea');
    const landed = later.did('RecordLanding', { receipt: '浙0001', landedOn: '2026-04-30' }, 'handler1');
    expect(ends(landed, 'cash-to-agency')).toBe('2026-05-07');
    expect(refusalOf(landed.when('RecordLanding', { receipt: '浙0001', landedOn: '2026-04-30' }, 'handler1')).code).toBe('nothing-at-sea');
    const early = at(landed, '2026-05-07').when('HandOverCash', hand('to-agency', '2026-04-29'), 'handler1');
    expect(refusalOf(early).code).toBe('before-its-cause');
    const handed = at(landed, '2026-05-07').did('HandOverCash', hand('to-agency', '2026-05-07'), 'handler1');
    // 05-08 and the make-up day 05-09 are workdays.
    expect(ends(handed, 'cash-to-bank')).toBe('2026-05-09');
    // Known at once: landed on Friday 03-20, 03-23 and 03-24.
    const known = at(served(), '2026-03-20').did('RecordPayment', { ...payment, onWater: true, landedOn: '2026-03-20' }, 'handler1');
    expect(ends(known, 'cash-to-agency')).toBe('2026-03-24');
    const pay = (patch: object) => at(served(), '2026-03-20').when('RecordPayment', { ...payment, ...patch }, 'handler1');
    expect(refusalOf(pay({ channel: 'bank', cashGround: null, onWater: true })).code).toBe('water-without-cash');
    expect(refusalOf(pay({ landedOn: '2026-03-20' })).code).toBe('landed-without-water');
    expect(refusalOf(pay({ onWater: true, landedOn: '2026-03-15' })).code).toBe('before-its-cause');
    // Replayed, a command from before the question was asked says nothing of it.
    const step = at(served(), '2026-03-16').did('RecordPayment', payment, 'handler1').steps.at(-1);
    const { onWater: _asked, landedOn: _later, ...said } = step!.payload as Record<string, unknown>;
    expect(execute(step!.head, 'RecordPayment', said, step!.context, sha256)).toMatchObject({ ok: true });
  });

  it('goes its way in order, once, and only where there is cash', () => {
    const scene = collected('2026-03-16');
    expect(refusalOf(scene.when('HandOverCash', hand('to-bank', '2026-03-16'), 'handler1')).code).toBe('not-with-agency');
    expect(refusalOf(scene.when('HandOverCash', { ...hand('to-agency', '2026-03-16'), receipt: '浙9' }, 'handler1')).code).toBe(
      'unknown-receipt',
    );
    expect(refusalOf(scene.when('HandOverCash', hand('to-agency', '2026-03-15'), 'handler1')).code).toBe('before-its-cause');
    const handed = scene.did('HandOverCash', hand('to-agency', '2026-03-16'), 'handler1');
    expect(refusalOf(handed.when('HandOverCash', hand('to-agency', '2026-03-16'), 'handler1')).code).toBe('handed-over-already');
    const bank = at(served(), '2026-03-16').did('RecordPayment', { amount: 300, paidOn: '2026-03-16', receipt: '浙0001' }, 'handler1');
    expect(refusalOf(bank.when('HandOverCash', hand('to-agency', '2026-03-16'), 'handler1')).code).toBe('no-cash');
    const undecided = scene.having(() => ({ decision: null }));
    expect(refusalOf(undecided.when('HandOverCash', hand('to-agency', '2026-03-16'), 'handler1')).code).toBe('no-decision');
  });
});

describe('after the file is closed', () => {
  const archive = (scene: Scene): PayloadOf<'ArchiveCase'> => ({
    fileNumber: '2026-1',
    retention: 'years-10',
    papers: fileList(scene.file).map(({ title }) => ({ title, pages: 1 })),
  });
  const archived = () => {
    const scene = closed();
    return scene.did('ArchiveCase', archive(scene), 'handler1');
  };

  it('what belongs to the party goes on: 60 days and six months from 03-09', () => {
    const scene = at(archived(), '2026-04-01');
    // 03-09 and 60 days is Friday 05-08; six months is Wednesday 09-09.
    expect([term(scene, 'review-application'), term(scene, 'litigation')]).toMatchObject([
      { status: 'running', deadline: '2026-05-08T23:59:59+08:00' },
      { status: 'running', deadline: '2026-09-09T23:59:59+08:00' },
    ]);
    expect(term(scene, 'fine-payment')?.open).toBe(false);
  });

  it('a review is recorded without reopening the case, and the file is put away again when it is answered', () => {
    const reviewing = begun({ on: '2026-04-20', copyReceivedOn: '2026-04-22' }, archived());
    expect(reviewing.file).toMatchObject({ stage: 'closed', archive: null, reopened: [] });
    expect(reviewing.file.ending).not.toBeNull();
    // 04-22 and ten workdays: 23, 24, 27–30, 05-06, 07, 08, the make-up Saturday 09.
    expect(ends(reviewing, 'review-reply')).toBe('2026-05-09');
    const refusal = refusalOf(reviewing.when('ArchiveCase', archive(reviewing), 'handler1'));
    expect([refusal.code, refusal.message]).toEqual(['term-open', '“行政复议答复”的法定期限尚在计算，不能归档']);
    expect(refusal.basis?.[0]).toContain('《行政复议法》第四十八条');
    const replied = at(reviewing, '2026-05-06').did('RecordLitigationAnswer', answer({ submittedOn: '2026-05-06' }), 'handler1');
    const again = replied.did('ArchiveCase', archive(replied), 'handler1');
    expect(again.file.stage).toBe('archived');
    const over = at(again, '2026-06-15').when(
      'RecordLitigation',
      { kind: 'review', step: 'ended', on: '2026-06-15', reference: '复议决定1号', result: 'upheld' },
      'handler1',
    );
    expect(dataOf(over, 'LitigationEnded')).toMatchObject({ reference: '复议决定1号', servedOn: '2026-06-15', court: null });
    expect(fileOf(over).stage).toBe('closed');
  });

  it('a publication that has to be withdrawn is withdrawn before the file is put away', () => {
    const scene = closed().did(
      'PublishPenalty',
      { publishedOn: '2026-03-16', where: '县政府网站', socialImpact: '群众反映强烈', redacted: true },
      'townhead',
    );
    const suing = begun({ kind: 'suit', on: '2026-03-20' }, scene).did('RecordLitigationAnswer', answer({ kind: 'suit' }), 'handler1');
    const revoked = at(suing, '2026-06-15').did(
      'RecordLitigation',
      { kind: 'suit', step: 'ended', on: '2026-06-15', reference: '行初1号', result: 'void' },
      'handler1',
    );
    // 06-16, 17, 18.
    expect(ends(revoked, 'publish-withdraw')).toBe('2026-06-18');
    expect(refusalOf(revoked.when('ArchiveCase', archive(revoked), 'handler1')).code).toBe('term-open');
    expect(eventsOf(revoked.when('ArchiveCase', archive(revoked), 'handler1', { rules: 3 }))).toEqual(['CaseArchived']);
    const withdrawn = revoked.did(
      'WithdrawPublication',
      { withdrawnOn: '2026-06-15', ground: 'void', explanation: '判决确认无效' },
      'townhead',
    );
    expect(eventsOf(withdrawn.when('ArchiveCase', archive(withdrawn), 'handler1'))).toEqual(['CaseArchived']);
  });

  it('late papers are added to the file as it lies', () => {
    const scene = at(archived(), '2026-04-01');
    const paper = { title: '邮寄回执', pages: 2, receivedOn: '2026-04-01', reason: '邮局迟到的回执' };
    const file = fileOf(scene.when('AddLatePaper', paper, 'handler1'));
    expect(file.stage).toBe('archived');
    expect(file.archive?.late).toMatchObject([paper]);
    expect(refusalOf(scene.when('AddLatePaper', { ...paper, receivedOn: '2026-03-01' }, 'handler1')).code).toBe('before-its-cause');
  });

  it('late papers go into a volume that the file has', () => {
    const scene = at(archived(), '2026-04-01');
    const paper = { title: '会议纪要', volume: 'secondary', pages: 2, receivedOn: '2026-04-01', reason: '整理时发现' } as const;
    expect(fileOf(scene.when('AddLatePaper', paper, 'handler1')).archive?.late).toMatchObject([paper]);
    const oneVolume = scene.under({
      ...scene.policy,
      thresholds: { ...scene.policy.thresholds, fileOrder: { profile: 'mohurd', basis: '《住房和城乡建设行政处罚程序规定》第四十条' } },
    });
    expect(refusalOf(oneVolume.when('AddLatePaper', paper, 'handler1'))).toMatchObject({
      code: 'no-second-volume',
      basis: ['《住房和城乡建设行政处罚程序规定》第四十条'],
    });
    expect(eventsOf(oneVolume.when('AddLatePaper', { ...paper, volume: 'main' }, 'handler1'))).toEqual(['LatePaperAdded']);
    // As recorded under the rules before.
    expect(eventsOf(oneVolume.when('AddLatePaper', paper, 'handler1', { rules: 5 }))).toEqual(['LatePaperAdded']);
  });
});

describe('a decision that is revoked in review', () => {
  const ended = (result: PayloadOf<'RecordLitigation'>['result']) =>
    at(begun({}, served().did('DecidePublication', { socialImpact: true, reason: '群众多次投诉' }, 'townhead')), '2026-03-18').did(
      'RecordLitigation',
      { kind: 'review', step: 'ended', on: '2026-03-18', reference: '复议1号决定', result },
      'handler1',
    );

  it.each([
    ['revoked', 'cancelled'],
    ['void', 'cancelled'],
    ['upheld', 'running'],
    ['illegal', 'running'],
  ] as const)('%s: payment and publication are %s', (result, status) => {
    const scene = ended(result);
    expect([term(scene, 'fine-payment')?.status, term(scene, 'publish-penalty')?.status]).toEqual([
      status,
      // Decided on 03-06; seven workdays end on 03-17.
      status,
    ]);
    expect(term(scene, 'court-application')?.status).toBe(status);
    expect(scene.file.decision?.revokedOn).toBe(status === 'cancelled' ? '2026-03-18' : null);
  });

  it('may still be sued about, fifteen days', () => {
    expect(ends(ended('revoked'), 'litigation-after-review')).toBe('2026-04-02');
    expect(term(ended('mediated'), 'litigation-after-review')).toBeUndefined();
  });
});

describe('heavier than before (行政诉讼法 77(2), 行政复议法 63(2))', () => {
  const change = (fine: number, oppositeRequest: boolean, rules = 4) =>
    at(begun({}), '2026-03-18').when(
      'RecordLitigation',
      { kind: 'review', step: 'ended', on: '2026-03-18', reference: '复议1号决定', result: 'changed', fine, oppositeRequest },
      'handler1',
      { rules },
    );

  it.each([
    [300, false, true],
    [200, false, true],
    [301, false, false],
    [301, true, true],
  ])('300 yuan changed to %s, somebody asked for the opposite: %s', (fine, opposite, accepted) => {
    if (accepted) expect(fileOf(change(fine, opposite)).decision?.money.fine).toBe(fine);
    else expect(refusalOf(change(fine, opposite)).basis).toEqual(['《行政诉讼法》第七十七条', '《行政复议法》第六十三条']);
  });

  it('is never so for cases under earlier rules', () => {
    expect(refusalOf(change(301, true, 3)).code).toBe('changed-heavier');
  });
});
