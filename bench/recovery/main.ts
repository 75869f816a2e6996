/**
 * `npm run bench -- recovery`: how soon a case that is not in the worker's memory answers. First single cases of three
 * lengths, evicted by others; then many small ones at once, warm and right after the worker was killed and started again.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import pMap from 'p-map';
import { type County, historyEvents, note, openCase, openSmallCases, startCounty } from '../shared/county.ts';
import { cpuByPart, median, type Spent, timed } from '../shared/figures.ts';
import { atMost, report, type Row, told } from '../shared/report.ts';

/** Cases in the worker's memory while single ones are evicted by others, and otherwise. */
const FEW = '8';
const PLENTY = '400';
/** A run goes on as new above 600 events; the longest ones end just below. */
const LENGTHS = [100, 300, 590];
const EVENTS_OF_A_NOTE = 5;
const ROUNDS = 5;

type Env = Record<string, string>;

/** One case of each length, each asked `ROUNDS` times, evicted before every time. */
async function coldCases(county: County): Promise<Row[]> {
  const { dispatcher, temporal } = county;
  const others = await Promise.all(Array.from({ length: Number(FEW) + 4 }, (_, n) => openCase(dispatcher, `旁案${n + 1}`)));
  const evict = (): Promise<unknown> => pMap(others, (caseId) => note(dispatcher, caseId, '旁'), { concurrency: 4 });
  const cases = await Promise.all(LENGTHS.map((length) => longCase(county, length - ROUNDS * EVENTS_OF_A_NOTE * 2)));
  const rows: Row[] = [];
  for (const caseId of cases) {
    const [cold, warm] = [[] as number[], [] as number[]];
    for (let round = 0; round < ROUNDS; round += 1) {
      await evict();
      cold.push(await timed(() => note(dispatcher, caseId, '冷')));
      warm.push(await timed(() => note(dispatcher, caseId, '热')));
    }
    rows.push(
      atMost(`冷案件（历史至${await historyEvents(temporal, caseId)}个事件）答复 p50，毫秒`, median(cold), 500),
      told('  最久，毫秒', Math.max(...cold)),
      told('  随后一条（热），毫秒', median(warm)),
    );
  }
  return rows;
}

async function longCase({ dispatcher, temporal }: County, length: number): Promise<string> {
  const caseId = await openCase(dispatcher, `${length}个事件的案件`);
  const missing = Math.floor((length - (await historyEvents(temporal, caseId))) / EVENTS_OF_A_NOTE);
  for (let n = 0; n < missing; n += 1) await note(dispatcher, caseId, `第${n + 1}条`);
  return caseId;
}

interface Burst {
  seconds: number;
  unavailable: number;
  /** CPU seconds; of a worker that was started meanwhile, with its start. */
  cpu: Spent;
}

/** One command to each case, all at once. Nobody asks again: whoever waits his turn is answered. */
async function burst({ dispatcher, stack }: County, caseIds: readonly string[], text: string): Promise<Burst> {
  let unavailable = 0;
  const before = cpuByPart(stack);
  const milliseconds = await timed(() =>
    Promise.all(
      caseIds.map(async (caseId) => {
        const { status, body } = await dispatcher.send<{ code?: string; detail?: string }>(
          'POST',
          `/cases/${caseId}/commands/AddNote`,
          { text },
          { 'Idempotency-Key': randomUUID() },
        );
        if (status === 503) unavailable += 1;
        else if (status !== 200) throw new Error(`${status} ${body.code ?? ''} ${body.detail ?? ''}`);
      }),
    ),
  );
  const after = cpuByPart(stack);
  const spent = (part: keyof Spent): number => (after[part] - before[part]) / 1000;
  return {
    seconds: milliseconds / 1000,
    unavailable,
    cpu: { postgres: spent('postgres'), temporal: spent('temporal'), worker: spent('worker'), api: spent('api') },
  };
}

async function afterKill(county: County, count: number): Promise<Row[]> {
  const { stack, dispatcher } = county;
  const caseIds = await openSmallCases(dispatcher, count);
  await burst(county, caseIds, '热身');
  const warm = await burst(county, caseIds, '热');

  await stack.kill('worker', 'SIGKILL');
  const restart = await timed(() => stack.start('worker'));
  const after = await burst(county, caseIds, '重启之后');

  // The same, asked in the moment of the kill: they wait for the worker to come up, too.
  await stack.kill('worker', 'SIGKILL');
  const starting = stack.start('worker');
  const during = await burst(county, caseIds, '重启之中');
  await starting;
  return [
    told(`${count}案各一命令（热），秒`, warm.seconds),
    atMost('  答503的', warm.unavailable, 0),
    atMost(`${count}案各一命令，工作进程 kill -9 并重启之后，秒`, after.seconds, 6),
    atMost('  答503的', after.unavailable, 0),
    told('  与热时之比', after.seconds / warm.seconds),
    ...(['worker', 'temporal', 'api', 'postgres'] as const).map((part) =>
      told(`  CPU，秒：${part}（热时：${warm.cpu[part].toFixed(2)}）`, after.cpu[part]),
    ),
    told('工作进程重启，秒', restart / 1000),
    told(`${count}案各一命令，kill -9 的同时，秒（含重启）`, during.seconds),
    told('  答503的', during.unavailable),
  ];
}

export async function main(): Promise<boolean> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { cases: { type: 'string', default: '150' } } });
  const env: Env = { CASELIGHT_WORKER_CACHE: FEW };
  const county = await startCounty(undefined, { env });
  try {
    const cold = await coldCases(county);
    env.CASELIGHT_WORKER_CACHE = PLENTY;
    await county.stack.kill('worker');
    await county.stack.start('worker');
    return await report('recovery', [...cold, ...(await afterKill(county, Number(values.cases)))]);
  } finally {
    await county.close();
  }
}
