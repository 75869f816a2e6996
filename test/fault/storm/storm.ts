/** A storm from its first case to its verdict. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pMap from 'p-map';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { root } from '../../../tools/paths.mjs';
import type { Crash } from '../../../tools/stack/stack.ts';
import { lookAround, settle, sha256 } from './aftermath.ts';
import { type Arena, openArena } from './arena.ts';
import { check } from './check/check.ts';
import { holes, numbersGiven } from './check/numbers.ts';
import type { Aftermath, Trial, Violation } from './check/trial.ts';
import { County, pause } from './county.ts';
import { dice } from './dice.ts';
import { Docket } from './docket.ts';
import { Hand } from './hand.ts';
import { type History, openHistory } from './history.ts';
import { CHANNEL, leadTaker } from './leads.ts';
import { StormScene } from './life.ts';
import { describeFault, type Plan } from './plan.ts';
import { crowdLeader, eyeOf, liver, member, reader, type Storm, writer } from './players.ts';
import { startReceiver } from './receiver.ts';
import { FILED, ON_THE_SPOT, PEOPLE } from './scene-facts.ts';
import { type Field, strike } from './strike.ts';
import { uploader } from './uploads.ts';

export interface Clients {
  writers: number;
  /** On one case, all at once: more than the server admits updates of one workflow. */
  crowd: number;
  lives: number;
  leads: number;
  readers: number;
}

export const CLIENTS: Clients = { writers: 5, crowd: 14, lives: 3, leads: 2, readers: 3 };

export interface Outcome {
  violations: Violation[];
  historyFile: string;
  /** What it rests on: a storm in which nothing was done proves nothing. */
  figures: { commands: number; acknowledged: number; reads: number; cases: number; faults: Record<string, number> };
  /** Faults that this machine cannot have, by name. */
  left: string[];
  again: string;
}

/** Longer than anybody's patience with one command and with reading it back. */
const GOING_HOME_MS = 150_000;
const SIGN_INS_AT_ONCE = 6;

export const againCommand = ({ seed, minutes }: Plan): string => `npm run faults -- --seed ${seed} --minutes ${minutes}`;

export async function runStorm(plan: Plan, log: (line: string) => void, clients: Clients = CLIENTS): Promise<Outcome> {
  const folder = join(root, '.cache', 'faults');
  mkdirSync(folder, { recursive: true });
  const history = openHistory(join(folder, `history-${plan.seed}-${new Date().toISOString().replaceAll(/[:.]/g, '')}.jsonl`));
  log(`history: ${history.file}`);
  const arena = await openArena(({ part, reason, lastWords }: Crash) => {
    history.write({ t: 'broken', kind: 'crash', case: null, text: `${part} ended by itself: ${reason}\n${lastWords}` });
  });
  const receiver = await startReceiver();
  try {
    const aftermath = await blow(plan, arena, history, receiver, clients, log);
    const trial: Trial = { history: history.entries, ...aftermath };
    const violations = check(trial, sha256);
    for (const { kind, caseId, text } of violations) history.write({ t: 'verdict', kind, case: caseId, text });
    return {
      violations,
      historyFile: history.file,
      again: againCommand(plan),
      figures: figuresOf(trial),
      left: arena.disk.missing === null ? [] : [`disk-full (${arena.disk.missing})`],
    };
  } finally {
    history.flush();
    await receiver.close();
    await arena.close();
  }
}

async function blow(
  plan: Plan,
  arena: Arena,
  history: History,
  receiver: Awaited<ReturnType<typeof startReceiver>>,
  clients: Clients,
  log: (line: string) => void,
): Promise<Aftermath> {
  const { seed } = plan;
  const county = new County(arena.urls);
  await pMap(PEOPLE, (person) => county.signIn(person), { concurrency: SIGN_INS_AT_ONCE });
  await county.expect('sysadmin', 'PUT', `/channels/${CHANNEL}/webhook`, { url: receiver.url });
  let on = true;
  const storm: Storm = { seed, county, history, docket: new Docket(), unsettled: [], on: () => on };
  const atWork = new Set<string>();
  const many = (count: number, name: string, play: (storm: Storm, name: string) => Promise<void>): Promise<void>[] =>
    Array.from({ length: count }, async (_, n) => {
      atWork.add(`${name}${n + 1}`);
      await play(storm, `${name}${n + 1}`);
      atWork.delete(`${name}${n + 1}`);
    });
  const playing = Promise.all([
    ...many(clients.writers, 'writer', writer),
    ...many(1, 'leader', crowdLeader),
    ...many(clients.crowd, 'member', member),
    ...many(clients.lives, 'life', liver),
    ...many(clients.leads, 'lead', leadTaker),
    ...many(clients.readers, 'reader', reader),
    ...many(1, 'uploader', uploader),
  ]).finally(() => {
    on = false;
  });
  const field: Field = { arena, history, docket: storm.docket, seen: new Map() };
  try {
    for (const planned of plan.faults) {
      await Promise.race([pause(planned.afterMs), playing]);
      log(`${(history.now() / 1000).toFixed(0).padStart(5)} s  ${planned.n}/${plan.faults.length} ${describeFault(planned.fault)}`);
      await strike(field, planned);
    }
    await pause(2_000);
  } finally {
    on = false;
    await Promise.race([playing, pause(GOING_HOME_MS)]);
  }
  history.flush();
  for (const name of atWork) history.write({ t: 'broken', kind: 'harness', case: null, text: `${name} does not come home` });
  log(`${(history.now() / 1000).toFixed(0).padStart(5)} s  calm; ${storm.docket.all().length} cases`);
  await arena.revive();
  const unanswered = await settle(storm);
  const hand = new Hand('after', seed, county, history, storm.unsettled);
  const aftermath = await lookAround(storm, hand, arena.stack, receiver.heard, unanswered, (records) => fillHoles(storm, hand, records));
  history.flush();
  log(`${(history.now() / 1000).toFixed(0).padStart(5)} s  everything looked at`);
  return aftermath;
}

const MOST_FILLED = 6;

/** A number whose command was lost goes to the next case that asks: so many more are filed as numbers were left out. */
async function fillHoles(storm: Storm, hand: Hand, records: ReadonlyMap<string, RecordedEvent[]>): Promise<void> {
  const cases = [...records.keys()].map((caseId) => ({ caseId }));
  const open = holes(numbersGiven(cases, { of: (caseId) => records.get(caseId), effectsOf: () => [] }));
  const calm: Storm = { ...storm, on: () => true };
  for (const [turn, { series }] of open.slice(0, MOST_FILLED).entries()) {
    const life = series.startsWith('case number') ? FILED : ON_THE_SPOT;
    const scene = new StormScene(calm, hand, eyeOf(storm, hand.name), dice(storm.seed, 'holes', turn));
    await life.play(scene).catch((error: unknown) => {
      storm.history.write({ t: 'broken', kind: 'life', case: scene.caseId, text: `${life.name}: ${String(error)}` });
    });
  }
}

function figuresOf({ history, cases }: Trial): Outcome['figures'] {
  const faults: Record<string, number> = {};
  const ops = new Set<string>();
  let acknowledged = 0;
  let reads = 0;
  for (const entry of history) {
    if (entry.t === 'invoke') ops.add(entry.op);
    else if (entry.t === 'ok') acknowledged += 1;
    else if (entry.t === 'read') reads += 1;
    else if (entry.t === 'fault' && entry.phase === 'end') faults[entry.kind] = (faults[entry.kind] ?? 0) + 1;
  }
  return { commands: ops.size, acknowledged, reads, cases: cases.length, faults };
}
