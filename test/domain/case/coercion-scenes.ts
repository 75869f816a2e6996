/**
 * A rural building without permission (GH-0102, 城乡规划法 65): ordered, decided without a penalty, and taken down by the
 * township itself. 2026-03-02 is a Monday.
 */
import type { PayloadOf, Scene } from './kit.ts';
import { verified } from './scenes.ts';
import { service, uncorrected } from './late-scenes.ts';

const officerIds = ['handler1', 'handler2'];

export const BUILDING = 'GH-0102';

/** Ordered to stop and correct by 03-04, found standing on 03-05, filed, concluded and told on 03-06. */
export const orderProposed = (code = BUILDING): Scene => {
  const found = verified({ matterCode: code }).did(
    'OrderCorrection',
    { requirement: '停止建设，自行拆除未取得乡村建设规划许可证的房屋', dueOn: '2026-03-04', officerIds },
    'handler1',
  );
  const unmet = found
    .at('2026-03-05T09:00:00+08:00')
    .did(
      'RecordCorrectionCheck',
      { correctionId: found.file.corrections[0]?.id ?? '', corrected: false, findings: '继续施工', officerIds },
      'handler1',
    );
  const filed = unmet
    .did('FileCase', { officerIds, reason: '逾期不改正' }, 'townhead')
    .did(
      'AddEvidence',
      {
        kind: 'inspection-record',
        title: '现场勘验笔录',
        original: true,
        officerIds,
        collectedAt: '2026-03-05T08:50:00+08:00',
        place: '青石镇上村12号',
      },
      'handler1',
    );
  const evidenceIds = filed.file.evidence.map(({ id }) => id);
  return filed
    .did('VerifyEvidence', { evidenceIds, findings: '与测绘图一致' }, 'handler1')
    .did(
      'ConcludeInvestigation',
      { kind: 'order', facts: '未取得乡村建设规划许可证建房60平方米', report: '建议责令限期拆除', evidenceIds },
      'handler1',
    );
};

export const orderNotified = (code = BUILDING): Scene =>
  orderProposed(code)
    .did('SubmitForReview', { statement: '请审核' }, 'handler1')
    .did('PassReview', { opinion: '同意' }, 'bureaureview')
    .at('2026-03-06T10:00:00+08:00')
    .did(
      'NotifyProposedDecision',
      {
        facts: '未取得乡村建设规划许可证建房',
        reasons: '逾期不改正',
        legalBasis: '《城乡规划法》第六十五条',
        method: 'direct',
        deliveredOn: '2026-03-06',
        recipient: '张三',
        receipt: '送达回证1号',
      },
      'handler1',
    )
    .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃陈述申辩' }, 'handler1');

export const order = (patch: Partial<PayloadOf<'Decide'>> = {}): PayloadOf<'Decide'> => ({
  kind: 'order',
  reasons: '违反城乡规划法第四十一条，无法采取改正措施',
  correction: { requirement: '自行拆除违法建设的房屋', dueOn: '2026-03-23' },
  ...patch,
});

/** Decided on Friday 03-06, to be taken down by 03-23; served on Monday 03-09, or another day. */
export const ordered = (servedOn = '2026-03-09', code = BUILDING): Scene =>
  orderNotified(code)
    .did('Decide', order(), 'townhead')
    .at(`${servedOn}T11:00:00+08:00`)
    .did('ServeDocument', service({ deliveredOn: servedOn }), 'handler1');

export const orderIdOf = (scene: Scene): string => scene.file.corrections.at(-1)?.id ?? '';

/** Looked at on Tuesday 03-24: it still stands. */
export const standing = (servedOn = '2026-03-09', code = BUILDING): Scene => {
  const scene = ordered(servedOn, code).at('2026-04-10T09:00:00+08:00');
  return scene.did(
    'RecordCorrectionCheck',
    { correctionId: orderIdOf(scene), corrected: false, findings: '房屋仍在', officerIds },
    'handler1',
  );
};

export const demand = (scene: Scene, patch: Partial<PayloadOf<'DemandCompliance'>> = {}): PayloadOf<'DemandCompliance'> => ({
  correctionId: orderIdOf(scene),
  dueOn: '2026-04-27',
  text: '请于四月二十七日前自行拆除；您有陈述权、申辩权',
  method: 'direct',
  deliveredOn: '2026-04-10',
  recipient: '张三',
  receipt: '送达回证3号',
  ...patch,
});

