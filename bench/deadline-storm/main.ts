/**
 * `npm run bench -- storm [--cases 10000] [--rounds 1]`: as many cases whose deadlines fall on the same second. The board has
 * to be
 * right at once; what the cases do by themselves is measured against as many bare Temporal timers on the same server in
 * the same run; commands of other cases must hardly notice.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import pMap from 'p-map';
import type { Board } from '../../contract/board.ts';
import { startTestStack, stopTestStack } from '../../test/support/stack.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { cpuByPart, median, quantile, type Spent } from '../shared/figures.ts';
import { atLeast, atMost, report, told } from '../shared/report.ts';
import { type BareTimers, startBareTimers } from './bare.ts';
import { type Drained, drainedOf } from './drained.ts';
import { REPORTED_BEFORE_MINUTES, stormPolicy } from './storm-policy.ts';

/** Cases are opened by so many requests at once. */
const OPENERS = 24;
/** As domain/terms/wakeup.ts spreads what is due at one instant, for terms of days. */
const SPREAD_SECONDS = 600;

interface Storm {
  boardSeconds: number;
  drained: Drained;
  calm: number[];
  meanwhile: number[];
  /** Of each process, a case or command done meanwhile. */
  cpu: Spent;
}

const sleepUntil = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));

/** Publishes the storm's policy; the API looks for the newest every quarter of a minute. */
async function publish(database: pg.Client, minutes: number, version: number): Promise<void> {
  const policy = stormPolicy(minutes, version);
  await database.query(
    `insert into policy_version (hash, policy_id, version, body, status, created_by, approved_by, published_at, calendar_version)
     values ($1, $2, $3, $4, 'published', 'bench', 'bench', clock_timestamp(), $5)`,
    [policy.hash, policy.id, policy.version, JSON.stringify(policy), policy.calendar.version],
  );
  await new Promise((resolve) => setTimeout(resolve, 16_000));
}

const opening = (title: string, receivedAt: string) => ({
  title,
  townId: 'qingshi',
  address: '青石镇',
  channel: 'grid',
  receivedAt,
  text: '基准测试',
});
const iso = (at: number): string => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

async function stormOf(stack: Stack, database: pg.Client, count: number, version: number): Promise<Storm> {
  const dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
  const supervisor = await Client.signedIn(stack.apiUrl, 'supervisor');
  const notes: string[] = [];
  for (let n = 0; n < 8; n += 1)
    notes.push((await dispatcher.ask<{ caseId: string }>('POST', '/cases', opening(`另案${n}`, iso(Date.now() - 60_000)))).caseId);
  const command = async (n: number): Promise<number> => {
    const began = performance.now();
    await dispatcher.ask('POST', `/cases/${notes[n % notes.length]}/commands/AddNote`, { text: `第${n}条` });
    return performance.now() - began;
  };

  const minutes = Math.ceil((count / 35 + 75) / 60);
  await publish(database, minutes, version);
  const published = Math.floor(Date.now() / 1000) * 1000;
  const received = published - REPORTED_BEFORE_MINUTES * 60_000;
  const at = published + minutes * 60_000 + 1_000;
  const began = Date.now();
  await pMap(
    Array.from({ length: count }),
    async (_, n) => {
      await dispatcher.ask('POST', '/cases', opening(`风暴${version}-${n}`, iso(received)));
    },
    { concurrency: OPENERS },
  );
  console.log(`  已建${count}案，每秒${(count / ((Date.now() - began) / 1000)).toFixed(0)}案；期限 ${iso(at - 1_000)}`);
  if (Date.now() > at - 20_000) throw new Error(`the cases were not all opened in time: ${Math.round((Date.now() - at) / 1000)} s late`);

  const calm: number[] = [];
  for (let n = 0; Date.now() < at - 5_000 && n < 400; n += 1) calm.push(await command(n));
  const before = (await supervisor.ask<Board>('GET', '/board?limit=1')).lights.red;
  await sleepUntil(at);

  let boardSeconds = Number.NaN;
  const watch = (async () => {
    for (;;) {
      const asked = Date.now();
      const { lights } = await supervisor.ask<Board>('GET', '/board?limit=50');
      if (lights.red - before >= count) {
        boardSeconds = (Date.now() - at) / 1000;
        return;
      }
      if (asked > at + 60_000) return;
    }
  })();
  const meanwhile: number[] = [];
  const spentBefore = cpuByPart(stack);
  const actions = async (): Promise<number[]> =>
    (
      await database.query<{ at: Date }>(
        `select e.recorded_at as at from work_event e join work_view v on v.id = e.work_id
     where e.type = 'SupervisorNotified' and v.title like $1`,
        [`风暴${version}-%`],
      )
    ).rows.map((row) => row.at.getTime());
  let done = 0;
  for (let n = 0; done < count; n += 1) {
    meanwhile.push(await command(n));
    if (n % 40 === 39) {
      const row = await database.query<{ n: number }>(`select count(*)::int as n from work_view where title like $1 and version >= 3`, [
        `风暴${version}-%`,
      ]);
      done = row.rows[0]?.n ?? 0;
      if (Date.now() > at + 1_800_000) throw new Error(`${done} of ${count} cases acted in half an hour`);
    }
  }
  await watch;
  const spent = cpuByPart(stack);
  const each = (part: keyof Spent): number => (spent[part] - spentBefore[part]) / (count + meanwhile.length);
  const cpu: Spent = { postgres: each('postgres'), temporal: each('temporal'), worker: each('worker'), api: each('api') };
  return { cpu, boardSeconds, drained: drainedOf(await actions(), at), calm, meanwhile };
}

