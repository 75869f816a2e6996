/**
 * Graded handling 三级分级办案: which level of government handles a case, by the county's graded list. Every rule is asked;
 * the highest tier among those that apply wins, and the answer names its rule and says what each rule found.
 */
import { countyOf, named, GRADED_LIST } from '../county/names.ts';
import type { CasePolicy } from '../case/policy.ts';
import { type Procedure, type SubjectKind, TIER_LABELS, TIERS, type Tier } from '../vocabulary.ts';

/** Circumstances that officers record and the graded list looks at. */
export const CIRCUMSTANCES = [
  'cross-area',
  'complex',
  'social-impact',
  'casualties',
  'obstruction',
  'mass-event',
  'local-interest',
] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];
export const CIRCUMSTANCE_LABELS: Record<Circumstance, string> = {
  'cross-area': '违法行为跨镇街',
  complex: '案情疑难复杂',
  'social-impact': '有较大社会影响',
  casualties: '造成人员伤亡',
  obstruction: '阻碍执法、暴力抗法',
  'mass-event': '涉及群体性事件',
  'local-interest': '属地镇街与案件有利害关系',
};

export interface TierInput {
  matter: { code: string; name: string; major: boolean; orderToCorrectFirst: boolean } | null;
  /** Whether the responsible unit holds the power (行政处罚法 24); the words say why not. */
  competence: { ok: true } | { ok: false; message: string };
  procedure: Procedure | null;
  /** Yuan; null while nothing is proposed. */
  proposed: { fine: number; confiscation: number; others: readonly string[] } | null;
  /** Kinds of the parties; the strictest threshold among them is asked. */
  subjects: readonly SubjectKind[];
  circumstances: readonly Circumstance[];
  /** The case has been sent to a bureau, not to a town. */
  atBureau: boolean;
}

export interface TierLine {
  rule: string;
  tier: Tier;
  applies: boolean;
  text: string;
  basis: string;
}

export interface TierAnswer {
  tier: Tier;
  rule: string;
  text: string;
  basis: string;
  /** What each rule found, in the order they were asked. */
  lines: TierLine[];
}

interface TierRule {
  key: string;
  tier: Tier;
  basis: string;
  /** What it looks for, for the line of a rule that does not apply. */
  asks: string;
  /** Why it applies, in words for the reader; null where it does not. */
  applies: (input: TierInput, thresholds: CasePolicy['thresholds']) => string | null;
}

/** Penalties that weigh on a livelihood, whatever the fine (行政处罚法 9(3)–(5), 63(1)(3)–(4)). */
const HEAVY = /停产停业|责令关闭|吊销|暂扣|降低资质|限制开展|限制从业/;
export const heavyPenalties = (others: readonly string[]): string[] => others.filter((other) => HEAVY.test(other));

type FineThreshold = CasePolicy['thresholds']['bureauFine'];

/** The threshold that holds for these parties: the lowest among them; a citizen's where nobody is known yet. */
function thresholdFor(subjects: readonly SubjectKind[], fine: FineThreshold, thresholds: CasePolicy['thresholds']): number {
  const figures = subjects.map((kind) => fine[kind === 'individual-business' ? thresholds.individualBusinessAs : kind]);
  return figures.length > 0 ? Math.min(...figures) : fine.citizen;
}

/** Fine and confiscation are each held against the threshold, as 行政处罚法 63 names them apart. */
function above(input: TierInput, fine: FineThreshold, thresholds: CasePolicy['thresholds']): string | null {
  if (!input.proposed) return null;
  const limit = thresholdFor(input.subjects, fine, thresholds);
  if (input.proposed.fine >= limit) return `拟罚款${input.proposed.fine}元，达到${limit}元`;
  if (input.proposed.confiscation >= limit) return `拟没收${input.proposed.confiscation}元，达到${limit}元`;
  return null;
}

const circumstance = (key: Circumstance, basis: string): TierRule => ({
  key,
  tier: 'bureau-closes',
  basis,
  asks: CIRCUMSTANCE_LABELS[key],
  applies: (input) => (input.circumstances.includes(key) ? CIRCUMSTANCE_LABELS[key] : null),
});

