import type { discoveryCommands } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { instantOf } from '../../terms/instant.ts';
import type { Instant } from '../../terms/model.ts';
import { competent } from '../competence.ts';
import { conductFault, conductOf } from '../conduct.ts';
import type { DiscoveryEvents } from './events.ts';
import type { TransferEvents } from '../transfer/events.ts';
import { actingOfficers, headOfCase, notHandledBy, officersOfUnit } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { today } from '../../work/days.ts';
import { matterRefOf } from '../matter-ref.ts';
import { checkedParties } from '../parties.ts';
import { nothingSeized } from '../seizure/held.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import { tierEvents, tierForUnit } from '../transfer/tier-hook.ts';
import type { Deciders, Readiness, ReadyContext } from '../types.ts';

/** The dispatch that waits for the actor's unit. */
function dispatchedTo({ dispatch }: CaseFile, { actor }: ReadyContext, act: string): NonNullable<CaseFile['dispatch']> | Refusal {
  if (!dispatch) return refuse('not-dispatched', `案件尚未分派，不能${act}`, ['先分派案件']);
  const { unit } = dispatch;
  if (actor.unit.id !== unit.id) {
    return refuse('not-your-unit', `案件派给了${unit.name}，不能由${actor.unit.name}${act}`, [`由${unit.name}${act}`]);
  }
  return dispatch.acceptedAt ? refuse('already-accepted', '案件已接收', []) : dispatch;
}

// 行政处罚法 54: a lead is looked into by the unit that has accepted it.
const acceptedFirst = (file: CaseFile): Refusal | null =>
  file.dispatch?.acceptedAt ? null : refuse('not-accepted', '案件尚未接收，不能核查', ['承办单位先接收分派'], ['《行政处罚法》第五十四条']);

/** Nobody arrives before the lead came in, or later than now. */
function arrivalFault(file: CaseFile, arrivedAt: string | null, now: Instant): Refusal | null {
  if (arrivedAt === null) return null;
  const arrived = instantOf(arrivedAt);
  if (arrived > now) return refuse('in-the-future', '到场时间不能晚于现在', ['更正到场时间']);
  return arrived < instantOf(file.source.receivedAt) ? refuse('before-the-lead', '到场时间早于线索接收时间', ['更正到场时间']) : null;
}

// 行政处罚法 56: goods that are still preserved are decided on before the case leaves the agency.
export function nothingPreserved(file: CaseFile, act: string): Refusal | null {
  const open = file.preservations.filter((one) => one.resolution === null);
  return open.length === 0
    ? null
    : refuse(
        'preservation-open',
        `还有${open.length}项先行登记保存没有处理，不能${act}`,
        ['先作出处理决定（返还、移送、解除等）'],
        ['《行政处罚法》第五十六条'],
      );
}

export const readyDiscovery = {
  DispatchCase: (file) =>
    file.dispatch?.acceptedAt
      ? refuse('already-accepted', `案件已由${file.dispatch.unit.name}接收，不能重新分派`, ['由承办单位退回后再分派，或者提级、移送'])
      : null,
  AcceptDispatch: (file, context) => dispatchedTo(file, context, '接收'),
  RefuseDispatch: (file, context) => dispatchedTo(file, context, '退回'),
  RecordVerification: (file) => acceptedFirst(file),
  CloseUnfounded: (file, { actor }) => {
    const unverified = file.verification
      ? null
      : refuse('not-verified', '尚未核查，不能以不属实办结', ['先记录核查'], ['《行政处罚法》第五十四条']);
    const founded = file.verification?.founded
      ? refuse('founded', '核查认定线索属实，不能以不属实办结', ['重新核查，或者按属实继续办理'], ['《行政处罚法》第五十四条'])
      : null;
    return firstRefusal(
      headOfCase(file, actor, '办结'),
      notHandledBy(file, actor, '办结'),
      unverified,
      founded,
      noSuspectedCrime(file, '办结'),
      freeToDispose(file, '办结'),
    );
  },
  TransferToAgency: (file, { actor }) =>
    firstRefusal(
      headOfCase(file, actor, '移送'),
      noSuspectedCrime(file, '移送其他机关'),
      freeToDispose(file, '移送其他机关'),
      nothingPreserved(file, '移送其他机关'),
      nothingSeized(file, '移送其他机关'),
    ),
} satisfies Readiness<typeof discoveryCommands>;

type Events = DiscoveryEvents & TransferEvents;

export const decideDiscovery: Deciders<typeof discoveryCommands, Events, typeof readyDiscovery> = {
  DispatchCase: (file, payload, context) => {
    const unit = context.lookups.units[payload.unitId];
    if (!unit) return refuse('unknown-unit', '所选单位不存在', ['重新选择承办单位']);
    const refusal = competent(context);
    if (refusal) return refusal;
    const competence = context.lookups.matter?.competence;
    return [
      { type: 'CaseDispatched', data: { unit, instruction: payload.instruction, competence: competence?.ok ? competence.why : null } },
      ...tierForUnit(file, unit, context),
    ];
  },

  AcceptDispatch: (file, payload, context, { unit }) => {
    const refusal = officersOfUnit(file, payload.handlerIds, unit, context);
    return refusal ?? [{ type: 'DispatchAccepted', data: { handlers: refsOf(payload.handlerIds, context) } }];
  },

  RefuseDispatch: (_file, { reason }, _context, { unit }) => [{ type: 'DispatchRefused', data: { unit, reason } }],

  RecordVerification: (file, payload, context) => {
    const conduct = payload.conduct && conductOf(payload.conduct);
    const refusal = firstRefusal(
      actingOfficers(file, payload.officerIds, context.now, context),
      arrivalFault(file, payload.arrivedAt, context.now),
      conductFault(conduct, context.now),
    );
    if (refusal) return refusal;
    const matter = payload.matterCode ? matterRefOf(context) : null;
    if (payload.matterCode && !matter) return refuse('unknown-matter', '所选违法事项不在清单内', ['重新选择违法事项'], ['执法事项清单']);
    if (payload.founded && !matter && !file.matter) {
      return refuse('matter-missing', '线索属实的，应当写明违法事项', ['选择违法事项'], ['《行政处罚法》第五十四条']);
    }
    if (payload.founded && !conduct && !file.conduct) {
      return refuse('conduct-missing', '线索属实的，应当写明违法行为发生的时间和地点', ['填写违法行为'], ['《行政处罚法》第五十四条']);
    }
    const checked = checkedParties(payload.parties, today(context));
    if (!checked.ok) return checked;
    const parties = checked.parties.length > 0 ? checked.parties : file.parties;
    const circumstances = [...new Set([...file.circumstances, ...payload.circumstances])];
    return [
      {
        type: 'VerificationRecorded',
        data: {
          founded: payload.founded,
          findings: payload.findings,
          arrivedAt: payload.arrivedAt,
          officers: refsOf(payload.officerIds, context),
          matter,
          conduct,
          parties: checked.parties,
          criminalSuspected: payload.criminalSuspected,
          circumstances: payload.circumstances,
        },
      },
      ...(payload.founded ? tierEvents(file, context, { matter, parties, circumstances }) : []),
    ];
  },

  CloseUnfounded: (_file, payload) => [{ type: 'LeadFoundUnfounded', data: { reason: payload.reason } }],

  TransferToAgency: (_file, payload) => [{ type: 'TransferredToAgency', data: payload }],
};
