/** Workflows and read model side by side: every running case's own head against what PostgreSQL holds of it. */
import type { Client } from '@temporalio/client';
import type { Database } from '../../prisma/database.ts';
import { CASE_WORKFLOW, HEAD_QUERY, type HeadAnswer, workflowIdOf } from '../../workflows/messages.ts';

export type DifferenceKind =
  /** No row in the read model. */
  | 'view-missing'
  /** Events of the workflow that the record does not have. */
  | 'events-missing'
  /** The read model stands at another event than the record. */
  | 'view-behind'
  /** Record and workflow disagree about what happened. */
  | 'contradiction'
  /** A running case without a running workflow. */
  | 'workflow-missing'
  /** The workflow does not answer: its worker is away or it cannot be carried on. */
  | 'no-answer';

export const DIFFERENCE_LABELS: Record<DifferenceKind, string> = {
  'view-missing': '没有读取视图',
  'events-missing': '记录缺少事件',
  'view-behind': '视图与记录不一致',
  contradiction: '记录与引擎相矛盾',
  'workflow-missing': '引擎中没有在运行的流程',
  'no-answer': '引擎没有回答',
};

export interface Difference {
  caseId: string;
  kind: DifferenceKind;
  /** Version in the workflow; null where nobody can say. */
  workflow: number | null;
  /** Last event in the record, and how many there are. */
  record: number;
  events: number;
  /** Version of the read model; null without a row. */
  view: number | null;
  text: string;
}

interface Copy {
  caseId: string;
  record: number;
  events: number;
  view: number | null;
  viewHead: string | null;
  settled: number;
}

const AT_ONCE = 16;
const QUERY_MS = 10_000;

/** `only`: one case. Answers how many were looked at and what differs; those in flux are looked at again. */
export async function compare(client: Client, database: Database, only?: string): Promise<{ compared: number; differences: Difference[] }> {
  const running = new Set<string>();
  if (only === undefined) {
    for await (const { workflowId } of client.workflow.list({ query: `WorkflowType='${CASE_WORKFLOW}' AND ExecutionStatus='Running'` })) {
      if (workflowId.startsWith(workflowIdOf(''))) running.add(workflowId.slice(workflowIdOf('').length));
    }
  } else running.add(only);
  const open = await database.$queryRaw<{ id: string }[]>`
    select id from case_view where stage <> 'archived' and (${only ?? null}::text is null or id = ${only ?? null}) order by id`;
  const caseIds = [...new Set([...running, ...open.map(({ id }) => id)])].sort();
  const differences: Difference[] = [];
  await eachOf(caseIds, async (caseId) => {
    // A projection may be on its way: what differs is asked again before it is believed.
    let found = await differenceOf(client, database, caseId);
    for (let again = 0; found && again < 3 && found.kind !== 'no-answer'; again++) {
      await new Promise((resolve) => setTimeout(resolve, 700));
      found = await differenceOf(client, database, caseId);
    }
    if (found) differences.push(found);
  });
  return { compared: caseIds.length, differences: differences.sort((a, b) => (a.caseId < b.caseId ? -1 : 1)) };
}

export async function differenceOf(client: Client, database: Database, caseId: string): Promise<Difference | null> {
  const head = await headOf(client, caseId);
  const [copy] = await database.$queryRaw<Copy[]>`
    select k.id as "caseId", coalesce(e.last, 0)::int as record, coalesce(e.n, 0)::int as events, v.version as view, v.head as "viewHead",
      coalesce(v.settled_seq, 0) as settled
    from (select ${caseId}::text as id) k
    left join case_view v on v.id = k.id
    left join lateral (select max(seq) as last, count(*) as n from case_event where case_id = k.id) e on true`;
  if (!copy) throw new Error('PostgreSQL did not answer');
  const told = (kind: DifferenceKind, text: string): Difference => ({
    caseId, kind, workflow: head !== null && head !== 'no-answer' ? head.version : null,
    record: copy.record, events: copy.events, view: copy.view, text,
  });
  if (head === 'no-answer') return told('no-answer', '办案引擎没有回答，请确认办案进程在运行');
  if (head === null) {
    const [row] = await database.$queryRaw<{ stage: string }[]>`select stage from case_view where id = ${caseId}`;
    if (!row || row.stage === 'archived') return null;
    return told('workflow-missing', '案件未归档，但引擎中没有它的流程：不能自动恢复，请按运维手册从记录重建');
  }
  // Opened, and its first command not accepted: there is nothing to write yet.
  if (head.stage === 'unopened') return null;
  const shared = Math.min(head.version, copy.record);
  if (copy.events < head.version) return told('events-missing', `引擎到第${head.version}号，记录有${copy.events}条、到第${copy.record}号`);
  if (copy.record > head.version) return told('contradiction', `记录到第${copy.record}号，引擎只到第${head.version}号`);
  const [last] = await database.$queryRaw<{ hash: string }[]>`select hash from case_event where case_id = ${caseId} and seq = ${shared}`;
  if (last?.hash !== head.hash) return told('contradiction', `第${shared}号事件的哈希，记录与引擎不同`);
  if (copy.view === null) return told('view-missing', '记录完整，读取视图没有这一行');
  if (copy.view !== head.version || copy.viewHead !== head.hash) return told('view-behind', `视图在第${copy.view}号，记录到第${copy.record}号`);
  return null;
}

async function headOf(client: Client, caseId: string): Promise<HeadAnswer | null | 'no-answer'> {
  const handle = client.workflow.getHandle(workflowIdOf(caseId));
  try {
    const { status } = await client.connection.withDeadline(Date.now() + QUERY_MS, () => handle.describe());
    if (status.name !== 'RUNNING') return null;
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return null;
    throw error;
  }
  try {
    return await client.connection.withDeadline(Date.now() + QUERY_MS, () => handle.query<HeadAnswer>(HEAD_QUERY));
  } catch {
    return 'no-answer';
  }
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const hand = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}