/** The graded list. Highest tier first, so that the weightiest reason is the one named. */
export const TIER_RULES: readonly TierRule[] = [
  {
    key: 'at-bureau',
    tier: 'bureau-closes',
    basis: '《行政处罚法》第二十二条',
    asks: '案件分派给县级执法部门承办',
    applies: (input) => (input.atBureau ? '案件由县级执法部门承办' : null),
  },
  {
    // 行政处罚法 24: a township has only the powers delegated to it on that day.
    key: 'no-power',
    tier: 'bureau-closes',
    basis: '《行政处罚法》第二十四条',
    asks: '镇街没有该事项的行政处罚权',
    applies: (input) => (input.competence.ok ? null : input.competence.message),
  },
  {
    key: 'heavy-penalty',
    tier: 'bureau-closes',
    basis: `${GRADED_LIST}；《行政处罚法》第六十三条`,
    asks: '拟责令停产停业、责令关闭、限制从业或者吊销、暂扣许可证件',
    applies: (input) => {
      const heavy = heavyPenalties(input.proposed?.others ?? []);
      return heavy.length > 0 ? `拟给予${heavy.join('、')}` : null;
    },
  },
  {
    key: 'bureau-fine',
    tier: 'bureau-closes',
    basis: GRADED_LIST,
    asks: '拟罚没数额达到由执法局办理的标准',
    applies: (input, thresholds) => above(input, thresholds.bureauFine, thresholds),
  },
  circumstance('cross-area', `${GRADED_LIST}；《行政处罚法》第二十二条、第二十五条`),
  circumstance('casualties', GRADED_LIST),
  circumstance('local-interest', `${GRADED_LIST}；《行政处罚法》第四十三条`),
  circumstance('obstruction', GRADED_LIST),
  circumstance('mass-event', GRADED_LIST),
  circumstance('complex', `${GRADED_LIST}；《行政处罚法》第五十七条第二款`),
  circumstance('social-impact', `${GRADED_LIST}；《行政处罚法》第五十八条`),
  {
    key: 'hearing-fine',
    tier: 'bureau-reviews',
    basis: '《行政处罚法》第五十八条第一款、第六十三条',
    asks: '拟罚没数额达到听证标准',
    applies: (input, thresholds) => above(input, thresholds.hearingFine, thresholds),
  },
  {
    key: 'major-matter',
    tier: 'bureau-reviews',
    basis: GRADED_LIST,
    asks: '重大事项适用普通程序',
    applies: (input) => (input.procedure === 'ordinary' && input.matter?.major ? `“${input.matter.name}”属于重大事项，适用普通程序` : null),
  },
  {
    key: 'ordinary-procedure',
    tier: 'bureau-reviews',
    basis: `${GRADED_LIST}；《行政处罚法》第五十四条`,
    asks: '适用普通程序',
    applies: (input) => (input.procedure === 'ordinary' ? '适用普通程序，由镇街调查、执法局审核' : null),
  },
  {
    key: 'town',
    tier: 'town-closes',
    basis: '《行政处罚法》第二十二条、第二十四条、第五十一条',
    asks: '其他案件',
    applies: () => '案件由属地镇街发现、核查，尚无须由执法局审核或者办理的情形',
  },
];

export const tierRank = (tier: Tier): number => TIERS.indexOf(tier);

/** Asks every rule of the graded list. Pure; the same input always gives the same answer. */
export function assessTier(input: TierInput, policy: Pick<CasePolicy, 'thresholds' | 'county'>): TierAnswer {
  const { thresholds } = policy;
  const county = countyOf(policy);
  const found = TIER_RULES.map((rule) => ({ rule, why: rule.applies(input, thresholds) }));
  const lines = found.map(({ rule, why }): TierLine => ({
    rule: rule.key,
    tier: rule.tier,
    applies: why !== null,
    text: why === null ? `${rule.asks}：不符合` : `${why}：${TIER_LABELS[rule.tier]}`,
    basis: named(rule.basis, county),
  }));
  const applying = found.filter((one): one is { rule: TierRule; why: string } => one.why !== null);
  const { rule, why } = applying.reduce((best, one) => (tierRank(one.rule.tier) > tierRank(best.rule.tier) ? one : best));
  return { tier: rule.tier, rule: rule.key, text: why, basis: named(rule.basis, county), lines };
}
