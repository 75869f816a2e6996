/** Lives of a case from the filing on, reached by real commands. 2026-03-02 is a Monday; no holidays until April. */
import type { PayloadOf, Scene } from './kit.ts';
import { citizen, company, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];

/** Ordered to correct by 03-04, found not corrected on 03-05: the clause's 拒不改正 is open. */
export const uncorrected = (patch: Parameters<typeof verified>[0] = {}): Scene => {
  const ordered = verified(patch).did('OrderCorrection', { requirement: '清理堆放的砂石', dueOn: '2026-03-04', officerIds }, 'handler1');
  const correctionId = ordered.file.corrections[0]?.id ?? '';
  return ordered
    .at('2026-03-05T09:00:00+08:00')
    .did('RecordCorrectionCheck', { correctionId, corrected: false, findings: '仍未清理', officerIds }, 'handler1');
};

export const filed = (patch: Parameters<typeof verified>[0] = {}): Scene =>
  uncorrected(patch).did('FileCase', { officerIds, reason: '拒不改正，应当给予行政处罚' }, 'townhead');

export const evidenced = (patch: Parameters<typeof verified>[0] = {}): Scene => {
  const scene = filed(patch).did(
    'AddEvidence',
    {
      kind: 'inspection-record',
      title: '现场检查笔录',
      original: true,
      officerIds,
      collectedAt: '2026-03-05T08:50:00+08:00',
      place: '青石镇中心街12号',
    },
    'handler1',
  );
  const evidenceIds = scene.file.evidence.map(({ id }) => id);
  return scene.did('VerifyEvidence', { evidenceIds, findings: '与照片、询问笔录一致' }, 'handler1');
};

export const conclusion = (scene: Scene, patch: Partial<PayloadOf<'ConcludeInvestigation'>> = {}): PayloadOf<'ConcludeInvestigation'> => ({
  kind: 'penalty',
  facts: '张三在人行道堆放砂石3平方米，责令改正后拒不改正',
  report: '事实清楚，证据确凿，建议罚款300元',
  evidenceIds: scene.file.evidence.map(({ id }) => id),
  factors: { areaSqm: 3 },
  fine: 300,
  ...patch,
});

/** 300 yuan for a citizen, 轻微 (area below 5): 200 to below 500. */
export const concluded = (patch: Partial<PayloadOf<'ConcludeInvestigation'>> = {}): Scene => {
  const scene = evidenced();
  return scene.did('ConcludeInvestigation', conclusion(scene, patch), 'handler1');
};

export const submitted = (patch: Partial<PayloadOf<'ConcludeInvestigation'>> = {}): Scene =>
  concluded(patch).did('SubmitForReview', { statement: '请审核处罚建议' }, 'handler1');

export const reviewed = (patch: Partial<PayloadOf<'ConcludeInvestigation'>> = {}): Scene =>
  submitted(patch).did('PassReview', { opinion: '同意处罚建议' }, 'bureaureview');

export const notice = (patch: Partial<PayloadOf<'NotifyProposedDecision'>> = {}): PayloadOf<'NotifyProposedDecision'> => ({
  facts: '占道堆放砂石',
  reasons: '经责令改正拒不改正',
  legalBasis: '《浙江省城市市容和环境卫生管理条例》第十二条',
  method: 'direct',
  deliveredOn: '2026-03-06',
  recipient: '张三',
  receipt: '送达回证1号',
  ...patch,
});

/** Served Friday 2026-03-06: five workdays end on Friday 03-13. */
export const notified = (): Scene => reviewed().at('2026-03-06T10:00:00+08:00').did('NotifyProposedDecision', notice(), 'handler1');

export const waived = (): Scene =>
  notified().did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃陈述申辩' }, 'handler1');

export const decision = (patch: Partial<PayloadOf<'Decide'>> = {}): PayloadOf<'Decide'> => ({
  kind: 'penalty',
  fine: 300,
  reasons: '事实清楚，当事人放弃陈述申辩',
  ...patch,
});

/** Decided on Friday 2026-03-06. */
export const decided = (): Scene => waived().did('Decide', decision(), 'townhead');

export const service = (patch: Partial<PayloadOf<'ServeDocument'>> = {}): PayloadOf<'ServeDocument'> => ({
  document: 'decision',
  method: 'direct',
  deliveredOn: '2026-03-09',
  recipient: '张三',
  receipt: '送达回证2号',
  ...patch,
});

/** Served on Monday 2026-03-09: to be paid by 03-24. */
export const served = (): Scene => decided().at('2026-03-09T10:00:00+08:00').did('ServeDocument', service(), 'handler1');

export const paid = (): Scene =>
  served().at('2026-03-16T10:00:00+08:00').did('RecordPayment', { amount: 300, paidOn: '2026-03-16', receipt: '浙0001' }, 'handler1');

/** The correction was looked at again after the decision; everything owed is done. */
export const done = (): Scene => {
  const scene = paid();
  return scene.did(
    'RecordCorrectionCheck',
    { correctionId: scene.file.corrections[0]?.id ?? '', corrected: true, correctedOn: '2026-03-12', findings: '已清理完毕', officerIds },
    'handler1',
  );
};

export const closed = (): Scene => done().did('CloseCase', { ground: 'executed', reason: '罚款缴清，已改正' }, 'townhead');

/** A company whose proposed fine opens the right to a hearing is rare in the list; the threshold is lowered instead. */
export const withHearingFrom = (scene: Scene, citizenFine: number): Scene => {
  const { thresholds } = scene.policy;
  return scene.under({ ...scene.policy, thresholds: { ...thresholds, hearingFine: { ...thresholds.hearingFine, citizen: citizenFine } } });
};

/** Notified with the right to a hearing. */
export const notifiedWithHearing = (): Scene =>
  withHearingFrom(reviewed(), 300).at('2026-03-06T10:00:00+08:00').did('NotifyProposedDecision', notice(), 'handler1');

export const hearingRequested = (): Scene =>
  notifiedWithHearing().did('RequestHearing', { requestedOn: '2026-03-06', text: '要求听证' }, 'handler1');

export const hearing = (patch: Partial<PayloadOf<'ScheduleHearing'>> = {}): PayloadOf<'ScheduleHearing'> => ({
  heldAt: '2026-03-20T09:00:00+08:00',
  place: '执法局听证室',
  chairId: 'bureauhead',
  noticeOn: '2026-03-09',
  receipt: '送达回证3号',
  ...patch,
});

/** Notified on Monday 03-09 for Friday 03-20: nine workdays before. */
export const hearingScheduled = (): Scene =>
  hearingRequested().at('2026-03-09T11:00:00+08:00').did('ScheduleHearing', hearing(), 'bureaureview');

export const hearingRecord = (patch: Partial<PayloadOf<'RecordHearing'>> = {}): PayloadOf<'RecordHearing'> => ({
  heldOn: '2026-03-20',
  ended: 'held',
  attendance: '当事人、调查人员到场',
  summary: '双方陈述、质证',
  opinion: '建议维持处罚建议',
  signed: true,
  ...patch,
});

export const heard = (): Scene => hearingScheduled().at('2026-03-20T11:00:00+08:00').did('RecordHearing', hearingRecord(), 'bureauhead');

export { citizen, company };

/** Proposed to the bureau and not answered yet. */
export const TRANSFER_PENDING = {
  from: 'town-closes',
  to: 'bureau-closes',
  by: 'person',
  reasons: '',
  rule: null,
  answerDueAt: null,
  proposedAt: '',
  proposer: '',
  toUnit: null,
} as const;
