/**
 * One case, one workflow. Handlers decide, keep what was decided and answer; they never wait. The loop at the end is the
 * only one that waits: for something to write down, for the case's next own action, for the advice to continue as new.
 * Rules live in domain/; what touches the world, in activities/.
 */
import {
  allHandlersFinished, CancellationScope, condition, continueAsNew, currentUpdateInfo, defineQuery, defineUpdate,
  log, proxyActivities, proxyLocalActivities, rootCause, setHandler, TemporalFailure, workflowInfo,
} from '@temporalio/workflow';
import type { CaseActivities } from '../activities/activities.ts';
import type { Projected, ProjectionBatch } from '../activities/projection.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import { numbersAllotted } from '../domain/case/decision-number.ts';
import { execute, type Outcome, recordSystem } from '../domain/case/execute.ts';
import { importCase } from '../domain/case/import.ts';
import type { CaseFile } from '../domain/case/state.ts';
import { tick } from '../domain/case/tick.ts';
import { refuse, type Refusal } from '../domain/result.ts';
import { sealPolicy } from '../domain/terms/policy.ts';
import { CaseRecord } from './case-record.ts';
import { wakeUpAnswer } from './clock.ts';
import { DisputeLink } from './dispute-link.ts';
import { DueTimer } from './due-timer.ts';
import { malformed, malformedImport } from './envelope-check.ts';
import {
  type CaseInput, type CaseResult, COMMAND_UPDATE, type CommandEnvelope, HEAD_QUERY, type HeadAnswer, IMPORT_UPDATE, type ImportEnvelope,
  type Receipt, STATE_QUERY,
} from './messages.ts';
import { pooled } from './policy-pool.ts';
import { Receipts } from './receipts.ts';
import { refusal, refuseIf } from './refusal.ts';
import { sha256 } from './sha256.ts';

const commandUpdate = defineUpdate<Receipt, [CommandEnvelope]>(COMMAND_UPDATE);
const importUpdate = defineUpdate<Receipt, [ImportEnvelope]>(IMPORT_UPDATE);
const headQuery = defineQuery<HeadAnswer>(HEAD_QUERY);
const stateQuery = defineQuery<CaseFile | null>(STATE_QUERY);

// Inside the workflow task, so that a command is answered after its projection. One attempt: where PostgreSQL is away,
// nobody waits for longer than this.
const atOnce = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '3s',
  retry: { maximumAttempts: 1 },
});

// Through the server, for as long as it takes; asked anew every ten minutes with all that has come since.
const untilDone = proxyActivities<CaseActivities>({
  startToCloseTimeout: '15s',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
});

// Histories can wait, though not for longer than Temporal keeps them.
const inTime = proxyActivities<CaseActivities>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '1d',
  retry: { initialInterval: '5s', maximumInterval: '10m' },
});

// A case ends when it is archived. Cancelling its workflow does not end it; an operator who must can terminate it.
export function caseWorkflow(input: CaseInput): Promise<CaseResult> {
  return CancellationScope.nonCancellable(() => runCase(input));
}

