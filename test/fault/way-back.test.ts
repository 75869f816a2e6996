/**
 * The one command that mends whole stores, run as an operator would beside a running stack: workflows from records where
 * Temporal is older or lost, records from workflows where the database is, and no number given a second time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { CaseAnswer } from '../../contract/cases.ts';
import type { Verification } from '../../contract/record.ts';
import { root } from '../../tools/paths.mjs';
import { embeddedPostgres } from '../../tools/stack/postgres-binaries.ts';
import { placeFor } from '../../tools/stack/postgres-user.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { opening, ordinary } from '../support/lives.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { lose } from '../support/losses.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { eventually } from '../support/wait.ts';

let stack: Stack;
const people = new Map<string, Client>();

async function as(username: string): Promise<Client> {
  const known = people.get(username) ?? (await Client.signedIn(stack.apiUrl, username));
  people.set(username, known);
  return known;
}

const caseOf = async (caseId: string): Promise<CaseAnswer> => (await as('auditor')).ask<CaseAnswer>('GET', `/cases/${caseId}`);

/** Opened by the dispatcher and brought through so many steps of the ordinary life. */
async function openedAnd(steps: number): Promise<string> {
  const first = opening(new Date().toISOString());
  const { leadId: _, ...payload } = first.payload(null as never, '', '') as Record<string, unknown>;
  const { caseId } = await (await as(first.by)).ask<{ caseId: string }>('POST', '/cases', payload);
  await further(caseId, 0, steps);
  return caseId;
}

async function further(caseId: string, from: number, to: number): Promise<void> {
  for (const { name, payload, by } of ordinary.slice(from, to)) {
    const now = new Date();
    const body = payload((await caseOf(caseId)).case, legalDateOf(now.getTime()), now.toISOString());
    await (await as(by)).ask('POST', `/cases/${caseId}/commands/${name}`, body, { 'Idempotency-Key': randomUUID() });
  }
}

const FILED = 6;
const numberOf = async (caseId: string): Promise<string> =>
  (
    await eventually(
      () => caseOf(caseId),
      ({ case: file }) => file.filing?.number != null,
    )
  ).case.filing!.number!;
const versionOf = async (caseId: string): Promise<number> => (await caseOf(caseId)).version;

const proved = async (caseId: string): Promise<Verification> =>
  eventually(
    async () => (await as('auditor')).ask<Verification>('GET', `/cases/${caseId}/verify`),
    ({ checks }) => checks.every(({ ok }) => ok),
  );

/** `npm run reconcile`, told nothing but the data folder: it finds the running stack with its real ports. */
const reconcile = (...args: string[]) =>
  new Promise<{ code: number | null; text: string }>((resolve) => {
    const { DATABASE_URL: _, TEMPORAL_ADDRESS: __, ...env } = process.env;
    const child = spawn(process.execPath, ['tools/run.mjs', 'tools/reconcile/main.ts', ...args], {
      cwd: root,
      env: { ...env, CASELIGHT_DATA: stack.dataDir },
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', (code) => resolve({ code, text }));
  });

const copy = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  execFileSync('cp', ['-a', from, to]);
};
const engine = (): string => join(stack.dataDir, 'temporal');
const cluster = (): string => placeFor(stack.dataDir, embeddedPostgres(), () => undefined).cluster;

/** Longer than the stores may be apart. */
const someTicks = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 6_000));

async function readOnly(store: string): Promise<void> {
  const metrics = await eventually(
    async () => (await fetch(`${stack.apiUrl}/metrics`)).text(),
    (text) => text.includes(`caselight_store_older{store="${store}"} 1`),
    30_000,
  );
  expect(metrics).toContain('caselight_installation_ok 0');
}
async function writable(): Promise<void> {
  await eventually(
    async () => (await fetch(`${stack.apiUrl}/metrics`)).text(),
    (text) => /^caselight_installation_ok 1$/m.test(text),
    30_000,
  );
}

beforeAll(async () => {
  stack = await startTestStack(undefined, { env: { CASELIGHT_TICK_SECONDS: '1' } });
});
afterAll(() => stopTestStack(stack));

