/**
 * Starts a case's workflow anew from its record: for one that was terminated, that no code can carry on, that was reset, or
 * that Temporal lost. The record is walked from its first event first; nothing of it is ever altered.
 */
import { type Client, type WorkflowExecutionDescription, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Registers } from '../../record/numbering.ts';
import { sha256 } from '../../activities/sha256.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { accompaniedByDispute } from '../../domain/case/referral/dispute.ts';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import { SYSTEM_ACTOR } from '../../domain/people.ts';
import { type CaseEvent, isEventType } from '../../domain/case/events.ts';
import { fold } from '../../domain/case/machine.ts';
import { type RecordedEvent, verifyChain } from '../../domain/work/record.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Database } from '../../prisma/database.ts';
import { CASE_WORKFLOW, type CaseInput, type Receipt, RUN_SHAPE, TASK_QUEUE, TOLD_SIGNAL, workflowIdOf } from '../../workflows/messages.ts';
import { type Difference, differenceOf } from './compare.ts';
import { type ToldRun, toldBy } from './history.ts';
import { recordedEvents } from './recorded.ts';
import { repair } from './repair.ts';
import type { Replayer } from './replay.ts';

export type Restart = { done: true; text: string } | { done: false; text: string };

/** Restarted with all others; a contradiction only where its case is named, because one side is given up. */
const RESTARTABLE = new Set<Difference['kind']>(['workflow-missing', 'record-longer', 'wedged']);
export const isRestartable = ({ kind }: Difference): boolean => RESTARTABLE.has(kind);

export interface RestartParts {
  client: Client;
  database: Database;
  replayer: Replayer;
  registers: Registers;
}

const no = (text: string): Restart => ({ done: false, text });