/** Demanded on Friday 04-10 by 04-27, announced on 04-28 by 05-15. */
export const announced = (servedOn = '2026-03-09', code = BUILDING): Scene => {
  const scene = standing(servedOn, code);
  return scene
    .did('DemandCompliance', demand(scene), 'handler1')
    .at('2026-04-28T10:00:00+08:00')
    .did(
      'AnnounceDemolition',
      { announcedOn: '2026-04-28', where: '违法建筑现场和村务公开栏', removeBy: '2026-05-15', text: '限期自行拆除' },
      'handler1',
    );
};

export const forcedDecision = (
  scene: Scene,
  patch: Partial<PayloadOf<'DecideForcedExecution'>> = {},
): PayloadOf<'DecideForcedExecution'> => ({
  correctionId: orderIdOf(scene),
  reasons: '经催告、公告，当事人逾期不拆除，也没有申请复议或者提起诉讼',
  manner: '机械拆除',
  plannedOn: '2026-09-15',
  documentNumber: '青强执〔2026〕1号',
  ...patch,
});

/** Served 03-09: the six months end on Wednesday 09-09; decided on Thursday 09-10 for 09-15, served the same day. */
export const forcedServed = (): Scene => {
  const scene = announced().at('2026-09-10T09:00:00+08:00');
  return scene
    .did('DecideForcedExecution', forcedDecision(scene), 'townhead')
    .did('ServeDocument', service({ document: 'coercion-decision', deliveredOn: '2026-09-10', receipt: '送达回证4号' }), 'handler1');
};

export const execution = (patch: Partial<PayloadOf<'RecordForcedExecution'>> = {}): PayloadOf<'RecordForcedExecution'> => ({
  startedAt: '2026-09-15T09:00:00+08:00',
  endedAt: '2026-09-15T16:00:00+08:00',
  officerIds,
  partyNotifiedOn: '2026-09-10',
  partyPresent: true,
  signed: true,
  belongings: '无',
  utilitiesKept: true,
  result: '房屋已拆除，场地已清理',
  complete: true,
  recordingHash: 'b'.repeat(64),
  ...patch,
});

export const demolished = (): Scene => forcedServed().at('2026-09-15T17:00:00+08:00').did('RecordForcedExecution', execution(), 'handler1');

export const demolitionClosed = (): Scene =>
  demolished().did('CloseCase', { ground: 'order-performed', reason: '房屋已强制拆除' }, 'townhead');

export const substitution = (
  scene: Scene,
  patch: Partial<PayloadOf<'DecideSubstitutePerformance'>> = {},
): PayloadOf<'DecideSubstitutePerformance'> => ({
  correctionId: scene.file.corrections[0]?.id ?? null,
  object: '清除人行道上的砂石3立方米',
  harm: 'traffic',
  reasons: '堆放物迫使行人走上车行道',
  manner: '装载清运',
  performOn: '2026-03-20',
  performer: '云溪县环卫公司',
  interested: false,
  budget: 800,
  documentNumber: '青代履〔2026〕1号',
  ...patch,
});
/** Ordered by 03-04, found unmet on 03-05; demanded on 03-06 by 03-12. */
export const substitutionDemanded = (): Scene => {
  const scene = uncorrected().at('2026-03-06T09:00:00+08:00');
  const payload = demand(scene, { deliveredOn: '2026-03-06', dueOn: '2026-03-12' });
  return scene.did('DemandCompliance', payload, 'handler1');
};
export const substitutionDecided = (): Scene => {
  const scene = substitutionDemanded().at('2026-03-13T09:00:00+08:00');
  return scene
    .did('DecideSubstitutePerformance', substitution(scene), 'townhead')
    .did('ServeDocument', service({ document: 'coercion-decision', deliveredOn: '2026-03-13', receipt: '送达回证8号' }), 'handler1');
};
export const performance = (
  scene: Scene,
  patch: Partial<PayloadOf<'RecordSubstitutePerformance'>> = {},
): PayloadOf<'RecordSubstitutePerformance'> => ({
  substitutionId: scene.file.coercion?.substitutions[0]?.id ?? 'none',
  startedAt: '2026-03-20T09:00:00+08:00',
  endedAt: '2026-03-20T11:00:00+08:00',
  supervisorIds: ['handler2'],
  utilitiesKept: true,
  partyPresent: true,
  signed: true,
  peaceful: true,
  result: '已清运',
  complete: true,
  cost: 760,
  recordingNote: '已书面记录',
  ...patch,
});

