/** Whether a penalty binds the party: decided, not taken back, served. */
import { refuse, type Refusal } from '../../result.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile } from '../state.ts';
import { isRefusal } from '../types.ts';
import { servedDecision } from './ordered.ts';

type Decision = NonNullable<CaseFile['decision']>;

export function penaltyDecided({ decision }: CaseFile): Decision | Refusal {
  if (!decision || decision.kind !== 'penalty') return refuse('no-penalty-to-execute', '本案没有需要执行的处罚决定', ['先作出处罚决定']);
  return decision.revokedOn !== null
    ? refuse('decision-revoked', `处罚决定已于${decision.revokedOn}被撤销，不再执行`, ['按撤销后的处理结果结案或者重新办理'])
    : decision;
}

// 行政处罚法 61, 67: the party's terms run from the service of the decision.
export function decisionServed(file: CaseFile, on: LegalDate): { effectiveOn: LegalDate } | Refusal {
  const paper = servedDecision(file);
  if (!paper) return refuse('decision-not-served', '决定书尚未送达', ['先送达决定书'], ['《行政处罚法》第六十一条']);
  const { effectiveOn } = paper;
  return effectiveOn <= on
    ? { effectiveOn }
    : refuse(
        'service-not-in-effect',
        `决定书公告送达尚未期满（${effectiveOn}视为送达）`,
        [`${effectiveOn}后再办`],
        ['《民事诉讼法》第九十五条'],
      );
}

/** A penalty that binds the party on that day, and since when. */
export function inForce(file: CaseFile, on: LegalDate): { decision: Decision; effectiveOn: LegalDate } | Refusal {
  const decision = penaltyDecided(file);
  if (isRefusal(decision)) return decision;
  const served = decisionServed(file, on);
  return isRefusal(served) ? served : { decision, ...served };
}
