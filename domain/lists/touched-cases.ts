/**
 * Which open cases a new list version touches, judged before it is published: matters left out or changed, a proposed
 * fine that the new benchmark would not reach, powers taken back or handed down. Nothing is changed; a person reads it.
 */
import { derivePenalty } from '../discretion/penalty.ts';
import type { PenaltyDerivation } from '../discretion/penalty-model.ts';
import type { SubjectKind } from '../vocabulary.ts';
import type { FactorValue } from '../discretion/factors.ts';
import { addDays } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import type { UnitRef } from '../people.ts';
import { previewAdjustment } from './adjustment.ts';
import type { Benchmark } from './benchmarks.ts';
import { canonicalJson } from '../canonical-json.ts';
import { compareVersions } from './compare.ts';
import type { Delegation, TownRef } from './delegation.ts';
import type { ListName } from './list-names.ts';
import type { Matter, PenaltyStage } from './matters.ts';
import type { ListRows } from './registry.ts';
import type { ListVersion } from './versions.ts';

/** An open case as far as a list can touch it. */
export interface OpenCase {
  caseId: string;
  number: string | null;
  stage: string;
  /** The unit that is responsible now. */
  unit: UnitRef;
  matter: { code: string; name: string } | null;
  conductOn: LegalDate | null;
  filedOn: LegalDate | null;
  /** Decided: what the matter says later no longer moves it. */
  decided: boolean;
  /** What was proposed and is not decided yet. */
  proposed: { fine: number; stage: PenaltyStage; subjectKind: SubjectKind; factors: Record<string, FactorValue> } | null;
}

export const CASE_EFFECTS = ['lost', 'dropped', 'above-range', 'below-range', 'range-changed', 'changed', 'kept', 'gained'] as const;
export type CaseEffectKind = (typeof CASE_EFFECTS)[number];
export const CASE_EFFECT_LABELS: Record<CaseEffectKind, string> = {
  lost: '镇街不能继续行使',
  dropped: '事项不再列入',
  'above-range': '拟罚高于新幅度',
  'below-range': '拟罚低于新幅度',
  'range-changed': '幅度变动，拟罚仍在其内',
  changed: '事项内容变动',
  kept: '仍按原版办理',
  gained: '镇街可以行使',
};

export interface CaseEffect {
  caseId: string;
  number: string | null;
  stage: string;
  /** The list row that does it. */
  item: string;
  effect: CaseEffectKind;
  message: string;
}

interface Versioned<Row> {
  rows: readonly Row[];
  version: ListVersion;
}

type Compared<Name extends ListName> = (
  before: Versioned<ListRows[Name]>,
  after: Versioned<ListRows[Name]>,
  cases: readonly OpenCase[],
  matters: readonly Matter[],
) => CaseEffect[];

const TOUCHED: { [Name in ListName]: Compared<Name> } = {
  matters: (before, after, cases) => matterEffects(before, after, cases),
  benchmarks: benchmarkEffects,
  delegation: (before, after, cases) => delegationEffects(before, after, cases),
  // Dispatch and inspection read these; a case that runs stands on neither.
  duties: () => [],
  'patrol-items': () => [],
};

/** The effects of `after` on the open cases; `matters` as in force on the first day of `after`. */
export const touchedCases = <Name extends ListName>(
  list: Name,
  before: Versioned<ListRows[Name]>,
  after: Versioned<ListRows[Name]>,
  cases: readonly OpenCase[],
  matters: readonly Matter[],
): CaseEffect[] => TOUCHED[list](before, after, cases, matters);

/** More turning days than any one decision has. */
const MOST_DAYS = 24;

const effectOn = ({ caseId, number, stage }: OpenCase, item: string, effect: CaseEffectKind, message: string): CaseEffect => ({
  caseId,
  number,
  stage,
  item,
  effect,
  message,
});

// 行政处罚法 37: the law of the day of the conduct; the newer one where it is lighter and no decision was made.
const LIGHTER = '新版处罚较轻或者不再处罚的，决定时适用新版（《行政处罚法》第三十七条）';

function matterEffects(before: Versioned<Matter>, after: Versioned<Matter>, cases: readonly OpenCase[]): CaseEffect[] {
  const { removed, changed } = compareVersions('matters', before.rows, after.rows);
  const gone = new Set(removed.map(({ code }) => code));
  const fields = new Map(changed.map((row) => [row.code, row.fields.map(({ heading }) => heading).join('、')]));
  const from = after.version.effectiveFrom;
  return cases.flatMap((open): CaseEffect[] => {
    if (!open.matter || open.decided) return [];
    const { code, name } = open.matter;
    const changedFields = fields.get(code);
    if (!gone.has(code) && changedFields === undefined) return [];
    const what = gone.has(code) ? `新版不再列入“${name}”` : `新版改动“${name}”的${changedFields}`;
    if (open.conductOn !== null && open.conductOn < from) {
      return [effectOn(open, code, 'kept', `${what}；行为发生在${open.conductOn}，仍按${before.version.version}版办理，${LIGHTER}`)];
    }
    const when = open.conductOn === null ? '行为日期尚未查明' : `行为发生在${open.conductOn}`;
    if (!gone.has(code)) return [effectOn(open, code, 'changed', `${what}；${when}，${from}以后的行为适用新版`)];
    return open.filedOn === null
      ? [effectOn(open, code, 'dropped', `${what}；${when}，${from}以后的行为不能再以此立案`)]
      : [effectOn(open, code, 'kept', `${what}；${when}，${open.filedOn}已经立案，按原版继续办理`)];
  });
}

