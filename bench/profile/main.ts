/**
 * `npm run bench -- profile [--seconds 15] [--keep]`: where the time of a note goes, in the worker's main and workflow
 * threads and in the API, as shares of what each thread was busy. `--keep` leaves the profiles for a browser's tools.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type County, note, openCase, startCounty } from '../shared/county.ts';
import { probe, probed, type Profile } from '../shared/probing.ts';

const CASES = 8;
const LISTED = 24;
/** Time in which nothing was done, or only the profiler's own work. */
const IDLE = new Set(['(idle)', '(program)', 'dispatch']);

/** Files of ours by their path in the clone, packages by their name, the rest is Node. */
function placeOf(url: string): string {
  const pack = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (pack !== undefined) return pack;
  if (url.startsWith('node:') || url === '') return url === '' ? 'V8' : 'node';
  return url.replace(/.*\/(domain|workflows|record|temporal|activities|api|worker|prisma)\//, '$1/');
}

interface Share {
  key: string;
  ms: number;
}

/** Own time by what `keyOf` says of a function. */
function shares(
  { nodes, samples, timeDeltas }: Profile,
  keyOf: (name: string, url: string, line: number) => string,
): { busy: number; top: Share[] } {
  const keys = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      IDLE.has(functionName) ? null : keyOf(functionName, url, lineNumber),
    ]),
  );
  const sums = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const key = keys.get(id);
    if (key === null || key === undefined) continue;
    const ms = (timeDeltas[index] ?? 0) / 1000;
    busy += ms;
    sums.set(key, (sums.get(key) ?? 0) + ms);
  }
  return { busy, top: [...sums].map(([key, ms]) => ({ key, ms })).sort((a, b) => b.ms - a.ms) };
}

function tell(thread: string, profile: Profile, commands: number): void {
  if (thread.includes('node:internal')) return;
  const byPlace = shares(profile, (name, url) => (name === '(garbage collector)' ? name : placeOf(url)));
  const byFunction = shares(profile, (name, url, line) => `${name || '(anonymous)'} ${placeOf(url)}:${line + 1}`);
  console.log(`\n${thread}: ${(byPlace.busy / commands).toFixed(2)} ms a command`);
  const rows = (of: { busy: number; top: Share[] }): string[] =>
    of.top.slice(0, LISTED).map(({ key, ms }) => `${((ms / of.busy) * 100).toFixed(1).padStart(5)} %  ${key}`);
  const [places, functions] = [rows(byPlace), rows(byFunction)];
  for (let n = 0; n < Math.min(LISTED, functions.length); n += 1)
    console.log(`${(places[n] ?? '').slice(0, 44).padEnd(46)}${functions[n] ?? ''}`);
}

async function profiled(
  { stack, dispatcher }: County,
  socket: string,
  seconds: number,
): Promise<{ commands: number; profiles: Record<string, Profile> }> {
  const cases = await Promise.all(Array.from({ length: CASES }, (_, n) => openCase(dispatcher, `剖析${n + 1}`)));
  const round = (text: string) => Promise.all(cases.map((caseId) => note(dispatcher, caseId, text)));
  for (let n = 0; n < 15; n += 1) await round('热身');
  const parts = ['worker', 'api'] as const;
  for (const part of parts) await probe(socket, stack.pid(part), 'start');
  let commands = 0;
  for (const until = Date.now() + seconds * 1000; Date.now() < until; commands += CASES) await round('一条备注');
  const profiles: Record<string, Profile> = {};
  for (const part of parts) {
    const threads = await probe<Record<string, Profile>>(socket, stack.pid(part), 'stop');
    for (const [thread, profile] of Object.entries(threads)) profiles[`${part} ${thread}`] = profile;
  }
  return { commands, profiles };
}

export async function main(): Promise<boolean> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { seconds: { type: 'string', default: '15' }, keep: { type: 'boolean', default: false } },
  });
  const env: Record<string, string> = {};
  const county = await startCounty(undefined, { env, entries: { worker: probed('worker/main.ts'), api: probed('api/main.ts') } });
  try {
    const socket = join(county.stack.dataDir, 'probe');
    env.CASELIGHT_PROBE = socket;
    for (const part of ['worker', 'api'] as const) {
      await county.stack.kill(part);
      await county.stack.start(part);
    }
    const { commands, profiles } = await profiled(county, socket, Number(values.seconds));
    console.log(`${commands} commands`);
    for (const [thread, profile] of Object.entries(profiles)) tell(thread, profile, commands);
    if (values.keep) {
      const folder = new URL('../results/', import.meta.url);
      await mkdir(folder, { recursive: true });
      for (const [thread, profile] of Object.entries(profiles)) {
        await writeFile(new URL(`${thread.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`, folder), JSON.stringify(profile));
      }
    }
    return true;
  } finally {
    await county.close();
  }
}
