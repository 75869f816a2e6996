import { describe, expect, it } from 'vitest';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { closed, decided, done, filed, paid, reviewed, served, service, submitted } from './late-scenes.ts';
import { accepted, verification } from './scenes.ts';

const close = (patch: Partial<PayloadOf<'CloseCase'>> = {}): PayloadOf<'CloseCase'> => ({
  ground: 'executed',
  reason: '执行完毕',
  ...patch,
});

describe('CloseCase', () => {
  it('when everything owed is done, by the head', () => {
    const outcome = done().when('CloseCase', close(), 'townhead');
    expect(dataOf(outcome, 'CaseClosed')).toMatchObject({ outcome: 'penalty', approvedBy: 'townhead' });
    expect(fileOf(outcome).stage).toBe('closed');
    expect(refusalOf(done().when('CloseCase', close(), 'liulinhead')).code).toBe('head-required');
  });

  // 行政处罚法 66.
  it('tells everything that is still owed', () => {
    const refusal = refusalOf(served().when('CloseCase', close(), 'townhead'));
    expect(refusal.code).toBe('still-owed');
    expect(refusal.needs).toEqual(['缴清罚没款，尚欠300元']);
    const late = refusalOf(served().at('2026-04-03T10:00:00+08:00').when('CloseCase', close(), 'townhead'));
    expect(late.needs).toEqual(['缴清罚没款，尚欠300元', '缴清加处罚款，尚欠90元']);
    expect(refusalOf(decided().when('CloseCase', close(), 'townhead')).needs).toContain('送达决定书');
    const heavy = done().having((file) => ({ decision: file.decision && { ...file.decision, others: ['警告', '责令停产停业'] } }));
    expect(refusalOf(heavy.when('CloseCase', close(), 'townhead')).needs).toEqual(['登记“责令停产停业”的履行情况']);
  });

  // 行政处罚法 28(1): rechecked, and where it was not put right, with a reason.
  it('asks whether the correction was made', () => {
    const unmade = paid();
    const refusal = refusalOf(unmade.when('CloseCase', close(), 'townhead'));
    expect(refusal.code).toBe('not-corrected');
    expect(eventsOf(unmade.when('CloseCase', close({ uncorrectedReason: '已申请法院强制清除' }), 'townhead'))).toEqual(['CaseClosed']);
    const unchecked = paid().having((file) => ({ corrections: file.corrections.map((one) => ({ ...one, checks: [] })) }));
    expect(refusalOf(unchecked.when('CloseCase', close(), 'townhead')).needs[0]).toContain('复查改正情况');
  });

  // 行政处罚法 56.
  it('leaves nothing preserved', () => {
    const kept = done().having(() => ({
      preservations: [
        {
          id: 'preservation-1',
          items: [{ name: '水泥', quantity: '10袋', place: '仓库' }],
          officers: [],
          approvedBy: null,
          urgentReason: null,
          partyPresent: true,
          witness: null,
          approvalRefused: null,
          at: '2026-03-05T01:00:00.000Z',
          resolution: null,
        },
      ],
    }));
    const refusal = refusalOf(kept.when('CloseCase', close(), 'townhead'));
    expect([refusal.code, refusal.needs]).toEqual(['still-owed', ['对先行登记保存的水泥作出处理决定']]);
  });

  // 行政处罚法 8, 27, 57.
  it('does not settle a suspected crime', () => {
    const marked = done().did('MarkCriminalSuspicion', { suspected: true, grounds: '涉嫌妨害公务' }, 'handler1');
    expect(refusalOf(marked.when('CloseCase', close(), 'townhead')).code).toBe('criminal-suspected');
    expect(refusalOf(marked.when('CloseCase', close({ ground: 'transferred-police' }), 'townhead')).code).toBe('not-handed-to-police');
  });

  it('waits for recusal and transfer', () => {
    const recusal = done().did('Recuse', { personId: 'handler2', by: 'party', reason: '有利害关系' }, 'handler1');
    expect(refusalOf(recusal.when('CloseCase', close(), 'townhead')).code).toBe('recusal-pending');
    const transfer = done().did('ProposeTransfer', { to: 'bureau-closes', reasons: '复杂' }, 'handler1');
    expect(refusalOf(transfer.when('CloseCase', close(), 'townhead')).code).toBe('transfer-open');
  });

  it('on every other ground only where it holds', () => {
    const codes = (scene: Scene, grounds: PayloadOf<'CloseCase'>['ground'][]) =>
      grounds.map((ground) => refusalOf(scene.when('CloseCase', close({ ground }), 'townhead')).code);
    expect(
      codes(done(), ['no-penalty', 'court-ended', 'transferred-agency', 'transferred-police', 'revoked', 'merged', 'terminated']),
    ).toEqual([
      'decision-missing',
      'court-not-ended',
      'decision-missing',
      'not-handed-to-police',
      'not-revoked',
      'not-linked',
      'cause-missing',
    ]);
    expect(codes(filed(), ['executed'])).toEqual(['decision-missing']);
    expect(refusalOf(done().when('CloseCase', close({ ground: 'terminated', cause: 'other' }), 'townhead')).code).toBe('decided-already');
  });

  it('after a decision without penalty was served', () => {
    const none = reviewed()
      .did('Decide', { kind: 'no-penalty', reasons: '轻微', education: '已教育' }, 'townhead')
      .at('2026-03-09T10:00:00+08:00');
    expect(refusalOf(none.when('CloseCase', close({ ground: 'no-penalty' }), 'townhead')).code).toBe('decision-not-served');
    const handed = none.did('ServeDocument', service(), 'handler1');
    const outcome = handed.when('CloseCase', close({ ground: 'no-penalty', uncorrectedReason: '另案督促清理' }), 'townhead');
    expect(dataOf(outcome, 'CaseClosed').outcome).toBe('no-penalty');
  });

  it('after a transfer to the competent agency', () => {
    const sent = reviewed()
      .did('Decide', { kind: 'transfer', reasons: '属水利部门', agency: '云溪县水利局' }, 'townhead')
      .at('2026-03-09T10:00:00+08:00');
    expect(refusalOf(sent.when('CloseCase', close({ ground: 'transferred-agency' }), 'townhead')).code).toBe('letter-not-served');
    const letter = sent.did(
      'ServeDocument',
      service({ document: 'transfer-letter', recipient: '县水利局', receipt: '移送回执1号' }),
      'handler1',
    );
    expect(dataOf(letter.when('CloseCase', close({ ground: 'transferred-agency' }), 'townhead'), 'CaseClosed').outcome).toBe(
      'transferred-agency',
    );
  });

  it('merged into a linked case, or terminated for a lawful cause', () => {
    const linked = filed().did('LinkCases', { caseId: 'case-2', kind: 'merged-into', reason: '同一当事人同一行为' }, 'handler1');
    expect(dataOf(linked.when('CloseCase', close({ ground: 'merged' }), 'townhead'), 'CaseClosed').outcome).toBe('merged');
    const ended = filed().when('CloseCase', close({ ground: 'terminated', cause: 'party-gone', reason: '当事人死亡' }), 'townhead');
    expect(dataOf(ended, 'CaseClosed')).toMatchObject({ outcome: 'terminated', cause: 'party-gone' });
  });

  it('when a court ended the enforcement, or the decision fell', () => {
    const fell = served()
      .at('2026-05-06T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'suit', step: 'started', on: '2026-03-30', reference: '行初1号' }, 'handler1')
      .did('RecordLitigation', { kind: 'suit', step: 'ended', on: '2026-05-06', reference: '行初1号', result: 'revoked' }, 'handler1');
    expect(dataOf(fell.when('CloseCase', close({ ground: 'revoked' }), 'townhead'), 'CaseClosed').outcome).toBe('terminated');
    const court = served().having((file) => ({
      execution: {
        ...file.execution,
        court: {
          appliedOn: '2026-10-01',
          court: '法院',
          materials: [],
          approvedBy: 'townhead',
          lateReason: null,
          answers: [],
          accepted: true,
          ended: { on: '2026-11-01', how: 'ended' as const },
        },
      },
    }));
    expect(eventsOf(court.when('CloseCase', close({ ground: 'court-ended', uncorrectedReason: '法院已终结' }), 'townhead'))).toEqual([
      'CaseClosed',
    ]);
  });

  it('is not approved by somebody who handled the case', () => {
    const handled = done().having((file) => ({ everHandled: [...file.everHandled, 'townhead'] }));
    expect(refusalOf(handled.when('CloseCase', close(), 'townhead')).code).toBe('handled-by-self');
  });
});

const archive = (scene: Scene, drop = 0): PayloadOf<'ArchiveCase'> => ({
  fileNumber: '2026-行罚-001',
  retention: 'years-10',
  papers: fileList(scene.file)
    .slice(drop)
    .map(({ title }) => ({ title, pages: 2 })),
});

describe('ArchiveCase (行政处罚法 47)', () => {
  it('holds every paper of what was done', () => {
    const titles = fileList(closed().file).map(({ title }) => title);
    // 市监 78: the filing first, then the decision, what went out, the evidence, the money; aside: source, report, review, closing.
    expect(titles).toEqual([
      '立案审批表',
      '行政处罚决定书',
      '送达回证',
      '责令改正通知书',
      '行政处罚事先告知书及送达回证',
      '现场检查（核查）笔录',
      '改正复查记录（1）',
      '改正复查记录（2）',
      '证据1：现场检查笔录',
      '陈述申辩材料',
      '罚没款票据',
      '线索来源材料',
      '调查终结报告',
      '法制审核意见书',
      '结案审批表',
      '处理决定审批表',
    ]);
    const outcome = closed().when('ArchiveCase', archive(closed()), 'handler1');
    expect(dataOf(outcome, 'CaseArchived')).toMatchObject({ pages: titles.length * 2, retention: '10年' });
    expect(fileOf(outcome)).toMatchObject({ stage: 'archived', archive: { items: titles.length } });
  });

  it('is bound as the policy says, in whatever order the papers are named', () => {
    const named = archive(closed());
    const shuffled = { ...named, papers: [{ title: '现场照片册', pages: 3 }, ...named.papers].reverse() };
    const bound = (scene: Scene, rules?: number) =>
      dataOf(scene.when('ArchiveCase', shuffled, 'handler1', rules === undefined ? {} : { rules }), 'CaseArchived').papers;
    const samr = bound(closed());
    expect(samr.slice(0, 2).map(({ title }) => title)).toEqual(['立案审批表', '行政处罚决定书']);
    // What the list does not know of closes the main volume; the secondary one begins with the source.
    expect(samr.findIndex(({ title }) => title === '现场照片册') + 1).toBe(samr.findIndex(({ volume }) => volume === 'secondary'));
    expect(samr.find(({ volume }) => volume === 'secondary')?.title).toBe('线索来源材料');

    // 住建部令55号 40: one volume, source and filing first.
    const { policy } = closed();
    const housing = closed().under({
      ...policy,
      thresholds: { ...policy.thresholds, fileOrder: { profile: 'mohurd', basis: '住建部令第55号第四十条' } },
    });
    const one = bound(housing);
    expect(one.every(({ volume }) => volume === 'main')).toBe(true);
    expect(one.slice(0, 7).map(({ title }) => title)).toEqual([
      '线索来源材料',
      '立案审批表',
      '调查终结报告',
      '责令改正通知书',
      '行政处罚事先告知书及送达回证',
      '行政处罚决定书',
      '送达回证',
    ]);

    // A case from before keeps the order given, with the filing aside.
    const before = bound(closed(), 3);
    expect(before.map(({ title }) => title)).toEqual(shuffled.papers.map(({ title }) => title));
    expect(before.find(({ title }) => title === '立案审批表')?.volume).toBe('secondary');
  });

  it('names what is missing, and refuses a paper twice', () => {
    const refusal = refusalOf(closed().when('ArchiveCase', archive(closed(), 2), 'handler1'));
    expect([refusal.code, refusal.needs]).toEqual(['file-incomplete', ['补入“立案审批表”', '补入“行政处罚决定书”']]);
    const twice = { ...archive(closed()), papers: [...archive(closed()).papers, { title: '送达回证', pages: 1 }] };
    expect(refusalOf(closed().when('ArchiveCase', twice, 'handler1')).code).toBe('paper-twice');
  });

  it('comes after the closing', () => {
    expect(refusalOf(done().when('ArchiveCase', archive(done()), 'handler1')).code).toBe('wrong-stage');
  });
});

const unfounded = (): Scene =>
  accepted()
    .did('RecordVerification', verification({ founded: false, matterCode: null, conduct: null, parties: [] }), 'handler1')
    .did('CloseUnfounded', { reason: '现场已无堆放' }, 'townhead');

describe('ReopenCase (行政处罚法 75(2))', () => {
  const reopen = (patch: Partial<PayloadOf<'ReopenCase'>> = {}): PayloadOf<'ReopenCase'> => ({
    to: 'execution',
    reason: '票据有误',
    legalBasis: '《行政处罚法》第七十五条',
    ...patch,
  });

  it('goes back to a stage the case has been in, from closed and from archived', () => {
    expect(fileOf(closed().when('ReopenCase', reopen(), 'bureauhead'))).toMatchObject({ stage: 'execution', ending: null });
    const archived = closed().did('ArchiveCase', archive(closed()), 'handler1');
    expect(fileOf(archived.when('ReopenCase', reopen(), 'bureauhead'))).toMatchObject({ stage: 'execution', archive: null });
    expect(refusalOf(closed().when('ReopenCase', reopen(), 'townhead')).code).toBe('role-required');
    expect(refusalOf(closed().when('ReopenCase', reopen({ to: 'discovery' }), 'bureauhead')).code).toBe('not-been-there');
  });

  it('decides anew only after the old decision was taken back', () => {
    expect(refusalOf(closed().when('ReopenCase', reopen({ to: 'evidence' }), 'bureauhead')).code).toBe('decision-stands');
    expect(refusalOf(closed().when('ReopenCase', reopen({ decisionRevoked: true }), 'bureauhead')).code).toBe('nothing-to-revoke');
    const again = closed().did('ReopenCase', reopen({ to: 'evidence', decisionRevoked: true }), 'bureauhead');
    expect(again.file).toMatchObject({ stage: 'evidence', decision: null, notice: null, conclusion: null });
    expect(again.file.evidence).toHaveLength(1);
  });

  // 行政处罚法 60, taken anew: a case investigated again is not without a day to be decided by.
  it('counts the ninety days anew from the reopening where it is investigated again', () => {
    const at = '2026-04-01T10:00:00+08:00';
    const open = (scene: Scene) =>
      deriveTerms(scene.policy, scene.file.ledger, scene.now)
        .filter((term) => term.open && term.key === 'decision-deadline')
        .map(({ deadline }) => deadline);
    expect(open(closed().at(at))).toEqual([]);
    const again = closed()
      .at(at)
      .did('ReopenCase', reopen({ to: 'evidence', decisionRevoked: true }), 'bureauhead');
    expect(open(again)).toEqual(['2026-06-30T23:59:59+08:00']);
    expect(open(closed().at(at).did('ReopenCase', reopen(), 'bureauhead'))).toEqual([]);
  });

  it('takes an unfounded lead up again', () => {
    expect(fileOf(unfounded().when('ReopenCase', reopen({ to: 'discovery' }), 'bureauhead')).stage).toBe('discovery');
  });
});

describe('PublishPenalty, WithdrawPublication (行政处罚法 48)', () => {
  const publish = (patch: Partial<PayloadOf<'PublishPenalty'>> = {}): PayloadOf<'PublishPenalty'> => ({
    publishedOn: '2026-03-09',
    where: '县政府网站',
    socialImpact: '多次投诉',
    redacted: true,
    ...patch,
  });
  const published = () => served().did('PublishPenalty', publish(), 'townhead');

  it('is published once, with privacy kept', () => {
    expect(refusalOf(served().when('PublishPenalty', publish({ redacted: false }), 'townhead')).code).toBe('not-redacted');
    expect(refusalOf(published().when('PublishPenalty', publish(), 'townhead')).code).toBe('already-published');
    expect(refusalOf(served().when('PublishPenalty', publish({ publishedOn: '2026-03-05' }), 'townhead')).code).toBe('before-its-cause');
    expect(refusalOf(submitted().when('PublishPenalty', publish(), 'townhead')).code).toBe('wrong-stage');
    const undecided = refusalOf(unfounded().when('PublishPenalty', publish(), 'townhead'));
    expect([undecided.code, undecided.needs]).toEqual(['no-decision', ['先作出决定']]);
  });

  it('is withdrawn with a reason; a court’s change starts the three workdays', () => {
    expect(
      refusalOf(served().when('WithdrawPublication', { withdrawnOn: '2026-03-09', ground: 'revoked', explanation: '撤销' }, 'townhead'))
        .code,
    ).toBe('not-published');
    const changed = published()
      .at('2026-05-06T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'started', on: '2026-03-30', reference: '复议1号' }, 'handler1')
      .did(
        'RecordLitigation',
        { kind: 'review', step: 'ended', on: '2026-05-06', reference: '复议1号', result: 'changed', fine: 200 },
        'handler1',
      );
    expect(changed.last('LitigationEnded').data.published).toBe(true);
    const outcome = changed.when(
      'WithdrawPublication',
      { withdrawnOn: '2026-05-06', ground: 'changed', explanation: '复议变更' },
      'townhead',
    );
    expect(fileOf(outcome).publication).toMatchObject({ reason: '复议变更' });
    const archived = published().having(() => ({ stage: 'archived' }));
    expect(
      eventsOf(
        archived.when('WithdrawPublication', { withdrawnOn: '2026-03-09', ground: 'mistaken', explanation: '姓名有误' }, 'townhead'),
      ),
    ).toEqual(['PublicationWithdrawn']);
  });

  it('is not withdrawn as revoked while the decision stands', () => {
    const withdrawn = { withdrawnOn: '2026-03-09', ground: 'revoked', explanation: '撤销' } as const;
    const refusal = refusalOf(published().when('WithdrawPublication', withdrawn, 'townhead'));
    expect([refusal.code, refusal.basis]).toEqual(['not-revoked', ['《行政处罚法》第四十八条第二款']]);
    expect(eventsOf(published().when('WithdrawPublication', { ...withdrawn, ground: 'mistaken' }, 'townhead'))).toEqual([
      'PublicationWithdrawn',
    ]);
    const revoked = published()
      .at('2026-05-06T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'started', on: '2026-03-30', reference: '复议1号' }, 'handler1')
      .did('RecordLitigation', { kind: 'review', step: 'ended', on: '2026-05-06', reference: '复议1号', result: 'revoked' }, 'handler1');
    const later = { ...withdrawn, withdrawnOn: '2026-05-06' };
    expect(eventsOf(revoked.when('WithdrawPublication', later, 'townhead'))).toEqual(['PublicationWithdrawn']);
  });

  it('marks a revocation by the agency itself for withdrawal', () => {
    const scene = done()
      .did('PublishPenalty', publish({ publishedOn: '2026-03-16' }), 'townhead')
      .did('CloseCase', close(), 'townhead');
    const outcome = scene.when(
      'ReopenCase',
      { to: 'evidence', reason: '认定有误', legalBasis: '第七十五条', decisionRevoked: true },
      'bureauhead',
    );
    expect(dataOf(outcome, 'CaseReopened').published).toBe(true);
  });
});
