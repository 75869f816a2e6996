/**
 * A rural building without permission (城乡规划法 65): ordered down without a penalty, and taken down by the town itself once
 * it was demanded and announced and neither review nor suit was sought (行政强制法 35–38, 43, 44).
 */
import { addDays } from '../../domain/terms/instant.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import * as part from './parts.ts';
import { type Cast, type Facts, type Scene, WORKDAY } from './scene.ts';

const officers = (cast: Cast) => [cast.handler, cast.second];
const orderOf = (scene: Scene): string => {
  const order = scene.file.corrections.at(-1);
  if (!order) throw new Error('nothing was ordered');
  return order.id;
};
const direct = (scene: Scene, paper: string) => ({
  method: 'direct',
  deliveredOn: scene.today(),
  recipient: '当事人本人',
  receipt: `${paper}送达回证一份`,
});

/** Ordered to stop and correct in vain; found, reviewed, told and ordered down. */
async function orderedDown(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 3);
  await scene.pass(4 * WORKDAY);
  await part.check(scene, cast, false);
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await scene.pass(6);
  await scene.step('ConcludeInvestigation', cast.handler, {
    kind: 'order',
    facts: `${facts.party.name}未取得乡村建设规划许可证，在${facts.address}建房，责令停止建设、限期改正后逾期不改正。`,
    report: '调查终结。事实有勘验笔录、照片和询问笔录为证，无法补办许可，建议责令限期拆除。',
    evidenceIds: scene.file.evidence.map(({ id }) => id),
  });
  await part.submit(scene, cast);
  await part.pass(scene, cast);
  await scene.pass(4);
  await scene.step('NotifyProposedDecision', cast.handler, {
    facts: '违法事实见调查终结报告。',
    reasons: '未取得乡村建设规划许可证建房，责令限期改正后逾期不改正。',
    legalBasis: '《中华人民共和国城乡规划法》第六十五条',
    ...direct(scene, '事先告知书'),
  });
  await scene.pass(5);
  await scene.step('RecordStatement', cast.handler, {
    kind: 'defence',
    receivedOn: scene.today(),
    text: '请求保留房屋。',
    points: [{ argument: '家庭人口多，请求保留', adopted: false, answer: '不符合村庄规划，不能补办许可。' }],
  });
  await scene.pass(1);
  await scene.step('RecordStatement', cast.handler, { kind: 'waiver', receivedOn: scene.today(), text: '书面表示不再陈述、申辩。' });
  await scene.pass(6);
  await scene.step('Decide', cast.head, {
    kind: 'order',
    reasons: '违反《中华人民共和国城乡规划法》第四十一条，无法采取改正措施，依照第六十五条责令拆除。',
    correction: { requirement: '自行拆除违法建设的房屋', dueOn: addDays(scene.today(), 20) },
  });
  await part.serve(scene, cast);
}

/** Demanded and announced; the party does nothing and says little. */
export async function untilAnnounced(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await orderedDown(scene, cast, facts);
  await scene.pass(21 * WORKDAY);
  await part.check(scene, cast, false);
  await scene.pass(4);
  await scene.step('DemandCompliance', cast.handler, {
    correctionId: orderOf(scene),
    dueOn: addDays(scene.today(), 15),
    text: '请在履行期限内自行拆除；您依法享有陈述权、申辩权。逾期仍不履行的，将依法强制拆除。',
    ...direct(scene, '催告书'),
  });
  await scene.pass(5 * WORKDAY);
  await scene.step('RecordDemandAnswer', cast.handler, {
    receivedOn: scene.today(),
    text: '请求宽限到年底。',
    adopted: false,
    answer: '没有法律依据，且已给予合理期限，理由不成立。',
  });
  await scene.pass(16 * WORKDAY);
  await scene.step('AnnounceDemolition', cast.handler, {
    announcedOn: scene.today(),
    where: '违法建筑现场和村务公开栏',
    removeBy: addDays(scene.today(), 15),
    text: '限期自行拆除违法建设的房屋，逾期依法强制拆除。',
  });
}

/** Until the town may act: six months after the service. Answers the day of the execution, a workday. */
export async function untilForced(scene: Scene, cast: Cast, facts: Facts): Promise<LegalDate> {
  await untilAnnounced(scene, cast, facts);
  await scene.pass(110 * WORKDAY);
  await scene.step('DecideForcedExecution', cast.head, {
    correctionId: orderOf(scene),
    reasons: '经催告、公告，当事人逾期不拆除，在法定期限内不申请行政复议，也不提起行政诉讼。',
    manner: '机械拆除，清空后逐层进行',
    plannedOn: addDays(scene.today(), 5),
    documentNumber: `青强执〔${scene.today().slice(0, 4)}〕1号`,
  });
  await scene.pass(2);
  await scene.step('ServeDocument', cast.handler, { document: 'coercion-decision', ...direct(scene, '强制执行决定书') });
  await scene.pass(6 * WORKDAY);
  const on = scene.today();
  await scene.pass(WORKDAY);
  return on;
}

/** Taken down by day, the party there, and closed: the court has no part in it (法释〔2013〕5号). */
export async function fromForced(scene: Scene, cast: Cast, on: LegalDate): Promise<void> {
  await scene.refused(
    'ApplyCourtEnforcement',
    cast.head,
    { appliedOn: scene.today(), court: '云溪县人民法院', materials: ['强制执行申请书'] },
    'court-does-not-take-it',
  );
  const recordingHash = await scene.upload('强制拆除全程记录.png', part.PIXEL, cast.handler);
  const execution = {
    officerIds: officers(cast),
    partyNotifiedOn: scene.file.coercion?.decision?.decidedOn ?? on,
    partyPresent: true,
    signed: true,
    utilitiesKept: true,
    belongings: '家具三件，当场清点后交当事人',
    result: '房屋已拆除，场地已清理',
    complete: true,
    recordingHash,
    recordingNote: recordingHash === null ? '全程录像存执法音像记录仪采集站' : null,
  };
  await scene.refused(
    'RecordForcedExecution',
    cast.handler,
    { ...execution, startedAt: `${on}T21:00:00+08:00`, endedAt: `${on}T23:00:00+08:00` },
    'at-night',
  );
  await scene.step('RecordForcedExecution', cast.handler, {
    ...execution,
    startedAt: `${on}T09:00:00+08:00`,
    endedAt: `${on}T16:00:00+08:00`,
  });
  await scene.pass(5);
  await scene.step('CloseCase', cast.head, { ground: 'order-performed', reason: '违法建设的房屋已强制拆除。' });
  await part.archive(scene, cast);
}