async function bareStorm(bare: BareTimers, count: number): Promise<Drained> {
  return bare.storm(count, Date.now() + (count / 60 + 15) * 1_000);
}

export async function main(): Promise<boolean> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { cases: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '1' } },
  });
  const [count, rounds] = [Number(values.cases), Number(values.rounds)];
  if (!Number.isInteger(count) || count < 100 || !Number.isInteger(rounds) || rounds < 1)
    throw new Error('--cases 至少100，--rounds 至少1');
  const stack = await startTestStack(undefined, { dataDir: mkdtempSync(join(tmpdir(), 'caselight-bench-')) });
  const database = new pg.Client({ connectionString: stack.databaseUrl });
  await database.connect();
  const bare = await startBareTimers({ temporalAddress: stack.temporalAddress, namespace: stack.namespace, cached: 800 });
  try {
    const storms: Storm[] = [];
    const plain: Drained[] = [await bareStorm(bare, count)];
    for (let round = 1; round <= rounds; round += 1) {
      storms.push(await stormOf(stack, database, count, 1_000 + round));
      plain.push(await bareStorm(bare, count));
    }
    // Bare timers before and after, so that a machine that grows busier strikes both.
    const barePerSecond = median(plain.map(({ perSecond }) => perSecond));
    const perSecond = median(storms.map(({ drained }) => drained.perSecond));
    // No more can be drained in a second than come due in it.
    const asked = Math.min(barePerSecond, count / SPREAD_SECONDS);
    const board = Math.max(...storms.map(({ boardSeconds }) => boardSeconds));
    const calm = median(storms.flatMap((storm) => storm.calm));
    const meanwhile = median(storms.flatMap((storm) => storm.meanwhile));
    if (asked < barePerSecond) console.log(`  ${SPREAD_SECONDS}秒内错开到期，${count}案每秒至多${asked.toFixed(0)}个动作：比例以此计`);
    return await report(
      'deadline-storm',
      [
        told('同时到期的案件', count),
        atMost('看板全部转红，秒', board, 1),
        told('办案动作每秒', perSecond),
        told('裸定时器每秒', barePerSecond),
        atLeast('动作清空之比', perSecond / asked, 0.9),
        told('平时命令 p50，毫秒', calm),
        told('风暴中命令 p50，毫秒', meanwhile),
        told(
          '风暴中命令 p95，毫秒',
          quantile(
            storms.flatMap((storm) => storm.meanwhile),
            0.95,
          ),
        ),
        atMost('命令变慢之比', meanwhile / calm, 2),
        ...(['postgres', 'temporal', 'worker', 'api'] as const).map((part) =>
          told(`${part} 每个动作CPU，毫秒`, median(storms.map(({ cpu }) => cpu[part]))),
        ),
      ],
      { plain, drained: storms.map(({ drained }) => drained) },
    );
  } finally {
    await bare.close();
    await database.end();
    await stopTestStack(stack);
  }
}
