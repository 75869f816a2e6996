/**
 * One act under several clauses (行政处罚法 29, second sentence): the clause with the higher fine is applied. The law does
 * not say how ranges are compared: by the ceiling, where it is the same by the floor, in yuan and for this very party.
 */
import { clauseLabel } from '../lists/fields.ts';
import { PENALTY_STAGE_LABELS, rangeLabel } from '../lists/matters.ts';
import type { Matter, PenaltyStage } from '../lists/matters.ts';
import { baseFactorOf } from './figures.ts';
import { factorNeed, needText } from './factors.ts';
import { refuse } from '../result.ts';
import type { Line } from './law.ts';
import { derivePenalty } from './penalty.ts';
import type { PenaltyQuestion, PenaltyRefusal } from './penalty-model.ts';

export const SEVERAL_CLAUSES = '行政处罚法第二十九条';

export interface WeighedClause {
  code: string;
  name: string;
  clause: string;
  stage: PenaltyStage;
  /** The clause's own range in yuan; null where it sets no fine, or cannot be applied here. */
  min: number | null;
  max: number | null;
  /** The range as the clause has it, or why the clause is out. */
  text: string;
}

export interface Weighing {
  ok: true;
  clauses: WeighedClause[];
  /** The matter whose clause is applied. */
  chosen: string;
  lines: Line[];
}

export type ConcurrenceQuestion = Omit<PenaltyQuestion, 'matter' | 'benchmark' | 'stage'> & {
  /** The matter that the case was opened for, then the others. */
  matters: readonly { matter: Matter; stage: PenaltyStage }[];
};

/** The clauses side by side and the one that is applied; of equal ones the case's own. */
export function weighClauses({ matters, ...question }: ConcurrenceQuestion): Weighing | PenaltyRefusal {
  const clauses: WeighedClause[] = [];
  for (const { matter, stage } of matters) {
    const weighed = weigh(matter, stage, question);
    if ('ok' in weighed) return weighed;
    clauses.push(weighed);
  }
  const fined = clauses.filter((one): one is WeighedClause & { min: number; max: number } => one.min !== null && one.max !== null);
  const [first] = fined;
  if (!first) {
    return refuse('no-clause-fines', '所列条款对本案当事人都不设罚款，不存在比较', ['核实适用的条款'], [SEVERAL_CLAUSES]);
  }
  const best = fined.reduce((high, one) => (one.max > high.max || (one.max === high.max && one.min > high.min) ? one : high), first);
  const why = `同一个违法行为违反多个法律规范应当给予罚款处罚的，按照罚款数额高的规定处罚：适用${best.clause}（比较上限，上限相同的比较下限）`;
  return {
    ok: true,
    clauses,
    chosen: best.code,
    lines: [...clauses.map(({ clause, text }) => ({ text: `${clause}：${text}`, basis: clause })), { text: why, basis: SEVERAL_CLAUSES }],
  };
}

function weigh(matter: Matter, stage: PenaltyStage, question: Omit<ConcurrenceQuestion, 'matters'>): WeighedClause | PenaltyRefusal {
  const { code, name } = matter;
  const derived = derivePenalty({ ...question, matter, benchmark: null, stage });
  if (!derived.ok) {
    if (derived.missing?.length) return derived;
    const clause = clauseLabel(matter.penaltyClause);
    return { code, name, clause, stage, min: null, max: null, text: `不能适用：${derived.message}` };
  }
  const { statutory, figures, law } = derived;
  const clause = law.label;
  if (!statutory) return { code, name, clause, stage, min: null, max: null, text: derived.tierWhy.text };
  if (!figures) {
    const need = factorNeed(baseFactorOf(statutory.unit) ?? '');
    const message = `${clause}的罚款以${need.label}计算，填写后才能比较`;
    return { ...refuse('factors-missing', message, [needText(need)], [clause]), missing: [need] };
  }
  const { min, max } = figures.statutory;
  const inYuan = statutory.unit === 'yuan' ? '' : `，即${min}元至${max}元`;
  const at = stage === 'direct' ? '' : `（${PENALTY_STAGE_LABELS[stage]}）`;
  return { code, name, clause, stage, min, max, text: `罚款${rangeLabel(statutory.min, statutory.max, statutory.unit)}${at}${inYuan}` };
}
