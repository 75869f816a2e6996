/** Thresholds that decide what a proposed penalty brings with it: hearing (行政处罚法 63), collective discussion (57(2)). */
import { hearingRequired, type HearingAnswer } from '../../discretion/hearing.ts';
import { PENALTY_KINDS, type PenaltyKind } from '../../lists/matters.ts';
import type { CasePolicy } from '../policy.ts';
import { heavyPenalties } from '../../routing/tier.ts';
import type { SubjectKind } from '../../vocabulary.ts';
import type { CaseFile, Money } from '../state.ts';

interface Proposal {
  money: Money;
  others: readonly string[];
}

const subjects = (file: CaseFile): SubjectKind[] => {
  const kinds = file.parties.map(({ kind }) => kind);
  return kinds.length > 0 ? kinds : ['citizen'];
};

function penaltyKinds({ money, others }: Proposal): PenaltyKind[] {
  const kinds = PENALTY_KINDS.filter((kind) => others.some((other) => other.includes(kind)));
  if (money.fine > 0 && !kinds.includes('罚款')) kinds.push('罚款');
  if (money.confiscation > 0 && !kinds.some((kind) => kind.startsWith('没收'))) kinds.push('没收违法所得');
  return kinds;
}

/** Whether any party must be told of the right to a hearing, and why or why not. */
export function hearingRight(file: CaseFile, proposal: Proposal, policy: CasePolicy): HearingAnswer {
  const { hearingFine, individualBusinessAs } = policy.thresholds;
  const kinds = penaltyKinds(proposal);
  // Words beside the list's kinds (暂扣许可证件, 限制从业) weigh as those that the article names.
  const named = heavyPenalties(proposal.others).filter((other) => !kinds.some((kind) => other.includes(kind)));
  const other = named.map((text) => ({ text: `拟给予${text}`, basis: '行政处罚法第六十三条第一款' }));
  let answer: HearingAnswer | null = null;
  for (const subjectKind of subjects(file)) {
    const one = hearingRequired({
      subjectKind,
      thresholds: hearingFine,
      other,
      individualBusinessAs,
      penalty: { fine: proposal.money.fine, kinds, confiscated: proposal.money.confiscation },
    });
    if (!one.ok || one.required) return one;
    answer = one;
  }
  return answer ?? { ok: true, required: false, lines: [] };
}

export interface CollectiveAnswer {
  required: boolean;
  why: string[];
}

// 行政处罚法 57(2): complex circumstances, or a heavy penalty for a major violation, go to the heads together.
export function collectiveNeeded(file: CaseFile, proposal: Proposal, policy: CasePolicy): CollectiveAnswer {
  const { collectiveFine, individualBusinessAs } = policy.thresholds;
  const limit = Math.min(...subjects(file).map((kind) => collectiveFine[kind === 'individual-business' ? individualBusinessAs : kind]));
  const why: string[] = [];
  if (proposal.money.fine >= limit) why.push(`罚款${proposal.money.fine}元，达到${limit}元（${collectiveFine.basis}）`);
  if (proposal.money.confiscation >= limit) {
    why.push(`没收${proposal.money.confiscation}元，达到${limit}元（${collectiveFine.basis}）`);
  }
  const heavy = heavyPenalties(proposal.others);
  if (heavy.length > 0) why.push(`给予${heavy.join('、')}`);
  if (file.circumstances.includes('complex')) why.push('案情疑难复杂');
  return { required: why.length > 0, why };
}
