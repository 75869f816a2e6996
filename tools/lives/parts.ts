/** The parts that lives share, each a stretch of the ordinary way. */
import { fileList } from '../../domain/case/closing/file-list.ts';
import { addDays } from '../../domain/terms/instant.ts';
import type { Cast, Facts, Scene } from './scene.ts';

const officers = (cast: Cast) => [cast.handler, cast.second];

/** From the inbox to an accepted dispatch. */
export async function discover(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await scene.step('OpenCase', cast.dispatcher, {
    title: facts.title,
    townId: facts.townId,
    address: facts.address,
    channel: facts.channel,
    receivedAt: facts.receivedAt,
    text: facts.text,
    leadId: facts.leadId,
    emergency: facts.emergency ?? false,
  });
  await dispatch(scene, cast);
}

export async function dispatch(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(0.4);
  await scene.step('DispatchCase', cast.dispatcher, { unitId: cast.unitId, instruction: '请到现场核查，属实的及时制止并收集证据。' });
  await scene.pass(1);
  await scene.step('AcceptDispatch', cast.handler, { handlerIds: officers(cast) });
}

export async function verify(scene: Scene, cast: Cast, facts: Facts, circumstances: string[] = []): Promise<void> {
  await scene.pass(3);
  await scene.step('RecordVerification', cast.handler, {
    founded: true,
    findings: `现场核查：${facts.text.slice(0, 60)}情况属实。`,
    officerIds: officers(cast),
    matterCode: facts.matterCode,
    conduct: { on: facts.conductOn, place: facts.address },
    parties: [{ ...facts.party }],
    circumstances,
  });
}

/** Stops it on the spot and orders correction within days of the order: the office may reopen only after a holiday. */
export async function stop(scene: Scene, cast: Cast, days: number): Promise<void> {
  await scene.pass(0.3);
  await scene.step('RecordStopAction', cast.handler, {
    action: '当场要求停止违法行为',
    result: '当事人停止，表示配合整改',
    corrected: false,
    officerIds: officers(cast),
  });
  await scene.pass(0.3);
  await scene.step('OrderCorrection', cast.handler, {
    requirement: '停止违法行为，清理现场',
    dueOn: addDays(scene.today(), days),
    officerIds: officers(cast),
  });
}

export async function check(scene: Scene, cast: Cast, corrected: boolean): Promise<void> {
  const order = scene.file.corrections.at(-1);
  if (!order) throw new Error('no order to correct');
  await scene.step('RecordCorrectionCheck', cast.handler, {
    correctionId: order.id,
    corrected,
    correctedOn: corrected ? scene.today() : null,
    refused: !corrected,
    findings: corrected ? '现场已清理，违法行为已停止' : '当事人拒绝改正，现场未清理',
    officerIds: officers(cast),
  });
}

export async function file(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(4);
  await scene.step('RequestFiling', cast.handler, { reason: '违法事实初步查明，符合立案标准。', officerIds: officers(cast) });
  await scene.pass(3);
  await scene.step('FileCase', cast.head, { officerIds: officers(cast), reason: '有违法事实，应当给予行政处罚，属于本机关管辖。' });
}

/** A photograph as evidence, an inspection record and an interview; all found true. */
export async function investigate(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await scene.pass(2);
  const photo = await scene.upload('现场照片.png', PIXEL, cast.handler);
  await scene.step('AddEvidence', cast.handler, {
    kind: 'documentary',
    title: '现场照片',
    fileHash: photo,
    original: true,
    officerIds: officers(cast),
    collectedAt: scene.now(),
    place: facts.address,
  });
  await scene.pass(1);
  await scene.step('AddEvidence', cast.handler, {
    kind: 'inspection-record',
    title: '现场检查笔录',
    original: true,
    officerIds: officers(cast),
    collectedAt: scene.now(),
    place: facts.address,
  });
  await scene.pass(5);
  await scene.step('RecordInterview', cast.handler, {
    person: facts.party.name,
    role: 'party',
    officerIds: officers(cast),
    askedAt: scene.now(),
    place: '执法办公室询问室',
    certificateShown: true,
    summary: '当事人承认违法事实，对照片和笔录无异议。',
    signed: true,
  });
  await scene.pass(2);
  await scene.step('VerifyEvidence', cast.handler, {
    evidenceIds: scene.file.evidence.map(({ id }) => id),
    findings: '照片、笔录和陈述相互印证，真实、合法、关联。',
  });
}

export async function conclude(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await scene.pass(6);
  await scene.step('ConcludeInvestigation', cast.handler, {
    kind: 'penalty',
    facts: `${facts.party.name}于${facts.conductOn}在${facts.address}实施违法行为，事实清楚，证据确凿。`,
    report: '调查终结。违法事实有现场照片、检查笔录和询问笔录为证，建议依裁量基准处罚。',
    evidenceIds: scene.file.evidence.map(({ id }) => id),
    factors: facts.factors,
    fine: facts.fine,
    leftOut: facts.leftOut ?? [],
  });
}

const reviewerOf = (scene: Scene, cast: Cast) => (scene.file.tier === 'town-closes' ? cast.townReviewer : cast.reviewer);

export async function submit(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(2);
  await scene.step('SubmitForReview', cast.handler, { statement: '全案材料齐备，请审核事实、程序和裁量。' });
}

