/**
 * The paths on which a change of a workflow has hurt cases, or could: what the corpus must hold of each shape. Read from
 * the histories' own events, so that a scenario which no longer takes its path is found out.
 */
import { type Run, valuesOf } from './corpus.ts';

/** `before`: written within the workflow task; `durable-first`: written after Temporal holds it (docs/adr/0026). */
export type Shape = 'before' | 'durable-first';

export const shapeOf = (run: Run): Shape | null =>
  run.workflow !== 'caseWorkflow' ? null : run.input.shape === undefined ? 'before' : 'durable-first';

export interface Path {
  what: string;
  /** Default: both. */
  of?: Shape;
  /** `all`: every run of the corpus. */
  holds: (run: Run, all: readonly Run[]) => boolean;
}

const commandNamed =
  (name: string) =>
  (run: Run): boolean =>
    run.commands.some(({ envelope }) => envelope.name === name);
const writes = new Set(['writeRecord', 'projectCase', 'core_local_activity']);

/** A timer fired, and in the task that followed the case wrote something of its own. */
const rungs = (run: Run): number =>
  run.tasks.filter(
    ({ before, recorded }) =>
      before.some(({ type }) => type === 'timerFired') &&
      !recorded.some(({ type }) => type === 'workflowExecutionUpdateAccepted') &&
      recorded.some(({ about }) => about !== null && writes.has(about)),
  ).length;

/** One task after a timer that made several events: the version written is that much further. */
function severalAtOnce(run: Run): boolean {
  let version = 0;
  let fired = false;
  for (const { type, about, attributes } of run.happenings) {
    if (type === 'workflowExecutionUpdateCompleted') {
      const outcome = attributes.outcome as { success?: Parameters<typeof valuesOf>[0] } | undefined;
      version = Math.max(version, (valuesOf(outcome?.success)[0] as { version?: number } | undefined)?.version ?? 0);
      fired = false;
    }
    if (type === 'timerFired') fired = true;
    const details = attributes.details as Record<string, Parameters<typeof valuesOf>[0]> | undefined;
    const answer =
      type === 'markerRecorded' && about === 'core_local_activity'
        ? details?.result
        : type === 'activityTaskCompleted' && about !== null && writes.has(about)
          ? (attributes.result as Parameters<typeof valuesOf>[0])
          : null;
    const written = (valuesOf(answer)[0] as { version?: number } | undefined)?.version;
    if (written === undefined) continue;
    if (fired && written >= version + 3) return true;
    version = Math.max(version, written);
  }
  return false;
}

/** Commands accepted in one task. */
const together = (run: Run): number =>
  Math.max(0, ...run.tasks.map(({ recorded }) => recorded.filter(({ type }) => type === 'workflowExecutionUpdateAccepted').length));

/** A task that nothing of the case asked for and that recorded nothing: an update was refused. */
const refusedAlone = (run: Run): boolean =>
  run.tasks.some(
    ({ before, recorded }) => recorded.length === 0 && before.every(({ type }) => type.startsWith('workflowTask')) && before.length > 0,
  );

const carriedIds = (run: Run): Set<string> => new Set((run.input.carried?.receipts ?? []).map(([id]) => id));

