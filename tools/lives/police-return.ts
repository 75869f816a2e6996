/** The police take a case, the procurator does not prosecute, and the agency goes on with it (行政处罚法 27(1)). */
import * as part from './parts.ts';
import { type Cast, type Facts, type Scene, WORKDAY } from './scene.ts';

/** Handed over and filed by the police; the case stands still until they are done. */
export async function untilPolice(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 5);
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await part.check(scene, cast, true);
  await scene.pass(4);
  await scene.step('MarkCriminalSuspicion', cast.handler, { suspected: true, grounds: '引燃林地，过火面积可能达到立案追诉标准。' });
  await scene.pass(4);
  await part.refer(scene, cast, { crime: '失火罪', grounds: '焚烧秸秆引燃林地，过火面积可能达到立案追诉标准。' });
  await part.handOver(scene, cast, '云公受案〔2026〕31号');
  await scene.pass(2 * WORKDAY);
  await scene.step('RecordPoliceAnswer', cast.handler, {
    filed: true,
    receivedOn: scene.today(),
    documentNumber: '云公立字〔2026〕31号',
    text: '决定立案侦查。',
    waits: true,
  });
  await scene.pass(4);
  await scene.step('HandOverGoodsToPolice', cast.handler, { items: '无涉案物品；移交调查卷宗材料一册', receipt: '云公接收〔2026〕31号' });
  await scene.pass(40 * WORKDAY);
}

/** Not prosecuted, and the procurator asks for a penalty: investigated on, decided, and the procurator told. */
export async function fromPolice(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await scene.refused('CloseCase', cast.head, { ground: 'executed', reason: '结案' }, 'case-suspended');
  await scene.step('RecordPoliceReturn', cast.handler, {
    how: 'not-prosecuted',
    from: '云溪县人民检察院',
    documentNumber: '云检刑不诉〔2026〕9号不起诉决定书',
    receivedOn: scene.today(),
    text: '犯罪情节轻微，依照刑法规定不需要判处刑罚，决定不起诉；对被不起诉人应当给予行政处罚，移送主管机关处理。',
    goods: '调查卷宗材料一册',
    opinion: { number: '云检意〔2026〕9号', demand: '对被不起诉人依法给予行政处罚，并将处理结果书面通知本院。', answerDueOn: null },
  });
  await part.untilServed(scene, cast, facts);
  await scene.pass(4);
  const opinion = scene.file.procuratorOpinions.at(-1);
  if (!opinion) throw new Error('no opinion of the procurator');
  await scene.step('AnswerProcurator', cast.handler, {
    opinionId: opinion.id,
    answeredOn: scene.today(),
    documentNumber: '青综执函〔2026〕9号',
    result: `已对当事人作出罚款${scene.file.decision?.money.fine ?? 0}元的行政处罚决定并送达。`,
  });
  await part.pay(scene, cast);
  await part.close(scene, cast);
  await part.archive(scene, cast);
}
