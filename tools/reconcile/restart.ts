/**
 * Starts an item's workflow anew from its record, whatever its kind: for one that was terminated, that no code can carry on,
 * that was reset, or that Temporal lost. The record is walked from its first event first; nothing of it is ever altered.
 */
import {
  type Client,
  type WorkflowExecutionDescription,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Registers } from '../../record/numbering.ts';
import { sha256 } from '../../activities/sha256.ts';
import { kindNamed } from '../../domain/kinds.ts';
import type { TermPolicy } from '../../domain/terms/model.ts';
import { fold } from '../../domain/work/execute.ts';
import { isOpened, type WorkFile, type WorkState } from '../../domain/work/file.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { type RecordedEvent, verifyChain } from '../../domain/work/record.ts';
import type { Database } from '../../prisma/database.ts';
import { type Receipt, RUN_SHAPE, TASK_QUEUE, type WorkInput } from '../../workflows/messages.ts';
import { companionOf, leaderOf, tell } from './companions.ts';
import { type Difference, differenceOf, type Item, workflowIdAt } from './compare.ts';
import { type ToldRun, toldBy } from './history.ts';
import { recordedEvents } from './recorded.ts';
import { repair } from './repair.ts';
import type { Replayer } from './replay.ts';

export type Restart = { done: true; text: string } | { done: false; text: string };

/** Restarted with all others; a contradiction only where its item is named, because one side is given up. */
const RESTARTABLE = new Set<Difference['kind']>(['workflow-missing', 'record-longer', 'wedged']);
export const isRestartable = ({ kind }: Difference): boolean => RESTARTABLE.has(kind);

export interface RestartParts {
  client: Client;
  database: Database;
  replayer: Replayer;
  registers: Registers;
}

const no = (text: string): Restart => ({ done: false, text });

/** `named`: the item was named by whoever restarts it, so that a contradiction is decided for the record. */
export async function restart(parts: RestartParts, item: Item, named: boolean): Promise<Restart> {
  const { client, database } = parts;
  const kind = kindNamed(item.kind);
  if (!kind) return no(`本程序不认识“${item.kind}”这一种类，是更新的程序写的：请先升级再重建`);
  const difference = await differenceOf(client, database, item);
  if (difference === null) return no((await isKnown(database, item)) ? '流程与记录一致，不需要重建' : `没有这件${kind.label}`);
  const unfit = await unfitFor(database, kind, difference, named);
  if (unfit !== null) return no(unfit);

  const old = await describe(client, item);
  const told = old && (await toldBy(client, await client.workflow.getHandle(workflowIdAt(item), old.runId).fetchHistory()));
  const newer = told?.input ? newerThanCode(kind, told.input) : null;
  if (newer !== null) return no(newer);
  // What a wedged run holds and nobody has written is not given up: its history tells it.
  if (difference.kind === 'wedged') {
    const saved = await saveTail(parts, item);
    if (saved !== null) return no(saved);
  }
  const verified = await verifiedItem(database, kind, item.id, told?.input?.policy ?? null);
  if ('reason' in verified) return no(verified.reason);
  const { state, hash, policy, events } = verified;
  const along = companionOf(kind, item.id, state);
  const missed = along && (await broughtBack(parts, along.one));
  if (missed) return no(missed);

  const reason = `由核验过的记录重建（第${state.version}号，${difference.text}）`;
  const input: WorkInput = {
    // The workers that carry this shape have seen to it that the namespace knows the attributes.
    caseId: item.id,
    policy,
    rules: kind.currentRules,
    shape: RUN_SHAPE,
    searchable: true,
    carried: {
      state,
      stateVersion: kind.stateVersion,
      hash,
      lastAt: events.at(-1)?.at ?? state.openedAt,
      receipts: receiptsOf(told, events),
      unfiledRuns: [...(told?.input?.carried?.unfiledRuns ?? []), ...(old ? [old.runId] : [])],
    },
  };
  const failed = await replaced(client, kind, item, old, input, reason);
  if (failed !== null) return no(failed);
  if (along) await tell(client, along);
  const leader = await leaderOf(database, item, state);
  if (leader) await tell(client, leader);
  return { done: true, text: `已由记录重建流程，到第${state.version}号` };
}

/** Why a difference is none that a new run from the record would mend; null where it is. */
async function unfitFor(database: Database, { label }: AnyKind, difference: Difference, named: boolean): Promise<string | null> {
  const { item, kind, text, workflow } = difference;
  if (kind === 'no-answer') return '引擎没有回答：可能只是办案进程没有运行，不能据此重建';
  if (kind === 'contradiction' && !named) return `记录与引擎相矛盾：核查后用 --item 指明这件${label}，以核验过的记录为准重建`;
  if (kind !== 'contradiction' && !isRestartable(difference)) return `流程完好，先用 --repair 补写记录：${text}`;
  if (kind === 'record-longer' && !(await isConfirmed(database, item.id, workflow ?? 0))) {
    return '记录多出的事件引擎从未确认，不能据以重建：它们由接口的巡查移出记录（留存于 orphaned_event），稍后再比对';
  }
  return null;
}

/**
 * What goes along with an item that is started anew is there before it: the new run would begin it a second time, and
 * contradict its record. Null where it is there, or was never begun.
 */
async function broughtBack(parts: RestartParts, { kind, id }: Item): Promise<string | null> {
  const { client, database } = parts;
  if (!(await isKnown(database, { kind, id }))) return null;
  const difference = await differenceOf(client, database, { kind, id });
  if (difference === null || !isRestartable(difference)) return null;
  const { done, text } = await restart(parts, { kind, id }, false);
  return done ? null : `随同它的${kindNamed(kind)?.label ?? kind} ${id} 没有重建：${text}`;
}

