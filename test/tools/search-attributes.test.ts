/** Search attributes are there whatever the server's file is from, and whoever asked first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { caseAttributes } from '../../temporal/names.ts';
import { ensureSearchAttributes, searchAttributes, SearchAttributesError } from '../../temporal/search-attributes.ts';
import { startTemporal } from '../../tools/stack/temporal.ts';
import { endProcess } from '../../tools/stack/process-table.ts';
import { freePorts } from '../../tools/stack/ports.ts';
import { findTemporalCli } from '../../tools/temporal/cli.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';

const names = Object.keys(searchAttributes).sort();

test('are those of a case', () => {
  expect(searchAttributes).toEqual({
    CaselightNumber: 'KEYWORD',
    CaselightDecision: 'KEYWORD',
    CaselightKind: 'KEYWORD',
    CaselightStage: 'KEYWORD',
    CaselightUnit: 'KEYWORD',
    CaselightDueAt: 'DATETIME',
  });
});

describe('a server that does not know them', () => {
  let server: TemporalServer;
  let connection: Connection;

  beforeAll(async () => {
    server = await startTemporalServer([], []);
    connection = await connectClient({ address: server.temporalAddress, namespace: 'default' });
  });
  afterAll(async () => {
    await connection?.close();
    await server?.stop();
  });

  test('is told them once, however many ask at the same time, and workflows are found by them', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => ensureSearchAttributes(connection, 'default')));
    expect([...new Set(answers.flat())].sort()).toEqual(names);
    expect(await ensureSearchAttributes(connection, 'default')).toEqual([]);
    const client = clientOn(connection, 'default');
    await client.workflow.start('nobody', {
      taskQueue: 'none',
      workflowId: 'bears-them',
      args: [],
      typedSearchAttributes: new TypedSearchAttributes([
        { key: caseAttributes.number, value: '云执〔2026〕1号' },
        { key: caseAttributes.dueAt, value: new Date('2026-12-01T00:00:00Z') },
      ]),
    });
    await expect
      .poll(
        async () => {
          const found: string[] = [];
          for await (const { workflowId } of client.workflow.list({
            query: `CaselightNumber = '云执〔2026〕1号' and CaselightDueAt < '2026-12-02T00:00:00Z'`,
          }))
            found.push(workflowId);
          return found;
        },
        { timeout: 15_000 },
      )
      .toEqual(['bears-them']);
  });

  test('that has one of another type is not used', async () => {
    const wanted = { CaselightNumber: 'INT' } as const;
    await expect(ensureSearchAttributes(connection, 'default', wanted)).rejects.toThrow(/CaselightNumber 已存在而类型不同/);
  });

  test('and lets nobody tell it makes the operator do it', async () => {
    const denied = () => Promise.reject(Object.assign(new Error('7 PERMISSION_DENIED'), { code: 7, details: 'Request unauthorized.' }));
    const guarded = {
      workflowService: connection.workflowService,
      operatorService: { listSearchAttributes: denied, addSearchAttributes: denied },
    };
    const attempt = ensureSearchAttributes(guarded as unknown as Connection, 'default', { CaselightUnheardOf: 'KEYWORD' });
    await expect(attempt).rejects.toThrow(SearchAttributesError);
    await expect(attempt).rejects.toThrow(
      /Request unauthorized[\s\S]*temporal operator search-attribute create --namespace default --name CaselightUnheardOf --type Keyword/,
    );
    // Registered by an operator, they are enough: nobody needs the right to look.
    expect(await ensureSearchAttributes(guarded as unknown as Connection, 'default')).toEqual([]);
  });
});

describe('a file of the development server from before them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caselight-attributes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has them after the next start', async () => {
    const { path: cli } = await findTemporalCli();
    const dbFile = join(folder, 'temporal.db');
    const old = await startTemporalServer([], [], dbFile);
    const before = await connectClient({ address: old.temporalAddress, namespace: 'default' });
    const { customAttributes } = await before.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes ?? {}).filter((name) => name.startsWith('Caselight'))).toEqual([]);
    await before.close();
    await old.stop();

    const [port, uiPort] = await freePorts(2);
    const child = await startTemporal({
      cli,
      dbFile,
      port: port!,
      uiPort: uiPort!,
      logFile: join(folder, 'log'),
      onSpawn: () => undefined,
    });
    try {
      const connection = await connectClient({ address: `127.0.0.1:${port}`, namespace: 'default' });
      expect(await ensureSearchAttributes(connection, 'default')).toEqual([]);
      await connection.close();
    } finally {
      await endProcess(child.id, 'SIGTERM', 10_000);
    }
  });
});
