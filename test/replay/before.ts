/**
 * `node tools/run.mjs test/replay/before.ts CHECKOUT DATA`: the first half of an upgrade. Runs cases under the code of an earlier
 * release (a checkout with its packages installed) on a stack of its own, and leaves them in the midst of things in DATA.
 * Prints what the second half has to know (scenarios/70-upgrade.ts).
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CaseClient, envelope as envelopeOf } from '../support/cases.ts';
import type { openGate as openGateOf } from '../support/gate.ts';
import type { ordinary as ordinaryOf } from '../support/lives.ts';
import type { startTestStack as startOf } from '../support/stack.ts';
import type { startTestWorker as workerOf } from '../support/workers.ts';

/** What is left: cases by what they are in the midst of, and the ids of commands that may be repeated. */
export interface LeftBehind {
  cases: Record<'atWork' | 'behind' | 'filedBehind' | 'inDispute' | 'archiving', { caseId: string; updateId: string; version: number }>;
}

const [checkout, dataDir] = process.argv.slice(2);
if (!checkout || !dataDir) throw new Error('node tools/run.mjs test/replay/before.ts CHECKOUT DATA');
const load = async <Module>(file: string): Promise<Module> => (await import(pathToFileURL(resolve(checkout, file)).href)) as Module;

// The database's client comes with the stack.
const { startTestStack } = await load<{ startTestStack: typeof startOf }>('test/support/stack.ts');
const stack = await startTestStack(['postgres', 'temporal'], { dataDir });
const { startTestWorker } = await load<{ startTestWorker: typeof workerOf }>('test/support/workers.ts');
const { CaseClient: Case, envelope } = await load<{ CaseClient: typeof CaseClient; envelope: typeof envelopeOf }>('test/support/cases.ts');
const { openGate } = await load<{ openGate: typeof openGateOf }>('test/support/gate.ts');
const { ordinary } = await load<{ ordinary: typeof ordinaryOf }>('test/support/lives.ts');

const gate = await openGate(stack.ports.postgres);
const url = new URL(stack.databaseUrl);
url.port = String(gate.port);
const worker = await startTestWorker({ temporalAddress: stack.temporalAddress, namespace: stack.namespace, databaseUrl: url.href });
const cases = {} as LeftBehind['cases'];
const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);
const leave = async (name: keyof LeftBehind['cases'], one: CaseClient): Promise<void> => {
  const updateId = `before-${name}`;
  const { version } = await one.send(note('升级前的最后一条'), updateId);
  cases[name] = { caseId: one.caseId, updateId, version };
};

const atWork = new Case(worker.client);
await atWork.open();
for (const step of ordinary.slice(0, 4)) await atWork.take(step);
await leave('atWork', atWork);

const inDispute = new Case(worker.client);
await inDispute.open();
for (const step of ordinary.slice(0, 2)) await inDispute.take(step);
await inDispute.did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
await leave('inDispute', inDispute);

const archiving = new Case(worker.client);
await archiving.open();
for (const step of ordinary.slice(0, -1)) await archiving.take(step);
const filedBehind = new Case(worker.client);
await filedBehind.open();
for (const step of ordinary.slice(0, 5)) await filedBehind.take(step);
const behind = new Case(worker.client);
await behind.open();

gate.set('refuse');
await behind.send(note('数据库不在'));
await leave('behind', behind);
await filedBehind.take(ordinary[5]!);
await leave('filedBehind', filedBehind);
await leave('archiving', archiving);
await archiving.take(ordinary.at(-1)!);
await new Promise((done) => setTimeout(done, 3_000));
await worker.close();
await gate.close();
await stack.stop();
console.log(`LEFT ${JSON.stringify({ cases } satisfies LeftBehind)}`);
process.exit();
