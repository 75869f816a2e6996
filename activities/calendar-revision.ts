/** What the walk over all open cases needs of the world: who is left, telling them, the account of it. */
import { heartbeat } from '@temporalio/activity';
import {
  ApplicationFailure,
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import pMap from 'p-map';
import { NO_LOOKUPS } from '../domain/case/context.ts';
import { calendarFromRows } from '../domain/lists/calendar-rows.ts';
import type { Person } from '../domain/people.ts';
import type { CasePolicy } from '../domain/case/policy.ts';
import type { Calendar } from '../domain/terms/model.ts';
import { sealPolicy } from '../domain/terms/policy.ts';
import { revisedFor } from '../domain/terms/rebind.ts';
import type { Database } from '../prisma/database.ts';
import { RecordObjection, type RecordWriter, type Sealed } from '../record/writer.ts';
import { sendUpdate } from '../temporal/updates.ts';
import { sha256 } from './sha256.ts';

/** Enough to keep the workers busy, few enough that people's commands come through. */
const AT_ONCE = 6;

interface Revision {
  id: string;
  calendarVersion: string;
  reason: string;
  actor: Person;
}

async function revisionOf(database: Database, revisionId: string): Promise<Revision> {
  const row = await database.calendarRevision.findUnique({ where: { id: revisionId } });
  if (!row) throw ApplicationFailure.nonRetryable(`no calendar revision ${revisionId}`, 'revision-missing');
  return { ...row, actor: row.actor as unknown as Person };
}

/** Open cases whose policy bears another calendar, but for those that this revision has failed at. */
const LEFT = `c.kind = 'case' and not c.ended
  and not exists (select from policy_version p where p.hash = c.policy_hash and p.calendar_version = $1)
  and not exists (select from calendar_revision_case f where f.revision_id = $2 and f.case_id = c.id and f.outcome = 'failed')`;

export async function beginRevision(database: Database, { revisionId }: { revisionId: string }): Promise<void> {
  const { calendarVersion } = await revisionOf(database, revisionId);
  await database.$executeRawUnsafe(
    `update calendar_revision set status = 'running', finished_at = null,
       total = coalesce(total, (select count(*)::int from work_view c where ${LEFT}))
     where id = $2`,
    calendarVersion,
    revisionId,
  );
}

export async function casesToRevise(
  database: Database,
  { revisionId, after, limit }: { revisionId: string; after: string | null; limit: number },
): Promise<{ caseIds: string[]; superseded: boolean }> {
  const { calendarVersion } = await revisionOf(database, revisionId);
  const newest = await database.listVersion.findFirst({
    where: { list: 'calendar', status: 'published' },
    orderBy: { publishedAt: 'desc' },
  });
  if (newest?.version !== calendarVersion) return { caseIds: [], superseded: true };
  const rows = await database.$queryRawUnsafe<{ id: string }[]>(
    `select c.id from work_view c where c.id > $3 and ${LEFT} order by c.id limit $4`,
    calendarVersion,
    revisionId,
    after ?? '',
    limit,
  );
  return { caseIds: rows.map(({ id }) => id), superseded: false };
}

export async function endRevision(
  database: Database,
  { revisionId, status }: { revisionId: string; status: string | null },
): Promise<void> {
  await database.calendarRevision.update({ where: { id: revisionId }, data: { status: status ?? 'finished', finishedAt: new Date() } });
}

export interface CasesToTell {
  revisionId: string;
  /** Name of the cases' command update. */
  update: string;
  cases: { caseId: string; workflowId: string }[];
}

/**
 * Sends each case the new calendar under an update id made of calendar and case: however often, it is revised once. A case
 * that refuses is written down with its reason and left; where Temporal or PostgreSQL is away the whole page is tried again.
 */
export async function reviseCases(
  client: Pick<Client, 'workflow' | 'connection'>,
  database: Database,
  writer: RecordWriter,
  { revisionId, update, cases }: CasesToTell,
): Promise<{ done: number; failed: number }> {
  const revision = await revisionOf(database, revisionId);
  const calendar = await calendarOf(database, revision.calendarVersion);
  const hours = await makePolicies(
    database,
    cases.map(({ caseId }) => caseId),
    calendar,
  );
  const envelopeOf = (caseId: string) => ({
    name: 'ReviseCalendar',
    payload: { version: calendar.version, reason: revision.reason },
    actor: revision.actor,
    lookups: { ...NO_LOOKUPS, calendar: revisedFor(hours.get(caseId) ?? calendar.workingHours, calendar) },
  });
  const answers = await pMap(
    cases,
    async ({ caseId, workflowId }) => {
      const answer = await tell(
        client,
        database,
        writer,
        { caseId, workflowId },
        update,
        envelopeOf(caseId),
        `calendar:${calendar.version}:${caseId}`,
      );
      await writeDown(database, revisionId, caseId, answer);
      heartbeat();
      return answer;
    },
    { concurrency: AT_ONCE },
  );
  const failed = answers.filter(({ outcome }) => outcome === 'failed').length;
  return { done: answers.length - failed, failed };
}

interface Told {
  outcome: 'done' | 'failed';
  /** The event of the revision; null where it was under this calendar already. */
  seq: number | null;
  code: string | null;
  reason: string | null;
}

/** As much of the receipt as matters here; activities do not know the workflow's messages. */
interface Receipt {
  events: { seq: number; type: string }[];
  sealed?: Omit<Sealed, 'caseId'>;
}

/** One that does not answer by then is left for later: a wedged case must not hold up all others. */
const ANSWER_WITHIN_MS = 10_000;

async function tell(
  client: Pick<Client, 'workflow' | 'connection'>,
  database: Database,
  writer: RecordWriter,
  { caseId, workflowId }: CasesToTell['cases'][number],
  update: string,
  envelope: object,
  updateId: string,
): Promise<Told> {
  try {
    const args = [{ ...envelope, at: new Date().toISOString() }] as [unknown];
    const receipt = await client.connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
      sendUpdate(() => client.workflow.getHandle(workflowId).executeUpdate<Receipt, [unknown]>(update, { args, updateId })),
    );
    if (receipt.sealed) await writer.write({ caseId, ...receipt.sealed });
    const revised = receipt.events.find(({ type }) => type === 'CalendarRevised');
    return { outcome: 'done', seq: revised?.seq ?? null, code: null, reason: null };
  } catch (error) {
    // The record is for a person to put right; the case has the calendar, and the others must not wait for it.
    if (error instanceof RecordObjection)
      return { outcome: 'failed', seq: null, code: error.code, reason: '案件的记录与流程不一致，须先核对恢复' };
    if (error instanceof WorkflowNotFoundError) {
      if (await isArchived(database, caseId)) return { outcome: 'done', seq: null, code: null, reason: null };
      return { outcome: 'failed', seq: null, code: 'not-running', reason: '案件的办理流程没有在运行' };
    }
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
      return { outcome: 'failed', seq: null, code: 'no-answer', reason: '案件的办理流程没有回答，待其恢复后再次告知' };
    }
    if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) throw error;
    const { type, message } = error.cause;
    // It took part in this calendar by another way: opened or rebound under it. An archived case has no more terms.
    if (type === 'same-calendar' || (type === 'wrong-stage' && (await isArchived(database, caseId))))
      return { outcome: 'done', seq: null, code: null, reason: null };
    return { outcome: 'failed', seq: null, code: type ?? 'refused', reason: message };
  }
}

