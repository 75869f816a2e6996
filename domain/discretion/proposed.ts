/**
 * Checks a proposed penalty against its derivation: never outside the clause; outside the benchmark's tier only with a
 * reason and a higher approval (行政处罚法 5(2), 34); below the clause's floor only where the law lets reduce (30 to 32).
 */
import { CASE_RULES } from '../county/names.ts';
import type { PenaltyKind } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import type { YuanRange } from './figures.ts';
import type { Line } from './law.ts';
import { toFen, yuanText } from './money.ts';
import type { PenaltyDerivation } from './penalty-model.ts';

export interface Proposed {
  /** Yuan, at most two decimals; 0 for no fine. */
  fine: number;
  /** Penalties beside the fine. */
  kinds?: readonly PenaltyKind[];
  /** `approvedBy`: who above the usual level approved; null while nobody has. */
  deviation?: { reason: string; approvedBy: string | null } | null;
}

export type ProposedAnswer = { ok: true; deviates: boolean; lines: Line[] } | Refusal;

const BASIS = '行政处罚法第三十四条';
/** The article asks for published benchmarks and says nothing of leaving them. */
const DEVIATION = [`${CASE_RULES}（内部规则：偏离裁量基准说明理由并经上一级批准）`];

/** Within the tier: ok. Outside it: ok once reasoned and approved. Outside the clause: refused. */
export function checkProposed({ derivation, proposed }: { derivation: PenaltyDerivation; proposed: Proposed }): ProposedAnswer {
  const kinds = proposed.kinds ?? [];
  const fine = toFen(proposed.fine);
  const clause = derivation.law.label;
  if (fine === null) return refuse('fine-invalid', '罚款数额应为不小于零、最多两位小数的元数', ['更正罚款数额']);
  if (derivation.tierWhy.rule === 'no-penalty-by-law' && (fine > 0 || kinds.length > 0)) {
    return refuse(
      'no-penalty-by-law',
      derivation.tierWhy.text,
      ['作不予行政处罚决定'],
      derivation.findings.map((finding) => finding.basis),
    );
  }
  const strange = kinds.find((kind) => kind !== '罚款' && !derivation.otherPenalties.some((other) => other.kind === kind));
  if (strange) {
    const allowed = derivation.otherPenalties.map((other) => other.kind);
    return refuse(
      'kind-not-in-clause',
      `${clause}没有规定“${strange}”`,
      [allowed.length > 0 ? `在${allowed.join('、')}中选择` : '删去该项处罚'],
      [clause],
    );
  }
  const either = kinds.find((kind) => impositionOf(derivation, kind) === 'instead');
  if (either && fine > 0) {
    return refuse(
      'either-or',
      `${clause}规定“${either}或者罚款”，二者择一，不能并处`,
      [`删去${either}，只处罚款`, `或者只给予${either}`],
      [clause],
    );
  }
  return fine === 0 ? withoutFine(derivation, proposed, kinds) : withFine(derivation, proposed, fine);
}

const impositionOf = (derivation: PenaltyDerivation, kind: PenaltyKind) =>
  derivation.otherPenalties.find((other) => other.kind === kind)?.imposition;

function withoutFine(derivation: PenaltyDerivation, proposed: Proposed, kinds: readonly PenaltyKind[]): ProposedAnswer {
  if (derivation.range === null) {
    return { ok: true, deviates: false, lines: [{ text: derivation.tierWhy.text, basis: derivation.law.label }] };
  }
  const instead = kinds.find((kind) => impositionOf(derivation, kind) === 'instead');
  if (instead) {
    const text = `${derivation.law.label}规定“${instead}或者罚款”，单处${instead}在裁量基准之内`;
    return { ok: true, deviates: false, lines: [{ text, basis: derivation.law.label }] };
  }
  if (derivation.fineImposition === 'shall') return fineOwed(derivation, proposed);
  if (derivation.tier === null) {
    if (kinds.length > 0)
      return { ok: true, deviates: false, lines: [{ text: `不罚款，给予${kinds.join('、')}`, basis: derivation.law.label }] };
    return refuse('nothing-imposed', '没有罚款，也没有其他处罚', ['填写处罚种类和数额，或者作不予行政处罚决定'], [derivation.law.label]);
  }
  return deviation(proposed, `${derivation.tier}档规定罚款，拟不罚款`);
}

