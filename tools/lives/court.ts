/** Nobody pays: the review upholds the decision, and the court is asked within the three months after the suit term. */
import { addDays } from '../../domain/terms/instant.ts';
import * as part from './parts.ts';
import { type Cast, type Facts, type Scene, WORKDAY } from './scene.ts';

/** 普通程序, not paid and demanded in vain (行政强制法 54); the party goes to review, which upholds the decision. */
export async function untilUpheld(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 3);
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await part.check(scene, cast, true);
  await part.untilServed(scene, cast, facts);
  await scene.pass(16 * WORKDAY);
  await scene.step('DemandPerformance', cast.handler, {
    text: '请自收到本催告书之日起十日内缴清罚款和加处罚款；您依法享有陈述权、申辩权。',
    method: 'direct',
    deliveredOn: scene.today(),
    recipient: '当事人本人',
    receipt: '催告书送达回证一份',
  });
  await scene.pass(2 * WORKDAY);
  await scene.step('RecordLitigation', cast.handler, {
    kind: 'review',
    step: 'started',
    on: scene.today(),
    reference: '云政复〔2026〕18号受理通知书',
    copyReceivedOn: scene.today(),
  });
  await scene.pass(5 * WORKDAY);
  await scene.step('RecordLitigationAnswer', cast.handler, {
    kind: 'review',
    submittedOn: scene.today(),
    reference: '行政复议答复书',
    materials: ['行政复议答复书', '作出决定的证据、依据目录', '案卷复印件一册'],
  });
  await scene.pass(25 * WORKDAY);
  await scene.step('RecordLitigation', cast.handler, {
    kind: 'review',
    step: 'ended',
    on: scene.today(),
    reference: '云政复〔2026〕18号行政复议决定书',
    servedOn: scene.today(),
    result: 'upheld',
    text: '决定认定事实清楚，证据确凿，适用依据正确，程序合法，予以维持。',
  });
  await scene.pass(16 * WORKDAY);
}

/** The court is asked once the party can no longer sue, rules, and collects. */
export async function fromUpheld(scene: Scene, cast: Cast): Promise<void> {
  const application = {
    court: '云溪县人民法院',
    materials: ['强制执行申请书', '行政处罚决定书及作出决定的事实、理由和依据', '当事人的意见及催告情况', '申请强制执行标的情况'],
  };
  // 行政强制法 53: while the party may still sue over the review's decision, nobody asks the court.
  const upheld = scene.file.litigation.at(-1)?.servedOn ?? scene.today();
  await scene.refused('ApplyCourtEnforcement', cast.head, { ...application, appliedOn: addDays(upheld, 15) }, 'remedies-open');
  await scene.step('ApplyCourtEnforcement', cast.head, { ...application, appliedOn: scene.today() });
  await scene.pass(3 * WORKDAY);
  for (const [answer, text] of [
    ['accepted', '（2026）浙1125行审21号，决定受理。'],
    ['ruled', '（2026）浙1125行审21号行政裁定书，准予强制执行。'],
    ['completed', '罚款和加处罚款已经扣划，执行完毕。'],
  ] as const) {
    await scene.step('RecordCourtAnswer', cast.handler, { on: scene.today(), answer, text });
    await scene.pass(10 * WORKDAY);
  }
  await scene.step('CloseCase', cast.head, { ground: 'court-ended', reason: '人民法院已经强制执行完毕。' });
  await part.archive(scene, cast);
}
