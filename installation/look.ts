/**
 * What the items themselves say of the stores' age: a copy that is younger than a tick has the tick of the others. Those that
 * changed last are where a difference would show. Single items that differ are alarms of their own, and so are those whose loss
 * people have accepted.
 */
import { WorkflowNotFoundError } from '@temporalio/client';
import type { StoreWords } from '../domain/installation.ts';
import { isBegunByAnother, kinds } from '../domain/kinds.ts';
import { HEAD_QUERY, type HeadAnswer } from '../workflows/messages.ts';
import { type Item, workflowIdAt } from './difference.ts';
import type { Stores } from './stores.ts';

const ITEMS = 12;
/** So many of the last changed items, the newest among them, are no accident of one item. */
const ENOUGH = 3;
const GRACE_MS = 2 * 60_000;
const ANSWER_MS = 3_000;
const CONFIRM_MS = 3_000;

export interface Looked {
  looked: number;
  /** False where an engine without workers left it open. */
  complete: boolean;
  faults: StoreWords[];
}

interface Recent extends Item {
  version: number;
  stage: string;
}

type Answer = 'same' | 'behind' | 'lost' | 'open';

export async function lookAround(stores: Stores): Promise<Looked> {
  const recent = await recentItems(stores);
  let answers = await ask(stores, recent);
  if (isOlder(answers)) {
    // A projection that is on its way looks the same for a moment.
    await new Promise((resolve) => setTimeout(resolve, CONFIRM_MS));
    answers = await ask(stores, recent);
  }
  const unknown = await unknownItems(stores);
  const faults: StoreWords[] = [];
  const behind = leading(answers);
  if (isOlder(answers)) {
    faults.push({
      store: 'temporal',
      text: `办案引擎的数据可能是较早的备份：最近变动的 ${behind} 件事项，引擎都落后于记录`,
      todo: '请运维执行 npm run reconcile -- --restart：由核验过的记录重建它们的流程',
    });
  }
  if (unknown >= ENOUGH) {
    faults.push({
      store: 'postgres',
      text: `数据库可能是较早的备份：办案引擎中最近建立的 ${unknown} 件事项，数据库里都没有`,
      todo: '请运维执行 npm run reconcile -- --repair：由办案引擎补写缺失的记录，并登记已用的案号、文号',
    });
  }
  return { looked: recent.length, complete: !answers.includes('open'), faults };
}

const leading = (answers: readonly Answer[]): number => {
  const first = answers.findIndex((answer) => answer === 'same' || answer === 'open');
  return first === -1 ? answers.length : first;
};
const isOlder = (answers: readonly Answer[]): boolean => leading(answers) >= ENOUGH;

/** Items by their last event, the newest first, by the index over when events were written. */
async function recentItems({ pool }: Stores): Promise<Recent[]> {
  const { rows } = await pool.query<Recent>(
    `select v.kind, v.id, v.version, v.stage from work_view v
     join (select work_id, max(recorded_at) as at from (
       select work_id, recorded_at from work_event order by recorded_at desc limit 200
     ) e group by work_id) r on r.work_id = v.id
     where not v.ended and v.kind = any($2) and not exists (select from accepted_loss a where a.case_id = v.id) order by r.at desc limit $1`,
    [ITEMS, kinds.map(({ name }) => name)],
  );
  return rows;
}

/** One after the other: three equal answers are enough, and cold items are not all woken at once. */
async function ask(stores: Stores, recent: readonly Recent[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const one of recent) answers.push(await answerOf(stores, one));
  return answers;
}

async function answerOf({ client }: Stores, { kind, id, version }: Recent): Promise<Answer> {
  const workflowId = workflowIdAt({ kind, id });
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status } = await client.withDeadline(Date.now() + ANSWER_MS, () => handle.describe());
    // Ended by hand: Temporal knows of it, so it is no older copy.
    if (status.name !== 'RUNNING') return 'same';
    const head = await client.withDeadline(Date.now() + ANSWER_MS, () => handle.query<HeadAnswer>(HEAD_QUERY));
    if (head.version >= version) return 'same';
    return (await wasReset({ client }, workflowId)) ? 'same' : 'behind';
  } catch (error) {
    return error instanceof WorkflowNotFoundError ? 'lost' : 'open';
  }
}

/** A run that was reset goes back behind the record too; the run before it was ended for it. */
async function wasReset({ client }: Pick<Stores, 'client'>, workflowId: string): Promise<boolean> {
  const { count } = await client.withDeadline(Date.now() + ANSWER_MS, () =>
    client.workflow.count(`WorkflowId='${workflowId}' AND ExecutionStatus='Terminated'`),
  );
  return count > 0;
}

/**
 * How many of the newest running items that people opened, one after the other from the newest that is old enough, the
 * database lacks.
 */
async function unknownItems({ client, pool }: Stores): Promise<number> {
  const ids: string[] = [];
  // What another item begins may run as it did before it was a work item, without a record.
  const opened = kinds.filter((kind) => !isBegunByAnother(kind));
  const types = opened.map(({ workflow }) => `'${workflow.type}'`).join(', ');
  const list = client.workflow.list({ query: `WorkflowType IN (${types}) AND ExecutionStatus='Running'`, pageSize: 4 * ITEMS });
  await client.withDeadline(Date.now() + ANSWER_MS, async () => {
    for await (const { type, workflowId, startTime } of list) {
      const prefix = opened.find(({ workflow }) => workflow.type === type)?.workflow.idPrefix;
      if (prefix !== undefined && Date.now() - startTime.getTime() > GRACE_MS) ids.push(workflowId.slice(prefix.length));
      if (ids.length >= ITEMS) break;
    }
  });
  const { rows } = await pool.query<{ id: string }>(
    'select id from work_view where id = any($1) union select case_id from accepted_loss where case_id = any($1)',
    [ids],
  );
  const known = new Set(rows.map(({ id }) => id));
  const first = ids.findIndex((id) => known.has(id));
  return first === -1 ? ids.length : first;
}
