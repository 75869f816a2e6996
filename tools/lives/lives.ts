/** Whole lives of cases, as the law's own stretches. */
import * as part from './parts.ts';
import type { Cast, Facts, Scene } from './scene.ts';

/** 普通程序: from the lead to the archive, returned once by the review. */
export async function ordinary(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await ordinaryFromDispatch(scene, cast, facts);
}

export async function ordinaryFromDispatch(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, plusDays(scene.today(), 3));
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
    facts: `${facts.party.name}于${facts.conductOn}在${facts.address}的违法行为，事实确凿。`, factors: facts.factors,
    officerIds: [cast.handler, cast.second], certificateShown: true, rightsTold: true, formNumber: `云执当罚${scene.file.version}`,
    handedOver: true, signed: true, correctedOnSpot: true,
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
  await part.stop(scene, cast, plusDays(scene.today(), 3));
  await scene.pass(5);
  await part.check(scene, cast, true);
  await scene.pass(2);
  await scene.step('ExemptFirstViolation', cast.head, {
    finding: '面积小，时间短，未造成危害后果。', condition: '符合首违不罚清单所列条件：初次违法、后果轻微、及时改正。',
    education: '当面宣讲规定，当事人签收教育告知书。', educatedOn: scene.today(),
  });
  await part.archive(scene, cast);
}

/** A matter that punishes only after an order to correct was refused; corrected in the end, before the case is closed. */
export async function afterRefusal(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, plusDays(scene.today(), 3));
  await scene.pass(24);
  await part.check(scene, cast, false);
  await part.file(scene, cast);
  await part.investigate(scene, cast, facts);
  await part.conclude(scene, cast, facts);
  await part.submit(scene, cast);
  await part.pass(scene, cast);
  await part.notify(scene, cast);
  await part.hear(scene, cast);
  await part.decide(scene, cast);
  await part.serve(scene, cast);
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
    handlerIds: ['bureauhandler1', 'bureauhandler2'], custody: scene.file.evidence.map(({ id }) => id),
  });
  const bureau: Cast = { ...cast, unitId: 'bureau', handler: 'bureauhandler1', second: 'bureauhandler2', head: 'bureauhead' };
  await part.stop(scene, bureau, plusDays(scene.today(), 5));
  await part.file(scene, bureau);
  await part.investigate(scene, bureau, facts);
  await scene.pass(10);
  await part.check(scene, bureau, true);
  await part.conclude(scene, bureau, facts);
  await part.submit(scene, bureau);
  await part.pass(scene, bureau);
  await part.notify(scene, bureau);
  await part.hear(scene, bureau);
  await part.decide(scene, bureau);
  await part.serve(scene, bureau);
  await part.pay(scene, bureau);
  await part.close(scene, bureau);
  await part.archive(scene, bureau);
}

/** 核查不属实. */
export async function unfounded(scene: Scene, cast: Cast, facts: Facts): Promise<void> {
  await part.discover(scene, cast, facts);
  await scene.pass(4);
  await scene.step('RecordVerification', cast.handler, {
    founded: false, findings: '两次到现场均未发现所反映的情况，走访周边三户也未见。', officerIds: [cast.handler, cast.second],
  });
  await scene.pass(3);
  await scene.step('CloseUnfounded', cast.head, { reason: '经核查不属实。' });
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
