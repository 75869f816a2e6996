/**
 * Where random lives begin: from nothing, or well on their way, so that late and rare steps are tried as often as early
 * and common ones. `lean` names commands that are drawn more often from there.
 */
import type { CommandName } from '../../../domain/case/catalogue.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { sha256, type Scene } from './kit.ts';
import { costDemanded, costServed } from './coercion-scenes.ts';
import { closed, evidenced, filed, heard, notifiedWithHearing, reviewed, served, waived } from './late-scenes.ts';
import { policy as countyPolicy } from './policy.ts';
import { verified } from './scenes.ts';

export interface Start {
  scene: Scene | null;
  policy: CasePolicy;
  lean: readonly CommandName[];
}

export const POLICY = sealPolicy(countyPolicy, sha256);
/** A county that hears and discusses more: the same fine opens the hearing and goes to the heads together. */
const CAREFUL = sealPolicy(
  {
    ...POLICY,
    id: 'careful-county',
    thresholds: {
      ...POLICY.thresholds,
      hearingFine: { ...POLICY.thresholds.hearingFine, citizen: 300 },
      collectiveFine: { ...POLICY.thresholds.collectiveFine, citizen: 300 },
    },
  },
  sha256,
);

const officerIds = ['handler1', 'handler2'];
/** 沿街商铺占道: on the list of first violations that may go unpunished. */
const SHOP = 'CG-0102';
/** 遛狗不牵绳: small enough for the spot. */
const LEASH = 'QD-0103';

/** Put right on the spot: excused by the head, or punished there and then. */
const putRight = (matterCode: string): Scene =>
  verified({ matterCode }).did('RecordStopAction', { action: '当场制止', result: '已改正', corrected: true, officerIds }, 'handler1');

/** The bureau has taken the case over; the town assists. */
const atBureau = (): Scene => {
  const proposed = evidenced().did('ProposeTransfer', { to: 'bureau-closes', reasons: '案情复杂，镇街取证困难' }, 'townhead');
  const custody = proposed.file.evidence.map(({ id }) => id);
  return proposed.did(
    'AcceptTransfer',
    { handlerIds: ['bureauhandler1', 'bureauhandler2'], custody, custodyNote: '当面清点无误' },
    'bureauhead',
  );
};

const withPolice = (): Scene => {
  const approved = evidenced()
    .did(
      'ReferToPolice',
      {
        crime: '污染环境罪',
        grounds: '倾倒危险废物三吨以上',
        officerIds,
        files: [
          { kind: 'transfer-letter', title: '移送书' },
          { kind: 'investigation-report', title: '调查报告' },
        ],
      },
      'handler1',
    )
    .did('ApproveReferral', {}, 'townhead');
  const custody = approved.file.evidence.map(({ id }) => id);
  return approved.did('HandOverToPolice', { to: '云溪县公安局', receipt: '收〔2026〕8号', custody, copiedToProcurator: true }, 'handler1');
};

const disputed = (): Scene =>
  evidenced()
    .did('RaiseJurisdictionDispute', { unitId: 'liulin', reason: '现场跨两镇界' }, 'townhead')
    .did('RecordConsultation', { agreed: false, result: '各执一词' }, 'townhead');

const preserved = (): Scene =>
  filed().did(
    'PreserveEvidence',
    { items: [{ name: '桌椅', quantity: '3', place: '门前' }], officerIds, partyPresent: true, urgentReason: '当事人正在搬离' },
    'handler1',
  );

const start = (scene: Scene | null, policy: CasePolicy, ...lean: CommandName[]): Start => ({ scene, policy, lean });

const STARTS: readonly (() => Start)[] = [
  () => start(null, POLICY),
  () => start(null, CAREFUL),
  () => start(filed(), POLICY),
  () => start(reviewed(), CAREFUL),
  () => start(notifiedWithHearing(), CAREFUL),
  () => start(heard().did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-20', text: '没有其他意见' }, 'handler1'), CAREFUL),
  () => start(waived().did('Recuse', { personId: 'handler2', by: 'party', reason: '与举报人系亲属' }, 'handler1'), POLICY),
  () => start(served(), POLICY),
  () => start(closed(), POLICY),
  () => start(putRight(SHOP), POLICY, 'ExemptFirstViolation', 'ExemptMinorViolation'),
  () => start(putRight(LEASH), POLICY, 'DecideOnTheSpot', 'ReportOnTheSpotPenalty'),
  () => start(atBureau(), POLICY, 'ReturnToTown'),
  () => start(withPolice(), POLICY, 'RecordPoliceAnswer', 'ObjectToPolice', 'HandOverGoodsToPolice'),
  () => start(disputed(), POLICY, 'DesignateJurisdiction'),
  () => start(preserved(), POLICY, 'ApprovePreservation', 'ResolvePreservation'),
  () => start(costServed(), POLICY, 'RecordSubstitutionCostRemedy', 'RecordSubstitutionCostPayment', 'DemandSubstitutionCost'),
  () => start(costDemanded(), POLICY, 'AnswerSubstitutionCostComment', 'ApplyCourtForSubstitutionCost', 'EndSubstitutionCost'),
];

const begun = new Map<number, Start>();

/** The start that a life's first number picks; made once. */
export function startOf(seed: number): Start {
  const index = seed % STARTS.length;
  const made = begun.get(index) ?? STARTS[index]!();
  begun.set(index, made);
  return made;
}
