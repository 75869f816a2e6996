/**
 * A worker that dies between the commit of a projection and the end of its workflow task leaves rows of events that never
 * happened. The command is done again, at another instant, and becomes another event with the same number.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registersOf } from '../../activities/numbering.ts';
import { projectCase } from '../../activities/project-case.ts';
import type { ProjectionBatch } from '../../activities/projection.ts';
import { sha256 } from '../../activities/sha256.ts';
import { execute, type Head } from '../../domain/case/execute.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { standing } from '../../workflows/clock.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';
import type { CommandEnvelope } from '../../workflows/messages.ts';

const registers = registersOf();
const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

describe('rows of a workflow task that was lost', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  });
  afterAll(() => worker?.close());

  /** What the worker that died would have written: the command decided a moment earlier. */
  async function ghostOf(one: CaseClient, command: CommandEnvelope, settledSeq: number): Promise<ProjectionBatch> {
    const { hash } = await one.head();
    const head: Head = { state: (await one.state())!, hash };
    const context = {
      caseId: one.caseId, now: Date.now() - 1_000, actor: command.actor, policy, lookups: command.lookups, rules: 1,
    };
    const outcome = execute(head, command.name, command.payload, context, sha256);
    if (!outcome.ok) throw new Error(outcome.message);
    const state = outcome.head.state as CaseFile;
    const { terms, index } = standing(one.caseId, state, policy, context.now);
    return {
      caseId: one.caseId, previous: hash, events: outcome.events, settledSeq, durable: false,
      after: { state, policyHash: policy.hash, terms, light: index, nextWakeUp: null, waiting: null, partiesChanged: true },
    };
  }

  it('are replaced by what truly happened, and kept aside with what replaced them', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const ghost = await ghostOf(one, note('幽灵'), 0);
    await projectCase(worker.database, registers, ghost);
    expect((await recordedEvents(worker.database, one.caseId)).map(({ hash }) => hash)).toContain(ghost.events[0]!.hash);

    const receipt = await one.send(note('真的'));
    await eventually(() => one.head(), ({ pending }) => pending === 0);
    const events = await recordedEvents(worker.database, one.caseId);
    expect(events.map(({ data }) => (data as { text?: string }).text)).toEqual([expect.anything(), '真的'].map((text, index) => (index === 0 ? undefined : text)));
    expect(await chainOf(worker.database, one.caseId)).toEqual({ ok: true, head: receipt.head, length: 2 });
    const orphans = await worker.database.orphanedEvent.findMany({ where: { caseId: one.caseId } });
    expect(orphans).toMatchObject([{ seq: 2, hash: ghost.events[0]!.hash, replacedBy: receipt.head }]);
    expect((orphans[0]!.body as { data: unknown }).data).toEqual({ text: '幽灵' });
    // It went through the server once and is inside the task again.
    await one.send(note('再来'));
    expect((await worker.database.caseView.findUniqueOrThrow({ where: { id: one.caseId } })).version).toBe(3);
  });

  it('take their notices and their case number with them; the number goes to the next filing', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 5)) await one.take(step);
    const file = (await one.state())!;
    const filing = ordinary[5]!;
    const command = envelope('FileCase', filing.payload(file, '', '') as never, filing.by, file);
    const projected = await projectCase(worker.database, registers, await ghostOf(one, command, file.version - 1));
    expect(projected.caseNumber).not.toBeNull();

    // The client never asked again; somebody else does something else.
    await one.send(note('先不立案'));
    await eventually(() => one.head(), ({ pending }) => pending === 0);
    expect(await worker.database.caseNumber.findMany({ where: { caseId: one.caseId } })).toEqual([]);
    const other = new CaseClient(worker.client);
    await other.open();
    for (const step of ordinary.slice(0, 6)) await other.take(step);
    expect((await other.state())?.filing?.number).toBe(projected.caseNumber);
  });

  it('give their decision’s number back; the next decision has it', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 13)) await one.take(step);
    const file = (await one.state())!;
    const decision = ordinary[13]!;
    const command = envelope('Decide', decision.payload(file, '', '') as never, decision.by, file);
    const projected = await projectCase(worker.database, registers, await ghostOf(one, command, file.version - 1));
    expect(projected.decisionNumber).toMatch(/^云溪综执罚决/);

    await one.send(note('先不决定'));
    await eventually(() => one.head(), ({ pending }) => pending === 0);
    expect(await worker.database.decisionNumber.findMany({ where: { caseId: one.caseId } })).toEqual([]);
    await one.take(decision);
    expect((await one.state())?.decision?.documentNumber).toBe(projected.decisionNumber);
  });

  it('are never replaced where the record is settled: that is told, not mended', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.send(note('一'));
    await one.send(note('二'));
    const row = await worker.database.caseView.findUniqueOrThrow({ where: { id: one.caseId } });
    expect(row.settledSeq).toBe(2);
    const [, second] = await recordedEvents(worker.database, one.caseId);
    const forged = { ...second!, data: { text: '改过' }, hash: 'f'.repeat(64) };
    const ghost = await ghostOf(one, note('三'), 3);
    const attempt = projectCase(worker.database, registers, {
      ...ghost, previous: (await recordedEvents(worker.database, one.caseId))[0]!.hash, events: [forged as never], durable: true,
    });
    await expect(attempt).rejects.toMatchObject({ type: 'record-contradicts' });
    expect((await recordedEvents(worker.database, one.caseId))[1]).toEqual(second);
  });

  it('a late copy of an old batch changes nothing', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const late = await ghostOf(one, note('一'), 1);
    await projectCase(worker.database, registers, late);
    const before = await worker.database.caseView.findUniqueOrThrow({ where: { id: one.caseId } });
    await projectCase(worker.database, registers, late);
    expect(await worker.database.caseView.findUniqueOrThrow({ where: { id: one.caseId } })).toEqual({ ...before, updatedAt: expect.any(Date) });
    await expect(projectCase(worker.database, registers, { ...late, previous: '0'.repeat(64) })).rejects.toMatchObject({ type: 'record-gap' });
  });
});

