/** A calendar's walk comes past cases that are not as they should be; it goes on with the others. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviseCases } from '../../activities/calendar-revision.ts';
import { policiesOf } from '../../activities/policies.ts';
import { createDatabase } from '../../api/database/database.ts';
import { startWaitingRevisions } from '../../api/lists/calendar-revisions.ts';
import type { Gateway } from '../../api/temporal/gateway.ts';
import { sha256 } from '../../activities/sha256.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import { readDemoRegisters } from '../support/registers.ts';
import { queryOn } from '../../record/query.ts';
import { createRecordWriter } from '../../record/writer.ts';
import { COMMAND_UPDATE, revisionWorkflowId, workflowIdOf } from '../../workflows/messages.ts';
import { people } from '../domain/case/people.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy as county } from '../support/cases.ts';
import { opening, ordinary } from '../support/lives.ts';
import { lose } from '../support/losses.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

/** What cases are opened under here, so that the county's published calendar is news to them. */
const HOURS = [{ from: '09:00', to: '16:00' }];
const former = sealPolicy(
  { ...county, id: 'former-calendar', calendar: { ...county.calendar, version: 'former', workingHours: HOURS } },
  sha256,
);

describe('a calendar’s walk', () => {
  let worker: TestWorker;
  let revisionId: string;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
    const { version } = await worker.database.listVersion.findFirstOrThrow({
      where: { list: 'calendar', status: 'published' },
      orderBy: { publishedAt: 'desc' },
    });
    const { id } = await worker.database.calendarRevision.upsert({
      where: { calendarVersion: version },
      update: {},
      create: { id: version, calendarVersion: version, reason: '测试', status: 'running', actor: people.listadmin as never },
    });
    revisionId = id;
  });
  afterAll(() => worker?.close());

  async function opened(): Promise<CaseClient> {
    const one = new CaseClient(worker.client);
    const { name, payload, by } = opening(new Date(Date.now() - 60_000).toISOString());
    await one.start(envelope(name, payload(null as never, '', '') as never, by, null), { input: { policy: former } });
    return one;
  }
  const tell = (cases: CaseClient[]) => {
    const { database, client } = worker;
    const writer = createRecordWriter({ query: queryOn(database.$pool), registers: readDemoRegisters, policyOf: policiesOf(database) });
    return new MockActivityEnvironment().run(reviseCases, client, database, writer, {
      revisionId,
      update: COMMAND_UPDATE,
      cases: cases.map(({ caseId }) => ({ caseId, workflowId: workflowIdOf(caseId) })),
    });
  };
  const outcomes = async () =>
    new Map((await worker.database.calendarRevisionCase.findMany({ where: { revisionId } })).map((row) => [row.caseId, row]));

  it('leaves a running case the working hours that it began under', async () => {
    const one = await opened();
    expect(await tell([one])).toEqual({ done: 1, failed: 0 });
    const { policyHash } = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    const { body } = await worker.database.policyVersion.findUniqueOrThrow({ where: { hash: policyHash } });
    const { calendar } = body as unknown as typeof county;
    expect(calendar.version).not.toBe('former');
    expect(calendar.workingHours).toEqual(HOURS);
  }, 60_000);

  it('is not held up by a case whose record objects', async () => {
    const [sound, lost] = [await opened(), await opened()];
    await lost.send(envelope('AddNote', { text: '会丢失的一条' }, 'dispatcher', null));
    // The workflow learns that it was written, and then it is lost.
    await lost.send(envelope('AddNote', { text: '还在' }, 'dispatcher', null));
    await lose(testStack().databaseUrl, `delete from work_event where work_id = '${lost.caseId}' and seq > 1`);
    expect(await tell([lost, sound])).toEqual({ done: 1, failed: 1 });
    const rows = await outcomes();
    expect(rows.get(sound.caseId)).toMatchObject({ outcome: 'done' });
    expect(rows.get(lost.caseId)).toMatchObject({ outcome: 'failed', code: expect.stringMatching(/^record-/) });
  }, 60_000);

  it('does not call it a failure that a case was archived before it came', async () => {
    const one = await opened();
    for (const step of ordinary) await one.take(step);
    // Archived, and perhaps still being anchored; then ended.
    expect(await tell([one])).toEqual({ done: 1, failed: 0 });
    await one.handle.result();
    expect(await tell([one])).toEqual({ done: 1, failed: 0 });
  }, 60_000);

  it('is begun again for a case that was archived at the time and reopened since, and for no other', async () => {
    const one = await opened();
    const api = createDatabase(testStack().databaseUrl, { connections: 1, onError: () => undefined });
    const begun: string[] = [];
    const gateway = {
      client: {
        connection: { withDeadline: (_until: number, work: () => Promise<unknown>) => work() },
        workflow: { start: (_name: string, { workflowId }: { workflowId: string }) => Promise.resolve(begun.push(workflowId)) },
      },
    } as unknown as Gateway;
    const look = async (): Promise<string[]> => {
      begun.length = 0;
      await worker.database.calendarRevision.update({ where: { id: revisionId }, data: { status: 'finished', finishedAt: new Date() } });
      await startWaitingRevisions(api, gateway);
      return begun.filter((id) => id === revisionWorkflowId(revisionId));
    };
    try {
      expect(await look()).toEqual([]);
      await api.run(`insert into case_touch (case_id, check_at) values ($1, now() + interval '10 minutes')`, [one.caseId]);
      expect(await look()).toEqual([revisionWorkflowId(revisionId)]);
      expect(await tell([one])).toEqual({ done: 1, failed: 0 });
      expect(await look()).toEqual([]);
    } finally {
      await api.pool.end();
    }
  }, 60_000);
});
