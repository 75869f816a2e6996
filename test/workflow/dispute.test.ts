import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DisputeFile } from '../../domain/dispute/file.ts';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import { countyPolicy } from '../../prisma/seed/policy.ts';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import type { Calendar } from '../../domain/terms/model.ts';
import { verifyChain } from '../../domain/work/record.ts';
import { STATE_QUERY, TASK_QUEUE } from '../../workflows/messages.ts';
import { sha256 } from '../domain/case/kit.ts';
import { units } from '../domain/case/people.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, newCaseId } from '../support/cases.ts';
import { recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const dispute = kindOf('dispute');

/** A ladder's rungs wait for the office to open; this one never closes, whenever the test runs. */
const ALWAYS_OPEN: Calendar = {
  ...countyPolicy.calendar,
  version: 'always-open',
  workingHours: [{ from: '00:00', to: '24:00' }],
  overrides: [-1, 0, 1].map((more) => ({ date: addDays(legalDateOf(Date.now()), more), workday: true, reason: '测试' })),
};

describe('a dispute over jurisdiction beside its case (行政处罚法 25)', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  }, 120_000);
  afterAll(() => worker?.close());

  async function raised(): Promise<{ one: CaseClient; id: string }> {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher');
    await one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');
    await one.did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
    return { one, id: (await one.state())?.jurisdiction?.disputeId ?? '' };
  }
  const handleOf = (id: string) => worker.client.workflow.getHandle(workflowIdOfItem(dispute, id));
  const ask = (id: string): Promise<DisputeFile | null> =>
    handleOf(id)
      .query<DisputeFile | null>(STATE_QUERY)
      .catch(() => null);
  const at = (id: string, stage: string) =>
    eventually(
      () => ask(id),
      (file) => file?.stage === stage,
    );

  it('is followed from raising over the failed consultation to the designation, on a record of its own', async () => {
    const { one, id } = await raised();
    expect(await at(id, 'consulting')).toMatchObject({ caseId: one.caseId, sides: [{ id: 'qingshi' }, { id: 'water' }] });
    expect(await one.historyTypes()).toContain('startChildWorkflowExecutionInitiated');

    await one.did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
    await at(id, 'designating');
    await one.did('DesignateJurisdiction', { unitId: 'qingshi', document: '云政指〔2026〕1号' }, 'supervisor');
    expect(await handleOf(id).result()).toMatchObject({ ended: 'archived' });

    const events = await recordedEvents(worker.database, id);
    expect(events.map(({ type }) => type)).toEqual(['DisputeRaised', 'ConsultationFailed', 'DisputeSettled']);
    expect(verifyChain(id, events, sha256)).toMatchObject({ ok: true, length: 3 });
    const view = await worker.database.workView.findUniqueOrThrow({ where: { id }, include: { disputeDetail: true } });
    expect(view).toMatchObject({
      kind: 'dispute',
      stage: 'settled',
      ended: true,
      disputeDetail: { caseId: one.caseId, how: 'designated' },
    });
    const told = await worker.database.notification.findMany({ where: { caseId: id, seq: 1 } });
    expect(told.map(({ personId }) => personId)).toEqual(expect.arrayContaining(['townhead']));
    expect(told.map(({ personId }) => personId)).not.toContain('liulinhead');
  });

  it('ends with an agreement, and a second dispute is an item of its own', async () => {
    const { one, id } = await raised();
    await at(id, 'consulting');
    await one.did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
    expect(await handleOf(id).result()).toMatchObject({ ended: 'archived' });
    await one.did('RaiseJurisdictionDispute', { unitId: 'bureau', reason: '又有争议' }, 'townhead');
    const again = (await one.state())?.jurisdiction?.disputeId ?? '';
    expect(again).not.toBe(id);
    await at(again, 'consulting');
  });

  it('under way in its former shape, goes on as a work item with its next task', async () => {
    const caseId = newCaseId();
    const id = `${caseId}-dispute-1`;
    const before = {
      disputeId: id,
      caseId,
      title: '河道倾倒案',
      sides: [units.qingshi, units.bureau],
      raisedAt: '2026-03-02T09:00:00+08:00',
      failedAt: null,
      over: null,
    };
    await worker.client.workflow.start(dispute.workflow.type, {
      workflowId: workflowIdOfItem(dispute, id),
      taskQueue: TASK_QUEUE,
      args: [{ dispute: before, terms: { calendar: ALWAYS_OPEN, consultation: 7, designation: 7 } }],
    });
    const file = await at(id, 'consulting');
    expect(file).toMatchObject({ caseId, raisedAt: before.raisedAt, title: '管辖争议：河道倾倒案' });
    // The term ran out long ago: it is late, and its ladder has said so on its record.
    const events = await eventually(
      () => recordedEvents(worker.database, id),
      (rows) => rows.length > 2,
    );
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['DisputeRaised', 'TermBreached', 'Reminded']));
  });
});
