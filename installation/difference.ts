/** A work item's workflow, its record and its row of the read model side by side, whatever its kind. */
import { type Client, QueryNotRegisteredError, WorkflowNotFoundError } from '@temporalio/client';
import type pg from 'pg';
import { kindNamed, kindOf, workflowIdOfItem } from '../domain/kinds.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import { type WorkResult, HEAD_QUERY, type HeadAnswer } from '../workflows/messages.ts';

type Queries = Pick<pg.Pool, 'query'>;

/** An item by kind and id. Ids are given once in the county, whatever the kind; the kind says which workflow is its own. */
export interface Item {
  kind: string;
  id: string;
}

/** Throws where this program knows no such kind. */
export const workflowIdAt = ({ kind, id }: Item): string => workflowIdOfItem(kindOf(kind), id);

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
  /** A running item without a running workflow. */
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
  item: Item;
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
  /** What the record says the item is; null without one. */
  kind: string | null;
  record: number;
  events: number;
  view: number | null;
  viewHead: string | null;
  stage: string | null;
  /** At its end, and its head in the county's chain: its workflow has nothing left to do. */
  over: boolean;
  /** Hash of the record's event at the version asked for. */
  hash: string | null;
}

const ENGINE_MS = 10_000;
/** So many failed attempts in a row are no passing trouble: the first ones follow each other within seconds. */
export const WEDGED_ATTEMPTS = 5;

/** What Temporal says of an item's workflow. */
export type Engine =
  | { state: 'none'; why: string }
  | { state: 'never-opened' }
  /** It runs as it did before it was a work item, without a record; with its next task it becomes one. */
  | { state: 'not-yet-item' }
  | { state: 'wedged'; attempts: number }
  | { state: 'no-answer' }
  | {
      state: 'head';
      version: number;
      hash: string;
      stage: string;
      ended: boolean;
      /** What the workflow asked for and does not get done, most attempts first; null where everything is. */
      undone: { what: string; attempts: number; reason: string } | null;
    };

/** Null where workflow, record and read model agree. What is being worked on may differ for a moment. */
export async function differenceOf(client: Client, pool: Queries, item: Item): Promise<Difference | null> {
  return compareWith(await engineOf(client, item), pool, item);
}

/** `engine` as it was asked a moment ago. */
export async function compareWith(engine: Engine, pool: Queries, item: Item): Promise<Difference | null> {
  const kind = kindOf(item.kind);
  const version = engine.state === 'head' ? engine.version : 0;
  const {
    rows: [copy],
  } = await pool.query<Copy>(
    `select coalesce(v.kind, (select kind from work_event where work_id = k.id order by seq limit 1)) as kind,
       coalesce(e.last, 0)::int as record, coalesce(e.n, 0)::int as events, v.version as view, v.head as "viewHead", v.stage,
       coalesce(v.ended and exists (select from record_anchor a where a.case_id = k.id and a.length = v.version), false) as over,
       (select hash from work_event where work_id = k.id and seq = least($2::int, e.last)) as hash
     from (select $1::text as id) k
     left join work_view v on v.id = k.id
     left join lateral (select max(seq) as last, count(*) as n from work_event where work_id = k.id) e on true`,
    [item.id, version],
  );
  if (!copy) throw new Error('PostgreSQL did not answer');
  const told: Tell = (difference, text) => ({
    item,
    kind: difference,
    workflow: engine.state === 'head' ? engine.version : null,
    record: copy.record,
    events: copy.events,
    view: copy.view,
    text,
  });
  if (engine.state === 'no-answer') return told('no-answer', '办案引擎没有回答，请确认办案进程在运行');
  if (copy.kind !== null && copy.kind !== kind.name) {
    // An id belongs to one item: no workflow of another kind has a say in its record.
    if (engine.state === 'none' || engine.state === 'never-opened') return null;
    return told('contradiction', `记录中这个编号是${kindNamed(copy.kind)?.label ?? copy.kind}，引擎中却有${kind.label}的流程`);
  }
  switch (engine.state) {
    case 'wedged':
      return told('wedged', `流程任务已连续失败${engine.attempts}次；查明原因后用 --restart 由核验过的记录重建`);
    case 'never-opened':
      return copy.record > 0 && !copy.over ? told('workflow-missing', '记录中已有事件，而引擎中的流程未曾建立事项') : null;
    case 'not-yet-item':
      return copy.record > 0 ? told('record-longer', `记录到第${copy.record}号，引擎中的流程还是${kind.label}成为事项之前的`) : null;
    case 'none':
      if (copy.record === 0 || copy.over) return null;
      return told('workflow-missing', `${kind.label}${unfinished(kind, copy.stage)}，${engine.why}：用 --restart 由核验过的记录重建`);
    case 'head':
      return headDifference(engine, copy, told);
  }
}

