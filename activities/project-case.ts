import { ApplicationFailure } from '@temporalio/activity';
import type { Database } from '../prisma/database.ts';
import { noticesOf } from './notices.ts';
import type { DecisionSeries, Registers } from './numbering.ts';
import type { Projected, ProjectionBatch } from './projection.ts';
import { decisionOf, filingOf } from './register-requests.ts';
import { sqlState } from './sql-state.ts';
import { partyRows, viewRow } from './view-row.ts';

const STATEMENT = { name: 'project_case', text: 'select project_case($1::jsonb) as answer' };

interface Answer {
  version: number;
  head: string;
  replaced: boolean;
  number: { year: number; n: number } | null;
  decision: { series: DecisionSeries; year: number; n: number } | null;
}

/**
 * Writes a batch down in one statement and one commit (prisma/migrations, `project_case`). The same batch again changes
 * nothing. Throws what PostgreSQL says where it is away; an ApplicationFailure named after the record's own objection:
 * `record-gap`, `record-differs`, `record-contradicts`.
 */
export async function projectCase(database: Database, registers: Registers, batch: ProjectionBatch): Promise<Projected> {
  const { caseId, previous, events, after, settledSeq, durable } = batch;
  const parameter = JSON.stringify({
    caseId,
    previous,
    events,
    settled: settledSeq,
    durable,
    view: after && viewRow(after),
    parties: after?.partiesChanged ? partyRows(after.state) : null,
    notices: after ? noticesOf(events, after.state) : [],
    filing: filingOf(events, registers),
    decision: decisionOf(events, registers),
  });
  let answer: Answer | undefined;
  try {
    // By the driver alone: this is on the way of every command, and Prisma would double what it costs here.
    const { rows } = await database.$pool.query<{ answer: Answer }>({ ...STATEMENT, values: [parameter] });
    answer = rows[0]?.answer;
  } catch (error) {
    throw objection(error) ?? error;
  }
  if (!answer) throw new Error('project_case did not answer');
  const { version, head, replaced, number, decision } = answer;
  return {
    version, head, replaced,
    caseNumber: number && registers.cases.format(number.year, number.n),
    decisionNumber: decision && registers.decisions[decision.series].format(decision.year, decision.n),
  };
}

const OBJECTIONS: Record<string, string> = { CL001: 'record-gap', CL002: 'record-differs', CL003: 'record-contradicts' };

function objection(error: unknown): ApplicationFailure | null {
  const type = OBJECTIONS[sqlState(error) ?? ''];
  return type === undefined
    ? null
    : ApplicationFailure.create({ type, message: error instanceof Error ? error.message : type, nonRetryable: false });
}
