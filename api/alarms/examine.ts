/** What is wrong with one item's workflow, if anything: asked of Temporal, and held against the record. */
import type { Client } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { AlarmKind } from '../../domain/alarms.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import { compareWith, type Difference, engineOf, type Item, workflowIdAt } from '../../installation/difference.ts';
import type { Database } from '../database/database.ts';

export interface Found {
  kind: AlarmKind;
  text: string;
  /** The same twice is believed; what moves meanwhile is work on its way. */
  mark: string;
}

/** So often an activity is tried again for a passing reason, such as a database that restarts. */
const PASSING_ATTEMPTS = 8;
/** After its instant an item's own action may be spread over some minutes. */
const LATE_MS = 10 * 60_000;
const REASON_LETTERS = 300;

const KINDS: Record<Difference['kind'], AlarmKind | null> = {
  'view-missing': 'not-written',
  'events-missing': 'not-written',
  'view-behind': 'not-written',
  'record-longer': 'record-longer',
  contradiction: 'contradiction',
  'workflow-missing': 'workflow-missing',
  wedged: 'task-failing',
  // Nobody answers for any item: that is the worker's, and the engine's own part of /readyz.
  'no-answer': null,
};

/** Null where nothing is wrong, undefined where nobody could say. `now`: epoch milliseconds. */
export async function examine(
  { client, namespace, database }: { client: Client; namespace: string; database: Database },
  item: Item,
  now: number,
): Promise<Found | null | undefined> {
  const engine = await engineOf(client, item);
  if (engine.state === 'no-answer') return undefined;
  const difference = await compareWith(engine, database.pool, item);
  if (difference) {
    const kind = KINDS[difference.kind];
    if (kind === null) return undefined;
    const reason = kind === 'task-failing' ? await failureOf(client, namespace, item) : null;
    const mark = `${difference.kind} ${difference.workflow} ${difference.record} ${difference.view}`;
    return { kind, text: reason === null ? difference.text : `${difference.text}。失败原因：${reason}`, mark };
  }
  if (engine.state !== 'head' || engine.ended) return null;
  if (engine.undone && engine.undone.attempts >= PASSING_ATTEMPTS) {
    const { what, attempts, reason } = engine.undone;
    return { kind: 'undone', text: `${what} 已试${attempts}次：${reason.slice(0, REASON_LETTERS)}`, mark: `undone ${what}` };
  }
  const late = await database.first<{ at: Date }>(
    `select next_wake_up_at as at from work_view where id = $1 and closed_at is null and next_wake_up_at < $2`,
    [item.id, new Date(now - LATE_MS)],
  );
  return late
    ? { kind: 'stuck', text: `应于 ${toShanghaiIso(late.at.getTime())} 自行动作而没有动作`, mark: `stuck ${late.at.getTime()}` }
    : null;
}

/** Why the last workflow task failed, from the end of the history. */
async function failureOf(client: Client, namespace: string, item: Item): Promise<string | null> {
  try {
    const { history } = await client.withDeadline(Date.now() + 5_000, () =>
      client.workflowService.getWorkflowExecutionHistoryReverse({
        namespace,
        execution: { workflowId: workflowIdAt(item) },
        maximumPageSize: 10,
      }),
    );
    const failed = history?.events?.find(({ workflowTaskFailedEventAttributes }) => workflowTaskFailedEventAttributes);
    const failure = failed?.workflowTaskFailedEventAttributes?.failure;
    const error = await decodeOptionalFailureToOptionalError(client.options.loadedDataConverter, failure);
    return error?.message.slice(0, REASON_LETTERS) ?? null;
  } catch {
    return null;
  }
}