async function isArchived(database: Database, caseId: string): Promise<boolean> {
  return (await database.workView.findUnique({ where: { id: caseId }, select: { ended: true } }))?.ended === true;
}

async function writeDown(database: Database, revisionId: string, caseId: string, { outcome, seq, code, reason }: Told): Promise<void> {
  await database.$executeRaw`
    insert into calendar_revision_case (revision_id, case_id, outcome, seq, code, reason)
      values (${revisionId}, ${caseId}, ${outcome}, ${seq}, ${code}, ${reason})
    on conflict (revision_id, case_id) do update set
      outcome = excluded.outcome, seq = coalesce(excluded.seq, calendar_revision_case.seq), code = excluded.code, reason = excluded.reason, at = now()`;
}

async function calendarOf(database: Database, version: string): Promise<Calendar> {
  const found = await database.listVersion.findUnique({
    where: { list_version: { list: 'calendar', version } },
    include: { rows: { orderBy: { ordinal: 'asc' } } },
  });
  if (!found || found.status !== 'published') throw ApplicationFailure.nonRetryable(`no published calendar ${version}`, 'calendar-missing');
  return calendarFromRows(version, found.rows);
}

/**
 * Every policy that these cases run under, made again with the calendar: the hash that a revised case will name exists.
 * Answers each case's own hours.
 */
async function makePolicies(database: Database, caseIds: string[], calendar: Calendar): Promise<Map<string, Calendar['workingHours']>> {
  const inUse = await database.$queryRaw<{ body: CasePolicy; caseIds: string[] }[]>`
    select p.body, array_agg(c.id) as "caseIds" from work_view c join policy_version p on p.hash = c.policy_hash
     where c.id = any(${caseIds}) group by p.hash, p.body`;
  const hours = new Map<string, Calendar['workingHours']>();
  for (const { body, caseIds: these } of inUse) {
    const { workingHours } = body.calendar;
    for (const id of these) hours.set(id, workingHours);
    const derived = sealPolicy({ ...body, calendar: revisedFor(workingHours, calendar) }, sha256);
    await database.$executeRaw`
      insert into policy_version (hash, policy_id, version, body, status, created_by, approved_by, published_at, calendar_version)
        values (${derived.hash}, ${derived.id}, ${derived.version}, ${JSON.stringify(derived)}::jsonb, 'derived', 'caselight', 'caselight', null, ${calendar.version})
      on conflict do nothing`;
  }
  return hours;
}
