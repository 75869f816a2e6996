import { CASE_RULES, GRADED_LIST } from '../county/names.ts';

/** What no statute says and the county asks all the same: a refusal on such a ground says that it is an internal rule. */
const internal = (what: string): string[] => [`${CASE_RULES}（内部规则：${what}）`];

/** Nobody approves or reviews what they handled; 行政处罚法 64(4) says so of the chair of a hearing alone. */
export const SEPARATION = internal('办理与审核、审批分离');
/** Every ordinary case is reviewed; 行政处罚法 58(1) asks it of four kinds. */
export const ALL_REVIEWED = internal('普通程序案件一律经法制审核');
/** 行政处罚法 58(2) asks it of those who take review up for the first time. */
export const ALL_QUALIFIED = internal('法制审核员一律具有法律职业资格；《行政处罚法》第五十八条第二款只要求初次从事的人员');
export const REVIEW_ANSWERED = internal('退回意见逐条答复后再次送审');
export const GRADED = [`${GRADED_LIST}（内部规则）`];
/** 行政处罚法 34 asks for published benchmarks and says nothing of leaving them. */
export const DEVIATION = internal('偏离裁量基准说明理由并经上一级批准');
/** 行政处罚法 64(4) asks that the chair did not investigate. */
export const CHAIR_IS_OFFICER = internal('听证主持人由执法人员担任');
export const ONE_PARTY = internal('当场处罚只适用于一名当事人');
export const EVIDENCE_KEPT = internal('取证规范');
export const LETTER_SERVED = internal('移送函送达并取得回执后结案');
/** A switch of the policy (`thresholds.copyToProcurator`); which local paper asks it is the county's to check. */
export const COPY_TO_PROCURATOR = internal('移送公安的同时抄送人民检察院；本县设置，可以关闭');
