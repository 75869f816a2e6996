/**
 * Somebody reaches Temporal's port without our keys: says what he likes in any name, and sends again what he saw go by. Before,
 * each of these was done and recorded; now nothing comes of any.
 */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { COMMAND_UPDATE, IMPORT_UPDATE, RUN_SHAPE, STATE_QUERY, TASK_QUEUE, TOLD_SIGNAL, workflowIdOf } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy } from '../support/cases.ts';
import { people } from '../domain/case/people.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const COMPLETED = 3;
const START_CHILD = 11;

let server: TemporalServer;
let worker: TestWorker;
let connection: Connection;
/** The SDK's own client, with no key and no codec. */
let raw: Client;

beforeAll(async () => {
  server = await startTemporalServer([]);
  worker = await startTestWorker({ ...testStack(), ...server });
  connection = await Connection.connect({ address: server.temporalAddress });
  raw = new Client({ connection });
}, 120_000);
afterAll(async () => {
  await connection?.close();
  await worker?.close();
  await server?.stop();
});

const note = (text: string) => ({ ...envelope('AddNote', { text }, 'dispatcher', null), at: new Date().toISOString() });
const opened = async (): Promise<CaseClient> => {
  const one = new CaseClient(worker.client);
  await one.open();
  return one;
};

/** What a case says of itself, and what Temporal holds of commands to it. */
async function standing(one: CaseClient): Promise<{ version: number; hash: string; updates: number }> {
  const { version, hash } = await one.handle.query<{ version: number; hash: string }>('head');
  const { events } = await one.handle.fetchHistory();
  return { version, hash, updates: events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length ?? 0 };
}

/** The update as it went over the wire; what he is answered, as far as he can read it. */
async function send(workflowId: string, name: string, updateId: string, payloads: Payload[]): Promise<string> {
  const { outcome } = await connection.workflowService.updateWorkflowExecution({
    namespace: server.namespace,
    workflowExecution: { workflowId },
    request: { meta: { updateId, identity: 'nobody' }, input: { name, args: { payloads } } },
    waitPolicy: { lifecycleStage: COMPLETED },
  });
  return outcome?.failure ? (outcome.failure.applicationFailureInfo?.type ?? 'failed') : outcome?.success ? 'done' : 'nothing';
}

/** Arguments of the case's last accepted command, as anybody reads them in its history. */
async function captured(workflowId: string): Promise<{ updateId: string; payloads: Payload[] }> {
  const { events } = await raw.workflow.getHandle(workflowId).fetchHistory();
  const accepted = events?.findLast(
    (event) => event.workflowExecutionUpdateAcceptedEventAttributes,
  )?.workflowExecutionUpdateAcceptedEventAttributes;
  return {
    updateId: accepted?.acceptedRequest?.meta?.updateId ?? '',
    payloads: (accepted?.acceptedRequest?.input?.args?.payloads ?? []) as Payload[],
  };
}

describe('without our keys', () => {
  it('nobody updates a case in any name', async () => {
    const one = await opened();
    const before = await standing(one);
    for (const by of ['townHead', 'bureauHead', 'dispatcher'] as const) {
      const given = { ...note('以他人名义'), actor: (people as Record<string, unknown>)[by] ?? people.dispatcher };
      const updateId = `x-${randomUUID()}`;
      const bound = { to: workflowIdOf(one.caseId), as: COMMAND_UPDATE, id: updateId };
      for (const args of [[given], [{ ...given, bound }], [], ['x'], [null]]) {
        const payloads = args.map((value) => defaultPayloadConverter.toPayload(value)!);
        expect(await send(workflowIdOf(one.caseId), COMMAND_UPDATE, updateId, payloads)).toBe('envelope-unauthenticated');
      }
    }
    expect(await standing(one)).toEqual(before);
  });

  it('nobody tells a case anything in another item’s name', async () => {
    const one = await opened();
    const before = await standing(one);
    const told = {
      from: { kind: 'whistle', id: 'w-1', title: '哨' },
      command: 'NoteWhistle',
      payload: {},
      actor: people.dispatcher,
      at: new Date().toISOString(),
    };
    const bound = { to: workflowIdOf(one.caseId), as: TOLD_SIGNAL, id: 'x' };
    for (const said of [told, { ...told, bound }, 'x']) await raw.workflow.getHandle(workflowIdOf(one.caseId)).signal(TOLD_SIGNAL, said);
    // It goes on, and what was said is nowhere.
    const { version } = await one.send(note('照常办理'));
    expect(version).toBe(before.version + 1);
    const { events } = await one.handle.fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(3);
    expect(JSON.stringify(await one.handle.query(STATE_QUERY))).not.toContain('w-1');
  });

  it('nobody starts a case, and nobody reads one', async () => {
    const workflowId = workflowIdOf(`stolen-${randomUUID().slice(0, 8)}`);
    const input = { caseId: workflowId.slice(5), policy, rules: CURRENT_RULES, shape: RUN_SHAPE };
    await raw.workflow.start('caseWorkflow', { workflowId, taskQueue: TASK_QUEUE, args: [input] });
    await expect(worker.client.workflow.getHandle(workflowId).result()).rejects.toMatchObject({ cause: { type: 'start-unauthenticated' } });
    const one = await opened();
    await one.send(note('证人王某称夜间排烟'));
    await expect(raw.workflow.getHandle(workflowIdOf(one.caseId)).query(STATE_QUERY)).rejects.toThrow();
    const stored = JSON.stringify((await raw.workflow.getHandle(workflowIdOf(one.caseId)).fetchHistory()).events);
    expect(stored).not.toContain('王某');
    expect(stored).not.toContain(Buffer.from('王某').toString('base64').slice(0, 6));
  });
});

