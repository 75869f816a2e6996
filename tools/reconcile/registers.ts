/** The registers of numbers after rows were lost: what a workflow or a tick knows of is never given a second time. */
import { DECISION_SERIES, type Registers } from '../../record/numbering.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { type Copies, type Marks, mergeMarks } from '../../domain/installation.ts';
import type { Database } from '../../prisma/database.ts';

/** Holds the place of a number that was given, until it is known to which case. Such a number is not given again. */
const lostHolder = (register: string, n: number): string => `lost:${register}/${n}`;

/** The highest numbers that any of the stores saw. */
export const allMarks = ({ postgres, temporal, evidence }: Copies): Marks =>
  mergeMarks(postgres.marks, temporal?.marks ?? {}, evidence?.marks ?? {});

/**
 * Raises the registers to the highest numbers that Temporal or the evidence store saw with the last tick; answers how many
 * were raised. What is given next comes after them.
 */
export async function raiseRegisters(database: Database, marks: Marks): Promise<number> {
  let raised = 0;
  for (const [register, n] of Object.entries(marks)) {
    const [series = '', yearText = ''] = register.split('/');
    const year = Number(yearText);
    if (!Number.isInteger(year)) continue;
    raised +=
      series === 'case'
        ? await database.$executeRaw`
          insert into case_number (year, n, case_id)
          select ${year}, ${n}, ${lostHolder(register, n)}
          where not exists (select from case_number where year = ${year} and n >= ${n})`
        : await database.$executeRaw`
          insert into decision_number (series, year, n, case_id)
          select ${series}, ${year}, ${n}, ${lostHolder(register, n)}
          where not exists (select from decision_number where series = ${series} and year = ${year} and n >= ${n})`;
  }
  return raised;
}

/** Numbers that a case's own state names: cheap to ask for, so that all are marked before any record is written. */
export async function keepNumbersOfState(database: Database, registers: Registers, caseId: string, state: CaseFile): Promise<void> {
  if (state.filing?.number) await keepCaseNumber(database, registers, caseId, state.filing.number);
  if (state.decision?.documentNumber) await keepDecisionNumber(database, registers, caseId, null, state.decision.documentNumber);
}

/** Numbers that were allotted are the case's, also where the registers' rows were lost with the rest. */
export async function keepNumbers(database: Database, registers: Registers, caseId: string, events: readonly CaseEvent[]): Promise<void> {
  let decided = 0;
  for (const event of events) {
    if (event.type === 'CaseNumberAllotted') await keepCaseNumber(database, registers, caseId, event.data.number);
    if (event.type === 'Decided' || event.type === 'PenaltyDecidedOnTheSpot') decided = event.seq;
    if (event.type === 'DecisionNumberAllotted' && decided > 0)
      await keepDecisionNumber(database, registers, caseId, decided, event.data.number);
  }
}

async function keepCaseNumber(database: Database, registers: Registers, caseId: string, text: string): Promise<void> {
  const number = registers.cases.parse(text);
  if (!number) return;
  await database.$executeRaw`
    insert into case_number as r (year, n, case_id) values (${number.year}, ${number.n}, ${caseId})
    on conflict (year, n) do update set case_id = excluded.case_id where r.case_id is null or r.case_id like 'lost:%'`;
}

/** `seq`: the event that decided; null where only the state was asked, until the events say. */
async function keepDecisionNumber(
  database: Database,
  registers: Registers,
  caseId: string,
  seq: number | null,
  text: string,
): Promise<void> {
  for (const series of DECISION_SERIES) {
    const number = registers.decisions[series].parse(text);
    if (number) {
      await database.$executeRaw`
        insert into decision_number as r (series, year, n, case_id, seq) values (${series}, ${number.year}, ${number.n}, ${caseId}, ${seq})
        on conflict (series, year, n) do update set case_id = excluded.case_id, seq = excluded.seq
          where r.case_id is null or r.case_id like 'lost:%' or (r.case_id = excluded.case_id and r.seq is null)`;
    }
  }
}
