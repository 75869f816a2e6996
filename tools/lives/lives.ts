/** Whole lives of cases, as the law's own stretches. */
import * as part from './parts.ts';
import { bureauOf, type Cast, type Facts, type Scene, WORKDAY } from './scene.ts';

/** 普通程序: from the lead to the archive, returned once by the review. */
export async function ordinary(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await ordinaryFromDispatch(scene, cast, facts);
}

export async function ordinaryFromDispatch(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 3);
  await scene.refused('FileCase', cast.handler, { officerIds: [cast.handler, cast.second], reason: '自行立案' }, 'role-required');
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await part.check(scene, cast, true);
  await part.conclude(scene, cast, facts);
  await part.submit(scene, cast);
  await part.supplement(scene, cast);
  await part.pass(scene, cast);
  await part.notify(scene, cast);
  await scene.refused('Decide', cast.head, { kind: 'penalty', fine: facts.fine, reasons: '告知当日即决定' }, 'statement-term-running');
  await part.hear(scene, cast);
  await part.decide(scene, cast);
  await part.serve(scene, cast);
  await part.pay(scene, cast);
  await part.close(scene, cast);
  await part.archive(scene, cast);
}

/** 简易程序: decided on the spot within Art. 51's limits. */
export async function onTheSpot(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  const payload = {
    facts: `${facts.party.name}于${facts.conductOn}在${facts.address}的违法行为，事实确凿。`,
    factors: facts.factors,
    officerIds: [cast.handler, cast.second],
    certificateShown: true,
    rightsTold: true,
    formNumber: `云执当罚${scene.file.version}`,
    handedOver: true,
    signed: true,
    correctedOnSpot: true,
  };
  await scene.refused('DecideOnTheSpot', cast.handler, { ...payload, fine: 300 }, 'over-simplified-limit');
  await scene.pass(0.2);
  await scene.step('DecideOnTheSpot', cast.handler, { ...payload, fine: facts.fine });
  await scene.pass(2);
  await scene.step('ReportOnTheSpotPenalty', cast.handler, { to: '镇综合行政执法办公室' });
  await part.pay(scene, cast);
  await part.close(scene, cast);
  await part.archive(scene, cast);
}

/** 首违不罚: minor, corrected in time, educated, nothing known before. */
export async function exempted(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 3);
  await scene.pass(5);
  await part.check(scene, cast, true);
  await scene.pass(2);
  await scene.step('ExemptFirstViolation', cast.head, {
    finding: '面积小，时间短，未造成危害后果。',
    condition: '符合首违不罚清单所列条件：初次违法、后果轻微、及时改正。',
    education: '当面宣讲规定，当事人签收教育告知书。',
    educatedOn: scene.today(),
  });
  await part.archive(scene, cast);
}

/** A matter that punishes only after an order to correct was refused; corrected in the end, before the case is closed. */
export async function afterRefusal(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 3);
  await scene.pass(24);
  await part.check(scene, cast, false);
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await part.untilServed(scene, cast, facts);
  await scene.pass(4);
  await part.check(scene, cast, true);
  await part.pay(scene, cast);
  await part.close(scene, cast);
  await part.archive(scene, cast);
}

/** Crosses town borders: raised to the bureau, which handles it while the town assists. */
export async function raised(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts, ['cross-area']);
  await scene.pass(6);
  await scene.step('AcceptTransfer', 'bureauhandler1', {
    handlerIds: ['bureauhandler1', 'bureauhandler2'],
    custody: scene.file.evidence.map(({ id }) => id),
  });
  const bureau = bureauOf(cast);
  await part.stop(scene, bureau, 5);
  await part.file(scene, bureau);
  await part.investigate(scene, bureau, facts);
  await scene.pass(10);
  await part.check(scene, bureau, true);
  await part.untilServed(scene, bureau, facts);
  await part.pay(scene, bureau);
  await part.close(scene, bureau);
  await part.archive(scene, bureau);
}

/** 普通程序, with a fine large enough for a hearing: up to the day that was set for it. */
export async function untilHearing(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 5);
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await part.check(scene, cast, true);
  await part.conclude(scene, cast, facts);
  await part.submit(scene, cast);
  await part.pass(scene, cast);
  await part.notify(scene, cast);
  await scene.pass(6);
  await scene.step('RequestHearing', cast.handler, { requestedOn: scene.today(), text: '对拟罚款数额有异议，要求听证。' });
  await scene.pass(2);
  await scene.step('ScheduleHearing', cast.townReviewer, {
    // Three weeks hold seven workdays whatever holidays fall into them.
    heldAt: `${plusDays(scene.today(), 21)}T14:30:00+08:00`,
    place: '镇政府三楼会议室',
    chairId: cast.townReviewer,
    noticeOn: scene.today(),
    receipt: '听证通知书送达回证',
  });
  await scene.pass(16 * WORKDAY);
}

