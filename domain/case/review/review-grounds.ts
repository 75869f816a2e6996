/** Why a case must be legally reviewed before its decision (行政处罚法 58, and the county's graded handling). */
import { countyOf } from '../../county/names.ts';
import { legalReviewRequired } from '../../discretion/legal-review.ts';
import { type Tier, TIER_LABELS } from '../../vocabulary.ts';
import { hearingRight } from '../decision/hearing-right.ts';
import type { CasePolicy } from '../policy.ts';
import type { CaseFile } from '../state.ts';

export interface DeclaredGrounds {
  publicInterest: boolean;
  complex: boolean;
  otherMandatory: string | null;
}

const LOCAL: Record<Tier, string> = {
  'town-closes': '镇街办结的普通程序案件，由镇街法制审核',
  'bureau-reviews': '镇街办理、执法局审核的案件',
  'bureau-closes': '执法局办理的案件',
};

/** Each ground with its article, in words; never empty, because the county has every ordinary case reviewed. */
export function mandatoryReview(file: CaseFile, declared: DeclaredGrounds, policy: CasePolicy): string[] {
  const proposed = file.conclusion?.proposed;
  const heard = file.hearing?.record !== undefined && file.hearing?.record !== null;
  const right = proposed && proposed.kind === 'penalty' ? hearingRight(file, proposed, policy) : null;
  const { lines } = legalReviewRequired({
    majorPublicInterest: declared.publicInterest || file.circumstances.includes('social-impact'),
    afterHearing: heard,
    complex: declared.complex || file.circumstances.includes('complex'),
    severalLegalRelations: false,
    byLaw: declared.otherMandatory === null ? [] : [{ text: declared.otherMandatory, basis: '《行政处罚法》第五十八条第一款第四项' }],
    localRules: [
      ...(right?.ok && right.required
        ? [{ text: '当事人有权要求听证，听证后还须再次审核', basis: '《行政处罚法》第五十八条第一款第二项' }]
        : []),
      { text: `${LOCAL[file.tier]}（${TIER_LABELS[file.tier]}）`, basis: countyOf(policy).titles.graded },
    ],
  });
  return lines.map(({ text, basis }) => (basis ? `${text}（${basis}）` : text));
}
