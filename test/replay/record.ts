/**
 * `npm run replay:record -- NAME [SCENARIO…]`: plays the scenarios beside this file on a stack of its own and keeps the
 * histories of every workflow they made under test/replay/histories/<name>/, and the states they passed through under
 * test/fixtures/states/. A released shape keeps its folder for good; CI replays them all, and paths.test.ts says what a
 * folder must hold.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { root } from '../../tools/paths.mjs';
import { buildBundle } from '../../tools/generate/bundle.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { keepStates, noteStates } from './states.ts';
import type { Scenario } from './stage.ts';

const [name, ...only] = process.argv.slice(2);
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error('请给出这一版的名称,如 npm run replay:record -- 2026-11');
  process.exit(2);
}

const folder = join(root, 'test', 'replay', 'histories', name);
const states = join(root, 'test', 'fixtures', 'states', `${name}.json.gz`);
await buildBundle(() => undefined);
// Without worker and API: a scenario brings its own worker, and those that are played over HTTP come last.
const stack = await startTestStack(['postgres', 'temporal'], { dataDir: mkdtempSync(join(tmpdir(), 'caselight-record-')) });
const connection = await connectClient({ address: stack.temporalAddress, namespace: stack.namespace });
// The database's client is generated with the stack; what needs it comes after.
const { Recorder } = await import('./stage.ts');
const source = join(import.meta.dirname, 'scenarios');
const scenarios: { name: string; scenario: Scenario }[] = [];
for (const file of readdirSync(source).sort()) {
  const { scenario } = (await import(pathToFileURL(join(source, file)).href)) as { scenario: Scenario };
  const short = file.replace(/\.ts$/, '').replace(/^\d+-/, '');
  if (only.length === 0 || only.includes(short)) scenarios.push({ name: short, scenario });
}
const failed: string[] = [];
try {
  if (only.length === 0) rmSync(folder, { recursive: true, force: true });
  await noteStates(stack.databaseUrl);
  const recorder = new Recorder(stack, clientOn(connection, stack.namespace), folder);
  for (const { name: short, scenario } of scenarios) {
    await recorder.record(short, scenario).catch((error: unknown) => {
      failed.push(short);
      console.error(`${short} 没有录成：`, error);
    });
  }
  // A part that is recorded anew leaves the states of the whole as they are.
  if (only.length === 0 || !existsSync(states)) await keepStates(stack.databaseUrl, recorder.taken, states);
} finally {
  await connection.close();
  await stopTestStack(stack);
}
process.exit(failed.length > 0 ? 1 : 0);
