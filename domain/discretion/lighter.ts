/** Which of two derivations is lighter on the party: two list versions, or a benchmark revised meanwhile (行政处罚法 37). */
import type { MatterPenalty } from '../lists/matters.ts';
import { compareClauses, LAW_BASIS } from './law.ts';
import type { Line, RowComparison } from './law.ts';
import type { PenaltyDerivation } from './penalty-model.ts';

export interface LighterAnswer {
  lighter: 'first' | 'second' | 'same' | 'unclear';
  rows: RowComparison[];
  lines: Line[];
}

/** Compares outcomes, not clauses: range against range (in yuan where both are known), penalty against penalty. */
export function lighterOf(first: PenaltyDerivation, second: PenaltyDerivation): LighterAnswer {
  const inYuan = Boolean(first.figures?.range && second.figures?.range);
  const { rows, verdict } = compareClauses(outcomeRows(first, inYuan), outcomeRows(second, inYuan));
  const lighter = { lighter: 'second', heavier: 'first', same: 'same', mixed: 'unclear' } as const;
  const words = { lighter: '后者较轻', heavier: '前者较轻', same: '两者相同', mixed: '互有轻重，须由法制审核确定' };
  return {
    lighter: lighter[verdict], rows,
    lines: [
      ...rows.map((row) => ({ text: `${row.kind}：前者${row.before}，后者${row.after}，后者${row.why.replace(/^新法/, '')}`, basis: LAW_BASIS })),
      { text: words[verdict], basis: LAW_BASIS },
    ],
  };
}

function outcomeRows(derivation: PenaltyDerivation, inYuan: boolean): MatterPenalty[] {
  const base = { subjectKind: derivation.subject.counted, stage: derivation.stage, isPenalty: true } as const;
  const others = derivation.otherPenalties
    .filter((other) => other.isPenalty)
    .map((other): MatterPenalty => ({ ...base, kind: other.kind, min: null, max: null, unit: null }));
  const figures = inYuan ? derivation.figures?.range : null;
  const range = figures ? { ...figures, unit: 'yuan' as const } : derivation.range;
  return range ? [...others, { ...base, kind: '罚款', min: range.min, max: range.max, unit: range.unit }] : others;
}
