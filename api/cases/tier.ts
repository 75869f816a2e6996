/** Why a case is on its tier: the rule on record, and what each rule of the graded list finds now. */
import type { Refusal } from '../../domain/result.ts';
import { tierOf } from '../../domain/case/transfer/tier-hook.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { TIER_LABELS, type Tier } from '../../domain/vocabulary.ts';
import { type LookupServices, matterOfCase } from './lookups.ts';
import { policyOf } from './read-case.ts';
import type { Standing } from './standing.ts';

export interface TierExplanation {
  tier: Tier;
  rule: string;
  text: string;
  basis: string;
  lines: { text: string; basis?: string; rule: string; tier: Tier; applies: boolean }[];
  /** What the list would say if it were asked now; a higher answer proposes a transfer, a lower one changes nothing. */
  now: { tier: Tier; rule: string; text: string };
}

export async function explainTier(services: LookupServices, standing: Standing, now: Instant): Promise<TierExplanation> {
  const file = standing.state;
  const [policy, matter] = await Promise.all([
    policyOf(services.policies, standing),
    matterOfCase(services, { caseId: file.caseId, file, now }),
  ]);
  const competence: { ok: true } | Refusal = matter?.competence ?? { ok: true };
  const answer = tierOf(file, competence, policy);
  return {
    tier: file.tier,
    ...file.tierWhy,
    lines: answer.lines.map(({ rule, tier, applies, text, basis }) => ({
      rule,
      tier,
      applies,
      basis,
      text: `${applies ? '适用' : '不适用'}（${TIER_LABELS[tier]}）：${text}`,
    })),
    now: { tier: answer.tier, rule: answer.rule, text: answer.text },
  };
}
