/** An order that stands without a penalty (城乡规划法 65 and its kind): no punishment, and not decided as one. */
import { clauseLabel } from '../../lists/fields.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { LegalDate } from '../../terms/model.ts';
import { competent } from '../competence.ts';
import type { CommandContext } from '../context.ts';
import { today } from '../../work/days.ts';
import { firstRefusal } from '../../work/guards.ts';
import { noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import { type Conclusion, evidenceStands } from './guards.ts';
import { noticeServed, statementsHeard } from './notice.ts';
import { countedBy } from '../terms-of.ts';

/** 行政处罚法 44, 45 speak of penalties; who is ordered to take down a building is heard by this rule. */
const HEARD = ['《浙江省违法建筑处置规定》第十四条（其他责令决定参照）'];

const under = (refusal: Refusal | null, basis: string[]): Refusal | null => refusal && { ...refusal, basis };

// The clause itself gives the order beside or without a penalty; a fine is not evaded by an order.
export function orderInClause(context: CommandContext): Refusal | null {
  const row = context.lookups.matter?.row;
  return row?.penalties.some(({ isPenalty }) => !isPenalty)
    ? null
    : refuse(
        'order-not-in-clause',
        row ? `“${row.name}”的条款没有规定责令限期拆除、恢复原状等处理决定` : '该事项的条款没有规定责令处理决定',
        ['建议给予或者不予行政处罚'],
        row ? [clauseLabel(row.penaltyClause)] : [],
      );
}

const proposed = ({ proposed: { kind } }: Conclusion): Refusal | null =>
  kind === 'order'
    ? null
    : refuse(
        'order-not-proposed',
        '调查终结时没有建议责令处理',
        ['退回补充调查，重新提出处理建议'],
        ['《浙江省违法建筑处置规定》第十四条'],
      );

function ordered(correction: { dueOn: LegalDate } | null, on: LegalDate, context: CommandContext): Refusal | null {
  const row = context.lookups.matter?.row;
  const basis = row ? [clauseLabel(row.penaltyClause)] : [];
  if (!correction) return refuse('order-missing', '责令的决定应当写明要求和期限', ['填写责令改正的要求和期限'], basis);
  return correction.dueOn < on ? refuse('due-in-the-past', '改正期限不能早于今天', ['更正改正期限'], basis) : null;
}

export function mayOrder(
  file: CaseFile,
  conclusion: Conclusion,
  { correction }: { correction: { dueOn: LegalDate } | null },
  context: CommandContext,
): Refusal | null {
  const on = today(context);
  return firstRefusal(
    competent(context),
    noSuspectedCrime(file, '作出责令的决定'),
    proposed(conclusion),
    orderInClause(context),
    under(firstRefusal(noticeServed(file, on), statementsHeard(file, on, countedBy(context))), HEARD),
    evidenceStands(file, conclusion),
    ordered(correction, on, context),
  );
}