/** Demanded once more on Tuesday 03-17, and performed on Friday 03-20. */
export const substituted = (): Scene => {
  const scene = substitutionDecided().at('2026-03-17T09:00:00+08:00');
  const left = demand(scene, {
    correctionId: scene.file.corrections[0]?.id ?? '',
    deliveredOn: '2026-03-17',
    dueOn: '2026-03-19',
    receipt: '送达回证9号',
    method: 'left',
    witness: '村委会王五',
    recordingHash: 'c'.repeat(64),
    serviceReason: '当事人拒收',
  });
  const again = scene.did('DemandCompliance', left, 'handler1').at('2026-03-20T12:00:00+08:00');
  return again.did('RecordSubstitutePerformance', performance(again, { recordingHash: 'd'.repeat(64) }), 'handler1');
};

/** A road is cleared at once in the night; the party was not there and is told afterwards (行政强制法 52). */
export const clearedAtOnce = (): Scene => {
  const scene = uncorrected().at('2026-03-05T22:30:00+08:00');
  const payload = substitution(scene, {
    correctionId: null,
    harm: null,
    atOnce: true,
    place: 'road',
    partyUnable: true,
    performOn: '2026-03-05',
  });
  const ordered = scene.did('DecideSubstitutePerformance', payload, 'townhead').at('2026-03-06T01:00:00+08:00');
  return ordered.did(
    'RecordSubstitutePerformance',
    performance(ordered, {
      startedAt: '2026-03-05T23:00:00+08:00',
      endedAt: '2026-03-06T00:30:00+08:00',
      urgentReason: '车辆已避让不及',
      partyPresent: false,
      witness: '交警',
      partyToldOn: '2026-03-06',
    }),
    'handler1',
  );
};

/** In urgency, on a Sunday night, of a building that another law lets only the county government have taken down. */
export const demolishedInUrgency = (): Scene => {
  const scene = announced('2026-03-09', 'GH-0103')
    .did('RecordDemandAnswer', { receivedOn: '2026-04-20', text: '请求宽限', adopted: false, answer: '没有理由' }, 'handler1')
    .at('2026-09-10T09:00:00+08:00');
  const decided = scene
    .did('DecideForcedExecution', forcedDecision(scene, { commission: '云政〔2026〕9号', plannedOn: '2026-09-10' }), 'townhead')
    .did('ServeDocument', service({ document: 'coercion-decision', deliveredOn: '2026-09-10', receipt: '送达回证4号' }), 'handler1');
  const night = execution({
    startedAt: '2026-09-13T22:30:00+08:00',
    endedAt: '2026-09-14T01:00:00+08:00',
    urgentReason: '暴雨，房屋随时可能坍塌',
    partyPresent: false,
    witness: '公证员赵六',
    recordingHash: null,
    recordingNote: '设备进水，已书面记录',
    cost: 12000,
  });
  return decided.at('2026-09-14T08:00:00+08:00').did('RecordForcedExecution', night, 'handler1');
};

/** What it cost, decided on Monday 03-23 within the budget. */
export const costDecision = (
  scene: Scene,
  patch: Partial<PayloadOf<'DecideSubstitutionCost'>> = {},
): PayloadOf<'DecideSubstitutionCost'> => ({
  substitutionId: scene.file.coercion?.substitutions[0]?.id ?? 'none',
  items: [
    { what: '装载人工', amount: 300 },
    { what: '清运车辆', amount: 460 },
  ],
  documentNumber: '青代履费〔2026〕1号',
  ...patch,
});

export const costDecided = (scene = substituted(), patch: Partial<PayloadOf<'DecideSubstitutionCost'>> = {}): Scene =>
  scene.at('2026-03-23T09:00:00+08:00').did('DecideSubstitutionCost', costDecision(scene, patch), 'townhead');

export const costIdOf = (scene: Scene): string => scene.file.substitutionCosts.at(-1)?.costId ?? 'none';

const paper = (scene: Scene, deliveredOn: string, receipt: string) => ({
  costId: costIdOf(scene),
  method: 'left' as const,
  deliveredOn,
  recipient: '张三',
  receipt,
  witness: '村委会王五',
  recordingHash: 'e'.repeat(64),
  serviceReason: '当事人拒收',
});

export const costService = (scene: Scene): PayloadOf<'ServeSubstitutionCost'> => paper(scene, '2026-03-24', '送达回证20号');

