/**
 * `npm run replay -- [--from ADDRESS|FOLDER] [--most N] [--closed-days N]`: replays the histories of running and lately
 * ended cases against the present code, before it is deployed. Changes nothing. Ends with 1 where one does not replay,
 * with 2 where nothing could be replayed, or not all was.
 */
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { temporalSettings, temporalSettingsOr } from '../../temporal/settings.ts';
import { noted } from '../audit/operated.ts';
import { findWorkflowBundle } from '../../worker/bundle.ts';
import { readOptions } from '../start/options.ts';
import { replayAll } from './replay.ts';
import { type Candidate, fetched, historiesIn, historiesOf, isFolder } from './sources.ts';

const AT_ONCE = 4;
const help = `用法：npm run replay -- [选项]
  --from <地址或文件夹>   Temporal 的“主机:端口”，或存有 *.json、*.json.gz 历史的文件夹；默认 TEMPORAL_ADDRESS，再默认本机
  --most <个数>           最多重放多少份历史，默认 1000
  --closed-days <天数>    除在办的以外，还重放最近多少天内结束的，默认 7
连接所需的 TEMPORAL_NAMESPACE、TEMPORAL_API_KEY、TEMPORAL_TLS_* 与接口、工作进程读法相同。`;

class UsageError extends Error {}

interface Wanted {
  from: string | undefined;
  most: number;
  closedDays: number;
}

function wanted(): Wanted | null {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      options: { from: { type: 'string' }, most: { type: 'string' }, 'closed-days': { type: 'string' }, help: { type: 'boolean' } },
    }));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
  if (values.help) return null;
  const number = (name: string, usual: number): number => {
    const text = values[name];
    if (text === undefined) return usual;
    if (typeof text !== 'string' || !/^\d{1,7}$/.test(text) || Number(text) < 1)
      throw new UsageError(`--${name} 应为正整数，而不是“${String(text)}”`);
    return Number(text);
  };
  return { from: values.from as string | undefined, most: number('most', 1_000), closedDays: number('closed-days', 7) };
}

async function replayOf(candidates: readonly Candidate[], more: boolean, from: string): Promise<number> {
  if (candidates.length === 0) {
    console.error(`${from} 没有可重放的历史`);
    return 2;
  }
  const bundle = await findWorkflowBundle(process.env.CASELIGHT_WORKFLOW_BUNDLE || undefined);
  const { replayed, failures } = await replayAll(fetched(candidates, AT_ONCE), bundle.path, ({ name, reason }) =>
    console.log(`✗ ${name}\n  ${reason}`),
  );
  console.log(`重放了${replayed}份历史：${failures.length === 0 ? '全部与现在的代码一致' : `${failures.length}份有问题，不要部署`}`);
  if (failures.length > 0) return 1;
  if (!more) return 0;
  // What was not looked at is not known to replay: the oldest runs, which differ most from today's code, come last.
  console.log(`还有更多，只取了前${candidates.length}份，其余不知道能否重放；用 --most 放宽到全部`);
  return 2;
}

async function run(): Promise<number> {
  const asked = wanted();
  if (!asked) {
    console.log(help);
    return 0;
  }
  const { from, most, closedDays } = asked;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
  });
  try {
    if (from !== undefined && isFolder(from)) {
      const all = historiesIn(from);
      return await replayOf(all.slice(0, most), all.length > most, from);
    }
    const { given } = readOptions([], process.env)!;
    const settings =
      from === undefined
        ? temporalSettingsOr(process.env, `127.0.0.1:${given.temporal ?? 7233}`)
        : temporalSettings({ ...process.env, TEMPORAL_ADDRESS: from });
    const connection = await connectClient(settings, { connectTimeout: '10s' }).catch((error: unknown) => {
      throw new UsageError(
        `${settings.address} 既不是文件夹，也连不上 Temporal：${error instanceof Error ? error.message : String(error)}`,
      );
    });
    try {
      const { candidates, more } = await historiesOf(clientOn(connection, settings.namespace), { most, closedDays });
      const status = await replayOf(candidates, more, `${settings.address} 的命名空间 ${settings.namespace}`);
      // It opened what the engine keeps of every one of them.
      await noted('replay', { histories: candidates.length, status });
      return status;
    } finally {
      await connection.close();
    }
  } finally {
    // It keeps the process alive otherwise.
    await Runtime.instance().shutdown();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
