/** A case in a few figures, for the page of one beside it: what was decided on this offender, and what came of it. */
import type { LegalDate } from '../terms/model.ts';
import { servedDecision } from './execution/ordered.ts';
import { outstanding, paidSum } from './execution/owed.ts';
import type { CaseFile } from './state.ts';

export interface CaseStory {
  decided: {
    on: LegalDate;
    kind: NonNullable<CaseFile['decision']>['kind'];
    documentNumber: string | null;
    fine: number;
    confiscation: number;
    others: string[];
    revokedOn: LegalDate | null;
  } | null;
  /** The day from which the decision binds this party. */
  servedOn: LegalDate | null;
  /** Yuan of fine and confiscation: paid, and still to be paid. */
  paid: number;
  left: number;
}

export function storyOf(file: CaseFile): CaseStory {
  const { decision } = file;
  return {
    decided: decision && {
      on: decision.decidedOn,
      kind: decision.kind,
      documentNumber: decision.documentNumber,
      ...decision.money,
      others: decision.others,
      revokedOn: decision.revokedOn,
    },
    servedOn: servedDecision(file)?.effectiveOn ?? null,
    paid: paidSum(file),
    left: outstanding(file),
  };
}

/** Of offenders who acted together: what each was to pay, in yuan, and all of them. */
export const sharesOf = (stories: readonly CaseStory[]): number =>
  stories.reduce(
    (sum, { decided }) => sum + (decided && decided.revokedOn === null ? Math.round((decided.fine + decided.confiscation) * 100) : 0),
    0,
  ) / 100;
