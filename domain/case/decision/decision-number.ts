/** Numbers that the county's registers allot: to the filing (立案登记) and to the decision (决定书文号). */
import type { CaseEvent, NewCaseEvent } from '../events.ts';
import type { CaseFile } from '../state.ts';

/** What the registers answered; null or absent where they were not asked. */
export interface AllottedNumbers {
  caseNumber: string | null;
  decisionNumber?: string | null;
}

/** A paper decision keeps its own number; one given on the spot has its form's until the register's comes. */
const awaitsNumber = ({ decision, onTheSpot }: CaseFile, number: string): boolean => {
  if (!decision) return false;
  const { documentNumber } = decision;
  return documentNumber === null || (decision.onTheSpot && documentNumber === onTheSpot?.formNumber && documentNumber !== number);
};

/** The events that write the answer into the record; none where the case has its number already. */
export function numbersAllotted(file: CaseFile, { caseNumber, decisionNumber }: AllottedNumbers): NewCaseEvent[] {
  const events: NewCaseEvent[] = [];
  if (caseNumber !== null && file.filing?.number === null) {
    events.push({ type: 'CaseNumberAllotted', data: { number: caseNumber } });
  }
  if (typeof decisionNumber === 'string' && awaitsNumber(file, decisionNumber)) {
    events.push({ type: 'DecisionNumberAllotted', data: { number: decisionNumber } });
  }
  return events;
}

/** Whether these events ask a register for a number that did not come with the command. */
export function asksRegister(events: readonly CaseEvent[]): boolean {
  return events.some((event, index) => {
    const later = (type: CaseEvent['type']): boolean => events.slice(index + 1).some((one) => one.type === type);
    switch (event.type) {
      case 'CaseFiled':
        return event.data.paperNumber === null && !later('CaseNumberAllotted');
      case 'Decided':
      case 'PenaltyDecidedOnTheSpot':
        return (event.data.paperNumber ?? null) === null && !later('DecisionNumberAllotted');
      default:
        return false;
    }
  });
}
