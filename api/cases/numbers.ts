/**
 * Numbers of the county's registers, reserved before the command that takes them: it brings them along, and its events have
 * them from the first. A number whose command was refused is free again, so the registers stay without a gap.
 */
import type { AllottedNumbers } from '../../domain/case/decision-number.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Registers } from '../../record/numbering.ts';
import { decisionOf, filingOf } from '../../record/register-requests.ts';
import type { Database } from '../database/database.ts';

/** What these events will ask of the registers; null where they ask for none, or bring their paper's own. */
export async function reserveNumbers(
  database: Database, registers: Registers, caseId: string, events: readonly CaseEvent[],
): Promise<AllottedNumbers | null> {
  const filing = filingOf(events, registers);
  const decision = decisionOf(events, registers);
  const caseNumber = filing && filing.n === null
    ? await database.first<{ number: { year: number; n: number } }>('select allot_case_number($1, $2, null) as number', [caseId, filing.year])
    : undefined;
  const decisionNumber = decision && decision.n === null
    ? await database.first<{ n: number }>('select reserve_decision_number($1, $2, $3) as n', [caseId, decision.series, decision.year])
    : undefined;
  if (!caseNumber && !decisionNumber) return null;
  return {
    caseNumber: caseNumber ? registers.cases.format(caseNumber.number.year, caseNumber.number.n) : null,
    decisionNumber: decision && decisionNumber ? registers.decisions[decision.series].format(decision.year, decisionNumber.n) : null,
  };
}

/** After a refusal, within the same turn: nothing else of this case is under way. */
export const releaseNumbers = async (database: Database, caseId: string): Promise<void> => {
  await database.rows('select release_numbers($1)', [caseId]);
};
