/** Which rows of a clause are open at a stage, in the current version of the law or in its predecessor. */
import { clauseLabel } from '../lists/fields.ts';
import type { Clause } from '../lists/fields.ts';
import { CLAUSE_SUBJECT_LABELS, PENALTY_STAGE_LABELS } from '../lists/matters.ts';
import type { ClauseSubject, Matter, MatterPenalty, PenaltyStage } from '../lists/matters.ts';
import type { LegalDate } from '../terms/model.ts';

/** The law's clause as it stood in a period. */
export interface ClauseVersion {
  which: 'current' | 'predecessor';
  clause: Clause;
  label: string;
  penalties: readonly MatterPenalty[];
  effectiveFrom: LegalDate | null;
  effectiveUntil: LegalDate | null;
}

export function currentClause(matter: Matter): ClauseVersion {
  return {
    which: 'current',
    clause: matter.penaltyClause,
    label: clauseLabel(matter.penaltyClause),
    penalties: matter.penalties,
    effectiveFrom: matter.effectiveFrom,
    effectiveUntil: null,
  };
}

const predecessorVersion = (old: NonNullable<Matter['predecessor']>): ClauseVersion => ({
  which: 'predecessor',
  clause: old.penaltyClause,
  label: clauseLabel(old.penaltyClause),
  penalties: old.penalties,
  effectiveFrom: old.effectiveFrom ?? null,
  effectiveUntil: old.effectiveUntil,
});

/** The clauses that were in force before the present one, as far as the list records them, the latest first. */
export const predecessorClauses = ({ predecessor, earlierPredecessors = [] }: Matter): ClauseVersion[] =>
  [...(predecessor ? [predecessor] : []), ...earlierPredecessors].map(predecessorVersion);

export interface OpenRows {
  fines: MatterPenalty[];
  /** The stage whose fine it is: a stage without a fine of its own keeps the direct one. */
  fineStage: PenaltyStage;
  others: MatterPenalty[];
  /** Whether the clause provides for this stage at all, for anybody. */
  stageProvided: boolean;
  lines: string[];
}

/**
 * Rows open to a subject at a stage. What may be done at once may also be done after refusal or for grave
 * circumstances; a fine of the stage's own replaces the direct fine.
 */
export function rowsAt(version: ClauseVersion, subject: ClauseSubject, stage: PenaltyStage): OpenRows {
  const own = version.penalties.filter((row) => row.subjectKind === subject);
  const of = (wanted: PenaltyStage, fine: boolean) => own.filter((row) => row.stage === wanted && (row.kind === '罚款') === fine);
  const stageProvided = version.penalties.some((row) => row.stage === stage);
  const directFines = of('direct', true);
  const directOthers = of('direct', false);
  if (stage === 'direct') return { fines: directFines, fineStage: 'direct', others: directOthers, stageProvided, lines: [] };

  const stageFines = of(stage, true);
  const stageOthers = of(stage, false);
  const repeated = (row: MatterPenalty) => stageOthers.some((later) => later.kind === row.kind && later.note === row.note);
  const others = [...directOthers.filter((row) => !repeated(row)), ...stageOthers];
  const label = PENALTY_STAGE_LABELS[stage];
  const lines: string[] = [];
  if (!stageProvided) lines.push(`${version.label}没有“${label}”的另行罚则，适用其一般罚则`);
  else if (stageFines.length === 0 && stageOthers.length === 0) {
    lines.push(`条文的“${label}”罚则不针对${CLAUSE_SUBJECT_LABELS[subject]}，适用其一般罚则`);
  } else if (stageFines.length === 0 && directFines.length > 0) lines.push(`条文对“${label}”未另设罚款，罚款仍按一般罚则`);
  if (stageFines.length > 0) return { fines: stageFines, fineStage: stage, others, stageProvided, lines };
  if (stage === 'aggravated' && directFines.length === 0 && of('after-refusal', true).length > 0) {
    lines.push(`罚款以“${PENALTY_STAGE_LABELS['after-refusal']}”为前提；有此情形的，按该阶段另行计算`);
  }
  return { fines: directFines, fineStage: 'direct', others, stageProvided, lines };
}
