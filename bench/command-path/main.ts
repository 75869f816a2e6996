/**
 * The command path, HTTP in → durable and readable, against a bare update workflow plus one commit: the same engines, the
 * same settings, the two interleaved in one run, so that a slow moment strikes both. The budgets are those of issue 8; they
 * take the place of the design's 1.5 for latency, 0.75 for throughput and 7 events.
 */
import pMap from 'p-map';
import { QINGSHI } from '../../tools/lives/scene.ts';
import { LiveScene } from '../../tools/tour/live-scene.ts';
import { type Bare, startBare } from '../shared/bare.ts';
import { type County, historyEvents, note, openCase, startCounty } from '../shared/county.ts';
import { cpuByPart, cpuMilliseconds, median, quantile, residentMegabytes, type Spent, sumOf, timed } from '../shared/figures.ts';
import { atLeast, atMost, report, type Row, told } from '../shared/report.ts';
import { twelveCommands } from './twelve.ts';

const NOTES = Number(process.env.BENCH_NOTES ?? 200);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 14);
const BLOCKS = Number(process.env.BENCH_BLOCKS ?? 5);
const CASES = 16;
const PER_CASE = 6;

interface Pair {
  full: number[];
  bare: number[];
}

const ratio = (pair: Pair, share = 0.5): number => quantile(pair.full, share) / quantile(pair.bare, share);

/** The smallest command, one at a time, a bare one after each. */
async function notes({ dispatcher }: County, bare: Bare): Promise<Pair> {
  const pair: Pair = { full: [], bare: [] };
  const [caseId, handle] = [await openCase(dispatcher, '备注'), await bare.open()];
  const warm = Math.ceil(NOTES / 5);
  for (let n = 0; n < NOTES + warm; n += 1) {
    const full = await timed(() => note(dispatcher, caseId, `第${n}条`));
    const plain = await timed(() => bare.command(handle));
    if (n < warm) continue;
    pair.full.push(full);
    pair.bare.push(plain);
  }
  await handle.terminate();
  return pair;
}

/** A case of twelve commands, and as many bare ones, in turn; with its events of history a command. */
async function lives({ stack, temporal }: County, bare: Bare): Promise<Pair & { events: number[] }> {
  const pair = { full: [] as number[], bare: [] as number[], events: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const scene = new LiveScene(stack.apiUrl, () => undefined);
    await twelveCommands(scene, QINGSHI);
    const handle = await bare.open();
    const plain: number[] = [];
    for (let n = 0; n < scene.times.length; n += 1) plain.push(await timed(() => bare.command(handle)));
    await handle.terminate();
    // The first round warms both sides up.
    if (round === 0) continue;
    pair.full.push(...scene.times.map(({ milliseconds }) => milliseconds));
    pair.bare.push(...plain);
    pair.events.push((await historyEvents(temporal, scene.file.caseId)) / scene.times.length);
  }
  return pair;
}

interface Sixteen {
  rate: Pair;
  /** CPU milliseconds a command; of the bare one this process is worker and client at once. */
  cpu: Spent[];
  bareCpu: Spent[];
}

/** Sixteen cases at once, in alternating blocks. */
async function sixteen({ stack, dispatcher }: County, bare: Bare): Promise<Sixteen> {
  const result: Sixteen = { rate: { full: [], bare: [] }, cpu: [], bareCpu: [] };
  const opened = await Promise.all(Array.from({ length: CASES }, (_, n) => openCase(dispatcher, `并发第${n + 1}案`)));
  const plain = await Promise.all(Array.from({ length: CASES }, () => bare.open()));
  const commands = CASES * PER_CASE;
  const turns = Array.from({ length: PER_CASE }, (_, n) => n);
  for (let block = 0; block <= BLOCKS; block += 1) {
    const before = cpuByPart(stack);
    const full = await timed(() =>
      Promise.all(
        opened.map((caseId) => pMap(turns, async (n) => void (await note(dispatcher, caseId, `第${block}-${n}次`)), { concurrency: 1 })),
      ),
    );
    const between = cpuByPart(stack);
    const ownBefore = cpuMilliseconds([process.pid]);
    const least = await timed(() => Promise.all(plain.map((handle) => pMap(turns, () => bare.command(handle), { concurrency: 1 }))));
    const after = cpuByPart(stack);
    if (block === 0) continue;
    const each = (part: keyof Spent, from: Spent, to: Spent): number => (to[part] - from[part]) / commands;
    result.rate.full.push(commands / (full / 1000));
    result.rate.bare.push(commands / (least / 1000));
    result.cpu.push({
      postgres: each('postgres', before, between),
      temporal: each('temporal', before, between),
      worker: each('worker', before, between),
      api: each('api', before, between),
    });
    result.bareCpu.push({
      postgres: each('postgres', between, after),
      temporal: each('temporal', between, after),
      worker: (cpuMilliseconds([process.pid]) - ownBefore) / commands,
      api: 0,
    });
  }
  await Promise.all(plain.map((handle) => handle.terminate()));
  return result;
}

export async function run(): Promise<Row[]> {
  const county = await startCounty();
  const bare = await startBare(county.stack);
  try {
    const single = await notes(county, bare);
    const life = await lives(county, bare);
    const { rate, cpu, bareCpu } = await sixteen(county, bare);
    const cpuOf = (part: keyof Spent, of = cpu): number => median(of.map((spent) => spent[part]));
    return [
      atMost('备注时延 p50 之比（完整路径 / 裸更新加一次提交）', ratio(single), 1.6),
      told('  完整路径 p50，毫秒', median(single.full)),
      told('  裸更新 p50，毫秒', median(single.bare)),
      told('  时延 p95 之比', ratio(single, 0.95)),
      atMost('12命令的案件，时延 p50 之比', ratio(life), 2),
      told('  完整路径 p50，毫秒', median(life.full)),
      told('  裸更新 p50，毫秒', median(life.bare)),
      told('  时延 p95 之比', ratio(life, 0.95)),
      atLeast('吞吐之比（16案并发）', ratio(rate), 0.6),
      told('  完整路径，命令/秒', median(rate.full)),
      told('  裸更新，命令/秒', median(rate.bare)),
      atMost('每命令历史事件（12命令的案件）', median(life.events), 5.6),
      told('每命令CPU，毫秒（完整路径）', median(cpu.map(sumOf))),
      told('  接口', cpuOf('api')),
      told('  工作进程', cpuOf('worker')),
      told('  PostgreSQL', cpuOf('postgres')),
      told('  Temporal', cpuOf('temporal')),
      told('每命令CPU，毫秒（裸更新）', median(bareCpu.map(sumOf))),
      told('  工作进程兼调用方', cpuOf('worker', bareCpu)),
      told('  PostgreSQL', cpuOf('postgres', bareCpu)),
      told('  Temporal', cpuOf('temporal', bareCpu)),
      atMost('接口常驻内存，MB', residentMegabytes(county.stack.pid('api')), 300),
      atMost('工作进程常驻内存，MB（缓存未满）', residentMegabytes(county.stack.pid('worker')), 1024),
    ];
  } finally {
    await bare.close();
    await county.close();
  }
}

export const main = async (): Promise<boolean> => report('command-path', await run());