type Tell = (kind: DifferenceKind, text: string) => Difference;

/** What keeps an item from being over: its last stage has not come, or its head is in nobody else's hands yet. */
function unfinished({ final, stages }: AnyKind, stage: string | null): string {
  if (stage !== null && final.includes(stage)) return '尚未锚定';
  return `没有到“${final.map((one) => stages[one]).join('、')}”`;
}

function headDifference(head: Extract<Engine, { state: 'head' }>, copy: Copy, told: Tell): Difference | null {
  // Opened, and its first command not accepted: there is nothing to write yet.
  if (head.stage === 'unopened')
    return copy.record > 0 ? told('record-longer', `记录到第${copy.record}号，引擎中的流程尚未建立事项`) : null;
  if (copy.record > head.version) {
    return copy.hash === head.hash
      ? told(head.ended ? 'workflow-missing' : 'record-longer', `记录到第${copy.record}号，引擎只到第${head.version}号，此前一致`)
      : told('contradiction', `第${head.version}号事件的哈希，记录与引擎不同，记录到第${copy.record}号`);
  }
  if (copy.events < head.version) return told('events-missing', `引擎到第${head.version}号，记录有${copy.events}条、到第${copy.record}号`);
  if (copy.hash !== head.hash) return told('contradiction', `第${head.version}号事件的哈希，记录与引擎不同`);
  if (copy.view === null) return told('view-missing', '记录完整，读取视图没有这一行');
  if (copy.view !== head.version || copy.viewHead !== head.hash)
    return told('view-behind', `视图在第${copy.view}号，记录到第${copy.record}号`);
  return null;
}

/** Throws where Temporal itself does not answer within the milliseconds. */
export async function engineOf(client: Client, item: Item, withinMs = ENGINE_MS): Promise<Engine> {
  const handle = client.workflow.getHandle(workflowIdAt(item));
  const within = <Answer>(work: () => Promise<Answer>): Promise<Answer> => client.withDeadline(Date.now() + withinMs, work);
  let described;
  try {
    described = await within(() => handle.describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { state: 'none', why: '引擎中没有它的流程' };
    throw error;
  }
  const status = described.status.name;
  if (status === 'COMPLETED') return completed(kindOf(item.kind), await within(() => handle.result() as Promise<Partial<WorkResult>>));
  if (status !== 'RUNNING') return { state: 'none', why: `它的流程已被${ENDINGS[status] ?? '结束'}` };
  const attempts = described.raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempts >= WEDGED_ATTEMPTS) return { state: 'wedged', attempts };
  try {
    const { version, hash, stage } = await within(() => handle.query<HeadAnswer>(HEAD_QUERY));
    const [worst] = [...(described.raw.pendingActivities ?? [])].sort((a, b) => (b.attempt ?? 0) - (a.attempt ?? 0));
    const undone =
      worst && (worst.attempt ?? 0) > 1
        ? { what: worst.activityType?.name ?? '', attempts: worst.attempt ?? 0, reason: worst.lastFailure?.message ?? '' }
        : null;
    return { state: 'head', version, hash, stage, ended: false, undone };
  } catch (error) {
    // A run that fails before it has set itself up knows no query either.
    const knowsNoHead = error instanceof QueryNotRegisteredError && /did not register a handler/.test(error.message);
    return { state: knowsNoHead && attempts <= 1 ? 'not-yet-item' : 'no-answer' };
  }
}

/** A workflow that ended before its kind was one of work items answers otherwise, and never had a record. */
function completed({ final }: AnyKind, { ended, version, head }: Partial<WorkResult>): Engine {
  if (ended === 'never-opened') return { state: 'never-opened' };
  if (version === undefined || head === undefined) return { state: 'none', why: '它的流程在成为事项之前已经结束' };
  return { state: 'head', version, hash: head, stage: final[0] ?? '', ended: true, undone: null };
}

const ENDINGS: Partial<Record<string, string>> = { TERMINATED: '终止', CANCELLED: '取消', FAILED: '判为失败', TIMED_OUT: '判为超时' };