async function runCase(input: CaseInput): Promise<CaseResult> {
  const { caseId, rules, carried } = input;
  const record = new CaseRecord(input);
  const receipts = new Receipts(carried?.receipts);
  const timer = new DueTimer();
  const disputes = new DisputeLink(carried?.dispute ?? null);
  let unfiledRuns = carried?.unfiledRuns ?? [];
  /** A projection through the server is under way. */
  let catchingUp = false;
  let archiving = false;
  let archivedVersion = -1;

  // ---------------------------------------------------------------------------------------------- deciding

  const decide = ({ name, payload, actor, lookups }: CommandEnvelope): Outcome =>
    execute(record.current, name, payload, { caseId, now: Date.now(), actor, policy: record.policy, lookups, rules }, sha256);

  const decideImport = (paper: ImportEnvelope): Outcome =>
    record.file
      ? refuse('already-open', '案件已经建立，不能再补录', ['用新的案件编号补录'])
      : importCase(caseId, paper, record.policy, Date.now(), rules, sha256);

  function accepted(outcome: Outcome): Outcome & { ok: true } {
    if (!outcome.ok) throw refusal(outcome);
    record.accept(outcome);
    return outcome;
  }

  const staleness = ({ expectedVersion: seen }: CommandEnvelope): Refusal | null =>
    seen === undefined || record.isCurrent(seen)
      ? null
      : refuse('stale-version', `案件已更新到第${record.version}版，您看到的是第${seen}版`, ['刷新案件后重新操作']);

  /** A case that moves to another policy or calendar is given it with the command. */
  function rebind(events: readonly CaseEvent[], { lookups }: CommandEnvelope): void {
    if (!events.some(({ type }) => type === 'PolicyRebound' || type === 'CalendarRevised')) return;
    const { policy } = record;
    record.policy = pooled(lookups.policy ?? sealPolicy({ ...policy, calendar: lookups.calendar ?? policy.calendar }, sha256));
  }

  // ---------------------------------------------------------------------------------------------- handlers

  const updateId = (): string => currentUpdateInfo()?.id ?? '';

  /** Once for each update id: also in a later run, where Temporal itself no longer knows the id. */
  function once(fingerprint: string | undefined, answer: () => Receipt): Receipt {
    return receipts.get(updateId()) ?? receipts.keep(updateId(), { ...answer(), ...(fingerprint === undefined ? {} : { fingerprint }) });
  }

  // Validators are never asynchronous. What they refuse leaves no event; on replay they are not asked again.
  setHandler(
    commandUpdate,
    (envelope) =>
      once(envelope.fingerprint, () => {
        const { events } = accepted(decide(envelope));
        rebind(events, envelope);
        return record.receipt(events);
      }),
    {
      validator: (envelope) => {
        if (receipts.get(updateId())) return;
        refuseIf(malformed(envelope) ?? staleness(envelope));
        refuseIf(decide(envelope));
      },
    },
  );

  setHandler(
    importUpdate,
    (paper) => once(paper.fingerprint, () => record.receipt(accepted(decideImport(paper)).events)),
    {
      validator: (paper) => {
        if (receipts.get(updateId())) return;
        refuseIf(malformedImport(paper));
        refuseIf(decideImport(paper));
      },
    },
  );

  setHandler(headQuery, () => ({
    version: record.version,
    hash: record.current.hash,
    stage: record.current.state.stage,
    pending: record.pending,
    nextWakeUp: wakeUpAnswer(record.standing().next),
  }));

  setHandler(stateQuery, () => record.file);

  // ---------------------------------------------------------------------------------------------- writing down

  /**
   * Null where the activity failed for good; it will be asked again with what has come since. No failure of the world may
   * end a case: a local activity's arrives as it is, another's inside an ActivityFailure, and all are TemporalFailures.
   */
  const unlessFailed = <Answer>(answer: Promise<Answer>): Promise<Answer | null> =>
    answer.catch((error: unknown) => {
      if (!(error instanceof TemporalFailure)) throw error;
      log.warn('an activity failed and will be asked again', { caseId, reason: rootCause(error) ?? error.message });
      return null;
    });

  function written(batch: ProjectionBatch, projected: Projected): void {
    record.written(batch, projected);
    // The registers' numbers are events of the case like any other, and written before the command is answered.
    const allotted = record.file ? numbersAllotted(record.file, projected) : [];
    if (allotted.length === 0) return;
    const outcome = recordSystem(record.current, allotted, { now: Date.now(), policy: record.policy }, sha256);
    if (!outcome.ok) throw new Error(`case ${caseId} refused its number: ${outcome.message}`);
    record.accept(outcome);
  }

  async function writeDown(): Promise<void> {
    const batch = record.batch(false);
    const projected = await unlessFailed(atOnce.projectCase(batch));
    if (projected) written(batch, projected);
    else catchUp();
  }

  /** PostgreSQL is away, or holds rows of a workflow task that was lost. Commands go on meanwhile. */
  function catchUp(): void {
    const batch = record.batch(true);
    catchingUp = true;
    void unlessFailed(untilDone.projectCase(batch)).then((projected) => {
      catchingUp = false;
      if (projected) written(batch, projected);
    });
  }

  /** Settles and anchors the record, keeps Temporal's own history; a case reopened meanwhile simply goes on. */
  function archive(): void {
    const { version } = record;
    const { workflowId, runId } = workflowInfo();
    archiving = true;
    void unlessFailed(untilDone.anchorCase({ caseId, version, head: record.current.hash }))
      .then((anchored) =>
        anchored && unlessFailed(inTime.fileHistories({ caseId, workflowId, runIds: [...unfiledRuns, runId] })))
      .then((filed) => {
        archiving = false;
        if (filed) archivedVersion = version;
      });
  }

  function fileEarlierRuns(): void {
    const runIds = unfiledRuns;
    if (runIds.length === 0) return;
    void unlessFailed(inTime.fileHistories({ caseId, workflowId: workflowInfo().workflowId, runIds })).then((filed) => {
      if (filed) unfiledRuns = [];
    });
  }

  // ---------------------------------------------------------------------------------------------- acting by itself

  function act(): void {
    timer.reset();
    const now = Date.now();
    const next = record.next();
    if (next === null || next.at > now) return;
    const outcome = tick(record.current, { caseId, now, policy: record.policy }, sha256);
    if (!outcome.ok) throw new Error(`case ${caseId} refused its own action: ${outcome.message}`);
    record.accept(outcome);
  }

  function aimTimer(): void {
    const now = Date.now();
    const next = record.next();
    // What was due and is still due after acting is looked at again in a minute, never in a circle.
    timer.aim(next && (next.at > now ? next.at : now + 60_000), now);
  }

  // ---------------------------------------------------------------------------------------------- the loop

  const isOpen = (): boolean => record.file !== null;
  const canWrite = (): boolean => record.pending > 0 && !catchingUp;
  const isAtEnd = (): boolean => record.file?.stage === 'archived' && record.pending === 0;
  const isDone = (): boolean => isAtEnd() && archivedVersion === record.version;
  const hasWork = (): boolean =>
    canWrite() || timer.hasRung || (isAtEnd() && !archiving) || workflowInfo().continueAsNewSuggested;

  if (!isOpen()) await condition(isOpen, '1 minute');
  if (!isOpen()) return { ended: 'never-opened', version: 0, head: record.current.hash };
  fileEarlierRuns();

  for (;;) {
    act();
    while (canWrite()) await writeDown();
    if (record.file) disputes.follow(record.file, record.policy);
    if (isAtEnd() && !isDone() && !archiving) archive();
    if (isDone()) {
      await condition(allHandlersFinished);
      if (isDone()) return { ended: 'archived', version: record.version, head: record.current.hash };
    }
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      if (!canWrite()) {
        const runs = [...unfiledRuns, workflowInfo().runId];
        const next = { ...record.carryOver(), receipts: receipts.entries(), unfiledRuns: runs, ...disputes.carryOver() };
        await continueAsNew<typeof caseWorkflow>({ caseId, rules, policy: record.policy, carried: next });
      }
    }
    aimTimer();
    await condition(hasWork);
  }
}