describe('Temporal', () => {
  test('came back from an older file: changed and new cases go on from their records', async () => {
    const [before, untouched] = [await openedAnd(2), await openedAnd(1)];
    await stack.kill('temporal');
    const kept = `${engine()}.kept`;
    copy(engine(), kept);
    await stack.start('temporal');
    await eventually(
      async () => (await fetch(`${stack.apiUrl}/readyz`)).status,
      (status) => status === 200,
    );
    await further(before, 2, FILED);
    const after = await openedAnd(1);
    const versions = [await versionOf(before), await versionOf(untouched), await versionOf(after)];
    await someTicks();
    for (const part of ['worker', 'temporal'] as const) await stack.kill(part);
    copy(kept, engine());
    for (const part of ['temporal', 'worker'] as const) await stack.start(part);
    await readOnly('temporal');
    const refused = await (await as('handler1')).send<{ code: string }>('POST', `/cases/${before}/commands/AddNote`, { text: '先不要办' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'store-older' } });

    const looked = await reconcile();
    expect(looked.text).toContain('正在运行的案灯');
    expect(looked.text).toContain('记录比引擎长');
    expect(looked.text).toContain('引擎中没有在运行的流程');
    expect(looked.code).toBe(1);
    const mended = await reconcile('--restart');
    expect(mended.text).toContain('已重新对时');
    expect(mended.code, mended.text).toBe(0);
    await writable();
    expect([await versionOf(before), await versionOf(untouched), await versionOf(after)]).toEqual(versions);
    for (const caseId of [before, untouched, after]) {
      await (await as('dispatcher')).ask('POST', `/cases/${caseId}/commands/AddNote`, { text: '接着办' });
      await proved(caseId);
    }
    expect((await reconcile()).text).toContain('全部一致');
  }, 240_000);

  test('was lost altogether', async () => {
    const caseId = await openedAnd(3);
    await someTicks();
    for (const part of ['worker', 'temporal'] as const) await stack.kill(part);
    rmSync(engine(), { recursive: true, force: true });
    for (const part of ['temporal', 'worker'] as const) await stack.start(part);
    await readOnly('temporal');
    const mended = await reconcile('--restart');
    expect(mended.code, mended.text).toBe(0);
    await writable();
    await further(caseId, 3, 4);
    await proved(caseId);
  }, 240_000);
});

test('an older database: what it lacks is written from the workflows, and no number is given twice', async () => {
  const first = await openedAnd(FILED);
  const waiting = await openedAnd(FILED - 1);
  const given = [await numberOf(first)];
  await stack.kill('postgres', 'SIGINT');
  const kept = `${cluster()}.kept`;
  copy(cluster(), kept);
  await stack.start('postgres');
  await eventually(
    async () => (await fetch(`${stack.apiUrl}/readyz`)).status,
    (status) => status === 200,
  );
  await further(waiting, FILED - 1, FILED);
  const second = await openedAnd(FILED);
  given.push(await numberOf(waiting), await numberOf(second));
  const versions = [await versionOf(waiting), await versionOf(second)];
  await someTicks();
  await stack.kill('postgres', 'SIGINT');
  copy(kept, cluster());
  await stack.start('postgres');
  people.clear();
  await readOnly('postgres');
  const townhead = await as('townhead');
  expect((await townhead.send<{ code: string }>('POST', `/cases/${first}/commands/AddNote`, { text: '先不要办' })).body.code).toBe(
    'store-older',
  );

  const mended = await reconcile('--repair');
  expect(mended.text).toContain('数据库是较早的备份');
  expect(mended.text).toMatch(/已补写\d+条事件/);
  expect(mended.code, mended.text).toBe(0);
  await writable();
  expect([await numberOf(first), await numberOf(waiting), await numberOf(second)]).toEqual(given);
  expect([await versionOf(waiting), await versionOf(second)]).toEqual(versions);
  const third = await openedAnd(FILED);
  given.push(await numberOf(third));
  expect(new Set(given).size).toBe(given.length);
  for (const caseId of [first, waiting, second, third]) await proved(caseId);
}, 300_000);

test('what nothing can mend is accepted by people; the county goes on, and the case stays an alarm', async () => {
  const [broken, sound] = [await openedAnd(2), await openedAnd(1)];
  const connection = await connectClient({ address: stack.temporalAddress, namespace: stack.namespace });
  await clientOn(connection, stack.namespace).workflow.getHandle(workflowIdOf(broken)).terminate('a test');
  await connection.close();
  await lose(stack.databaseUrl, `update work_event set hash = reverse(hash) where work_id = '${broken}' and seq = 2`);
  await someTicks();
  for (const part of ['worker', 'temporal'] as const) await stack.kill(part);
  rmSync(engine(), { recursive: true, force: true });
  for (const part of ['temporal', 'worker'] as const) await stack.start(part);
  await readOnly('temporal');
  const half = await reconcile('--restart', '--accept-loss');
  expect(half.text).toContain('须与 --repair --restart 一起用');
  expect(half.code).toBe(1);
  const tried = await reconcile('--repair', '--restart');
  expect(tried.text).toContain('记录不完整，不能据以重建');
  expect(tried.text).toContain('--accept-loss');
  expect(tried.code).toBe(1);
  const accepted = await reconcile('--repair', '--restart', '--accept-loss');
  expect(accepted.text).toContain('已认可1件无从修复');
  expect(accepted.code, accepted.text).toBe(0);
  await writable();
  await (await as('dispatcher')).ask('POST', `/cases/${sound}/commands/AddNote`, { text: '接着办' });
  const alarmed = await eventually(
    async () => (await fetch(`${stack.apiUrl}/metrics`)).text(),
    (text) => /case_alarms\{kind="workflow-missing"\} 1/.test(text),
    150_000,
  );
  expect(alarmed).toContain('caselight_installation_ok 1');
}, 300_000);
