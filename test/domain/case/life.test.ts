/** Whole lives of a case, from the lead to the archive, by the right people and by real commands only. */
import { describe, expect, it } from 'vitest';
import { fold } from '../../../domain/case/machine.ts';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { caseLight, deriveTerms } from '../../../domain/terms/view.ts';
import type { Stage } from '../../../domain/vocabulary.ts';
import { sha256, type Scene } from './kit.ts';
import { closed, conclusion, decision, evidenced, heard, notice, service, uncorrected } from './late-scenes.ts';
import { verified } from './scenes.ts';

const archived = (scene: Scene, by: 'handler1' | 'bureauhandler1' = 'handler1'): Scene =>
  scene.did(
    'ArchiveCase',
    { fileNumber: '云溪档〔2026〕1号', retention: 'years-10', papers: fileList(scene.file).map(({ title }) => ({ title, pages: 1 })) },
    by,
  );

const stages = (scene: Scene): Stage[] => {
  const seen: Stage[] = [];
  for (let length = 1; length <= scene.events.length; length++) {
    const { stage } = fold(scene.events.slice(0, length));
    if (stage !== 'unopened' && seen.at(-1) !== stage) seen.push(stage);
  }
  return seen;
};

/** What holds for every finished life. */
function whole(scene: Scene): void {
  expect(scene.file.stage).toBe('archived');
  expect(scene.refolded()).toEqual(scene.head.state);
  expect(verifyChain('case-1', scene.events, sha256)).toEqual({ ok: true, head: scene.head.hash, length: scene.events.length });
  expect(scene.events.map(({ seq }) => seq)).toEqual(scene.events.map((_, index) => index + 1));
  // Nothing of the office's runs on in an archived case.
  const open = deriveTerms(scene.policy, scene.file.ledger, scene.now).filter((term) => term.open && term.duty !== 'party');
  expect(open.map(({ key }) => key)).toEqual([]);
  expect(caseLight(deriveTerms(scene.policy, scene.file.ledger, scene.now)).light).not.toBe('red');
}

