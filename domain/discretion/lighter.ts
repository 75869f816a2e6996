/** Which of two derivations is lighter on the party: two list versions, or a benchmark revised meanwhile (行政处罚法 37). */
import type { Benchmark } from '../lists/benchmarks.ts';
import type { Matter, MatterPenalty } from '../lists/matters.ts';
import type { Finding } from './circumstances.ts';
import { compareClauses, LAW_BASIS } from './law.ts';
import type { Line, RowComparison } from './law.ts';
import { derivePenalty } from './penalty.ts';
import type { ListVersions, PenaltyDerivation, PenaltyQuestion, PenaltyRefusal } from './penalty-model.ts';

export interface LighterAnswer {
  lighter: 'first' | 'second' | 'same' | 'unclear';
  rows: RowComparison[];
  lines: Line[];
}

/** Compares outcomes, not clauses: range against range (in yuan where both are known), penalty against penalty. */
export function lighterOf(first: PenaltyDerivation, second: PenaltyDerivation, rules?: number): LighterAnswer {
  const inYuan = Boolean(first.figures?.range && second.figures?.range);
  const { rows, verdict } = compareClauses(outcomeRows(first, inYuan), outcomeRows(second, inYuan), rules);
  const lighter = { lighter: 'second', heavier: 'first', same: 'same', mixed: 'unclear' } as const;
  const words = { lighter: '后者较轻', heavier: '前者较轻', same: '两者相同', mixed: '互有轻重，须由法制审核确定' };
  return {
    lighter: lighter[verdict],
    rows,
    lines: [
      ...rows.map((row) => ({
        text: `${row.kind}：前者${row.before}，后者${row.after}，后者${row.why.replace(/^新法/, '')}`,
        basis: LAW_BASIS,
      })),
      { text: words[verdict], basis: LAW_BASIS },
    ],
  };
}

/** What the lists in force at the decision say of the matter, where it is another thing than at the conduct. */
export interface LaterRows {
  row: Matter;
  benchmark: Benchmark | null;
  versions: ListVersions;
}

export interface ChosenDerivation {
  ok: true;
  derivation: PenaltyDerivation;
  /** Those of the rows that the range was taken from. */
  versions: ListVersions;
}

/**
 * Derives by the lists of the conduct's day and, where others are in force at the decision, by those as well; the
 * lighter outcome stands (从旧兼从轻, 行政处罚法 37). Where neither is lighter all through, the former stays and the
 * legal review is told. What either needs to know is asked for.
 */
export function deriveLighter(question: PenaltyQuestion, later: LaterRows | null): ChosenDerivation | PenaltyRefusal {
  const versions = question.versions ?? {};
  const first = derivePenalty(question);
  if (!first.ok || !later) return first.ok ? { ok: true, derivation: first, versions } : first;
  const second = derivePenalty({ ...question, matter: later.row, benchmark: later.benchmark, versions: later.versions });
  const both = `行为时适用${named(versions)}，决定时现行${named(later.versions)}`;
  if (!second.ok) {
    if (second.missing?.length) return second;
    const text = `${both}；按现行清单不能推算（${second.message}），适用行为时的`;
    return { ok: true, versions, derivation: { ...first, lines: [...first.lines, { text, basis: LAW_BASIS }] } };
  }
  const { lighter, lines } = lighterOf(first, second, question.rules);
  if (lighter === 'second') {
    const told = [{ text: `${both}，比较如下`, basis: LAW_BASIS }, ...lines, { text: '现行清单较轻，适用现行的', basis: LAW_BASIS }];
    return { ok: true, versions: later.versions, derivation: { ...second, lines: [...second.lines, ...told] } };
  }
  const check: Finding[] =
    lighter === 'unclear'
      ? [{ code: 'lists-unclear', effect: 'check', text: '两版清单互有轻重，适用哪一版由法制审核确定', basis: LAW_BASIS }]
      : [];
  const told = [{ text: `${both}，比较如下`, basis: LAW_BASIS }, ...lines, { text: '适用行为时的', basis: LAW_BASIS }];
  return { ok: true, versions, derivation: { ...first, findings: [...first.findings, ...check], lines: [...first.lines, ...told] } };
}

const named = ({ matters, benchmarks }: ListVersions): string =>
  [matters && `执法事项清单${matters}`, benchmarks && `裁量基准${benchmarks}`].filter(Boolean).join('、') || '清单';

function outcomeRows(derivation: PenaltyDerivation, inYuan: boolean): MatterPenalty[] {
  const base = { subjectKind: derivation.subject.counted, stage: derivation.stage, isPenalty: true } as const;
  const others = derivation.otherPenalties
    .filter((other) => other.isPenalty)
    .map((other): MatterPenalty => ({ ...base, kind: other.kind, min: null, max: null, unit: null }));
  const figures = inYuan ? derivation.figures?.range : null;
  const range = figures ? { ...figures, unit: 'yuan' as const } : derivation.range;
  return range ? [...others, { ...base, kind: '罚款', min: range.min, max: range.max, unit: range.unit }] : others;
}
