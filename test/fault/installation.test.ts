/**
 * Stores that are not each other's, or not of one age: each told apart at the start, said in Chinese to whoever has to
 * mend it, and nothing made worse meanwhile.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INSTALLATION_WORKFLOW_ID, type Tick, TICK_UPDATE } from '../../domain/installation.ts';
import type { Board } from '../../contract/board.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { type Stack, startStack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { eventually } from '../support/wait.ts';
import { openCase } from './steady-hand.ts';

interface Ready {
  ok: boolean;
  readOnly?: boolean;
  parts: { installation: { ok: boolean; reason?: string } };
}

let stack: Stack;
let supervisor: Client;
let dispatcher: Client;

const marker = (): Tick => JSON.parse(readFileSync(join(stack.dataDir, 'evidence', 'installation.json'), 'utf8')) as Tick;
const ready = async (): Promise<{ status: number; body: Ready }> => {
  const answer = await fetch(`${stack.apiUrl}/readyz`);
  return { status: answer.status, body: (await answer.json()) as Ready };
};
const board = async (): Promise<Board> => (await supervisor.send<Board>('GET', '/board', undefined)).body;
const row = async (): Promise<{ id: string; tick: number }> => {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  try {
    return (await client.query<{ id: string; tick: number }>('select id, tick from installation')).rows[0]!;
  } finally {
    await client.end();
  }
};
const ticksOn = async (by: number): Promise<void> => {
  const { tick } = marker();
  await eventually(
    () => Promise.resolve(marker().tick),
    (now) => now >= tick + by,
    30_000,
  );
};
const temporalFolder = (): string => join(stack.dataDir, 'temporal');

async function swapTemporal(from: string | null): Promise<void> {
  await stack.kill('worker');
  await stack.kill('temporal');
  rmSync(temporalFolder(), { recursive: true, force: true });
  if (from) cpSync(from, temporalFolder(), { recursive: true });
  await stack.start('temporal');
  await stack.start('worker');
}

async function expectReadOnly(store: string, text: RegExp): Promise<void> {
  await stack.kill('api');
  await stack.start('api');
  const { status, body } = await eventually(ready, (answer) => answer.status === 200, 20_000);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ ok: true, readOnly: true, parts: { installation: { ok: false, reason: expect.stringMatching(text) } } });
  const shown = await board();
  expect(shown.stores).toMatchObject([{ store, text: expect.stringMatching(text), todo: expect.stringContaining('npm run reconcile') }]);
  const metrics = await (await fetch(`${stack.apiUrl}/metrics`)).text();
  expect(metrics).toContain(`caselight_store_older{store="${store}"} 1`);
  expect(metrics).toContain('caselight_installation_ok 0');
  const refused = await dispatcher.send<{ code: string; detail: string; needs: string[] }>('POST', '/cases', {
    title: '修复之前',
    townId: 'qingshi',
    address: '青石镇1号',
    channel: '12345',
    receivedAt: new Date().toISOString(),
    text: '不应建立',
  });
  expect(refused.status).toBe(503);
  expect(refused.body).toMatchObject({
    code: 'store-older',
    detail: expect.stringMatching(text),
    needs: [expect.stringContaining('npm run reconcile')],
  });
  expect((await dispatcher.send('GET', '/cases', undefined)).status).toBe(200);
}

async function expectWell(): Promise<void> {
  await stack.kill('api');
  await stack.start('api');
  await eventually(ready, ({ status, body }) => status === 200 && body.parts.installation.ok, 20_000);
  expect((await board()).stores).toEqual([]);
}

beforeAll(async () => {
  stack = await startTestStack(undefined, { env: { CASELIGHT_TICK_SECONDS: '1' } });
  supervisor = await Client.signedIn(stack.apiUrl, 'supervisor');
  dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
});
afterAll(() => stopTestStack(stack));

test('the first start binds all three, and they go on together', async () => {
  const { id } = await row();
  expect(marker().installationId).toBe(id);
  await ticksOn(2);
  const [{ tick }, { tick: evidence }] = [await row(), marker()];
  expect(Math.abs(tick - evidence)).toBeLessThanOrEqual(1);
  expect((await ready()).body).toMatchObject({ ok: true, parts: { installation: { ok: true } } });
});

test('what is no tick is refused, and the exchange goes on', async () => {
  const connection = await connectClient({ address: stack.temporalAddress, namespace: stack.namespace });
  try {
    const handle = clientOn(connection, stack.namespace).workflow.getHandle(INSTALLATION_WORKFLOW_ID);
    const { id, tick } = await row();
    // What is no object cannot say for whom it is, and is nobody's.
    for (const [bad, type] of [
      [null, 'envelope-unauthenticated'],
      ['tick', 'envelope-unauthenticated'],
      [{ installationId: id, tick: tick + 1 }, 'malformed'],
      [{ installationId: id, tick: '9', at: new Date().toISOString(), marks: {} }, 'malformed'],
    ] as const) {
      await expect(handle.executeUpdate(TICK_UPDATE, { args: [bad] as never })).rejects.toMatchObject({ cause: { type } });
    }
  } finally {
    await connection.close();
  }
  await ticksOn(1);
});

describe('two installations', () => {
  test('on one namespace: the second is refused with the reason, and nothing is half done', async () => {
    const before = await row();
    const dataDir = mkdtempSync(join(tmpdir(), 'caselight-second-'));
    const external = { temporal: { address: stack.temporalAddress, namespace: stack.namespace } };
    const second = await startStack({ dataDir, parts: ['postgres', 'temporal'], external, readyWithinMs: 20_000 });
    try {
      await expect(second.start('worker')).rejects.toThrow(
        /办案引擎属于另一个案灯（安装编号 [0-9a-f-]{36}），本数据库的安装编号是 [0-9a-f-]{36}/,
      );
      await expect(second.start('api')).rejects.toThrow(/没有就绪：[\s\S]*安装核对：办案引擎属于另一个案灯/);
      expect(existsSync(join(dataDir, 'evidence', 'installation.json'))).toBe(false);
    } finally {
      await second.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
    expect((await row()).id).toBe(before.id);
    await openCase(dispatcher, '第一个照常办理');
  });
});

describe('a store that is older or lost', () => {
  test('an older Temporal file', async () => {
    await stack.kill('temporal');
    const kept = join(stack.dataDir, 'kept-temporal');
    cpSync(temporalFolder(), kept, { recursive: true });
    await stack.start('temporal');
    await openCase(dispatcher, '备份之后');
    await ticksOn(4);
    const newest = join(stack.dataDir, 'newest-temporal');
    await stack.kill('worker');
    await stack.kill('temporal');
    renameSync(temporalFolder(), newest);
    cpSync(kept, temporalFolder(), { recursive: true });
    await stack.start('temporal');
    await stack.start('worker');
    await expectReadOnly('temporal', /办案引擎的数据是较早的备份/);

    await swapTemporal(null);
    await expectReadOnly('temporal', /办案引擎的数据丢失/);

    await swapTemporal(newest);
    await expectWell();
  });

  test('older and missing evidence', async () => {
    const file = join(stack.dataDir, 'evidence', 'installation.json');
    const kept = `${file}.kept`;
    cpSync(file, kept);
    await ticksOn(4);
    await stack.kill('api');
    const newest = readFileSync(file, 'utf8');
    cpSync(kept, file);
    await stack.start('api');
    await expectReadOnly('evidence', /证据库是较早的备份/);
    rmSync(file);
    await expectReadOnly('evidence', /证据库不在或者丢失/);
    writeFileSync(file, newest);
    await expectWell();
  });
});