/** From the hearing to the archive: reviewed again, discussed by the heads, never heavier than notified. */
export async function fromHearing(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await scene.refused('Decide', cast.head, { kind: 'penalty', fine: facts.fine, reasons: '未经听证' }, 'statement-not-recorded');
  await scene.step('RecordHearing', cast.townReviewer, {
    heldOn: scene.today(),
    ended: 'held',
    attendance: '当事人及其代理人、调查人员到场',
    summary: '调查人员举证，当事人对数额提出异议，双方质证辩论。',
    opinion: '事实清楚，数额在法定幅度内，建议维持。',
    signed: true,
  });
  await scene.pass(3);
  await scene.step('RecordStatement', cast.handler, {
    kind: 'defence',
    receivedOn: scene.today(),
    text: '请求减轻罚款。',
    points: [{ argument: '经济困难，请求减轻', adopted: false, answer: '可依法申请分期缴纳，不影响数额。' }],
  });
  await scene.pass(3);
  await scene.step('ReviewAfterHearing', cast.reviewer, { opinion: '听证程序合法，处罚意见有笔录支持，同意。' });
  await scene.pass(3);
  await scene.step('RecordCollectiveDiscussion', cast.head, {
    heldOn: scene.today(),
    memberIds: [cast.head, 'towndeputy'],
    minutes: '与会人员逐一发表意见，一致同意。',
    conclusion: '同意拟处罚意见。',
  });
  await scene.refused('Decide', cast.head, { kind: 'penalty', fine: facts.fine + 1_000, reasons: '加重' }, 'heavier-than-notified');
  await part.decide(scene, cast);
  await part.serve(scene, cast);
  await part.pay(scene, cast);
  await part.close(scene, cast);
  await part.archive(scene, cast);
}

/** At the bureau a crime is suspected: referred to the police, who file it. */
export async function police(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts, ['cross-area']);
  await scene.step('AcceptTransfer', 'bureauhandler1', { handlerIds: ['bureauhandler1', 'bureauhandler2'], custody: [] });
  const bureau = bureauOf(cast);
  await part.file(scene, bureau);
  await part.investigate(scene, bureau, facts);
  await scene.step('MarkCriminalSuspicion', bureau.handler, { suspected: true, grounds: '数量巨大，涉嫌非法占用农用地罪。' });
  await scene.refused(
    'ConcludeInvestigation',
    bureau.handler,
    {
      kind: 'penalty',
      facts: '以罚代刑',
      report: '以罚代刑',
      evidenceIds: scene.file.evidence.map(({ id }) => id),
      factors: facts.factors,
      fine: facts.fine,
    },
    'criminal-suspected',
  );
  await part.refer(scene, bureau, { crime: '非法占用农用地罪', grounds: '涉案面积达到立案追诉标准。' });
  await scene.refused('ApproveReferral', 'bureaudeputy', {}, 'principal-head-required');
  await part.handOver(scene, bureau, '云公受案〔2026〕1号');
  await scene.step('RecordPoliceAnswer', bureau.handler, {
    filed: true,
    receivedOn: scene.today(),
    documentNumber: '云公立字〔2026〕1号',
    text: '决定立案侦查。',
  });
  await scene.refused('CloseCase', bureau.head, { ground: 'transferred-police', reason: '公安机关已立案侦查。' }, 'goods-not-handed-over');
  await scene.step('HandOverGoodsToPolice', bureau.handler, { items: '无涉案物品；移交调查卷宗材料一册', receipt: '云公接收〔2026〕1号' });
  await scene.step('CloseCase', bureau.head, { ground: 'transferred-police', reason: '公安机关已立案侦查。' });
  await part.archive(scene, bureau);
}

/** Two towns each say it is the other's; they do not agree, and the county designates. */
export async function dispute(scene: Scene, cast: Cast, other: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await scene.step('RaiseJurisdictionDispute', cast.head, { unitId: other.unitId, reason: '违法行为发生在界河对岸，不属本镇。' });
  await scene.step('RecordConsultation', other.head, { agreed: false, result: '双方对界址认识不一，未达成一致。' });
  await scene.step('DesignateJurisdiction', 'countychief', { unitId: other.unitId, document: '云政函〔2026〕1号' });
  await scene.step('AcceptDispatch', other.handler, { handlerIds: [other.handler, other.second] });
  await scene.step('RecordVerification', other.handler, {
    founded: false,
    findings: '现场已自行清理，未发现违法事实。',
    officerIds: [other.handler, other.second],
  });
  await scene.step('CloseUnfounded', other.head, { reason: '经核查不属实。' });
}

/** 核查不属实. */
export async function unfounded(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await scene.pass(4);
  await scene.step('RecordVerification', cast.handler, {
    founded: false,
    findings: '两次到现场均未发现所反映的情况，走访周边三户也未见。',
    officerIds: [cast.handler, cast.second],
  });
  await scene.pass(3);
  await scene.step('CloseUnfounded', cast.head, { reason: '经核查不属实。' });
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
