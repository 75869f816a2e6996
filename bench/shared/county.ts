/** The stack that a bench measures, and the least that is done on it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import pMap from 'p-map';
import { startTestStack, stopTestStack } from '../../test/support/stack.ts';
import type { Part } from '../../tools/stack/part.ts';
import type { Stack, StackOptions } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { workflowIdOf } from '../../workflows/messages.ts';

export interface County {
  stack: Stack;
  dispatcher: Client;
  temporal: TemporalClient;
  close(): Promise<void>;
}

/** `options.env` may be changed afterwards: a part that is started again is given it as it is then. */
export async function startCounty(parts?: readonly Part[], options: Partial<StackOptions> = {}): Promise<County> {
  const stack = await startTestStack(parts, { dataDir: mkdtempSync(join(tmpdir(), 'caselight-bench-')), ...options });
  try {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    return {
      stack,
      dispatcher: await Client.signedIn(stack.apiUrl, 'dispatcher'),
      temporal: new TemporalClient({ connection, namespace: stack.namespace }),
      close: async () => {
        await connection.close();
        await stopTestStack(stack);
      },
    };
  } catch (error) {
    await stopTestStack(stack);
    throw error;
  }
}

export async function openCase(client: Client, title: string): Promise<string> {
  const receivedAt = `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
  const { caseId } = await client.ask<{ caseId: string }>('POST', '/cases', {
    title,
    townId: 'qingshi',
    address: '青石镇',
    channel: 'grid',
    receivedAt,
    text: '基准测试',
  });
  return caseId;
}

export const note = (client: Client, caseId: string, text: string): Promise<{ version: number }> =>
  client.ask('POST', `/cases/${caseId}/commands/AddNote`, { text });

/** An opening and four notes: a case of some 25 events of history. */
const NOTES_OF_SMALL = 4;

/** So many small cases, opened by a few hands at once. */
export async function openSmallCases(client: Client, count: number): Promise<string[]> {
  const caseIds: string[] = [];
  await pMap(
    Array.from({ length: count }),
    async (_, n) => {
      const caseId = await openCase(client, `小案${n + 1}`);
      for (let k = 0; k < NOTES_OF_SMALL; k += 1) await note(client, caseId, `第${k + 1}条`);
      caseIds.push(caseId);
    },
    { concurrency: 8 },
  );
  return caseIds;
}

export async function historyEvents(temporal: TemporalClient, caseId: string): Promise<number> {
  return (await temporal.workflow.getHandle(workflowIdOf(caseId)).describe()).historyLength;
}
