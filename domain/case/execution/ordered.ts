/** What the decision orders and since when it binds: the ground that debt and surcharge stand on. */
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile } from '../state.ts';

/** The decision's own papers: those served since it was made, whatever was served before. */
export const servedDecision = (file: CaseFile): CaseFile['served'][number] | null => {
  const decision = file.decision;
  if (!decision) return null;
  return file.served.findLast((paper) => paper.document === 'decision' && paper.at >= decision.at) ?? null;
};

/** The day from which the decision binds the party; null while it is not served. */
export function decisionInEffect(file: CaseFile, today: LegalDate): LegalDate | null {
  const paper = servedDecision(file);
  return paper && paper.effectiveOn <= today ? paper.effectiveOn : null;
}

const cents = (yuan: number): number => Math.round(yuan * 100);

/** Yuan the decision orders: fine and confiscation; nothing once it was revoked. */
export const ordered = (file: CaseFile): number =>
  file.decision === null || file.decision.revokedOn !== null || file.decision.kind !== 'penalty'
    ? 0
    : (cents(file.decision.money.fine) + cents(file.decision.money.confiscation)) / 100;
