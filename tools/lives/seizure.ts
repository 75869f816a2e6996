/**
 * Goods are sealed, tested and given back (行政强制法 18, 22–28): the town has no power to seal, the bureau has. The days of
 * the test are no part of the thirty (25(3)); the goods turn out sound, and no violation is found (行政处罚法 57(1)(三)).
 */
import { addDays } from '../../domain/terms/instant.ts';
import * as part from './parts.ts';
import { bureauOf, type Cast, type Facts, type Scene, WORKDAY } from './scene.ts';

const GOODS = { name: '袋装糕点', quantity: '30箱' };

const sealed = (scene: Scene): string => {
  const seizure = scene.file.seizures[0];
  if (!seizure) throw new Error('nothing was sealed');
  return seizure.id;
};

/** Sealed by two officers with the head's approval. */
async function seal(scene: Scene, cast: Cast): Promise<void> {
  const officerIds = [cast.handler, cast.second];
  await scene.step('RequestSeizure', cast.handler, {
    measure: 'seal',
    goods: [GOODS],
    reason: '生产日期疑似涂改，涉嫌经营超过保质期的食品，可能转移或者售出。',
  });
  await scene.pass(1);
  await scene.step('ApproveSeizure', cast.bureauHead, { seizureId: sealed(scene), approved: true, reason: '理由成立，同意查封。' });
  await scene.pass(1);
  const recordingHash = await scene.upload('查封现场.png', part.PIXEL, cast.handler);
  await scene.step('SealOrDetain', cast.handler, {
    seizureId: sealed(scene),
    measure: 'seal',
    goods: [{ ...GOODS, condition: '外箱完好，标签日期有涂改痕迹' }],
    carriedOutAt: scene.now(),
    officerIds,
    certificateShown: true,
    partyNotified: true,
    partyPresent: true,
    rightsTold: true,
    statement: '标签是运输中磨花的，没有涂改。',
    signed: true,
    related: true,
    necessities: false,
    sealedElsewhere: false,
    documentNumber: `云综执封〔${scene.today().slice(0, 4)}〕1号`,
    handedOver: true,
    keeper: '当事人（就地封存，负有妥善保管义务）',
    place: '当事人仓库',
    recordingHash,
    recordingNote: recordingHash === null ? '全程录像存执法音像记录仪采集站' : null,
  });
}

/** Sealed, sent to be tested, and the report in: the days of the test do not count for what is sealed. */
export async function untilTested(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts, ['cross-area']);
  const bureau = bureauOf(cast);
  await scene.pass(6);
  await scene.step('AcceptTransfer', bureau.handler, { handlerIds: [bureau.handler, bureau.second], custody: [] });
  await part.file(scene, bureau);
  await scene.pass(2);
  await seal(scene, bureau);
  await part.investigate(scene, bureau, facts);
  await scene.pass(WORKDAY);
  await scene.step('RequestAppraisal', bureau.handler, {
    kind: 'test',
    subject: '抽取样品2箱，检验微生物、酸价、过氧化值和生产日期喷码',
    body: '市食品检验检测院',
    seizureId: sealed(scene),
    expectedOn: addDays(scene.today(), 35),
    partyToldOn: scene.today(),
  });
  await scene.pass(2);
  await scene.step('RecordCustody', bureau.handler, {
    seizureId: sealed(scene),
    on: scene.today(),
    keeper: '当事人（就地封存，负有妥善保管义务）',
    place: '当事人仓库；样品在市食品检验检测院',
    note: '样品两箱送检，其余封条完好。',
  });
  await scene.pass(23 * WORKDAY);
  const appraisal = scene.file.appraisals[0];
  if (!appraisal) throw new Error('nothing was sent to be tested');
  await scene.step('RecordAppraisal', bureau.handler, {
    appraisalId: appraisal.id,
    opinion: '所检项目符合标准，喷码日期为原始喷码，未超过保质期。',
    receivedAt: scene.now(),
    partyToldOn: scene.today(),
    officerIds: [bureau.handler, bureau.second],
  });
  await scene.pass(2 * WORKDAY);
}

/** Given back, and closed without a penalty. */
export async function fromTested(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  const bureau = bureauOf(cast);
  await scene.refused(
    'ResolveSeizure',
    bureau.handler,
    { seizureId: sealed(scene), kind: 'confiscated', on: scene.today(), note: '没收' },
    'no-confiscation',
  );
  await scene.step('ResolveSeizure', bureau.handler, {
    seizureId: sealed(scene),
    kind: 'returned',
    ground: 'no-violation',
    on: scene.today(),
    recipient: facts.party.name,
    note: `云综执解〔${scene.today().slice(0, 4)}〕1号，启封清点无误，样品外如数退还。`,
  });
  await scene.pass(5);
  await scene.step('VerifyEvidence', bureau.handler, {
    evidenceIds: scene.file.evidence.filter(({ verified }) => !verified).map(({ id }) => id),
    findings: '检验报告由有资质的机构出具，与现场笔录一致。',
  });
  await scene.step('ConcludeInvestigation', bureau.handler, {
    kind: 'not-established',
    facts: '经检验，所查食品未超过保质期，违法事实不能成立。',
    report: '调查终结。检验结论否定了涂改日期的嫌疑，建议认定违法事实不能成立。',
    evidenceIds: scene.file.evidence.map(({ id }) => id),
  });
  await part.submit(scene, bureau);
  await part.pass(scene, bureau);
  await scene.pass(6);
  await scene.step('Decide', bureau.bureauHead, {
    kind: 'not-established',
    reasons: '经检验未超过保质期，违法事实不能成立，不予行政处罚。',
  });
  await part.serve(scene, bureau);
  await scene.pass(5);
  await scene.step('CloseCase', bureau.bureauHead, { ground: 'no-penalty', reason: '违法事实不能成立，决定已经送达，查封物品已经退还。' });
  await part.archive(scene, bureau);
}