/** Served on Tuesday 03-24. */
export const costServed = (scene = costDecided()): Scene =>
  scene.at('2026-03-24T10:00:00+08:00').did('ServeSubstitutionCost', costService(scene), 'handler1');

export const costDemand = (scene: Scene, deliveredOn: string): PayloadOf<'DemandSubstitutionCost'> => ({
  ...paper(scene, deliveredOn, '送达回证21号'),
  text: '请缴纳代履行费用；您有陈述权、申辩权',
});

/** Demanded on Monday 09-14. */
export const costDemanded = (scene = costServed()): Scene =>
  scene.at('2026-09-14T10:00:00+08:00').did('DemandSubstitutionCost', costDemand(scene, '2026-09-14'), 'handler1');

export const costRemedy = (
  scene: Scene,
  patch: Partial<PayloadOf<'RecordSubstitutionCostRemedy'>> = {},
): PayloadOf<'RecordSubstitutionCostRemedy'> => ({
  costId: costIdOf(scene),
  kind: 'review',
  step: 'started',
  on: '2026-04-20',
  reference: '复议9号',
  ...patch,
});

/** Taken to the court after the three months, and enforced. */
export const costEnforced = (): Scene => {
  const scene = costDemanded();
  const costId = costIdOf(scene);
  return scene
    .did(
      'AnswerSubstitutionCostComment',
      { costId, receivedOn: '2026-09-14', text: '费用过高', adopted: false, answer: '有票据' },
      'handler1',
    )
    .at('2027-01-11T10:00:00+08:00')
    .did(
      'ApplyCourtForSubstitutionCost',
      { costId, appliedOn: '2027-01-11', court: '云溪县人民法院', lateReason: '当事人承诺缴纳而未缴' },
      'townhead',
    )
    .did('RecordSubstitutionCostCourtAnswer', { costId, on: '2027-01-11', answer: 'completed', text: '执行完毕' }, 'handler1');
};

/** Lowered in review, and paid. */
export const costLowered = (): Scene => {
  const scene = costServed().at('2026-05-20T10:00:00+08:00');
  const costId = costIdOf(scene);
  return scene
    .did('RecordSubstitutionCostRemedy', costRemedy(scene, { copyReceivedOn: '2026-04-22' }), 'handler1')
    .did('RecordSubstitutionCostRemedy', costRemedy(scene, { step: 'answered', on: '2026-04-30', reference: '答复9号' }), 'handler1')
    .did(
      'RecordSubstitutionCostRemedy',
      costRemedy(scene, {
        step: 'ended',
        on: '2026-05-18',
        reference: '复议9号决定',
        result: 'changed',
        amount: 700,
        servedOn: '2026-05-19',
      }),
      'handler1',
    )
    .did('RecordSubstitutionCostPayment', { costId, amount: 700, paidOn: '2026-05-20', receipt: '浙0901' }, 'handler1');
};

/** Upheld, and so still the office's to take to the court. */
export const costUpheld = (): Scene => {
  const begun = costServed().at('2026-06-22T10:00:00+08:00');
  return begun
    .did('RecordSubstitutionCostRemedy', costRemedy(begun), 'handler1')
    .did(
      'RecordSubstitutionCostRemedy',
      costRemedy(begun, { step: 'ended', on: '2026-06-18', reference: '复议9号决定', result: 'upheld', servedOn: '2026-06-22' }),
      'handler1',
    );
};

export const costOfAnother = (): Scene => costDecided(substituted(), { otherwise: '专项法律规定由县级人民政府承担', payDays: 20 });

export const costWithdrawn = (): Scene => {
  const scene = costDecided(clearedAtOnce(), { items: [{ what: '清运', amount: 760 }] });
  return scene.did('EndSubstitutionCost', { costId: costIdOf(scene), ground: 'withdrawn', reason: '车辆费用重复计算' }, 'townhead');
};

export const costOverBudget = (): Scene => {
  const scene = substitutionDecided().at('2026-03-17T09:00:00+08:00');
  const correctionId = scene.file.corrections[0]?.id ?? '';
  const last = demand(scene, { correctionId, deliveredOn: '2026-03-17', dueOn: '2026-03-19', receipt: '送达回证9号' });
  const again = scene.did('DemandCompliance', last, 'handler1').at('2026-03-20T12:00:00+08:00');
  return costDecided(again.did('RecordSubstitutePerformance', performance(again, { cost: 1000 }), 'handler1'), {
    items: [{ what: '清运', amount: 900 }],
    overBudget: '砂石实为四立方米',
  });
};
