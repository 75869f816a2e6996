/**
 * Where the statute gives no figure, sectors have set their own, and a county follows one of them until its province or city
 * sets another: the figures of each, side by side, so that a county changes from one to the other without rewriting its terms.
 * A figure that the followed rule does not give is the county's own again.
 */
import { type CountyNames, namedThroughout, LADDER_RULES } from '../county/names.ts';
import type { ExtensionStep, PauseGround, TermDefinition } from '../terms/model.ts';

export const FOLLOWED_RULES = ['samr', 'mohurd'] as const;
export type FollowedRule = (typeof FOLLOWED_RULES)[number];
export const RULE_NAMES: Record<FollowedRule, string> = {
  samr: '《市场监督管理行政处罚程序规定》',
  mohurd: '《住房和城乡建设行政处罚程序规定》',
};
/** A county that follows no sector's rule: its own figures throughout. */
export type FollowedOrOwn = FollowedRule | 'own';

interface Figure {
  length: number;
  unit: TermDefinition['unit'];
  article: string;
  extensions?: ExtensionStep[];
  pausedBy?: PauseGround[];
}

const byHead = (rule: FollowedRule, article: string, maxLength: number | null): ExtensionStep => ({
  maxLength,
  approver: 'head',
  basis: `${RULE_NAMES[rule]}${article}`,
});

const SAMR: Record<string, Figure> = {
  'case-filing-check': {
    length: 15,
    unit: 'workday',
    article: '第十八条（十五个工作日）',
    extensions: [byHead('samr', '第十八条', 15)],
    pausedBy: ['appraisal'],
  },
  'preservation-approval': { length: 24, unit: 'hour', article: '第三十三条第二款（二十四小时内报告并补办）' },
  'jurisdiction-consultation': { length: 7, unit: 'workday', article: '第十三条（七个工作日）' },
  'jurisdiction-designation': { length: 7, unit: 'workday', article: '第十六条（七个工作日）' },
  'legal-review': { length: 10, unit: 'workday', article: '第五十五条（十个工作日）', extensions: [byHead('samr', '第五十五条', null)] },
  'statement-defence': { length: 5, unit: 'workday', article: '第五十七条第二款（五个工作日）' },
  'simple-case-file': { length: 7, unit: 'workday', article: '第七十条（七个工作日）' },
  'case-closure': { length: 15, unit: 'workday', article: '第七十七条（十五个工作日）' },
};

// 住建部令第55号. It excludes nothing from the check of a lead, and has no approval after the fact of a preservation.
const MOHURD: Record<string, Figure> = {
  'case-filing-check': { length: 15, unit: 'workday', article: '第十五条（十五个工作日）', extensions: [byHead('mohurd', '第十五条', 10)] },
  'jurisdiction-consultation': { length: 7, unit: 'workday', article: '第六条（七个工作日）' },
  'jurisdiction-designation': { length: 7, unit: 'workday', article: '第六条（七个工作日）' },
  'legal-review': { length: 10, unit: 'workday', article: '第二十五条（十个工作日）' },
  'statement-defence': { length: 5, unit: 'workday', article: '第二十二条（五个工作日）' },
  'simple-case-file': { length: 3, unit: 'workday', article: '第十四条（三个工作日）' },
  'case-closure': { length: 15, unit: 'workday', article: '第三十一条（十五个工作日）' },
};

const FIGURES: Record<FollowedRule, Record<string, Figure>> = { samr: SAMR, mohurd: MOHURD };

/** What the statute itself says of such a term, and what it leaves open. */
const LEFT_OPEN: Record<string, { law: string | null; gap: string }> = {
  'case-filing-check': { law: '《行政处罚法》第五十四条第二款（及时立案）', gap: '法律只规定“及时”' },
  'preservation-approval': { law: '《行政处罚法》第五十六条（经行政机关负责人批准）', gap: '法律没有规定事后补办' },
  'jurisdiction-consultation': { law: '《行政处罚法》第二十五条第二款（协商解决）', gap: '法律没有规定协商的天数' },
  'jurisdiction-designation': { law: '《行政处罚法》第二十五条第二款（报请共同的上一级行政机关指定）', gap: '法律没有规定指定的天数' },
  'legal-review': { law: '《行政处罚法》第五十八条（法制审核）', gap: '法律没有规定审核的天数' },
  'statement-defence': { law: '《行政处罚法》第四十四条、第四十五条、第六十二条', gap: '法律没有规定陈述、申辩的天数' },
  'simple-case-file': { law: '《行政处罚法》第五十二条（报所属行政机关备案）', gap: '法律只规定备案' },
  'case-closure': { law: null, gap: '法律没有规定结案的期限' },
};

