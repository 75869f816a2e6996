/**
 * An old and a new build side by side (docs/operations-versions.md): the current version gets every task, running cases
 * move over with their next one, and back.
 */
import type { Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient } from '../support/cases.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const deploymentName = 'caselight';
const versionOf = (buildId: string) => ({ deploymentName, buildId });

let server: TemporalServer;
let connection: Connection;
let old: TestWorker;
let recent: TestWorker;

beforeAll(async () => {
  // A current version concerns every worker of the task queue: a server of its own.
  server = await startTemporalServer([]);
  connection = await connectClient({ address: server.temporalAddress, namespace: 'default' });
  const where = { ...server, databaseUrl: testStack().databaseUrl };
  old = await startTestWorker(where, { version: versionOf('2026-11-a') });
  recent = await startTestWorker(where, { version: versionOf('2026-11-b') });
});
afterAll(async () => {
  await old?.close();
  await recent?.close();
  await connection?.close();
  await server?.stop();
});

async function makeCurrent(buildId: string): Promise<void> {
  await expect
    .poll(
      async () => {
        try {
          await connection.workflowService.setWorkerDeploymentCurrentVersion({
            namespace: 'default',
            deploymentName,
            buildId,
            identity: 'test',
          });
          return 'set';
        } catch (error) {
          // The server learns of a version with the first question of its workers.
          return (error as { details?: string }).details;
        }
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe('set');
}

/** Build that ran the case's last task. */
async function ranOn(one: CaseClient): Promise<string | null | undefined> {
  const { raw } = await one.handle.describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
}

/** A note is answered by that build, once the server has heard of the change everywhere. */
async function movesTo(one: CaseClient, buildId: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await one.did('AddNote', { text: `由${buildId}` }, 'handler1');
        return ranOn(one);
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(buildId);
}

describe('two builds side by side', () => {
  it('take running cases over when they become current, and give them back', async () => {
    await makeCurrent('2026-11-a');
    const client = clientOn(connection, 'default');
    const one = new CaseClient(client);
    await one.open();
    await movesTo(one, '2026-11-a');

    await makeCurrent('2026-11-b');
    await movesTo(one, '2026-11-b');
    const two = new CaseClient(client);
    await two.open();
    expect(await ranOn(two)).toBe('2026-11-b');

    // The new build is not what it should be: the old one goes on, also with what the new one began.
    await makeCurrent('2026-11-a');
    await movesTo(one, '2026-11-a');
    await movesTo(two, '2026-11-a');
    expect((await one.head()).version).toBeGreaterThan((await two.head()).version);
  });

  it('go on with the new one when no worker of the old one is left', async () => {
    await makeCurrent('2026-11-b');
    await old.stop();
    const one = new CaseClient(clientOn(connection, 'default'));
    await one.open();
    expect(await ranOn(one)).toBe('2026-11-b');
  });
});
