/** What is owed of a substitute performance, and from when the court may be asked for it. */
import { addDays } from '../../terms/instant.ts';
import type { Calendar, LegalDate } from '../../terms/model.ts';
import { rolledForward } from '../../work/days.ts';
import { yuanWords } from '../../work/tell.ts';
import { type CourtPath, pathAfter, suitPath } from '../execution/court-window.ts';
import type { CaseFile, Coercion, SubstitutionCost } from '../state.ts';
import { type CountedBy, lastDayOf } from '../terms-of.ts';

export const cents = (yuan: number): number => Math.round(yuan * 100);
export const total = (amounts: readonly { amount: number }[]): number => amounts.reduce((sum, { amount }) => sum + cents(amount), 0) / 100;

/** A review or a judgment took the decision away (行政复议法 64, 行政诉讼法 70, 75). */
export const costRevoked = ({ remedies }: SubstitutionCost): boolean =>
  remedies.some(({ result }) => result === 'revoked' || result === 'void');

const courtEnded = ({ court }: SubstitutionCost): boolean =>
  court?.answers.some(({ answer }) => answer === 'completed' || answer === 'ended') ?? false;

/** Yuan that the party still has to pay. */
export const costLeft = (cost: SubstitutionCost): number =>
  cost.otherwise !== null || cost.ended !== null || costRevoked(cost) || courtEnded(cost)
    ? 0
    : Math.max(0, cents(cost.amount) - cents(total(cost.paid))) / 100;

/** Whether anything is still to be done about it. */
export const costOpen = (cost: SubstitutionCost): boolean => costLeft(cost) > 0;

/** A decision on the cost that stands: neither taken back nor revoked. */
const stands = (cost: SubstitutionCost): boolean => cost.ended?.ground !== 'withdrawn' && !costRevoked(cost);

type Performed = Coercion['substitutions'][number] & { performed: NonNullable<Coercion['substitutions'][number]['performed']> };

/** Performed at a cost that nobody has decided on yet. */
export const costUndecided = ({ coercion, substitutionCosts }: CaseFile): Performed[] =>
  (coercion?.substitutions ?? []).filter(
    (one): one is Performed =>
      (one.performed?.cost ?? 0) > 0 && !substitutionCosts.some((cost) => cost.substitutionId === one.id && stands(cost)),
  );

/** The last day to pay; null while the decision is not served. */
export const costDueOn = (file: CaseFile, cost: SubstitutionCost, by: CountedBy, calendar: Calendar): LegalDate | null =>
  cost.served === null
    ? null
    : (lastDayOf(file, by, 'substitution-cost-payment', ({ record }) => record.ref === cost.costId) ??
      rolledForward(calendar, addDays(cost.served.servedOn, cost.payDays)));

/** The way to the court after what was done against it (行政强制法 53); null where a review body enforces, or nothing is left. */
export const costPath = (servedOn: LegalDate, remedies: SubstitutionCost['remedies'], calendar: Calendar): CourtPath | null =>
  pathAfter(suitPath(servedOn), remedies, calendar);

/** How the sum came about, line by line. */
export function costLines(
  { decidedOn, documentNumber, budget, atOnce, performed }: Performed,
  { items, overBudget, otherwise, payDays }: Pick<SubstitutionCost, 'items' | 'overBudget' | 'otherwise' | 'payDays'>,
): SubstitutionCost['lines'] {
  const sum = total(items);
  const article = atOnce ? '《行政强制法》第五十二条、第五十一条第二款' : '《行政强制法》第五十一条第二款';
  return [
    {
      text: `${decidedOn}${atOnce ? '立即代履行' : '代履行'}决定（${documentNumber}），实际发生${yuanWords(performed.cost)}`,
      basis: article,
    },
    ...items.map(({ what, amount }) => ({ text: `${what}：${yuanWords(amount)}` })),
    { text: `按照成本合计${yuanWords(sum)}，不超过实际发生的费用`, basis: '《行政强制法》第五十一条第二款（按照成本合理确定）' },
    sum > budget
      ? { text: `超出费用预算${yuanWords(budget)}：${overBudget ?? ''}`, basis: '《行政强制法》第五十一条第一款第一项（费用预算）' }
      : { text: `在费用预算${yuanWords(budget)}以内`, basis: '《行政强制法》第五十一条第一款第一项（费用预算）' },
    otherwise === null
      ? { text: `由当事人承担，自收到决定之日起${payDays}日内缴纳；没有法律规定可以加处罚款、滞纳金，不加处`, basis: article }
      : { text: `法律另有规定，不由当事人承担：${otherwise}`, basis: '《行政强制法》第五十一条第二款（法律另有规定的除外）' },
  ];
}
