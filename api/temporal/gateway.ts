/**
 * The one way from the API to Temporal: commands as updates, the head and the state as queries, histories. Every call
 * has a deadline; what Temporal says is told apart into refused, not there, and «nobody knows yet».
 */
import { ApplicationFailure } from '@temporalio/common';
import {
  type Client,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { CaseFile } from '../../domain/case/state.ts';
import { INSTALLATION_WORKFLOW_ID, TICK_QUERY } from '../../domain/installation.ts';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import type { Refusal } from '../../domain/result.ts';
import type { WorkLookups } from '../../domain/work/context.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { type Capability, leastOf, OURS } from '../../workflows/capability.ts';
import {
  type WorkInput,
  type WorkResult,
  COMMAND_UPDATE,
  type CommandEnvelope,
  HEAD_QUERY,
  type HeadAnswer,
  IMPORT_UPDATE,
  type ImportEnvelope,
  type Receipt,
  STATE_QUERY,
  TAIL_QUERY,
  type TailAnswer,
  TASK_QUEUE,
  workflowIdOf,
} from '../../workflows/messages.ts';
import { clientOn, lazyConnection } from '../../temporal/connection.ts';
import { caseAttributes } from '../../temporal/names.ts';
import { workflowPollers } from '../../temporal/pollers.ts';
import type { TemporalSettings } from '../../temporal/settings.ts';
import { sendUpdate } from '../../temporal/updates.ts';
import { createPatience } from './patience.ts';

export type Outcome =
  | { kind: 'done'; receipt: Receipt }
  | { kind: 'refused'; refusal: Refusal }
  /** No such workflow is running: never opened, or archived. */
  | { kind: 'not-running' }
  /** Temporal or its workers did not answer in time: it may have been done, or may yet be. */
  | { kind: 'unknown'; reason: string };

/** A case by its id alone, an item of another kind by kind and id. */
export type Address = string | { kind: string; id: string };

const workflowIdAt = (address: Address): string =>
  typeof address === 'string' ? workflowIdOf(address) : workflowIdOfItem(kindOf(address.kind), address.id);

export interface Gateway {
  command(item: Address, updateId: string, envelope: CommandEnvelope<WorkLookups>): Promise<Outcome>;
  /** Starts the case's workflow when it is not running, then commands it: opening, and acts on an archived case. */
  commandWithStart(
    input: WorkInput,
    updateId: string,
    envelope: CommandEnvelope<WorkLookups>,
    opening: boolean,
    kind?: AnyKind,
  ): Promise<Outcome>;
  importWithStart(input: WorkInput, updateId: string, envelope: ImportEnvelope): Promise<Outcome>;
  /** The receipt that an update of one of these ids got, also of a workflow that has ended; null when there was none. */
  answered(item: Address, updateIds: readonly string[]): Promise<Receipt | null>;
  /** The workflow's own version and hash; null when it is not running, `'away'` when nobody answers. */
  head(item: Address): Promise<HeadAnswer | null | 'away'>;
  /** What the workflow does not know to be in PostgreSQL; null when it is not running. */
  tail(item: Address): Promise<TailAnswer | null | 'away'>;
  /** The state as the workflow holds it, for a case that cannot be read yet; null when there is none. */
  state(caseId: string): Promise<CaseFile | null | 'away'>;
  /**
   * The case that bears this number in Temporal, whatever PostgreSQL knows of it; null where none does. Throws where nobody
   * answers.
   */
  bearerOf(attribute: 'number' | 'decision', number: string): Promise<string | null>;
  /** What every worker of the cases can carry, as of some seconds ago; what we know where none is there to be asked. */
  capability(): Promise<Capability>;
  /** Id of the latest run that Temporal still knows, running or ended; null when it knows none. */
  lastRun(caseId: string): Promise<string | null>;
  readonly client: Client;
  /** Throws when Temporal or the namespace does not answer within the milliseconds. */
  ping(withinMs: number): Promise<void>;
  /** Whether a worker answers for workflows: `none` polls at all, or those that do say nothing within the milliseconds. */
  workers(withinMs: number): Promise<'answer' | 'none' | 'silent'>;
}

const QUERY_DEADLINE_MS = 3_000;
/** A worker that comes is asked within this; one that goes is remembered by Temporal for five minutes. */
const SURVEY_EVERY_MS = 5_000;
const GRPC = { invalidArgument: 3, notFound: 5, alreadyExists: 6 };

export function createGateway(config: TemporalSettings, commandDeadlineMs: number): Gateway {
  const connection = lazyConnection(config, { connectTimeout: 3_000 });
  const client = clientOn(connection, config.namespace);
  let surveyed: { at: number; least: Capability } | null = null;
  const within = <Answer>(ms: number, work: () => Promise<Answer>) => connection.withDeadline(Date.now() + ms, work);
  const pollers = () => workflowPollers(connection.workflowService, config.namespace, TASK_QUEUE);
  const patience = createPatience(commandDeadlineMs);
  const commanded = async (work: () => Promise<Receipt>): Promise<Outcome> => {
    const outcome = await patience.wait(async (withinMs): Promise<Outcome> => {
      try {
        return { kind: 'done', receipt: await within(withinMs, () => sendUpdate(work)) };
      } catch (error) {
        return outcomeOf(error);
      }
    });
    if (outcome?.kind === 'done' || outcome?.kind === 'refused') patience.answered();
    return outcome ?? { kind: 'unknown', reason: 'no answer within the deadline' };
  };
  /** `again`: also where a run of this id has ended. */
  const startedBy = (
    kind: AnyKind,
    update: string,
    input: WorkInput,
    updateId: string,
    envelope: CommandEnvelope<WorkLookups> | ImportEnvelope,
    again: boolean,
  ): Promise<Outcome> =>
    commanded(() =>
      client.workflow.executeUpdateWithStart<never, Receipt, [typeof envelope]>(update, {
        args: [envelope],
        updateId,
        startWorkflowOperation: new WithStartWorkflowOperation(kind.workflow.type, {
          workflowId: workflowIdOfItem(kind, input.caseId),
          taskQueue: TASK_QUEUE,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
          workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
          staticSummary: kind.label,
        }) as never,
      }),
    );
  const answeredBy = async (item: Address, updateId: string): Promise<Receipt | null> => {
    try {
      return await within(QUERY_DEADLINE_MS, () =>
        client.workflow.getHandle(workflowIdAt(item)).getUpdateHandle<Receipt>(updateId).result(),
      );
    } catch {
      return null;
    }
  };
  const answered: Gateway['answered'] = async (item, updateIds) => {
    for (const updateId of updateIds) {
      const receipt = await answeredBy(item, updateId);
      if (receipt) return receipt;
    }
    return null;
  };
  /**
   * A case is opened once. Where a run of its id has ended, either it was opened by this very update, whose answer is given
   * again, or the opening was broken off before anything happened: that run ended empty, and it is tried anew.
   */
  const opened = async (
    kind: AnyKind,
    input: WorkInput,
    updateId: string,
    attempt: (again: boolean) => Promise<Outcome>,
  ): Promise<Outcome> => {
    const outcome = await attempt(false);
    if (outcome.kind !== 'not-running') return outcome;
    const item = { kind: kind.name, id: input.caseId };
    const before = await answeredBy(item, updateId);
    if (before) return { kind: 'done', receipt: before };
    return (await endedEmpty(item)) ? attempt(true) : outcome;
  };
  /** False also where nobody can say: the question that follows finds out. */
  const hasEnded = async (item: Address): Promise<boolean> => {
    try {
      const { status } = await within(QUERY_DEADLINE_MS, () => client.workflow.getHandle(workflowIdAt(item)).describe());
      return status.name !== 'RUNNING';
    } catch {
      return false;
    }
  };
  const endedEmpty = async (item: Address): Promise<boolean> => {
    const handle = client.workflow.getHandle(workflowIdAt(item));
    try {
      const result = await within(QUERY_DEADLINE_MS, () => handle.result() as Promise<Partial<WorkResult> | null>);
      return result?.ended === 'never-opened';
    } catch {
      return false;
    }
  };
  const ask = async <Answer>(item: Address, query: string): Promise<Answer | null | 'away'> => {
    try {
      return await within(QUERY_DEADLINE_MS, () => client.workflow.getHandle(workflowIdAt(item)).query<Answer>(query));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      return 'away';
    }
  };

  return {
    client,
    command: (item, updateId, envelope) =>
      commanded(() =>
        client.workflow
          .getHandle(workflowIdAt(item))
          .executeUpdate<Receipt, [CommandEnvelope<WorkLookups>]>(COMMAND_UPDATE, { args: [envelope], updateId }),
      ),
    commandWithStart: (input, updateId, envelope, opening, kind = kindOf('case')) =>
      opening
        ? opened(kind, input, updateId, (again) => startedBy(kind, COMMAND_UPDATE, input, updateId, envelope, again))
        : startedBy(kind, COMMAND_UPDATE, input, updateId, envelope, true),
    importWithStart: (input, updateId, envelope) =>
      opened(kindOf('case'), input, updateId, (again) => startedBy(kindOf('case'), IMPORT_UPDATE, input, updateId, envelope, again)),
    answered,
    head: (item) => ask<HeadAnswer>(item, HEAD_QUERY),
    // An ended run still answers queries, as it was when it ended.
    tail: async (item) => ((await hasEnded(item)) ? null : ask<TailAnswer>(item, TAIL_QUERY)),
    state: (caseId) => ask<CaseFile>(caseId, STATE_QUERY),
    lastRun: async (caseId) => {
      try {
        return (await within(QUERY_DEADLINE_MS, () => client.workflow.getHandle(workflowIdOf(caseId)).describe())).runId;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return null;
        throw error;
      }
    },
    bearerOf: (attribute, number) =>
      within(QUERY_DEADLINE_MS, async () => {
        const query = `${caseAttributes[attribute].name} = '${number.replaceAll("'", "''")}'`;
        for await (const { workflowId } of client.workflow.list({ query, pageSize: 1 })) return workflowId.slice(workflowIdOf('').length);
        return null;
      }),
    capability: async () => {
      if (surveyed && Date.now() - surveyed.at < SURVEY_EVERY_MS) return surveyed.least;
      try {
        surveyed = { at: Date.now(), least: leastOf(await within(QUERY_DEADLINE_MS, pollers)) };
      } catch {
        // Where Temporal is away nothing is opened either.
      }
      return surveyed?.least ?? OURS;
    },
    workers: async (withinMs) => {
      try {
        await within(withinMs, () => client.workflow.getHandle(INSTALLATION_WORKFLOW_ID).query(TICK_QUERY));
        return 'answer';
      } catch (error) {
        const polls = (await within(withinMs, pollers)).length > 0;
        // An application inside a test is bound to nothing, and has no workflow to ask.
        if (error instanceof WorkflowNotFoundError) return polls ? 'answer' : 'none';
        return polls ? 'silent' : 'none';
      }
    },
    ping: async (withinMs) => {
      await within(withinMs, () => connection.workflowService.describeNamespace({ namespace: config.namespace }));
    },
  };
}

/** Sorts what Temporal answers; anything unforeseen is thrown on as an error of ours. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const refusal = refusalOf(error.cause);
    if (refusal) return { kind: 'refused', refusal };
    throw error.cause;
  }
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return { kind: 'not-running' };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'unknown', reason: 'no answer within the deadline' };
  if (error instanceof ServiceError) {
    const code = (error.cause as { code?: number } | undefined)?.code;
    if (code === GRPC.notFound || code === GRPC.alreadyExists) return { kind: 'not-running' };
    if (code === GRPC.invalidArgument) throw error;
    // Everything else of the service leaves open whether it was done.
    return { kind: 'unknown', reason: error.cause instanceof Error ? error.cause.message : error.message };
  }
  throw error;
}

/** The workflow fails an update with the refusal's code as type and the refusal as its detail. */
function refusalOf(failure: ApplicationFailure): Refusal | null {
  const detail = failure.details?.[0] as Partial<Refusal> | undefined;
  if (!failure.type || failure.type === 'Error' || failure.type === 'TypeError' || failure.type === 'RangeError') return null;
  return {
    ok: false,
    code: failure.type,
    message: detail?.message ?? failure.message,
    needs: Array.isArray(detail?.needs) ? detail.needs : [],
    ...(Array.isArray(detail?.basis) ? { basis: detail.basis } : {}),
  };
}
