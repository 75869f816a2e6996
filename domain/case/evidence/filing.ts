/** 立案: what is filed has been looked into, and who it is about (行政处罚法 54). */
import { SEPARATION } from '../internal-rules.ts';
import type { evidenceCommands } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { competenceWhy, competent } from '../competence.ts';
import { limitationUntil, withinLimitation } from '../conduct.ts';
import { today } from '../../work/days.ts';
import type { EvidenceEvents } from './events.ts';
import type { TransferEvents } from '../transfer/events.ts';
import { headOfCase, notHandledBy, officersOfUnit } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { checkedParties } from '../parties.ts';
import { freeToDispose } from '../standing.ts';
import type { CaseFile, Conduct } from '../state.ts';
import { tierEvents } from '../transfer/tier-hook.ts';
import type { Deciders, Readiness } from '../types.ts';
import { orderedFirst } from '../stopping/rules.ts';

// 行政处罚法 54(2): filed is what has been looked into: a matter, a conduct and a place in the list.
function lookedInto({ matter, conduct }: CaseFile): { conduct: Conduct } | Refusal {
  if (!matter) return refuse('matter-missing', '尚未确定违法事项，不能立案', ['记录核查时选择违法事项'], ['《行政处罚法》第五十四条']);
  return conduct
    ? { conduct }
    : refuse('conduct-missing', '尚未写明违法行为，不能立案', ['记录核查时填写违法行为的时间和地点'], ['《行政处罚法》第五十四条']);
}

function fileable(file: CaseFile): { conduct: Conduct } | Refusal {
  const found = lookedInto(file);
  return firstRefusal(found, withinLimitation(file), orderedFirst(file, '立案')) ?? found;
}

type Commands = Pick<typeof evidenceCommands, 'RequestFiling' | 'FileCase' | 'IdentifyParties'>;

export const readyFilingApproval = {
  RequestFiling: (file) => fileable(file),
  FileCase: (file, { actor }) => firstRefusal(headOfCase(file, actor, '立案'), notHandledBy(file, actor, '批准立案')) ?? fileable(file),
  IdentifyParties: (file) => freeToDispose(file, '更换当事人'),
} satisfies Readiness<Commands>;

export const decideFilingApproval: Deciders<Commands, EvidenceEvents & TransferEvents, typeof readyFilingApproval> = {
  RequestFiling: (file, payload, context) =>
    firstRefusal(competent(context), officersOfUnit(file, payload.officerIds, file.unit, context)) ?? [
      { type: 'FilingRequested', data: { officers: refsOf(payload.officerIds, context), reason: payload.reason } },
    ],

  FileCase: (file, payload, context, { conduct }) => {
    const refusal = firstRefusal(
      competent(context),
      officersOfUnit(file, payload.officerIds, file.unit, context),
      payload.officerIds.includes(context.actor.id)
        ? refuse('approves-own-case', '批准立案的负责人不能同时担任承办人', ['另选承办人'], SEPARATION)
        : null,
      payload.paperNumber !== null && !context.paper
        ? refuse('number-not-allowed', '案号由系统连续编排，不能自行填写', ['删去原案号'])
        : null,
    );
    if (refusal) return refusal;
    const circumstances = [...new Set([...file.circumstances, ...payload.circumstances])];
    return [
      {
        type: 'CaseFiled',
        data: {
          filedOn: today(context),
          officers: refsOf(payload.officerIds, context),
          approvedBy: context.actor.id,
          reason: payload.reason,
          limitationUntil: limitationUntil(conduct),
          circumstances: payload.circumstances,
          competence: competenceWhy(context),
          paperNumber: payload.paperNumber,
        },
      },
      ...tierEvents(file, context, { procedure: 'ordinary', circumstances }),
    ];
  },

  IdentifyParties: (file, payload, context) => {
    const checked = checkedParties(payload.parties, today(context));
    if (!checked.ok) return checked;
    return [
      { type: 'PartiesIdentified', data: { parties: checked.parties, how: payload.how } },
      ...tierEvents(file, context, { parties: checked.parties }),
    ];
  },
};