describe('what went by, sent again', () => {
  it('does nothing: to another case, under another id or name, changed, or to the same', async () => {
    const [one, other] = [await opened(), await opened()];
    await one.send(note('真实的一条'));
    const [own, foreign] = [await standing(one), await standing(other)];
    const { updateId, payloads } = await captured(workflowIdOf(one.caseId));
    expect(payloads).toHaveLength(1);
    const turned = payloads.map((payload) => ({
      ...payload,
      data: Buffer.from(payload.data!.map((byte, n) => (n === 40 ? byte ^ 1 : byte))),
    }));
    const relabelled = payloads.map((payload) => ({
      ...payload,
      metadata: { ...payload.metadata, 'caselight-for': Buffer.from(workflowIdOf(other.caseId)) },
    }));
    const ofNoKey = payloads.map((payload) => ({
      ...payload,
      metadata: { ...payload.metadata, 'encryption-key-id': Buffer.from('k-none') },
    }));
    const [here, there] = [workflowIdOf(one.caseId), workflowIdOf(other.caseId)];
    const refused = 'envelope-unauthenticated';
    expect(await send(there, COMMAND_UPDATE, updateId, payloads)).toBe(refused);
    expect(await send(there, COMMAND_UPDATE, updateId, relabelled)).toBe(refused);
    expect(await send(here, COMMAND_UPDATE, randomUUID(), payloads)).toBe(refused);
    expect(await send(here, IMPORT_UPDATE, updateId.replace(/.$/, 'z'), payloads)).toBe(refused);
    expect(await send(here, COMMAND_UPDATE, randomUUID(), turned)).toBe(refused);
    expect(await send(here, COMMAND_UPDATE, randomUUID(), ofNoKey)).toBe(refused);
    // Temporal itself knows the id, and gives the answer of then, which he cannot read.
    expect(await send(here, COMMAND_UPDATE, updateId, payloads)).toBe('done');
    expect(await standing(one)).toEqual(own);
    expect(await standing(other)).toEqual(foreign);
    expect(await one.send(note('照常办理'))).toMatchObject({ version: own.version + 1 });
  });

  it('does nothing in a later run of the case, nor does the start of one begin another', async () => {
    const short = await startTemporalServer(['limit.historyCount.suggestContinueAsNew=1']);
    const its = await startTestWorker({ ...testStack(), ...short });
    const wire = await Connection.connect({ address: short.temporalAddress });
    try {
      const one = new CaseClient(its.client);
      await one.open();
      await one.send(note('第一条'), 'seen-going-by');
      const workflowId = workflowIdOf(one.caseId);
      const runs = await wire.workflowService.listWorkflowExecutions({ namespace: short.namespace, query: `WorkflowId = '${workflowId}'` });
      const histories = await Promise.all(
        (runs.executions ?? []).map(({ execution }) =>
          wire.workflowService.getWorkflowExecutionHistory({ namespace: short.namespace, execution: execution! }),
        ),
      );
      const events = histories.flatMap(({ history }) => history?.events ?? []);
      const accepted = events
        .map((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest)
        .find((request) => request?.meta?.updateId === 'seen-going-by');
      const begun = events.find((event) => event.workflowExecutionStartedEventAttributes?.continuedExecutionRunId === '');
      expect(accepted).toBeDefined();
      for (let n = 0; n < 3; n += 1) await one.send(note(`第${n + 2}条`));
      const before = await one.handle.query<{ version: number }>('head');
      const again = (updateId: string) =>
        wire.workflowService.updateWorkflowExecution({
          namespace: short.namespace,
          workflowExecution: { workflowId },
          request: { meta: { updateId, identity: 'nobody' }, input: accepted!.input },
          waitPolicy: { lifecycleStage: COMPLETED },
        });
      expect((await again(randomUUID())).outcome?.failure?.applicationFailureInfo?.type).toBe('envelope-unauthenticated');
      // The later run knows its receipt: it answers, and does nothing.
      await again('seen-going-by');
      expect(await one.handle.query('head')).toMatchObject({ version: before.version });

      // The case's own start, kept for long and sent for another case, or anew.
      const input = begun?.workflowExecutionStartedEventAttributes?.input;
      const stolen = workflowIdOf(`stolen-${randomUUID().slice(0, 8)}`);
      await wire.workflowService.startWorkflowExecution({
        namespace: short.namespace,
        workflowId: stolen,
        workflowType: { name: 'caseWorkflow' },
        taskQueue: { name: TASK_QUEUE },
        input,
        requestId: randomUUID(),
      });
      await expect(its.client.workflow.getHandle(stolen).result()).rejects.toMatchObject({ cause: { type: 'start-unauthenticated' } });
    } finally {
      await wire.close();
      await its.close();
      await short.stop();
    }
  });
});

describe('a start that was kept', () => {
  const namespace = 'default';
  const ended = async (workflowId: string, runId: string): Promise<string | null> => {
    const { history } = await connection.workflowService.getWorkflowExecutionHistory({ namespace, execution: { workflowId, runId } });
    const last = history?.events?.at(-1)?.workflowExecutionFailedEventAttributes;
    return last?.failure?.applicationFailureInfo?.type ?? null;
  };
  const runsOf = async (workflowId: string) =>
    (await connection.workflowService.listWorkflowExecutions({ namespace, query: `WorkflowId = '${workflowId}'` })).executions ?? [];

  it('is not believed because the server begins it anew by a schedule', async () => {
    const one = await opened();
    await one.send(note('一条'));
    const workflowId = workflowIdOf(one.caseId);
    const { payloads } = await captured(workflowId);
    await raw.workflow.getHandle(workflowId).terminate('nobody');
    const real = (await runsOf(workflowId)).map(({ execution }) => execution?.runId);
    const { runId: first } = await connection.workflowService.startWorkflowExecution({
      namespace,
      requestId: randomUUID(),
      workflowId,
      workflowType: { name: 'caseWorkflow' },
      taskQueue: { name: TASK_QUEUE },
      input: { payloads },
      cronSchedule: '@every 1s',
    });
    const later = async () => (await runsOf(workflowId)).filter(({ execution }) => ![...real, first].includes(execution!.runId!));
    const runs = await eventually(later, (all) => all.some(({ closeTime }) => closeTime), 20_000);
    await raw.workflow.getHandle(workflowId).terminate('enough');
    const closed = runs.find(({ closeTime }) => closeTime);
    expect(await ended(workflowId, first)).toBe('start-unauthenticated');
    expect(await ended(workflowId, closed!.execution!.runId!)).toBe('start-unauthenticated');
  });

  it('is not believed because another workflow asks for it as its child', async () => {
    const one = await opened();
    const workflowId = workflowIdOf(one.caseId);
    const { events } = await raw.workflow.getHandle(workflowId).fetchHistory();
    const { input } = events![0]!.workflowExecutionStartedEventAttributes!;
    await raw.workflow.getHandle(workflowId).terminate('nobody');
    const queue = `nobody-${randomUUID()}`;
    const service = connection.workflowService;
    await service.startWorkflowExecution({
      namespace,
      requestId: randomUUID(),
      workflowId: queue,
      workflowType: { name: 'nobody' },
      taskQueue: { name: queue },
    });
    const { taskToken } = await connection.withDeadline(Date.now() + 10_000, () =>
      service.pollWorkflowTaskQueue({ namespace, taskQueue: { name: queue } }),
    );
    await service.respondWorkflowTaskCompleted({
      namespace,
      taskToken,
      commands: [
        {
          commandType: START_CHILD,
          startChildWorkflowExecutionCommandAttributes: {
            workflowId,
            workflowType: { name: 'caseWorkflow' },
            taskQueue: { name: TASK_QUEUE },
            input: input!,
          },
        },
      ],
    });
    const [run] = await eventually(
      async () => (await runsOf(workflowId)).filter(({ parentExecution, closeTime }) => parentExecution?.workflowId === queue && closeTime),
      (runs) => runs.length > 0,
      20_000,
    );
    expect(await ended(workflowId, run!.execution!.runId!)).toBe('start-unauthenticated');
  });
});