/** `named`: the case was named by whoever restarts it, so that a contradiction is decided for the record. */
export async function restart(parts: RestartParts, caseId: string, named: boolean): Promise<Restart> {
  const { client, database } = parts;
  const difference = await differenceOf(client, database, caseId);
  if (difference === null) return no(await isKnown(database, caseId) ? '流程与记录一致，不需要重建' : '没有这个案件');
  if (difference.kind === 'no-answer') return no('引擎没有回答：可能只是办案进程没有运行，不能据此重建');
  if (difference.kind === 'contradiction' && !named) return no('记录与引擎相矛盾：核查后用 --case 指明案件，以核验过的记录为准重建');
  if (difference.kind !== 'contradiction' && !isRestartable(difference)) return no(`流程完好，先用 --repair 补写记录：${difference.text}`);

  if (difference.kind === 'record-longer' && !(await isConfirmed(database, caseId, difference.workflow ?? 0))) {
    return no('记录多出的事件引擎从未确认，不能据以重建：它们由接口的巡查移出记录（留存于 orphaned_event），稍后再比对');
  }

  const old = await describe(client, caseId);
  const told = old && (await toldBy(client, await client.workflow.getHandle(workflowIdOf(caseId), old.runId).fetchHistory()));
  const newer = told?.input ? newerThanCode(told.input) : null;
  if (newer !== null) return no(newer);
  // What a wedged run holds and nobody has written is not given up: its history tells it.
  if (difference.kind === 'wedged') {
    const saved = await saveTail(parts, caseId);
    if (saved !== null) return no(saved);
  }
  const verified = await verifiedCase(database, caseId, told?.input?.policy ?? null);
  if ('reason' in verified) return no(verified.reason);

  const { state, hash, policy, events } = verified;
  const reason = `由核验过的记录重建（第${state.version}号，${difference.text}）`;
  const input: CaseInput = {
    // The workers that carry this shape have seen to it that the namespace knows the attributes.
    caseId, policy, rules: CURRENT_RULES, shape: RUN_SHAPE, searchable: true,
    carried: {
      state, hash, lastAt: events.at(-1)?.at ?? state.openedAt, receipts: receiptsOf(told, events),
      unfiledRuns: [...(told?.input?.carried?.unfiledRuns ?? []), ...(old ? [old.runId] : [])],
    },
  };
  if (old?.status.name === 'RUNNING') {
    try {
      await client.workflow.getHandle(workflowIdOf(caseId), old.runId).terminate(reason);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      return no('原来的流程刚刚自行变动，没有重建；请重新比对');
    }
  }
  try {
    await client.workflow.start(CASE_WORKFLOW, {
      workflowId: workflowIdOf(caseId), taskQueue: TASK_QUEUE, args: [input],
      workflowIdConflictPolicy: 'FAIL', workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return no('另一个流程刚刚启动，没有重建；请重新比对');
  }
  await tellDispute(client, state);
  return { done: true, text: `已由记录重建流程，到第${state.version}号` };
}

/** Whether Temporal was known to hold an event after the workflow's present one: the rest is rows of a task that was lost. */
async function isConfirmed(database: Database, caseId: string, version: number): Promise<boolean> {
  const view = await database.workView.findUnique({ where: { id: caseId }, select: { settledSeq: true } });
  return view === null || view.settledSeq > version;
}

async function isKnown(database: Database, caseId: string): Promise<boolean> {
  return (await database.workEvent.findFirst({ where: { workId: caseId }, select: { seq: true } })) !== null;
}

async function describe(client: Client, caseId: string): Promise<WorkflowExecutionDescription | null> {
  try {
    return await client.workflow.getHandle(workflowIdOf(caseId)).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Whether the run was made by code that knows more than this. */
function newerThanCode({ rules, shape = 1 }: CaseInput): string | null {
  if (shape > RUN_SHAPE) return '案件的流程由更新的程序启动：请先升级再重建';
  return rules > CURRENT_RULES ? `案件按第${rules}版规则办理，本程序只到第${CURRENT_RULES}版：请先升级再重建` : null;
}

/** Null where the record has, or now got, every event that the run's history tells; the reason otherwise. */
async function saveTail({ database, replayer, registers }: RestartParts, caseId: string): Promise<string | null> {
  const [last] = await database.workEvent.findMany({ where: { workId: caseId }, orderBy: { seq: 'desc' }, take: 1, select: { seq: true } });
  const recorded = last?.seq ?? 0;
  let events: Map<number, CaseEvent>;
  try {
    ({ events } = await replayer.recordOf(workflowIdOf(caseId), recorded + 1));
  } catch (error) {
    return `读不出流程的历史，不知道其中还有没有记录所没有的事件：${error instanceof Error ? error.message : String(error)}`;
  }
  if (Math.max(0, ...events.keys()) <= recorded) return null;
  const saved = await repair(database, replayer, registers, { caseId });
  return saved.done ? null : `流程中还有记录没有的事件，不能放弃：${saved.text}`;
}

export type Verified = { state: CaseFile; hash: string; policy: CasePolicy; events: readonly RecordedEvent[] } | { reason: string };

/** The case folded from its record, once the whole chain was walked; or why it must not be carried on. */
export async function verifiedCase(database: Database, caseId: string, runPolicy: CasePolicy | null): Promise<Verified> {
  const events = await recordedEvents(database, caseId);
  if (events.length === 0) return { reason: '记录中没有这个案件的事件' };
  const chain = verifyChain(caseId, events, sha256);
  if (!chain.ok) return { reason: `记录不完整，不能据以重建：${chain.reason}` };
  const unknown = events.find(({ type }) => !isEventType(type));
  if (unknown) return { reason: `第${unknown.seq}号事件“${unknown.type}”是更新的程序写的：请先升级再重建` };
  const state = fold(events as unknown as CaseEvent[]);
  if (state.stage === 'unopened') return { reason: '记录中没有立卷的事件' };
  const view = await database.workView.findUnique({ where: { id: caseId }, select: { version: true, policyHash: true, state: true } });
  const strange = view?.version === state.version ? Object.keys(view.state as object).filter((key) => !(key in state)) : [];
  if (strange.length > 0) return { reason: `视图中有本程序不认识的内容（${strange.join('、')}），是更新的程序写的：请先升级再重建` };
  const row = view && (await database.policyVersion.findUnique({ where: { hash: view.policyHash }, select: { body: true } }));
  const policy = (row?.body as unknown as CasePolicy | undefined) ?? runPolicy;
  if (!policy) return { reason: '找不到案件所依据的办案规则：请先恢复规则，或者用 --repair 重建视图' };
  return { state, hash: chain.head, policy, events };
}

/** Answers that the record bears out: a repetition of one of these is known by the new run as by the old. */
function receiptsOf(told: ToldRun | null, events: readonly RecordedEvent[]): [string, Receipt][] {
  const kept = new Map((told?.receipts ?? []).filter(([, { version, head }]) => events[version - 1]?.hash === head));
  return [...kept];
}

/** A dispute's own workflow may have come back from an older copy too; the new run starts it where there is none. */
async function tellDispute(client: Client, state: CaseFile): Promise<void> {
  const dispute = accompaniedByDispute(state);
  if (!dispute || dispute.phase === 'consulting') return;
  const told = {
    from: { kind: 'case', id: state.caseId, title: state.title }, ...dispute.telling, actor: SYSTEM_ACTOR, at: new Date().toISOString(),
  };
  const workflowId = workflowIdOfItem(kindOf(dispute.kind), dispute.id);
  await client.workflow.getHandle(workflowId).signal(TOLD_SIGNAL, told).catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}
