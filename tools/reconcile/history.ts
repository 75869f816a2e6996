/**
 * What a run's history says by itself, without being replayed: answers to updates carry the sealed events, and so do what
 * the workflow asked to be written down and what it was started with. So a run that no code can carry on is read too.
 */
import type { Client, WorkflowHandle } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { ProjectionBatch } from '../../activities/projection.ts';
import type { TermPolicy } from '../../domain/terms/model.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import type { Receipt, WorkInput } from '../../workflows/messages.ts';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type Payloads = Parameters<typeof decodeArrayFromPayloads>[1];

export interface ToldRun {
  /** By sequence number. */
  events: Map<number, RecordedEvent>;
  /** Policy after the last of them, where the history names it. */
  policyHash: string | null;
  /** Policies by hash, as far as the history carries them whole. */
  policies: Map<string, TermPolicy>;
  /** Version of the rules after the last of them; null where the history does not say. */
  rules: number | null;
  /** What the run was started with. */
  input: WorkInput | null;
  /** Answers by update id, in their order. */
  receipts: [string, Receipt][];
  /** The run before it, which it continues. */
  before: string | null;
}

/** Events that are handed on beside an answer. */
interface Handed {
  events: RecordedEvent[];
  policyHash?: string;
  policy?: TermPolicy;
  rules?: number;
}

export async function toldBy(client: Client, history: History): Promise<ToldRun> {
  const told: ToldRun = { events: new Map(), policyHash: null, policies: new Map(), rules: null, input: null, receipts: [], before: null };
  const decoded = async (payloads: Payloads): Promise<unknown[]> =>
    (await decodeArrayFromPayloads(client.options.loadedDataConverter, payloads)) ?? [];
  const take = ({ events, policyHash, policy, rules }: Handed): void => {
    for (const event of events) told.events.set(event.seq, event);
    if (policyHash !== undefined) told.policyHash = policyHash;
    if (policy) told.policies.set(policy.hash, policy);
    told.rules = rules ?? told.rules;
  };
  for (const event of history.events ?? []) {
    const started = event.workflowExecutionStartedEventAttributes;
    if (started) {
      told.before = started.continuedExecutionRunId || null;
      const [input] = (await decoded(started.input?.payloads)) as [WorkInput?];
      told.input = input ?? null;
      told.policyHash = input?.policy?.hash ?? null;
      told.rules = input?.rules ?? null;
      if (input?.policy) told.policies.set(input.policy.hash, input.policy);
      // A run that was started from the record names the one before it itself: Temporal knows of no link.
      told.before ??= input?.carried?.unfiledRuns?.at(-1) ?? null;
      if (input?.carried?.pending) take(input.carried.pending);
      told.receipts.push(...(input?.carried?.receipts ?? []));
    }
    const completed = event.workflowExecutionUpdateCompletedEventAttributes;
    if (completed?.outcome?.success) {
      const [receipt] = (await decoded(completed.outcome.success.payloads)) as [(Receipt & { sealed?: Handed })?];
      if (receipt?.sealed) take(receipt.sealed);
      if (receipt && completed.meta?.updateId) told.receipts.push([completed.meta.updateId, withoutEvents(receipt)]);
    }
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled?.activityType?.name === 'writeRecord' || scheduled?.activityType?.name === 'projectCase') {
      const [batch] = (await decoded(scheduled.input?.payloads)) as [(Handed | ProjectionBatch)?];
      if (batch) take(batch);
    }
  }
  return told;
}

function withoutEvents(receipt: Receipt & { sealed?: Handed }): Receipt {
  const { sealed: _, ...kept } = receipt;
  return kept;
}