/** Goes back once with an opinion that has to be answered. */
export async function supplement(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(7);
  await scene.step('ReturnForSupplement', reviewerOf(scene, cast), { opinions: ['询问笔录未写明面积的测量方法，请补充说明。'] });
  await scene.pass(6);
  const opinion = scene.file.review?.returns.at(-1)?.opinions[0];
  if (!opinion) throw new Error('no opinion to answer');
  await scene.step('AnswerOpinions', cast.handler, { answers: [{ id: opinion.id, answer: '已补充：用卷尺实测，记录见现场检查笔录。' }] });
  await submit(scene, cast);
}

export async function pass(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(8);
  await scene.step('PassReview', reviewerOf(scene, cast), { opinion: '事实清楚，证据确凿，程序合法，裁量适当，同意。' });
}

export async function notify(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(4);
  await scene.step('NotifyProposedDecision', cast.handler, {
    facts: '违法事实见调查终结报告。',
    reasons: '违法事实清楚，依裁量基准应予处罚。',
    legalBasis: '见事项清单所列违则和罚则。',
    method: 'direct',
    deliveredOn: scene.today(),
    recipient: '当事人本人',
    receipt: '送达回证一份',
  });
}

/** The party speaks, is answered, and gives up the rest of the time. */
export async function hear(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(5);
  await scene.step('RecordStatement', cast.handler, {
    kind: 'statement',
    receivedOn: scene.today(),
    text: '认识到错误，请求从轻。',
    points: [{ argument: '主动清理，请求从轻', adopted: false, answer: '裁量时已考虑，拟罚款在基准下限附近。' }],
  });
  await scene.pass(1);
  await scene.step('RecordStatement', cast.handler, {
    kind: 'waiver',
    receivedOn: scene.today(),
    text: '书面表示不再陈述、申辩，不要求听证。',
    waivesHearing: scene.file.notice?.hearingRight ?? false,
  });
}

/** The penalty, and whether the public is told of it (行政处罚法 57, 48). */
export async function decide(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(6);
  const proposed = scene.file.notice?.proposed;
  if (!proposed) throw new Error('nothing was notified');
  const head = scene.file.tier === 'bureau-closes' ? cast.bureauHead : cast.head;
  await scene.step('Decide', head, {
    kind: 'penalty',
    fine: proposed.money.fine,
    confiscation: proposed.money.confiscation,
    others: proposed.others,
    reasons: '违法事实清楚，证据确凿，当事人意见已复核。',
  });
  await scene.pass(2);
  await scene.step('DecidePublication', head, { socialImpact: false, reason: '个案情节一般，未造成社会影响。' });
}

export async function serve(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(3);
  await scene.step('ServeDocument', cast.handler, {
    document: 'decision',
    method: 'direct',
    deliveredOn: scene.today(),
    recipient: '当事人本人',
    receipt: '送达回证一份',
  });
}

export async function pay(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(20);
  await scene.step('RecordPayment', cast.handler, {
    amount: scene.file.decision?.money.fine ?? 0,
    paidOn: scene.today(),
    channel: 'bank',
    receipt: `浙财罚${scene.file.version}${scene.today().replaceAll('-', '')}`,
  });
}

/** 提请移送公安, by two officers set to it (移送规定 5, 6). */
export async function refer(scene: Scene, cast: Cast, suspicion: { crime: string; grounds: string }): Promise<void> {
  await scene.step('ReferToPolice', cast.handler, {
    ...suspicion,
    officerIds: officers(cast),
    files: [
      { kind: 'transfer-letter', title: '涉嫌犯罪案件移送书' },
      { kind: 'investigation-report', title: '涉嫌犯罪案件情况的调查报告' },
      { kind: 'goods-list', title: '涉案物品清单（无）' },
    ],
  });
}

export async function handOver(scene: Scene, cast: Cast, receipt: string): Promise<void> {
  await scene.step('ApproveReferral', cast.head, { opinion: '同意移送。' });
  await scene.step('HandOverToPolice', cast.handler, {
    to: '云溪县公安局',
    receipt,
    custody: scene.file.evidence.map(({ id }) => id),
    copiedToProcurator: true,
  });
}

export async function close(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(5);
  const head = scene.file.tier === 'bureau-closes' ? cast.bureauHead : cast.head;
  await scene.step('CloseCase', head, { ground: 'executed', reason: '罚款已缴清，违法行为已改正。' });
}

export async function archive(scene: Scene, cast: Cast): Promise<void> {
  await scene.pass(6);
  await scene.step('ArchiveCase', cast.handler, {
    fileNumber: `云执卷${scene.today().slice(0, 4)}-${scene.file.caseId.slice(-6)}`,
    retention: 'years-30',
    papers: fileList(scene.file).map(({ title }) => ({ title, pages: 2 })),
  });
}

/** The smallest PNG: one grey pixel. */
export const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

/** From the end of the investigation to the decision in the party's hands. */
export async function untilServed(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await conclude(scene, cast, facts);
  await submit(scene, cast);
  await pass(scene, cast);
  await notify(scene, cast);
  await hear(scene, cast);
  await decide(scene, cast);
  await serve(scene, cast);
}
