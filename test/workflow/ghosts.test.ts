/**
 * Before writing waited for Temporal (docs/adr/0026), a worker that died between the commit of a projection and the end of
 * its workflow task left rows of events that never happened. Such rows may still be there after an upgrade.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRegisters, readDemoRegisters } from '../support/registers.ts';
import { sha256 } from '../../activities/sha256.ts';
import { execute, outlookOf } from '../../domain/case/machine.ts';
import type { CaseHead as Head } from '../../domain/case/types.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';
import { createRecordKeeper } from '../../api/cases/record-keeper.ts';
import { createDatabase } from '../../api/database/database.ts';
import type { Gateway } from '../../api/temporal/gateway.ts';
import { kindOf } from '../../domain/kinds.ts';
import { noticesOf } from '../../domain/work/notices.ts';
import { queryOn } from '../../record/query.ts';
import { decisionOf, filingOf } from '../../record/register-requests.ts';
import { createRecordWriter, type Sealed } from '../../record/writer.ts';
import { caseFace } from '../../domain/case/face.ts';
import { partyRows, viewRow } from '../../record/view-row.ts';
import { type CommandEnvelope, TAIL_QUERY, type TailAnswer } from '../../workflows/messages.ts';

const registers = demoRegisters;
const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

describe('rows of a workflow task that was lost', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  });
  afterAll(() => worker?.close());

  interface Ghost extends Sealed {
    caseNumber: string | null;
    decisionNumber: string | null;
  }

  /** Writes what the worker that died would have written: the command decided a moment earlier, not known durable. */
  async function haunt(one: CaseClient, command: CommandEnvelope): Promise<Ghost> {
    const { hash } = await one.head();
    const head: Head = { state: (await one.state())!, hash };
    const now = Date.now() - 1_000;
    const context = { id: one.caseId, now, actor: command.actor, policy, lookups: command.lookups, rules: 1 };
    const outcome = execute(head, command.name, command.payload, context, sha256);
    if (!outcome.ok) throw new Error(outcome.message);
    const { events } = outcome;
    const state = outcome.head.state as CaseFile;
    const { terms, index } = outlookOf(one.caseId, state, policy, now);
    const face = caseFace(state);
    const parameter = JSON.stringify({
      kind: 'case',
      id: one.caseId,
      previous: hash,
      events,
      settled: head.state.version,
      durable: false,
      view: viewRow(face, { state, stateVersion: 1, policyHash: policy.hash, terms, light: index, nextWakeUp: null, waiting: null }),
      detail: face.detail,
      parties: partyRows(state),
      notices: noticesOf(kindOf('case'), events, state),
      filing: filingOf(events, registers),
      decision: decisionOf(events, registers),
    });
    const { rows } = await worker.database.$pool.query('select project_work($1::jsonb) as answer', [parameter]);
    const { number, decision } = (
      rows[0] as { answer: { number: { year: number; n: number } | null; decision: { series: 'penalty'; year: number; n: number } | null } }
    ).answer;
    return {
      caseId: one.caseId,
      previous: hash,
      events,
      policyHash: policy.hash,
      caseNumber: number && registers.cases.format(number.year, number.n),
      decisionNumber: decision && registers.decisions[decision.series].format(decision.year, decision.n),
    };
  }

  it('beyond what the workflow knows are found by the sweep, taken out and kept aside, and the page is right again', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.send(note('真的'));
    const before = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    await haunt(one, note('幽灵'));
    expect((await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } })).version).toBe(3);
    const database = createDatabase(testStack().databaseUrl, { connections: 2, onError: () => undefined });
    try {
      const tail = (): Promise<TailAnswer> => one.handle.query<TailAnswer>(TAIL_QUERY);
      const keeper = createRecordKeeper({
        database,
        writer: createRecordWriter({
          query: queryOn(database.pool),
          registers: readDemoRegisters,
          policyOf: () => Promise.resolve(policy),
        }),
        gateway: { tail } as unknown as Gateway,
        log: { warn: () => undefined, error: () => undefined, info: () => undefined },
      });
      expect(await keeper.heal(one.caseId)).toBe('dropped');
      expect(await keeper.heal(one.caseId)).toBe('even');
    } finally {
      await database.close();
    }
    const after = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    expect({ ...after, updatedAt: null, settledSeq: null }).toEqual({ ...before, updatedAt: null, settledSeq: null });
    expect(await worker.database.orphanedEvent.findMany({ where: { caseId: one.caseId } })).toMatchObject([{ seq: 3 }]);
    expect((await one.send(note('接着'))).version).toBe(3);
  });

  it('are replaced by what truly happened, and kept aside with what replaced them', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const ghost = await haunt(one, note('幽灵'));
    expect((await recordedEvents(worker.database, one.caseId)).map(({ hash }) => hash)).toContain(ghost.events[0]!.hash);

    const receipt = await one.send(note('真的'));
    const events = await recordedEvents(worker.database, one.caseId);
    expect(events.map(({ data }) => (data as { text?: string }).text)).toEqual(
      [expect.anything(), '真的'].map((text, index) => (index === 0 ? undefined : text)),
    );
    expect(await chainOf(worker.database, one.caseId)).toEqual({ ok: true, head: receipt.head, length: 2 });
    const orphans = await worker.database.orphanedEvent.findMany({ where: { caseId: one.caseId } });
    expect(orphans).toMatchObject([{ seq: 2, hash: ghost.events[0]!.hash, replacedBy: receipt.head }]);
    expect((orphans[0]!.body as { data: unknown }).data).toEqual({ text: '幽灵' });
    // It went through the server once and is inside the task again.
    await one.send(note('再来'));
    expect((await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } })).version).toBe(3);
  });

  it('take their notices and their case number with them; the number goes to the next filing', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 5)) await one.take(step);
    const file = (await one.state())!;
    const filing = ordinary[5]!;
    const command = envelope('FileCase', filing.payload(file, '', '') as never, filing.by, file);
    const projected = await haunt(one, command);
    expect(projected.caseNumber).not.toBeNull();

    // The client never asked again; somebody else does something else.
    await one.send(note('先不立案'));
    expect(await worker.database.caseNumber.findMany({ where: { caseId: one.caseId } })).toEqual([]);
    const other = new CaseClient(worker.client);
    await other.open();
    for (const step of ordinary.slice(0, 6)) await other.take(step);
    await eventually(
      () => other.state(),
      (file) => file?.filing?.number === projected.caseNumber,
    );
  });

  it('give their decision’s number back; the next decision has it', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 13)) await one.take(step);
    const file = (await one.state())!;
    const decision = ordinary[13]!;
    const command = envelope('Decide', decision.payload(file, '', '') as never, decision.by, file);
    const projected = await haunt(one, command);
    expect(projected.decisionNumber).toMatch(/^云溪综执罚决/);

    await one.send(note('先不决定'));
    expect(await worker.database.decisionNumber.findMany({ where: { caseId: one.caseId } })).toEqual([]);
    await one.take(decision);
    await eventually(
      () => one.state(),
      (file) => file?.decision?.documentNumber === projected.decisionNumber,
    );
  });

  it('are never replaced where the record is settled: that is told, not mended', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.send(note('一'));
    await one.send(note('二'));
    const row = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    expect(row.settledSeq).toBe(3);
    const writer = createRecordWriter({
      query: queryOn(worker.database.$pool),
      registers: readDemoRegisters,
      policyOf: () => Promise.resolve(policy),
    });
    const [first, second, third] = await recordedEvents(worker.database, one.caseId);
    const forged = { ...second!, data: { text: '改过' }, hash: 'f'.repeat(64) } as unknown as CaseEvent;
    const attempt = writer.write({
      caseId: one.caseId,
      previous: first!.hash,
      events: [forged, third as unknown as CaseEvent],
      policyHash: policy.hash,
    });
    await expect(attempt).rejects.toMatchObject({ code: 'record-contradicts' });
    expect((await recordedEvents(worker.database, one.caseId))[1]).toEqual(second);
  });

  it('a late copy of what was written changes nothing, and a gap is refused', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.send(note('一'));
    const writer = createRecordWriter({
      query: queryOn(worker.database.$pool),
      registers: readDemoRegisters,
      policyOf: () => Promise.resolve(policy),
    });
    const [first, second] = (await recordedEvents(worker.database, one.caseId)) as unknown as CaseEvent[];
    const late: Sealed = { caseId: one.caseId, previous: first!.hash, events: [second!], policyHash: policy.hash };
    const before = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    await writer.write(late);
    expect(await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } })).toEqual(before);
    const gap = { ...late, previous: second!.hash, events: [{ ...second!, seq: 4 }] };
    await expect(writer.write(gap)).rejects.toMatchObject({ code: 'record-gap' });
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
    await refused(database.$executeRaw`update work_event set data = '{}' where work_id = ${one.caseId} and seq = 3`);
    await refused(database.$executeRaw`delete from work_event where work_id = ${one.caseId} and seq = 1`);
    await refused(database.$executeRaw`truncate work_event`);
    await refused(database.$executeRaw`update work_view set settled_seq = 0 where id = ${one.caseId}`);
    await refused(database.$executeRaw`delete from work_view where id = ${one.caseId}`);
    await refused(database.$executeRaw`truncate work_view cascade`);
    await refused(database.$executeRaw`truncate record_anchor`);
    await refused(database.$executeRaw`truncate orphaned_event`);
    await refused(
      database.$executeRaw`update record_anchor set head = ''`.then((count) => {
        if (count === 0) throw new Error('refused: there was no anchor');
      }),
    );
    expect(await chainOf(database, one.caseId)).toMatchObject({ ok: true, length: 3 });
  });

  it('lets no event go that Temporal is known to hold', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const remove = worker.database.$executeRaw`delete from work_event where work_id = ${one.caseId} and seq = 1`;
    await expect(remove).rejects.toThrow(/refused/);
  });
});
