import type { discoveryCommands } from '../../commands/discovery.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { CommandContext } from '../context.ts';
import type { DiscoveryEvents } from '../evolve/discovery.ts';
import { firstRefusal, headOfCase, refsOf, twoCertifiedOfficers } from '../guards.ts';
import { matterRefOf } from '../matter-ref.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders } from '../types.ts';

// 行政处罚法 24: a township acts only within the powers published for it on that day.
function competent(context: CommandContext): Refusal | null {
  const competence = context.lookups.matter?.competence;
  return competence && !competence.ok ? competence : null;
}

function addressee(file: CaseFile, context: CommandContext, act: string): Refusal | null {
  if (!file.dispatch) return refuse('not-dispatched', `案件尚未分派，不能${act}`, ['先分派案件']);
  if (context.actor.unit.id !== file.dispatch.unit.id) {
    return refuse('not-your-unit', `案件派给了${file.dispatch.unit.name}，不能由${context.actor.unit.name}${act}`, [
      `由${file.dispatch.unit.name}${act}`,
    ]);
  }
  return null;
}

export const decideDiscovery: Deciders<typeof discoveryCommands, DiscoveryEvents> = {
  DispatchCase: (file, payload, context) => {
    if (file.dispatch?.acceptedAt) {
      return refuse('already-accepted', `案件已由${file.dispatch.unit.name}接收，不能重新分派`, ['由承办单位退回后再分派，或者提级、移送']);
    }
    const unit = context.lookups.units[payload.unitId];
    if (!unit) return refuse('unknown-unit', '所选单位不存在', ['重新选择承办单位']);
    const refusal = competent(context);
    if (refusal) return refusal;
    const competence = context.lookups.matter?.competence;
    return [
      { type: 'CaseDispatched', data: { unit, instruction: payload.instruction, competence: competence?.ok ? competence.why : null } },
    ];
  },

  AcceptDispatch: (file, payload, context) => {
    const already = file.dispatch?.acceptedAt ? refuse('already-accepted', '案件已接收', []) : null;
    const refusal = firstRefusal(addressee(file, context, '接收'), already, twoCertifiedOfficers(payload.handlerIds, context.now, context));
    if (refusal) return refusal;
    const outsider = payload.handlerIds.map((id) => context.lookups.people[id]).find((person) => person && person.unit.id !== file.dispatch?.unit.id);
    if (outsider) {
      return refuse('not-of-unit', `${outsider.name}不是${file.dispatch?.unit.name ?? '承办单位'}的人员`, ['从承办单位中选择承办人']);
    }
    return [{ type: 'DispatchAccepted', data: { handlers: refsOf(payload.handlerIds, context) } }];
  },

  RefuseDispatch: (file, payload, context) => {
    const refusal = addressee(file, context, '退回');
    if (refusal) return refusal;
    if (!file.dispatch) return refuse('not-dispatched', '案件尚未分派', ['先分派案件']);
    return [{ type: 'DispatchRefused', data: { unit: file.dispatch.unit, reason: payload.reason } }];
  },

  RecordVerification: (file, payload, context) => {
    if (!file.dispatch?.acceptedAt) return refuse('not-accepted', '案件尚未接收，不能核查', ['承办单位先接收分派']);
    const refusal = twoCertifiedOfficers(payload.officerIds, context.now, context);
    if (refusal) return refusal;
    const matter = payload.matterCode ? matterRefOf(context) : null;
    if (payload.matterCode && !matter) return refuse('unknown-matter', '所选违法事项不在清单内', ['重新选择违法事项'], ['《行政处罚法》第二十四条']);
    if (payload.founded && !matter && !file.matter) {
      return refuse('matter-missing', '线索属实的，应当写明违法事项', ['选择违法事项'], ['《行政处罚法》第五十四条']);
    }
    if (payload.founded && !payload.conduct && !file.conduct) {
      return refuse('conduct-missing', '线索属实的，应当写明违法行为发生的时间和地点', ['填写违法行为'], ['《行政处罚法》第三十六条']);
    }
    return [
      {
        type: 'VerificationRecorded',
        data: {
          founded: payload.founded, findings: payload.findings, arrivedAt: payload.arrivedAt,
          officers: refsOf(payload.officerIds, context), matter, conduct: payload.conduct, parties: payload.parties,
          criminalSuspected: payload.criminalSuspected,
        },
      },
    ];
  },

  CloseUnfounded: (file, payload, context) => {
    const refusal = headOfCase(file, context.actor, '办结');
    if (refusal) return refusal;
    if (!file.verification) return refuse('not-verified', '尚未核查，不能以不属实办结', ['先记录核查'], ['《行政处罚法》第五十四条']);
    return [{ type: 'LeadFoundUnfounded', data: { reason: payload.reason } }];
  },

  TransferToAgency: (file, payload, context) => {
    const refusal = headOfCase(file, context.actor, '移送');
    if (refusal) return refusal;
    return [{ type: 'TransferredToAgency', data: payload }];
  },
};
