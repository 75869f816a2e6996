/** The walk over all open cases after a calendar was published: started, looked at, taken up again for those that failed. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { CalendarRevision } from '../../contract/calendar.ts';
import { CALENDAR_REVISION_WORKFLOW, revisionWorkflowId, TASK_QUEUE } from '../../workflows/messages.ts';
import type { Database } from '../database/database.ts';
import { iso } from '../database/database.ts';
import { notFound } from '../http/problem.ts';
import type { Gateway } from '../temporal/gateway.ts';

/** One walk, with the cases that failed. */
export interface Revision extends CalendarRevision {
  failures: { caseId: string; code: string; reason: string }[];
}

type Row = Omit<CalendarRevision, 'createdAt' | 'finishedAt'> & { createdAt: Date; finishedAt: Date | null };

const MOST_FAILURES = 200;

// What moved is read from the record itself: the event that each case was given.
const COLUMNS = `r.id, r.calendar_version as "calendarVersion", r.reason, r.status, r.total, r.created_at as "createdAt", r.finished_at as "finishedAt",
  t.done, t.failed, t.moved, t."movedTerms"`;
const TALLY = `left join lateral (
  select count(*) filter (where k.outcome = 'done')::int as done, count(*) filter (where k.outcome = 'failed')::int as failed,
    count(*) filter (where m.moved > 0)::int as moved, coalesce(sum(m.moved), 0)::int as "movedTerms"
  from calendar_revision_case k
  left join lateral (
    select jsonb_array_length(jsonb_path_query_array(e.data, '$.differences[*] ? (@.change == "moved")')) as moved
    from work_event e where e.work_id = k.case_id and e.seq = k.seq
  ) m on true
  where k.revision_id = r.id
) t on true`;

export async function readRevision(database: Database, id: string): Promise<Revision> {
  const [row, failures] = await Promise.all([
    database.first<Row>(`select ${COLUMNS} from calendar_revision r ${TALLY} where r.id = $1`, [id]),
    database.rows<Revision['failures'][number]>(
      `select case_id as "caseId", coalesce(code, 'unknown') as code, coalesce(reason, '') as reason from calendar_revision_case
       where revision_id = $1 and outcome = 'failed' order by case_id limit $2`,
      [id, MOST_FAILURES],
    ),
  ]);
  if (!row) throw notFound('没有这次日历更新', 'no-revision');
  return { ...row, failures, createdAt: iso(row.createdAt), finishedAt: iso(row.finishedAt) };
}

export async function listRevisions(database: Database): Promise<CalendarRevision[]> {
  const rows = await database.rows<Row>(`select ${COLUMNS} from calendar_revision r ${TALLY} order by r.created_at desc limit 50`);
  return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt), finishedAt: iso(row.finishedAt) }));
}

/** Starts the walk, or finds it under way. False where Temporal does not answer: it is started when next asked for. */
export async function startRevision(gateway: Gateway, id: string): Promise<boolean> {
  try {
    await gateway.client.connection.withDeadline(Date.now() + 5_000, () =>
      gateway.client.workflow.start(CALENDAR_REVISION_WORKFLOW, {
        workflowId: revisionWorkflowId(id),
        taskQueue: TASK_QUEUE,
        args: [{ revisionId: id }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      }),
    );
    return true;
  } catch (error) {
    return error instanceof WorkflowExecutionAlreadyStartedError;
  }
}

/** Tries again those that failed; the others are known to be done. */
export async function resumeRevision(database: Database, gateway: Gateway, id: string): Promise<boolean> {
  await readRevision(database, id);
  await database.transaction(async (queries) => {
    // Waiting, so that it is begun even where the walk before it has only just finished and is not closed yet; one that
    // still runs keeps what it has told.
    const again = await queries.run(
      `update calendar_revision set status = 'waiting', finished_at = null where id = $1 and status = 'finished'`,
      [id],
    );
    if (again > 0) await queries.run(`delete from calendar_revision_case where revision_id = $1 and outcome = 'failed'`, [id]);
  });
  return startRevision(gateway, id);
}

// An archived case is not told, and was closed under the calendar of its day: reopened, it is told the one of today. Whoever
// reopens it leaves its mark (sweeper.ts), so that the few commanded lately are looked at and not all.
const REOPENED = `update calendar_revision r set status = 'waiting', finished_at = null
  where r.status = 'finished'
    and r.calendar_version = (select version from list_version where list = 'calendar' and status = 'published' order by published_at desc limit 1)
    and exists (
      select from case_touch t join work_view c on c.id = t.case_id
      where not c.ended
        and not exists (select from policy_version p where p.hash = c.policy_hash and p.calendar_version = r.calendar_version)
        and not exists (select from calendar_revision_case f where f.revision_id = r.id and f.case_id = c.id and f.outcome = 'failed')
    )`;

/**
 * Published while Temporal was away, and never begun; walks that passed by cases whose workflow did not answer; and cases that
 * were archived at the time and have been reopened since.
 */
export async function startWaitingRevisions(database: Database, gateway: Gateway): Promise<void> {
  await database.run(REOPENED);
  await database.transaction(async (queries) => {
    const passedBy = await queries.rows<{ id: string }>(
      `delete from calendar_revision_case k using calendar_revision r
       where r.id = k.revision_id and r.status = 'finished' and r.finished_at < now() - interval '10 minutes' and k.code = 'no-answer'
       returning r.id`,
    );
    const ids = [...new Set(passedBy.map(({ id }) => id))];
    if (ids.length > 0) await queries.run(`update calendar_revision set status = 'waiting', finished_at = null where id = any($1)`, [ids]);
  });
  for (const { id } of await database.rows<{ id: string }>(`select id from calendar_revision where status = 'waiting'`))
    await startRevision(gateway, id);
}
