/** Derives the case's own penalty from its matter, party, conduct and record, by the shared tables. */
import { type ChosenDerivation, deriveLighter } from '../../discretion/lighter.ts';
import type { PenaltyDerivation, PenaltyRefusal } from '../../discretion/penalty-model.ts';
import type { FactorValue } from '../../discretion/factors.ts';
import { factorNeed, valueText } from '../../discretion/factors.ts';
import { type Matter, PENALTY_KINDS, type PenaltyKind, type PenaltyStage } from '../../lists/matters.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CommandContext, EarlierViolation } from '../context.ts';
import { correctedInTime, correctionUnmet } from '../any-stage/correction.ts';
import { timesWithinYear } from '../earlier.ts';
import { ageOfParty } from '../parties.ts';
import type { CaseFile, CaseParty, Derivation } from '../state.ts';

/** Facts that the record answers by itself, with what they are read from. */
export function recordedFactors(
  file: CaseFile,
  party: CaseParty,
  history: readonly EarlierViolation[],
): { key: string; value: FactorValue; from: string }[] {
  const facts: { key: string; value: FactorValue; from: string }[] = [];
  const age = file.conduct ? ageOfParty(party, file.conduct.on) : null;
  if (age !== null) facts.push({ key: 'ageYears', value: age, from: '当事人出生日期' });
  const times = timesWithinYear(file, history);
  if (times !== null) facts.push({ key: 'timesWithinYear', value: times, from: '全县案件记录' });
  if (file.corrections.length > 0 && correctedInTime(file) !== null) {
    facts.push({ key: 'correctedWithinDeadline', value: true, from: '改正复查记录' });
  }
  const last = file.corrections.at(-1)?.checks.at(-1);
  if (last?.refused) facts.push({ key: 'refusedCorrection', value: true, from: '改正复查记录' });
  if (file.corrections.length === 0 && file.stopActions.some(({ corrected }) => corrected)) {
    facts.push({ key: 'correctedOnSpot', value: true, from: '制止记录' });
  }
  return facts;
}

/** The given factors with the record's own; a factor given otherwise than the record says is refused. */
export function factorsOf(
  file: CaseFile,
  party: CaseParty,
  given: Record<string, FactorValue>,
  history: readonly EarlierViolation[],
  rules: number,
): { ok: true; factors: Record<string, FactorValue> } | Refusal {
  const against = rules >= 4 && given['correctedWithinDeadline'] === true && correctionUnmet(file);
  // 行政处罚法 40: in time is what the dates of the order and of the check say, whoever ticks it.
  if (against) {
    return refuse(
      'factor-against-record',
      `“${factorNeed('correctedWithinDeadline').label}”填写为是，改正复查记录为逾期或者未改正`,
      ['改为否，或者先更正改正复查记录'],
      ['《行政处罚法》第四十条'],
    );
  }
  const factors = { ...given };
  for (const { key, value, from } of recordedFactors(file, party, history)) {
    const own = factors[key];
    // The county's record may not know of everything: more times than it has are taken, fewer are not.
    if (key === 'timesWithinYear' && typeof own === 'number' && typeof value === 'number' && own > value) continue;
    if (own !== undefined && own !== value) {
      const { label } = factorNeed(key);
      return refuse(
        'factor-against-record',
        `“${label}”填写为${valueText(key, own)}，${from}为${valueText(key, value)}`,
        [`改为${valueText(key, value)}，或者先更正${from}`],
        ['《行政处罚法》第四十条'],
      );
    }
    factors[key] = value;
  }
  return { ok: true, factors };
}

/** The stage of the clause: what stands unmet opens the rows that ask for refusal or a missed deadline. */
export function penaltyStageOf(file: CaseFile, context: CommandContext): PenaltyStage {
  const rows = context.lookups.matter?.row.penalties ?? [];
  // A clause that knows no heavier row for refusal punishes the act itself, corrected or not.
  return correctionUnmet(file) && rows.some(({ stage }) => stage === 'after-refusal') ? 'after-refusal' : 'direct';
}

interface CaseDerivation extends ChosenDerivation {
  factors: Record<string, FactorValue>;
  /** For whom and for what it was derived. */
  party: CaseParty;
  matter: Matter;
}

/**
 * Derives for the first-named party. Needs matter, conduct and party on file and the matter looked up; `decidedOn` is
 * the day of the command.
 */
export function deriveForCase(
  file: CaseFile,
  given: Record<string, FactorValue>,
  stage: PenaltyStage,
  decidedOn: LegalDate,
  context: CommandContext,
): CaseDerivation | PenaltyRefusal {
  const {
    conduct,
    parties: [party],
  } = file;
  const { matter } = context.lookups;
  // Nothing is filed or punished on the spot without its conduct.
  if (!party || !conduct) return refuse('party-missing', '尚未查明当事人', ['先查明当事人'], ['《行政处罚法》第四十条']);
  if (!matter || matter.row.code !== file.matter?.code) {
    return refuse('matter-missing', '案件的违法事项不在现行清单内', ['核实违法事项'], ['《行政处罚法》第四条', '执法事项清单']);
  }
  const facts = factorsOf(file, party, given, context.lookups.history, context.rules);
  if (!facts.ok) return facts;
  const derived = deriveLighter(
    {
      matter: matter.row,
      benchmark: matter.benchmark,
      subjectKind: party.kind,
      conductOn: conduct.on,
      conductEndedOn: conduct.endedOn ?? (conduct.continuing ? decidedOn : null),
      decidedOn,
      stage,
      factors: facts.factors,
      individualBusinessAs: context.policy.thresholds.individualBusinessAs,
      versions: { matters: matter.versions.matters, benchmarks: matter.versions.benchmarks },
      rules: context.rules,
    },
    matter.later ?? null,
  );
  return derived.ok ? { ...derived, factors: facts.factors, party, matter: matter.row } : derived;
}

/**
 * Penalties beside the fine as the clause has to name them. Illegal gains are confiscated whatever the clause says
 * (行政处罚法 28(2)), so they are not asked of it.
 */
export const clauseKinds = (others: readonly string[]): PenaltyKind[] =>
  PENALTY_KINDS.filter((kind) => kind !== '没收违法所得' && others.includes(kind));

/** Stands for the tier where the matter has no benchmark. */
export const STATUTORY_RANGE = '法定幅度';

/** The derivation as the record keeps it: figures in yuan where they are known, with every line. */
export function recordedDerivation(derivation: PenaltyDerivation, benchmarkVersion: string | null): Derivation {
  const figures = derivation.figures?.range ?? derivation.figures?.statutory ?? null;
  const range = figures ?? derivation.range ?? derivation.statutory;
  return {
    law: derivation.law.label,
    stage: derivation.stage,
    tier: derivation.tier ?? STATUTORY_RANGE,
    min: range?.min ?? null,
    max: range?.max ?? null,
    unit: figures ? 'yuan' : ((derivation.range ?? derivation.statutory)?.unit ?? 'yuan'),
    benchmarkVersion: derivation.tier ? benchmarkVersion : null,
    lines: derivation.lines.map(({ text, basis }) => (basis === undefined ? { text } : { text, basis })),
  };
}
