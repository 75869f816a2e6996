/**
 * The command path, HTTP in → durable and readable, against a bare update workflow plus one commit: the same engines, the
 * same settings, the two interleaved in one run, so that a slow moment strikes both. Figures are ratios (design: budgets).
 */
import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as TemporalClient, Connection, type WorkflowHandle } from '@temporalio/client';
import { startTestStack, stopTestStack } from '../../test/support/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { LiveScene } from '../../tools/tour/live-scene.ts';
import { QINGSHI } from '../../tools/lives/scene.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { startBare } from './bare.ts';
import { cpuMilliseconds, median, quantile, residentMegabytes } from './figures.ts';
import { twelveCommands } from './twelve.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 14);
const BLOCKS = Number(process.env.BENCH_BLOCKS ?? 5);
const CASES = 16;
const PER_CASE = 6;

interface Row {
  what: string;
  value: number;
  budget: string;
  ok: boolean | null;
}

export interface BenchResult {
  ok: boolean;
  rows: Row[];
}

export async function run(): Promise<BenchResult> {
  const stack = await startTestStack(undefined, { dataDir: mkdtempSync(join(tmpdir(), 'caselight-bench-')) });
  const bare = await startBare(stack);
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const temporal = new TemporalClient({ connection, namespace: stack.namespace });
  try {
    const parts = (['postgres', 'temporal', 'worker', 'api'] as const).flatMap((part) => stack.pid(part) ?? []);
    const quiet = (): void => undefined;

    // One client: a 12-command case, and as many bare commands, in turn.
    const latency = { full: [] as number[], bare: [] as number[] };
    const histories: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const scene = new LiveScene(stack.apiUrl, quiet);
      await twelveCommands(scene, QINGSHI);
      const history = await temporal.workflow.getHandle(workflowIdOf(scene.file.caseId)).fetchHistory();
      const handle = await bare.open();
      const plain: number[] = [];
      for (let n = 0; n < scene.times.length; n += 1) plain.push(await timed(() => bare.command(handle)));
      await handle.terminate();
      // The first round warms both sides up.
      if (round === 0) continue;
      latency.full.push(...scene.times.map(({ milliseconds }) => milliseconds));
      latency.bare.push(...plain);
      histories.push((history.events?.length ?? 0) / scene.times.length);
    }

    // Sixteen cases at once, in alternating blocks.
    const dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
    const opened = await Promise.all(Array.from({ length: CASES }, (_, n) => openCase(dispatcher, n)));
    const plain = await Promise.all(Array.from({ length: CASES }, () => bare.open()));
    const rate = { full: [] as number[], bare: [] as number[] };
    const cpu = { full: [] as number[], bare: [] as number[] };
    const engines = (['postgres', 'temporal'] as const).flatMap((part) => stack.pid(part) ?? []);
    for (let block = 0; block <= BLOCKS; block += 1) {
      const full = await block16(parts, () => Promise.all(opened.map(async (caseId) => {
        for (let n = 0; n < PER_CASE; n += 1) await dispatcher.ask('POST', `/cases/${caseId}/commands/AddNote`, { text: `第${block}-${n}次` });
      })));
      const least = await block16([...engines, process.pid], () => Promise.all(plain.map(async (handle: WorkflowHandle) => {
        for (let n = 0; n < PER_CASE; n += 1) await bare.command(handle);
      })));
      if (block === 0) continue;
      rate.full.push(full.perSecond);
      rate.bare.push(least.perSecond);
      cpu.full.push(full.cpuPerCommand);
      cpu.bare.push(least.cpuPerCommand);
    }
    await Promise.all(plain.map((handle) => handle.terminate()));

    const p50 = median(latency.full) / median(latency.bare);
    const throughput = median(rate.full) / median(rate.bare);
    const perCommand = median(histories);
    const api = residentMegabytes(stack.pid('api'));
    const worker = residentMegabytes(stack.pid('worker'));
    const rows: Row[] = [
      { what: '时延 p50 之比(完整路径 / 裸更新加一次提交)', value: p50, budget: '≤ 1.5', ok: p50 <= 1.5 },
      { what: '  完整路径 p50,毫秒', value: median(latency.full), budget: '', ok: null },
      { what: '  裸更新 p50,毫秒', value: median(latency.bare), budget: '', ok: null },
      { what: '时延 p95 之比', value: quantile(latency.full, 0.95) / quantile(latency.bare, 0.95), budget: '', ok: null },
      { what: '吞吐之比(16 案并发)', value: throughput, budget: '≥ 0.75', ok: throughput >= 0.75 },
      { what: '  完整路径,命令/秒', value: median(rate.full), budget: '', ok: null },
      { what: '  裸更新,命令/秒', value: median(rate.bare), budget: '', ok: null },
      { what: '每命令历史事件(12 命令的案件)', value: perCommand, budget: '≤ 7', ok: perCommand <= 7 },
      { what: '每命令 CPU,毫秒(完整路径)', value: median(cpu.full), budget: '', ok: null },
      { what: '每命令 CPU,毫秒(裸更新)', value: median(cpu.bare), budget: '', ok: null },
      { what: 'API 常驻内存,MB', value: api, budget: '≤ 300', ok: !(api > 300) },
      { what: 'worker 常驻内存,MB(缓存未满)', value: worker, budget: '≤ 1024', ok: !(worker > 1024) },
    ];
    return { ok: rows.every(({ ok }) => ok !== false), rows };
  } finally {
    await connection.close();
    await bare.close();
    await stopTestStack(stack);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function block16(pids: readonly number[], work: () => Promise<unknown>): Promise<{ perSecond: number; cpuPerCommand: number }> {
  const before = cpuMilliseconds(pids);
  const milliseconds = await timed(work);
  const commands = CASES * PER_CASE;
  return { perSecond: commands / (milliseconds / 1000), cpuPerCommand: (cpuMilliseconds(pids) - before) / commands };
}

async function openCase(client: Client, n: number): Promise<string> {
  const receivedAt = `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
  const { caseId } = await client.ask<{ caseId: string }>('POST', '/cases', {
    title: `并发第${n + 1}案`, townId: 'qingshi', address: '青石镇', channel: 'grid', receivedAt, text: '基准测试',
  });
  return caseId;
}

/** Runs, prints the table beside the budgets, keeps the same as JSON; answers whether every budget was kept. */
export async function main(): Promise<boolean> {
  const { ok, rows } = await run();
  for (const { what, value, budget, ok: kept } of rows) {
    console.log(`${kept === null ? ' ' : kept ? '✓' : '✗'} ${what.padEnd(34, '　')} ${value.toFixed(2).padStart(9)}  ${budget}`);
  }
  const folder = new URL('../results/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('command-path.json', folder), `${JSON.stringify({ at: new Date().toISOString(), ok, rows }, null, 2)}\n`);
  return ok;
}