/** 行政处罚法 60 gives the ninety days; how they are lengthened and what is not counted is left to "法律、法规、规章". */
const DECISION: Record<FollowedOrOwn, Pick<TermDefinition, 'extensions' | 'pausedBy' | 'local'>> = {
  samr: {
    pausedBy: ['suspension', 'hearing', 'announcement', 'appraisal', 'co-investigation'],
    extensions: [
      { maxLength: 30, approver: 'head', basis: `${RULE_NAMES.samr}第六十四条：经负责人批准可以延长三十日` },
      { maxLength: null, approver: 'collective', basis: `${RULE_NAMES.samr}第六十四条：仍不能作出的，由负责人集体讨论决定延长的合理期限` },
    ],
    local: `扣除期间与延长参照${RULE_NAMES.samr}第六十四条，以本部门规章为准；撤销后重新调查的，自重新办理之日起参照计算；移送公安结案后退回的，结案至退回之间不计入`,
  },
  mohurd: {
    pausedBy: ['suspension', 'hearing', 'appraisal'],
    extensions: [
      { maxLength: 30, approver: 'head', basis: `${RULE_NAMES.mohurd}第二十九条：经负责人批准可以延长三十日` },
      { maxLength: 60, approver: 'collective', basis: `${RULE_NAMES.mohurd}第二十九条：由负责人集体讨论决定，再次延长不超过六十日` },
    ],
    local: `扣除期间与延长参照${RULE_NAMES.mohurd}第二十九条，以本部门规章为准；撤销后重新调查的，自重新办理之日起参照计算；移送公安结案后退回的，结案至退回之间不计入`,
  },
  // Without a law, regulation or departmental rule nothing lengthens them and nothing stops them.
  own: {
    pausedBy: [],
    extensions: [],
    local:
      '本县没有参照的规章：九十日不延长、不扣除；撤销后重新调查的，自重新办理之日起参照计算；移送公安结案后退回的，结案至退回之间不计入',
  },
};

/** Keys of the terms whose figure comes from the followed rule. */
export const RULED_TERMS = Object.keys(LEFT_OPEN);

type Ruled = Pick<TermDefinition, 'effect' | 'length' | 'unit' | 'basis'> &
  Partial<Pick<TermDefinition, 'rule' | 'local' | 'extensions' | 'pausedBy'>>;

/** What the followed rule says of one term; where it says nothing, the given length is the county's own. */
export function figureOf(key: string, follows: FollowedOrOwn, own: Pick<TermDefinition, 'length' | 'unit'>): Ruled {
  const open = LEFT_OPEN[key];
  if (!open) throw new Error(`the statute leaves nothing open about ${key}`);
  const lawAnd = (rule: string) => (open.law === null ? rule : `${open.law}；${rule}`);
  const figure = follows === 'own' ? undefined : FIGURES[follows][key];
  if (follows === 'own' || !figure) {
    return { effect: 'internal', length: own.length, unit: own.unit, basis: lawAnd(LADDER_RULES), local: `${open.gap}，天数为本县自定` };
  }
  const name = RULE_NAMES[follows];
  const { article, ...lengths } = figure;
  return {
    effect: 'rule',
    rule: { key: follows, name },
    ...lengths,
    basis: lawAnd(`${name}${article}`),
    local: `${open.gap}，参照${name}，以本地、本部门的规定为准`,
  };
}

/** The decision's ninety days under the followed rule. */
export const decisionUnder = (follows: FollowedOrOwn) => DECISION[follows];

/** The same terms, their open figures taken from another rule; what is set by statute or by the county stays. */
export function followRule(terms: readonly TermDefinition[], follows: FollowedOrOwn, county: CountyNames): TermDefinition[] {
  const following = terms.map((term): TermDefinition => {
    if (term.key === 'decision-deadline') return { ...term, ...decisionUnder(follows) };
    if (!RULED_TERMS.includes(term.key)) return term;
    const { rule: _rule, local: _local, ...kept } = term;
    const { extensions = [], ...figure } = figureOf(term.key, follows, term);
    // A stage's own pauses and ladder are the office's, whatever rule gives its length.
    if (term.stage !== undefined) return { ...kept, ...figure, pausedBy: term.pausedBy, extensions };
    const ladder = term.ladder === 'rule' || term.ladder === 'stage' ? (figure.effect === 'rule' ? 'rule' : 'stage') : term.ladder;
    return { ...kept, ...figure, pausedBy: figure.pausedBy ?? [], extensions, ...(ladder ? { ladder } : {}) };
  });
  return namedThroughout(following, county);
}

/** The rule that the terms follow now. */
export const followedBy = (terms: readonly TermDefinition[]): FollowedOrOwn =>
  FOLLOWED_RULES.find((key) => terms.some(({ rule }) => rule?.key === key)) ?? 'own';
