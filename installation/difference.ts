/** A case's workflow, its record and its row of the read model side by side. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type pg from 'pg';
import { type WorkResult, HEAD_QUERY, type HeadAnswer, workflowIdOf } from '../workflows/messages.ts';

type Queries = Pick<pg.Pool, 'query'>;

export type DifferenceKind =
  /** No row in the read model. */
  | 'view-missing'
  /** Events of the workflow that the record does not have. */
  | 'events-missing'
  /** The read model stands at another event than the record. */
  | 'view-behind'
  /** The record goes on where the workflow ends: it was reset, or Temporal came back from an older copy. */
  | 'record-longer'
  /** Record and workflow disagree about what happened. */
  | 'contradiction'
  /** A running case without a running workflow. */
  | 'workflow-missing'
  /** The workflow's tasks fail again and again: no code that runs can carry it on. */
  | 'wedged'
  /** The workflow does not answer: its worker is away. */
  | 'no-answer';

export const DIFFERENCE_LABELS: Record<DifferenceKind, string> = {
  'view-missing': '没有读取视图',
  'events-missing': '记录缺少事件',
  'view-behind': '视图与记录不一致',
  'record-longer': '记录比引擎长',
  contradiction: '记录与引擎相矛盾',
  'workflow-missing': '引擎中没有在运行的流程',
  wedged: '流程反复失败',
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
  record: number;
  events: number;
  view: number | null;
  viewHead: string | null;
  stage: string | null;
  /** Archived, and its head in the county's chain: its workflow has nothing left to do. */
  over: boolean;
  /** Hash of the record's event at the version asked for. */
  hash: string | null;
}

const ENGINE_MS = 10_000;
/** So many failed attempts in a row are no passing trouble: the first ones follow each other within seconds. */
export const WEDGED_ATTEMPTS = 5;

/** What Temporal says of a case's workflow. */
export type Engine =
  | { state: 'none'; why: string }
  | { state: 'never-opened' }
  | { state: 'wedged'; attempts: number }
  | { state: 'no-answer' }
  | {
    state: 'head'; version: number; hash: string; stage: string; ended: boolean;
    /** What the workflow asked for and does not get done, most attempts first; null where everything is. */
    undone: { what: string; attempts: number; reason: string } | null;
  };

/** Null where workflow, record and read model agree. What is being worked on may differ for a moment. */
export async function differenceOf(client: Client, pool: Queries, caseId: string): Promise<Difference | null> {
  return compareWith(await engineOf(client, caseId), pool, caseId);
}

/** `engine` as it was asked a moment ago. */
export async function compareWith(engine: Engine, pool: Queries, caseId: string): Promise<Difference | null> {
  const version = engine.state === 'head' ? engine.version : 0;
  const { rows: [copy] } = await pool.query<Copy>(
    `select coalesce(e.last, 0)::int as record, coalesce(e.n, 0)::int as events, v.version as view, v.head as "viewHead", v.stage,
       coalesce(v.ended and exists (select from record_anchor a where a.case_id = k.id and a.length = v.version), false) as over,
       (select hash from work_event where work_id = k.id and seq = least($2::int, e.last)) as hash
     from (select $1::text as id) k
     left join work_view v on v.id = k.id
     left join lateral (select max(seq) as last, count(*) as n from work_event where work_id = k.id) e on true`,
    [caseId, version],
  );
  if (!copy) throw new Error('PostgreSQL did not answer');
  const told = (kind: DifferenceKind, text: string): Difference => ({
    caseId, kind, workflow: engine.state === 'head' ? engine.version : null, record: copy.record, events: copy.events, view: copy.view, text,
  });
  switch (engine.state) {
    case 'no-answer':
      return told('no-answer', '办案引擎没有回答，请确认办案进程在运行');
    case 'wedged':
      return told('wedged', `流程任务已连续失败${engine.attempts}次；查明原因后用 --restart 由核验过的记录重建`);
    case 'never-opened':
      return copy.record > 0 && !copy.over ? told('workflow-missing', '记录中已有事件，而引擎中的流程未曾立卷') : null;
    case 'none':
      if (copy.record === 0 || copy.over) return null;
      return told('workflow-missing', `案件未${copy.stage === 'archived' ? '锚定' : '归档'}，${engine.why}：用 --restart 由核验过的记录重建`);
    case 'head':
      return headDifference(engine, copy, told);
  }
}

function headDifference(
  head: Extract<Engine, { state: 'head' }>, copy: Copy, told: (kind: DifferenceKind, text: string) => Difference,
): Difference | null {
  // Opened, and its first command not accepted: there is nothing to write yet.
  if (head.stage === 'unopened') return copy.record > 0 ? told('record-longer', `记录到第${copy.record}号，引擎中的案件尚未立卷`) : null;
  if (copy.record > head.version) {
    return copy.hash === head.hash
      ? told(head.ended ? 'workflow-missing' : 'record-longer', `记录到第${copy.record}号，引擎只到第${head.version}号，此前一致`)
      : told('contradiction', `第${head.version}号事件的哈希，记录与引擎不同，记录到第${copy.record}号`);
  }
  if (copy.events < head.version) return told('events-missing', `引擎到第${head.version}号，记录有${copy.events}条、到第${copy.record}号`);
  if (copy.hash !== head.hash) return told('contradiction', `第${head.version}号事件的哈希，记录与引擎不同`);
  if (copy.view === null) return told('view-missing', '记录完整，读取视图没有这一行');
  if (copy.view !== head.version || copy.viewHead !== head.hash) return told('view-behind', `视图在第${copy.view}号，记录到第${copy.record}号`);
  return null;
}

/** Throws where Temporal itself does not answer within the milliseconds. */
export async function engineOf(client: Client, caseId: string, withinMs = ENGINE_MS): Promise<Engine> {
  const handle = client.workflow.getHandle(workflowIdOf(caseId));
  const within = <Answer>(work: () => Promise<Answer>): Promise<Answer> => client.withDeadline(Date.now() + withinMs, work);
  let described;
  try {
    described = await within(() => handle.describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { state: 'none', why: '引擎中没有它的流程' };
    throw error;
  }
  const status = described.status.name;
  if (status === 'COMPLETED') {
    const { ended, version, head } = await within(() => handle.result() as Promise<WorkResult>);
    return ended === 'never-opened' ? { state: 'never-opened' } : { state: 'head', version, hash: head, stage: 'archived', ended: true, undone: null };
  }
  if (status !== 'RUNNING') return { state: 'none', why: `它的流程已被${ENDINGS[status] ?? '结束'}` };
  const attempts = described.raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempts >= WEDGED_ATTEMPTS) return { state: 'wedged', attempts };
  try {
    const { version, hash, stage } = await within(() => handle.query<HeadAnswer>(HEAD_QUERY));
    const [worst] = [...(described.raw.pendingActivities ?? [])].sort((a, b) => (b.attempt ?? 0) - (a.attempt ?? 0));
    const undone = worst && (worst.attempt ?? 0) > 1
      ? { what: worst.activityType?.name ?? '', attempts: worst.attempt ?? 0, reason: worst.lastFailure?.message ?? '' }
      : null;
    return { state: 'head', version, hash, stage, ended: false, undone };
  } catch {
    return { state: 'no-answer' };
  }
}

const ENDINGS: Partial<Record<string, string>> = { TERMINATED: '终止', CANCELLED: '取消', FAILED: '判为失败', TIMED_OUT: '判为超时' };