function benchmarkEffects(
  before: Versioned<Benchmark>,
  after: Versioned<Benchmark>,
  cases: readonly OpenCase[],
  matters: readonly Matter[],
): CaseEffect[] {
  const { added, removed, changed } = compareVersions('benchmarks', before.rows, after.rows);
  const touched = new Set([...added, ...removed, ...changed].map(({ code }) => code));
  const rowOf = (rows: readonly Benchmark[], code: string) => rows.find((row) => row.matterCode === code) ?? null;
  return cases.flatMap((open): CaseEffect[] => {
    const code = open.matter?.code;
    const matter = matters.find((row) => row.code === code);
    if (code === undefined || !touched.has(code) || !open.proposed || !matter || open.conductOn === null) return [];
    const now = derived(open, matter, rowOf(before.rows, code), after.version.effectiveFrom);
    const then = derived(open, matter, rowOf(after.rows, code), after.version.effectiveFrom);
    if (!now || !then || sameRange(now, then)) return [];
    const range = rangeOf(then);
    const { fine } = open.proposed;
    const place =
      range === null || fine === 0
        ? 'range-changed'
        : fine > range.max
          ? 'above-range'
          : fine < range.min
            ? 'below-range'
            : 'range-changed';
    const old =
      open.conductOn < after.version.effectiveFrom
        ? `；行为发生在${open.conductOn}，仍按${before.version.version}版裁量，新基准较轻的决定时适用新基准（《行政处罚法》第三十七条）`
        : '';
    return [effectOn(open, code, place, `拟罚${fine}元；${rangeText(now)}改为${rangeText(then)}${old}`)];
  });
}

/** By the function that cases use; null where the facts on file do not lead to a range. */
function derived({ conductOn, proposed }: OpenCase, matter: Matter, benchmark: Benchmark | null, on: LegalDate): PenaltyDerivation | null {
  if (!proposed || conductOn === null) return null;
  const { subjectKind, stage, factors } = proposed;
  const answer = derivePenalty({ matter, benchmark, subjectKind, conductOn, decidedOn: on < conductOn ? conductOn : on, stage, factors });
  return answer.ok ? answer : null;
}

const rangeOf = (derivation: PenaltyDerivation) =>
  derivation.figures?.range ?? (derivation.tier === null ? derivation.figures?.statutory : null) ?? null;

const sameRange = (a: PenaltyDerivation, b: PenaltyDerivation): boolean =>
  a.tier === b.tier && JSON.stringify([a.figures, a.range]) === JSON.stringify([b.figures, b.range]);

function rangeText(derivation: PenaltyDerivation): string {
  const range = rangeOf(derivation);
  const tier = derivation.tier === null ? '法定幅度' : `${derivation.tier}档`;
  return range ? `${tier}${range.min}元至${range.max}元` : tier;
}

/** A case of a town; the county's organs act by their own power. */
function townCases(cases: readonly OpenCase[]) {
  return cases.flatMap((open) => {
    const { unit, matter } = open;
    if (!matter || (unit.kind !== 'town' && unit.kind !== 'street')) return [];
    const town: TownRef = { id: unit.id, name: unit.name, kind: unit.kind };
    return [{ open, adjusted: { caseId: open.caseId, matter, town, filedOn: open.filedOn } }];
  });
}

function delegationEffects(before: Versioned<Delegation>, after: Versioned<Delegation>, cases: readonly OpenCase[]): CaseEffect[] {
  const own = townCases(cases);
  const adjusted = own.map((one) => one.adjusted);
  const byId = new Map(own.map(({ open }) => [open.caseId, open]));
  const worst = new Map<string, CaseEffect>();
  for (const on of turningDays(before, after)) {
    const version = { ...after.version, effectiveFrom: on };
    for (const { caseId, effect, message } of previewAdjustment(before, { rows: after.rows, version }, adjusted)) {
      const open = byId.get(caseId);
      const known = worst.get(caseId);
      if (!open || (known && CASE_EFFECTS.indexOf(known.effect) <= CASE_EFFECTS.indexOf(effect))) continue;
      worst.set(caseId, effectOn(open, open.matter?.code ?? '', effect, message));
    }
  }
  return [...worst.values()];
}

/** Days on which the new list changes what a town may do: its first, and those on which a changed row begins or ends. */
function turningDays(before: Versioned<Delegation>, after: Versioned<Delegation>): LegalDate[] {
  const first = after.version.effectiveFrom;
  const known = new Set(before.rows.map(canonicalJson));
  const days = after.rows
    .filter((row) => !known.has(canonicalJson(row)))
    .flatMap(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, ...(effectiveUntil === null ? [] : [addDays(effectiveUntil, 1)])]);
  return [...new Set([first, ...days.filter((day) => day > first).sort()])].slice(0, MOST_DAYS);
}

/** Effects that must not happen: a power taken back stays with the cases that were filed before (行政处罚法 24; design section 5). */
export const unlawfulEffects = (effects: readonly CaseEffect[], cases: readonly OpenCase[]): CaseEffect[] => {
  const filed = new Set(cases.filter(({ filedOn }) => filedOn !== null).map(({ caseId }) => caseId));
  return effects.filter(({ effect, caseId }) => effect === 'lost' && filed.has(caseId));
};