describe('a whole life', () => {
  it('ordinary: order, filing, evidence, review, notice, decision, service, payment, archive', () => {
    const life = archived(closed());
    whole(life);
    expect(stages(life)).toEqual(['discovery', 'stopping', 'evidence', 'review', 'decision', 'execution', 'closed', 'archived']);
    expect(life.file.ending?.outcome).toBe('penalty');
  });

  it('ordinary, with a hearing', () => {
    const decided = heard()
      .did('ReviewAfterHearing', { opinion: '听证程序合法，同意' }, 'bureaureview')
      .did('RecordStatement', { kind: 'no-answer', receivedOn: '2026-03-20', text: '听证外没有其他意见' }, 'handler1')
      .did('Decide', { kind: 'penalty', fine: 300, reasons: '听证意见未被采纳，理由见审核意见' }, 'townhead');
    const served = decided.at('2026-03-23T10:00:00+08:00').did('ServeDocument', service({ deliveredOn: '2026-03-23' }), 'handler1');
    const paid = served
      .at('2026-03-30T10:00:00+08:00')
      .did('RecordPayment', { amount: 300, paidOn: '2026-03-30', receipt: '浙0002' }, 'handler1');
    const checked = paid.did(
      'RecordCorrectionCheck',
      {
        correctionId: paid.file.corrections[0]?.id ?? '',
        corrected: true,
        correctedOn: '2026-03-25',
        findings: '已清理',
        officerIds: ['handler1', 'handler2'],
      },
      'handler1',
    );
    const life = archived(checked.did('CloseCase', { ground: 'executed', reason: '缴清并改正' }, 'townhead'));
    whole(life);
    const titles = fileList(life.file).map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['听证通知书', '听证笔录', '听证后法制审核意见书']));
  });

  it('simplified: on the spot, paid, reported, archived', () => {
    const scene = uncorrected();
    const decided = scene.did(
      'DecideOnTheSpot',
      {
        facts: '占道堆放砂石，责令改正后拒不改正',
        fine: 200,
        factors: { areaSqm: 2 },
        officerIds: ['handler1', 'handler2'],
        certificateShown: true,
        rightsTold: true,
        formNumber: '当罚2026001',
        handedOver: true,
        signed: true,
      },
      'handler1',
    );
    expect(decided.file.procedure).toBe('simplified');
    const paid = decided
      .at('2026-03-09T10:00:00+08:00')
      .did('ReportOnTheSpotPenalty', { to: '青石镇综合行政执法队' }, 'handler1')
      .did('RecordPayment', { amount: 200, paidOn: '2026-03-09', receipt: '浙0003' }, 'handler1');
    const checked = paid.did(
      'RecordCorrectionCheck',
      {
        correctionId: paid.file.corrections[0]?.id ?? '',
        corrected: true,
        correctedOn: '2026-03-09',
        findings: '已清理',
        officerIds: ['handler1', 'handler2'],
      },
      'handler1',
    );
    const life = archived(checked.did('CloseCase', { ground: 'executed', reason: '缴清并改正' }, 'townhead'));
    whole(life);
    expect(stages(life)).toEqual(['discovery', 'stopping', 'execution', 'closed', 'archived']);
    expect(fileList(life.file)[0]?.title).toBe('当场处罚决定书');
  });

  it('raised to the bureau, which investigates, decides and archives with its own people', () => {
    const bureau = ['bureauhandler1', 'bureauhandler2'];
    const evidence = evidenced().did('ProposeTransfer', { to: 'bureau-closes', reasons: '当事人在多个镇街占道，案情复杂' }, 'handler1');
    const taken = evidence.did(
      'AcceptTransfer',
      { handlerIds: bureau, custody: evidence.file.evidence.map(({ id }) => id), custodyNote: '逐项清点无误' },
      'bureauhead',
    );
    expect(taken.file).toMatchObject({ tier: 'bureau-closes', unit: { id: 'bureau' }, assistingUnits: [{ id: 'qingshi' }] });
    const decided = taken
      .did('ConcludeInvestigation', conclusion(taken), 'bureauhandler1')
      .did('SubmitForReview', { statement: '请审核' }, 'bureauhandler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview')
      .at('2026-03-06T10:00:00+08:00')
      .did('NotifyProposedDecision', notice(), 'bureauhandler1')
      .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃' }, 'bureauhandler1')
      .did('Decide', decision(), 'bureauhead');
    const paid = decided
      .at('2026-03-09T10:00:00+08:00')
      .did('ServeDocument', service(), 'bureauhandler1')
      .did('RecordPayment', { amount: 300, paidOn: '2026-03-09', receipt: '浙0004' }, 'bureauhandler1');
    // The town assists: its officers look at the correction on the spot.
    const checked = paid.did(
      'RecordCorrectionCheck',
      {
        correctionId: paid.file.corrections[0]?.id ?? '',
        corrected: true,
        correctedOn: '2026-03-09',
        findings: '已清理',
        officerIds: ['handler1', 'handler2'],
      },
      'handler1',
    );
    const life = archived(checked.did('CloseCase', { ground: 'executed', reason: '缴清并改正' }, 'bureauhead'), 'bureauhandler1');
    whole(life);
    expect(fileList(life.file).map(({ title }) => title)).toContain('提级移送交接材料');
  });

  it('corrected in time and closed without a penalty', () => {
    const ordered = verified().did(
      'OrderCorrection',
      { requirement: '清理', dueOn: '2026-03-04', officerIds: ['handler1', 'handler2'] },
      'handler1',
    );
    const checked = ordered
      .at('2026-03-04T16:00:00+08:00')
      .did(
        'RecordCorrectionCheck',
        {
          correctionId: ordered.file.corrections[0]?.id ?? '',
          corrected: true,
          correctedOn: '2026-03-04',
          findings: '已清理',
          officerIds: ['handler1', 'handler2'],
        },
        'handler1',
      );
    const life = archived(checked.did('CloseCorrected', { reason: '按期改正' }, 'townhead'));
    whole(life);
    expect(life.file.ending?.outcome).toBe('corrected');
  });
});
