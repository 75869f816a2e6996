import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellDispute } from '../../activities/dispute-notices.ts';
import { type Dispute, disputeNotice, disputeTerms } from '../../domain/case/dispute.ts';
import { countyPolicy } from '../../domain/statute/county-policy.ts';
import {
  DISPUTE_QUERY, DISPUTE_SIGNAL, DISPUTE_WORKFLOW, type DisputeAnswer, disputeWorkflowIdOf,
} from '../../workflows/jurisdiction-messages.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { units } from '../domain/case/people.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, newCaseId } from '../support/cases.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

describe('a dispute over jurisdiction beside its case (行政处罚法 25)', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  }, 120_000);
  afterAll(() => worker?.close());

  async function raised(): Promise<{ one: CaseClient; workflowId: string }> {
    const one = new CaseClient(worker.client);
    await one.open();
    await one.did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher');
    await one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');
    await one.did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
    const disputeId = (await one.state())?.jurisdiction?.disputeId ?? '';
    return { one, workflowId: disputeWorkflowIdOf(disputeId) };
  }
  const ask = (workflowId: string): Promise<DisputeAnswer | null> =>
    worker.client.workflow.getHandle(workflowId).query<DisputeAnswer>(DISPUTE_QUERY).catch(() => null);
  const noticesOf = (caseId: string) => worker.database.notification.findMany({ where: { caseId, seq: { lt: 0 } }, orderBy: { seq: 'desc' } });

  it('is followed from raising over the failed consultation to the designation', async () => {
    const { one, workflowId } = await raised();
    const open = await eventually(() => ask(workflowId), (answer) => answer !== null);
    expect(open).toMatchObject({ phase: 'consulting', dispute: { caseId: one.caseId, sides: [{ id: 'qingshi' }, { id: 'water' }] } });
    expect(open?.deadline).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await one.historyTypes()).toContain('startChildWorkflowExecutionInitiated');

    await one.did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
    const designating = await eventually(() => ask(workflowId), (answer) => answer?.phase === 'designating');
    expect(designating?.next?.text).toContain('共同的上一级机关');
    await one.did('DesignateJurisdiction', { unitId: 'qingshi', document: '云政指〔2026〕1号' }, 'supervisor');
    expect(await worker.client.workflow.getHandle(workflowId).result()).toEqual({ how: 'designated' });
  });

  it('ends with an agreement, and a second dispute has a workflow of its own', async () => {
    const { one, workflowId } = await raised();
    await eventually(() => ask(workflowId), (answer) => answer !== null);
    await one.did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
    expect(await worker.client.workflow.getHandle(workflowId).result()).toEqual({ how: 'agreed' });
    await one.did('RaiseJurisdictionDispute', { unitId: 'bureau', reason: '又有争议' }, 'townhead');
    const again = disputeWorkflowIdOf((await one.state())?.jurisdiction?.disputeId ?? '');
    expect(again).not.toBe(workflowId);
    await eventually(() => ask(again), (answer) => answer?.phase === 'consulting');
  });

  it('found late, tells the heads of both sides once, with the newest notice, and ends when it is told to', async () => {
    const caseId = newCaseId();
    const dispute: Dispute = {
      disputeId: `${caseId}-dispute-1`, caseId, title: '河道倾倒案', sides: [units.qingshi, units.bureau],
      raisedAt: '2026-03-02T09:00:00+08:00', failedAt: null, over: null,
    };
    const workflowId = disputeWorkflowIdOf(dispute.disputeId);
    const handle = await worker.client.workflow.start(DISPUTE_WORKFLOW, {
      workflowId, taskQueue: TASK_QUEUE, args: [{ dispute, terms: disputeTerms(countyPolicy) }],
    });
    const notices = await eventually(() => noticesOf(caseId), (rows) => rows.length > 0);
    const told = notices.map(({ personId }) => personId);
    expect(told).toEqual(expect.arrayContaining(['townhead', 'bureauhead']));
    expect(told).not.toContain('liulinhead');
    expect(told).not.toContain('handler1');
    expect(new Set(told).size).toBe(told.length);
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(['JurisdictionDisputeOverdue']));
    expect(notices[0]?.text).toMatch(/^《河道倾倒案》青石镇与.*2026-03-11已到期/);
    const ahead = await eventually(() => ask(workflowId), (answer) => Date.parse(answer?.next?.at ?? '') > Date.now());
    await tellDispute(worker.database, { dispute, notice: disputeNotice(dispute, disputeTerms(countyPolicy), 0), ordinal: ahead!.told });
    expect(await noticesOf(caseId)).toHaveLength(notices.length);
    await handle.signal(DISPUTE_SIGNAL, { ...dispute, over: { at: '2026-11-21T09:00:00+08:00', how: 'case-ended' } });
    expect(await handle.result()).toEqual({ how: 'case-ended' });
  });
});