export const casePaths: Path[] = [
  { what: 'a timer fires and the case acts, three times', holds: (run) => rungs(run) >= 3 },
  { what: 'several rungs are delivered in one task', holds: severalAtOnce },
  {
    what: 'a timer is replaced by an earlier one',
    holds: (run) =>
      run.tasks.some(({ recorded }) => {
        const types = recorded.map(({ type }) => type);
        return types.includes('timerCanceled') && types.includes('timerStarted');
      }),
  },
  {
    what: 'a timer fires and nothing is due',
    holds: (run) =>
      run.tasks.some(
        ({ before, recorded }) =>
          before.some(({ type }) => type === 'timerFired') && recorded.length === 1 && recorded[0]?.type === 'timerStarted',
      ),
  },
  {
    what: 'a run continues as new with receipts and with what is not written',
    holds: (run) => (run.handedOn?.carried?.pending?.events.length ?? 0) > 0 && (run.handedOn?.carried?.receipts?.length ?? 0) > 0,
  },
  {
    what: 'a run begins with what the one before had not written',
    holds: (run) => run.continues && (run.input.carried?.pending?.events.length ?? 0) > 0,
  },
  { what: 'a command is repeated in a later run', holds: (run) => run.commands.some(({ updateId }) => carriedIds(run).has(updateId)) },
  { what: 'several commands are taken in one task', holds: (run) => together(run) >= 3 },
  { what: 'a refused command leaves a task that recorded nothing', holds: refusedAlone },
  { what: 'a paper case is entered', holds: (run) => run.has('workflowExecutionUpdateAccepted', 'importCase') },
  { what: 'a calendar is revised', holds: commandNamed('ReviseCalendar') },
  { what: 'a case moves to another policy', holds: commandNamed('RebindPolicy') },
  {
    what: 'a dispute gets its own workflow and is told of',
    holds: (run) => run.has('startChildWorkflowExecutionInitiated', 'jurisdictionWorkflow') && run.has('externalWorkflowExecutionSignaled'),
  },
  {
    what: 'an archived case is reopened from its record',
    holds: (run) =>
      !run.continues &&
      run.input.carried !== undefined &&
      commandNamed('ReopenCase')(run) &&
      run.has('activityTaskCompleted', 'fileHistories'),
  },
  {
    what: 'a case is anchored, filed and ends',
    holds: (run) =>
      run.has('activityTaskCompleted', 'anchorCase') &&
      run.has('activityTaskCompleted', 'fileHistories') &&
      (run.result as { ended?: string } | null)?.ended === 'archived',
  },
  {
    what: 'a run is never opened',
    holds: (run) => run.has('timerFired') && (run.result as { ended?: string } | null)?.ended === 'never-opened',
  },
  {
    what: 'the register gives the number afterwards',
    holds: (run) => run.written.some((answer) => answer !== null && answer.caseNumber !== null),
  },
  {
    what: 'writing is given up after ten minutes and begun anew',
    holds: (run) => {
      const gaveUp = run.happenings.findIndex(
        ({ type, about }) => (type === 'activityTaskTimedOut' || type === 'activityTaskFailed') && about !== null && writes.has(about),
      );
      return (
        gaveUp >= 0 &&
        run.happenings.slice(gaveUp).some(({ type, about }) => type === 'activityTaskCompleted' && about !== null && writes.has(about))
      );
    },
  },
  {
    what: 'PostgreSQL is away within the task, and written to afterwards',
    of: 'before',
    holds: (run) => run.written.includes(null) && run.has('activityTaskCompleted', 'projectCase'),
  },
  {
    what: 'a run moves to the shape of today',
    of: 'before',
    holds: (run) => run.has('markerRecorded', 'patch durable-first') && run.handedOn?.shape === 2,
  },
  {
    what: 'a run moves while it has not written',
    of: 'before',
    holds: (run) => run.has('markerRecorded', 'patch durable-first') && (run.handedOn?.carried?.pending?.events.length ?? 0) > 0,
  },
  {
    what: 'a run begins from one of the shape before',
    of: 'durable-first',
    holds: (run, all) =>
      run.continues &&
      all.some((other) => shapeOf(other) === 'before' && other.handedOn?.shape === 2 && other.input.caseId === run.input.caseId),
  },
  {
    what: 'PostgreSQL is away, and the write is tried again',
    of: 'durable-first',
    holds: (run) =>
      run.happenings.some(
        ({ type, about, attributes }) => type === 'activityTaskStarted' && about === 'writeRecord' && Number(attributes.attempt) > 1,
      ),
  },
  {
    what: 'the number is reserved before the command',
    of: 'durable-first',
    holds: (run) => run.commands.some(({ envelope }) => typeof envelope.lookups.numbers?.caseNumber === 'string'),
  },
  {
    what: 'the record’s end comes with the command',
    of: 'durable-first',
    holds: (run) => run.commands.some(({ envelope }) => envelope.holds !== undefined),
  },
  {
    what: 'a case goes its way under the fourth rules',
    of: 'durable-first',
    holds: (run) => (run.input.rules ?? 0) >= 4 && (run.result as { ended?: string } | null)?.ended === 'archived',
  },
  { what: 'the court is asked after a review', of: 'durable-first', holds: commandNamed('ApplyCourtEnforcement') },
  { what: 'the police give a case back', of: 'durable-first', holds: commandNamed('RecordPoliceReturn') },
  { what: 'a building is taken down', of: 'durable-first', holds: commandNamed('RecordForcedExecution') },
  { what: 'sealed goods are given back', of: 'durable-first', holds: commandNamed('ResolveSeizure') },
  { what: 'search attributes are set', of: 'durable-first', holds: (run) => run.has('upsertWorkflowSearchAttributes') },
];

export interface OtherPath {
  what: string;
  workflow: string;
  holds: (run: Run) => boolean;
}

const endsInOrder = (run: Run): boolean =>
  (run.result as { ended?: string } | null)?.ended === 'archived' && run.has('activityTaskCompleted', 'anchorCase');

export const otherPaths: OtherPath[] = [
  {
    what: 'a calendar’s walk tells cases and ends',
    workflow: 'calendarRevisionWorkflow',
    holds: (run) =>
      run.has('activityTaskCompleted', 'reviseCases') &&
      run.has('activityTaskCompleted', 'endRevision') &&
      run.has('workflowExecutionCompleted'),
  },
  { what: 'a calendar’s walk goes on in a new run', workflow: 'calendarRevisionWorkflow', holds: (run) => run.handedOn !== null },
  { what: 'a calendar’s walk sweeps again', workflow: 'calendarRevisionWorkflow', holds: (run) => run.has('timerFired') },
  {
    what: 'a dispute’s workflow is told and ends',
    workflow: 'jurisdictionWorkflow',
    holds: (run) => run.has('workflowExecutionSignaled') && run.has('timerStarted') && run.has('workflowExecutionCompleted'),
  },
  {
    what: 'a dispute that is a work item is begun and told by its case, hears both sides and ends',
    workflow: 'jurisdictionWorkflow',
    holds: (run) =>
      run.input.opening !== undefined && run.has('workflowExecutionSignaled', 'told') && run.commands.length >= 2 && endsInOrder(run),
  },
  {
    what: 'a whistle tells the case it was blown for, goes its way and ends',
    workflow: 'whistleWorkflow',
    holds: (run) => run.has('externalWorkflowExecutionSignaled') && commandNamed('FinishWhistle')(run) && endsInOrder(run),
  },
  {
    what: 'a whistle is refused and sent on',
    workflow: 'whistleWorkflow',
    holds: (run) => commandNamed('RefuseWhistle')(run) && commandNamed('RedirectWhistle')(run) && endsInOrder(run),
  },
  {
    what: 'a whistle that nobody signs climbs by itself',
    workflow: 'whistleWorkflow',
    holds: (run) =>
      rungs(run) >= 2 &&
      run.happenings.some(
        ({ about, attributes }) =>
          about === 'writeRecord' &&
          JSON.stringify(valuesOf((attributes.input as Parameters<typeof valuesOf>[0]) ?? null)).includes('"WhistleClimbed"'),
      ),
  },
];