describe('the record', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  });
  afterAll(() => worker?.close());

  it('refuses to be altered, also by the owner of its tables', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.send(note('一'));
    await one.send(note('二'));
    const { database } = worker;
    const refused = async (statement: Promise<unknown>) => expect(statement).rejects.toThrow(/refused|cannot go back/);
    await refused(database.$executeRaw`update case_event set data = '{}' where case_id = ${one.caseId} and seq = 3`);
    await refused(database.$executeRaw`delete from case_event where case_id = ${one.caseId} and seq = 1`);
    await refused(database.$executeRaw`truncate case_event`);
    await refused(database.$executeRaw`update case_view set settled_seq = 0 where id = ${one.caseId}`);
    await refused(database.$executeRaw`delete from case_view where id = ${one.caseId}`);
    await refused(database.$executeRaw`truncate case_view cascade`);
    await refused(database.$executeRaw`truncate record_anchor`);
    await refused(database.$executeRaw`truncate orphaned_event`);
    await refused(database.$executeRaw`update record_anchor set head = ''`.then((count) => {
      if (count === 0) throw new Error('refused: there was no anchor');
    }));
    expect(await chainOf(database, one.caseId)).toMatchObject({ ok: true, length: 3 });
  });

  it('lets an unsettled event go only into the table of the orphaned', async () => {
    const one = new CaseClient(worker.client);
    const receipt = await one.open();
    await worker.database.$executeRaw`delete from case_event where case_id = ${one.caseId} and seq = 1`;
    const orphans = await worker.database.orphanedEvent.findMany({ where: { caseId: one.caseId } });
    expect(orphans).toMatchObject([{ seq: 1, hash: receipt.head }]);
  });
});
