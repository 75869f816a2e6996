/** Deferral and instalments 暂缓或者分期缴纳罚款 (行政处罚法 66(2)): on the party's application, approved by the agency. */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { isLegalDate } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Line } from './law.ts';
import { toFen, yuanText } from './money.ts';

export interface InstalmentQuestion {
  /** What is still owed, yuan. */
  fine: number;
  /** The party's written application; null where there is none. */
  appliedOn: LegalDate | null;
  /** Why the party cannot pay at once (确有经济困难). */
  reason: string;
  grantedOn: LegalDate;
  /** Last instalment at the latest; a local bound, null where there is none. */
  latest?: { on: LegalDate; basis: string } | null;
  /** One entry defers, several pay by instalments. Yuan. */
  plan: readonly { dueOn: LegalDate; amount: number }[];
}

const BASIS = '行政处罚法第六十六条第二款';

/** Whether the plan can be granted: asked for, adds up to the fine, in order, and none of it in the past. */
export function checkInstalments(question: InstalmentQuestion): { ok: true; until: LegalDate; lines: Line[] } | Refusal {
  const { appliedOn, grantedOn, plan, latest = null } = question;
  const fine = toFen(question.fine);
  if (fine === null || fine === 0) return refuse('fine-invalid', '罚款数额应为大于零、最多两位小数的元数', ['更正罚款数额']);
  const dates: [LegalDate | null, string][] = [
    [appliedOn, '申请日期'],
    [grantedOn, '批准日期'],
    ...plan.map((part, index): [LegalDate, string] => [part.dueOn, `第${index + 1}期期限`]),
  ];
  const bad = dates.find(([date]) => date !== null && !isLegalDate(date));
  if (bad) return refuse('date-invalid', `${bad[1]}“${bad[0]}”不是有效日期`, [`按年-月-日填写${bad[1]}`]);
  if (appliedOn === null) return refuse('application-missing', '暂缓或者分期缴纳须由当事人申请', ['当事人的申请'], [BASIS]);
  if (appliedOn > grantedOn)
    return refuse('application-late', `申请日期${appliedOn}晚于批准日期${grantedOn}`, ['更正申请或者批准日期'], [BASIS]);
  if (question.reason.trim() === '') return refuse('reason-missing', '须写明当事人确有经济困难的情况', ['经济困难的事实和材料'], [BASIS]);
  if (plan.length === 0) return refuse('plan-empty', '没有分期计划', ['各期的期限和数额'], [BASIS]);

  let sum = 0;
  let before = grantedOn;
  for (const [index, part] of plan.entries()) {
    const amount = toFen(part.amount);
    if (amount === null || amount === 0)
      return refuse('plan-amount', `第${index + 1}期数额应大于零、最多两位小数`, ['更正分期数额'], [BASIS]);
    if (part.dueOn <= before) {
      const than = index === 0 ? `批准日期${grantedOn}` : `上一期期限${before}`;
      return refuse('plan-order', `第${index + 1}期期限${part.dueOn}不晚于${than}`, ['按先后次序填写各期期限'], [BASIS]);
    }
    sum += amount;
    before = part.dueOn;
  }
  if (sum !== fine)
    return refuse('plan-sum', `各期合计${yuanText(sum)}，与应缴${yuanText(fine)}不符`, [`各期合计应为${yuanText(fine)}`], [BASIS]);
  if (latest && before > latest.on)
    return refuse('plan-too-long', `最后一期${before}超过${latest.on}`, [`最后一期不晚于${latest.on}`], [latest.basis]);
  const kind = plan.length === 1 ? '暂缓缴纳' : `分${plan.length}期缴纳`;
  return { ok: true, until: before, lines: [{ text: `准予${kind}${yuanText(fine)}，至${before}；期限届满前不加处罚款`, basis: BASIS }] };
}