/** The old run ends with the reason, the new one begins; null, or what came between. */
async function replaced(
  client: Client,
  kind: AnyKind,
  item: Item,
  old: WorkflowExecutionDescription | null,
  input: WorkInput,
  reason: string,
): Promise<string | null> {
  const workflowId = workflowIdAt(item);
  if (old?.status.name === 'RUNNING') {
    try {
      await client.workflow.getHandle(workflowId, old.runId).terminate(reason);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      return '原来的流程刚刚自行变动，没有重建；请重新比对';
    }
  }
  try {
    await client.workflow.start(kind.workflow.type, {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [input],
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return '另一个流程刚刚启动，没有重建；请重新比对';
  }
  return null;
}

/** Whether Temporal was known to hold an event after the workflow's present one: the rest is rows of a task that was lost. */
async function isConfirmed(database: Database, id: string, version: number): Promise<boolean> {
  const view = await database.workView.findUnique({ where: { id }, select: { settledSeq: true } });
  return view === null || view.settledSeq > version;
}

async function isKnown(database: Database, { kind, id }: Item): Promise<boolean> {
  return (await database.workEvent.findFirst({ where: { workId: id, kind }, select: { seq: true } })) !== null;
}

async function describe(client: Client, item: Item): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(workflowIdAt(item)).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Whether the run was made by code that knows more than this. */
function newerThanCode({ label, currentRules }: AnyKind, { rules, shape = 1 }: WorkInput): string | null {
  if (shape > RUN_SHAPE) return `${label}的流程由更新的程序启动：请先升级再重建`;
  return rules > currentRules ? `${label}按第${rules}版规则办理，本程序只到第${currentRules}版：请先升级再重建` : null;
}

/** Null where the record has, or now got, every event that the run's history tells; the reason otherwise. */
async function saveTail({ database, replayer, registers }: RestartParts, item: Item): Promise<string | null> {
  const [last] = await database.workEvent.findMany({
    where: { workId: item.id },
    orderBy: { seq: 'desc' },
    take: 1,
    select: { seq: true },
  });
  const recorded = last?.seq ?? 0;
  let events: Map<number, RecordedEvent>;
  try {
    ({ events } = await replayer.recordOf(workflowIdAt(item), recorded + 1));
  } catch (error) {
    return `读不出流程的历史，不知道其中还有没有记录所没有的事件：${error instanceof Error ? error.message : String(error)}`;
  }
  if (Math.max(0, ...events.keys()) <= recorded) return null;
  const saved = await repair(database, replayer, registers, { item });
  return saved.done ? null : `流程中还有记录没有的事件，不能放弃：${saved.text}`;
}

export type Verified = { state: WorkFile; hash: string; policy: TermPolicy; events: readonly RecordedEvent[] } | { reason: string };

/** The item folded from its record, once the whole chain was walked; or why it must not be carried on. */
export async function verifiedItem(database: Database, kind: AnyKind, id: string, runPolicy: TermPolicy | null): Promise<Verified> {
  const { label } = kind;
  const first = await database.workEvent.findFirst({ where: { workId: id }, orderBy: { seq: 'asc' }, select: { kind: true } });
  if (!first) return { reason: `记录中没有这件${label}的事件` };
  if (first.kind !== kind.name) return { reason: `记录中这个编号是${kindNamed(first.kind)?.label ?? first.kind}，不能据以重建${label}` };
  const events = await recordedEvents(database, id);
  const chain = verifyChain(id, events, sha256);
  if (!chain.ok) return { reason: `记录不完整，不能据以重建：${chain.reason}` };
  const unknown = events.find(({ type }) => !Object.hasOwn(kind.events, type));
  if (unknown) return { reason: `第${unknown.seq}号事件“${unknown.type}”是更新的程序写的：请先升级再重建` };
  const state = fold(kind, events);
  if (!isOpened(state)) return { reason: `记录中没有建立${label}的事件` };
  const view = await database.workView.findUnique({
    where: { id },
    select: { version: true, policyHash: true, state: true, stateVersion: true },
  });
  const strange = view?.version === state.version ? strangeIn(kind, view, state) : null;
  if (strange) return { reason: `视图中有本程序不认识的内容（${strange}），是更新的程序写的：请先升级再重建` };
  const row = view && (await database.policyVersion.findUnique({ where: { hash: view.policyHash }, select: { body: true } }));
  const policy = (row?.body as unknown as TermPolicy | undefined) ?? runPolicy;
  if (!policy) return { reason: `找不到${label}所依据的办案规则：请先恢复规则，或者用 --repair 重建视图` };
  return { state, hash: chain.head, policy, events };
}

/** What the read model has and this program would not have written; null where there is nothing. */
function strangeIn({ stateVersion, upcast }: AnyKind, view: { state: unknown; stateVersion: number }, state: WorkFile): string | null {
  if (view.stateVersion > stateVersion) return `第${view.stateVersion}版的形状`;
  const shown: WorkState = upcast(view.state, view.stateVersion);
  const keys = Object.keys(shown).filter((key) => !(key in state));
  return keys.length > 0 ? keys.join('、') : null;
}

/** Answers that the record bears out: a repetition of one of these is known by the new run as by the old. */
function receiptsOf(told: ToldRun | null, events: readonly RecordedEvent[]): [string, Receipt][] {
  const kept = new Map((told?.receipts ?? []).filter(([, { version, head }]) => events[version - 1]?.hash === head));
  return [...kept];
}