/** 处…罚款, 并处…罚款: to leave the fine out is to reduce, and that only on one of the law's grounds. */
function fineOwed(derivation: PenaltyDerivation, proposed: Proposed): ProposedAnswer {
  const clause = derivation.law.label;
  const what = `${clause}规定应当处以罚款，拟不罚款`;
  const grounds = derivation.findings.filter((finding) => finding.effect === 'mitigate');
  if (grounds.length === 0) {
    return refuse(
      'fine-required',
      what,
      ['填写罚款数额', '或者查明依法应当减轻、不予处罚的情形'],
      [clause, '行政处罚法第三十条至第三十三条'],
    );
  }
  const answer = deviation(proposed, `${what}，属于减轻处罚`);
  if (!answer.ok) return answer;
  return { ...answer, lines: [...answer.lines, ...grounds.map(({ text, basis }) => ({ text, basis }))] };
}

function withFine(derivation: PenaltyDerivation, proposed: Proposed, fine: number): ProposedAnswer {
  const clause = derivation.law.label;
  if (derivation.statutory === null) {
    return refuse('no-fine-here', `${clause}对此对象和阶段不设罚款，不能罚款`, ['删去罚款'], [clause]);
  }
  if (derivation.figures === null) {
    const needs = derivation.lines.map((line) => line.text).filter((text) => text.includes('后可折算为元'));
    return refuse('figures-missing', '罚款幅度尚未折算为元，不能核对拟罚数额', needs.length > 0 ? needs : ['填写计算罚款的基数'], [clause]);
  }
  const { statutory, range } = derivation.figures;
  const statutoryText = textOf(statutory);
  const place = placeIn(statutory, fine);
  if (place === 'above') {
    return refuse(
      'outside-statutory-range',
      `拟罚${yuanText(fine)}，高于法定幅度${statutoryText}`,
      [`罚款不超过${statutory.max}元`],
      [clause],
    );
  }
  if (place === 'below') return belowFloor(derivation, proposed, fine, statutoryText, clause);
  if (derivation.range === null) return deviation(proposed, `${derivation.tier ?? ''}档不予罚款，拟罚${yuanText(fine)}`);
  if (range !== null && placeIn(range, fine) !== 'inside') {
    return deviation(proposed, `拟罚${yuanText(fine)}，不在${derivation.tier ?? ''}档裁量幅度${textOf(range)}内`);
  }
  const within = derivation.tier ? `在${derivation.tier}档裁量幅度${range ? textOf(range) : ''}内` : `在法定幅度${statutoryText}内`;
  return { ok: true, deviates: false, lines: [{ text: `拟罚${yuanText(fine)}，${within}`, basis: derivation.tier ? BASIS : clause }] };
}

/** Reduced punishment 减轻处罚 goes below the clause's floor, and only on one of the law's grounds. */
function belowFloor(
  derivation: PenaltyDerivation,
  proposed: Proposed,
  fine: number,
  statutoryText: string,
  clause: string,
): ProposedAnswer {
  const grounds = derivation.findings.filter((finding) => finding.effect === 'mitigate');
  const message = `拟罚${yuanText(fine)}，低于法定幅度${statutoryText}`;
  if (grounds.length === 0) {
    const floor = derivation.figures?.statutory.min ?? 0;
    return refuse(
      'outside-statutory-range',
      message,
      [`罚款不低于${floor}元`, '或者查明依法应当减轻处罚的情形'],
      [clause, '行政处罚法第三十条至第三十二条'],
    );
  }
  const answer = deviation(proposed, `${message}，属于减轻处罚`);
  if (!answer.ok) return answer;
  return { ...answer, lines: [...answer.lines, ...grounds.map(({ text, basis }) => ({ text, basis }))] };
}

function deviation(proposed: Proposed, what: string): ProposedAnswer {
  const reason = proposed.deviation?.reason.trim() ?? '';
  const approvedBy = proposed.deviation?.approvedBy ?? null;
  if (reason === '') {
    return refuse(
      'deviation-reason-required',
      `${what}，须说明偏离裁量基准的理由并经上一级批准`,
      ['偏离裁量基准的理由', '上一级负责人批准'],
      DEVIATION,
    );
  }
  if (approvedBy === null)
    return refuse('deviation-approval-required', `${what}，已说明理由，尚未经上一级批准`, ['上一级负责人批准'], DEVIATION);
  return { ok: true, deviates: true, lines: [{ text: `${what}；理由：${reason}；批准人：${approvedBy}`, basis: BASIS }] };
}

function placeIn(range: YuanRange, fen: number): 'below' | 'inside' | 'above' {
  const min = Math.round(range.min * 100);
  const max = Math.round(range.max * 100);
  // A lower end that is left out is zero, and a fine is always more than that.
  if (fen < min) return 'below';
  if (fen > max || (fen === max && !range.maxInclusive)) return 'above';
  return 'inside';
}

const textOf = (range: YuanRange): string => `${range.min}元至${range.max}元${range.maxInclusive ? '' : `（不含${range.max}元）`}`;
