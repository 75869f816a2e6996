import { ApplicationFailure } from '@temporalio/activity';
import type { Database } from '../prisma/database.ts';
import { noticesOf } from './notices.ts';
import type { Numbering } from './numbering.ts';
import type { Projected, ProjectionBatch } from './projection.ts';
import { sqlState } from './sql-state.ts';
import { partyRows, viewRow } from './view-row.ts';

const STATEMENT = { name: 'project_case', text: 'select project_case($1::jsonb) as answer' };

interface Answer {
  version: number;
  head: string;
  replaced: boolean;
  number: { year: number; n: number } | null;
}

/**
 * Writes a batch down in one statement and one commit (prisma/migrations, `project_case`). The same batch again changes
 * nothing. Throws what PostgreSQL says where it is away; an ApplicationFailure named after the record's own objection:
 * `record-gap`, `record-differs`, `record-contradicts`.
 */
export async function projectCase(database: Database, numbering: Numbering, batch: ProjectionBatch): Promise<Projected> {
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
    filing: filingOf(batch, numbering),
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
  return {
    version: answer.version,
    head: answer.head,
    replaced: answer.replaced,
    caseNumber: answer.number && numbering.format(answer.number.year, answer.number.n),
  };
}

/** The register is asked where the batch files the case; a paper number of another form is none of the register's. */
function filingOf({ events }: ProjectionBatch, numbering: Numbering): { year: number; n: number | null } | null {
  const filed = events.findLast((event) => event.type === 'CaseFiled');
  if (!filed) return null;
  const { filedOn, paperNumber } = filed.data;
  if (paperNumber === null) return { year: Number(filedOn.slice(0, 4)), n: null };
  return numbering.parse(paperNumber);
}

const OBJECTIONS: Record<string, string> = { CL001: 'record-gap', CL002: 'record-differs', CL003: 'record-contradicts' };

function objection(error: unknown): ApplicationFailure | null {
  const type = OBJECTIONS[sqlState(error) ?? ''];
  return type === undefined
    ? null
    : ApplicationFailure.create({ type, message: error instanceof Error ? error.message : type, nonRetryable: false });
}
