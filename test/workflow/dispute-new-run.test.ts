/** What a case tells a dispute's workflow is told also where the case goes on in a new run with the same task. */
import { afterAll, beforeAll, it } from 'vitest';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import { STATE_QUERY } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient } from '../support/cases.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

let server: TemporalServer;
let worker: TestWorker;
beforeAll(async () => {
  // A new run is advised with every task.
  server = await startTemporalServer(['limit.historyCount.suggestContinueAsNew=1']);
  worker = await startTestWorker({ ...testStack(), ...server });
}, 120_000);
afterAll(async () => {
  await worker?.close();
  await server?.stop();
});

it('a dispute is raised, and its end is told', async () => {
  const one = new CaseClient(worker.client);
  await one.open();
  await one.did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher');
  await one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');
  await one.did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
  const dispute = worker.client.workflow.getHandle(workflowIdOfItem(kindOf('dispute'), (await one.state())?.jurisdiction?.disputeId ?? ''));
  await eventually(
    () =>
      dispute.describe().then(
        ({ status }) => status.name,
        () => null,
      ),
    (status) => status === 'RUNNING',
  );
  await one.did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
  const stage = () =>
    dispute.query<{ stage: string } | null>(STATE_QUERY).then(
      (file) => file?.stage ?? null,
      () => null,
    );
  await eventually(stage, (at) => at === 'settled', 30_000);
}, 60_000);
