/**
 * `npm run bench -- memory`: what a case of some 25 events takes in the worker's memory, beside what the SDK takes for a
 * workflow of as many events that does nothing. Both in a process of their own, of the same shape, measured after garbage
 * was collected in all threads, with more and more of them; what one takes is the slope.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pMap from 'p-map';
import type { Part } from '../../tools/stack/part.ts';
import { type County, historyEvents, openSmallCases, startCounty } from '../shared/county.ts';
import { type Heap, probe, probed } from '../shared/probing.ts';
import { atMost, report, type Row, told } from '../shared/report.ts';
import { BARE_QUEUE } from './queue.ts';

const COUNTS = [0, 100, 200, 400];
/** A bare workflow with five updates has as many events as a small case. */
const UPDATES = 5;

interface Point {
  cases: number;
  residentKb: number;
  heapKb: number;
}

/** Least squares: kB for each case more. */
function slope(points: readonly Point[], of: (point: Point) => number): number {
  const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(points.map(({ cases }) => cases)), mean(points.map(of))];
  const rise = points.reduce((sum, point) => sum + (point.cases - x) * (of(point) - y), 0);
  return rise / points.reduce((sum, { cases }) => sum + (cases - x) ** 2, 0);
}

async function pointsOf(socket: string, pid: number | undefined, more: (count: number) => Promise<unknown>): Promise<Point[]> {
  const points: Point[] = [];
  // What code and pools take once is there before the first is counted.
  await more(20);
  let cases = 0;
  for (const count of COUNTS) {
    await more(count - cases);
    cases = count;
    // Answered is not yet gone quiet.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const { residentBytes, threads } = await probe<Heap>(socket, pid, 'heap');
    const heap = Object.values(threads).reduce((sum, one) => sum + one, 0);
    points.push({ cases, residentKb: residentBytes / 1024, heapKb: heap / 1024 });
  }
  return points;
}

async function openBare({ temporal }: County, count: number): Promise<void> {
  await pMap(
    Array.from({ length: count }),
    async () => {
      const handle = await temporal.workflow.start('bareWorkflow', { taskQueue: BARE_QUEUE, workflowId: `bare-${randomUUID()}` });
      for (let n = 0; n < UPDATES; n += 1) await handle.executeUpdate('bump');
    },
    { concurrency: 8 },
  );
}

async function run(): Promise<{ rows: Row[]; ours: Point[]; bare: Point[] }> {
  const env: Record<string, string> = { CASELIGHT_WORKER_CACHE: '1000', CASELIGHT_WORKER_MEMORY_MB: '8000' };
  const entries = { worker: probed('worker/main.ts') };
  const parts: readonly Part[] = ['postgres', 'temporal', 'worker', 'api'];
  const county = await startCounty(parts, { env, entries });
  const { stack, dispatcher, temporal } = county;
  try {
    const socket = join(stack.dataDir, 'probe');
    let lastCase = '';
    // The probe's socket lies in the data folder, which is known only now.
    env.CASELIGHT_PROBE = socket;
    await stack.kill('worker');
    await stack.start('worker');
    const ours = await pointsOf(socket, stack.pid('worker'), async (count) => {
      lastCase = (await openSmallCases(dispatcher, count)).at(-1) ?? lastCase;
    });
    await stack.kill('worker');
    entries.worker.splice(0, entries.worker.length, ...probed('bench/memory/bare-worker.ts'));
    await stack.start('worker');
    const bare = await pointsOf(socket, stack.pid('worker'), (count) => openBare(county, count));
    const kb = (points: readonly Point[]) => ({ resident: slope(points, (p) => p.residentKb), heap: slope(points, (p) => p.heapKb) });
    const [own, sdk] = [kb(ours), kb(bare)];
    return {
      ours,
      bare,
      rows: [
        atMost('每个在内存中的案件，比SDK自身多占，kB（常驻）', own.resident - sdk.resident, 256),
        atMost('  堆（回收之后）', own.heap - sdk.heap, 256),
        told('案件，kB（常驻）', own.resident),
        told('  堆', own.heap),
        told('裸工作流，kB（常驻）', sdk.resident),
        told('  堆', sdk.heap),
        told('历史事件，每案', await historyEvents(temporal, lastCase)),
        ...ours.map(({ cases, residentKb }, n) =>
          told(`进程常驻，MB，${cases}案（裸：${((bare[n]?.residentKb ?? 0) / 1024).toFixed(0)}）`, residentKb / 1024),
        ),
      ],
    };
  } finally {
    await county.close();
  }
}

export async function main(): Promise<boolean> {
  parseArgs({ args: process.argv.slice(3), options: {} });
  const { rows, ours, bare } = await run();
  return report('memory', rows, { ours, bare });
}
