/** Who works during a storm: writers with cases of their own, a crowd on one case, lives from lead to archive, readers. */
import { either, pause } from './county.ts';
import type { County } from './county.ts';
import { type Dice, dice } from './dice.ts';
import type { Docket } from './docket.ts';
import { Hand, type Told, type Unsettled } from './hand.ts';
import type { History } from './history.ts';
import { LifeCutShort, StormScene } from './life.ts';
import { marked } from './mark.ts';
import { type Eye, readEvents, readList, readOther, readPage } from './reading.ts';
import { CROWD, LIVES, opening } from './scene-facts.ts';
import { caseAt, pathOf, type Place } from './place.ts';

export interface Storm {
  seed: number;
  county: County;
  history: History;
  docket: Docket;
  unsettled: Unsettled[];
  /** False once nobody begins anything new. */
  on: () => boolean;
}

const handOf = ({ seed, county, history, unsettled }: Storm, name: string): Hand => new Hand(name, seed, county, history, unsettled);

export const eyeOf = ({ county, history }: Storm, name: string, person = 'auditor'): Eye => ({ county, history, name, person });

export async function openOne(storm: Storm, hand: Hand, title: string): Promise<string | null> {
  const told = await hand.order({
    by: 'dispatcher',
    caseId: null,
    do: 'OpenCase',
    path: '/cases',
    expect: 'yes',
    payload: (mark) => ({ body: opening(title, mark), marked: true }),
  });
  if (told.kind !== 'ok') return null;
  storm.docket.add(told.caseId);
  return told.caseId;
}

interface NoteOptions {
  ifMatch?: number | undefined;
  keyed?: boolean;
  expect?: 'yes' | 'either';
}

export const note = (hand: Hand, by: string, place: Place, options: NoteOptions = {}, patient?: () => boolean): Promise<Told> =>
  hand.order(
    {
      by,
      caseId: place.id,
      do: 'AddNote',
      path: `${pathOf(place)}/commands/AddNote`,
      expect: options.expect ?? 'yes',
      payload: (mark) => marked({ text: '演练备注' }, mark),
      ...(options.keyed === undefined ? {} : { keyed: options.keyed }),
      ...(options.ifMatch === undefined ? {} : { ifMatch: options.ifMatch }),
    },
    patient,
  );

/** Opens cases and writes to them, alone: what it sees is its own version, so that If-Match must be taken. */
export async function writer(storm: Storm, name: string): Promise<void> {
  const hand = handOf(storm, name);
  const own: { caseId: string; version: number }[] = [];
  for (let turn = 0; storm.on(); turn += 1) {
    const chance = dice(storm.seed, name, turn);
    await pause(chance.between(0, 150));
    if (own.length === 0 || chance.chance(0.08)) {
      const caseId = await openOne(storm, hand, `写手${name}第${turn}轮`);
      if (caseId !== null) own.push({ caseId, version: 1 });
      // Cases left long ago stay as they are until the end.
      if (own.length > 4) own.shift();
      continue;
    }
    const mine = chance.pick(own);
    const matched = chance.chance(0.4);
    const told = await note(hand, 'dispatcher', caseAt(mine.caseId), {
      ifMatch: matched ? mine.version : undefined,
      keyed: !chance.chance(0.04),
    });
    if (told.kind === 'ok') mine.version = told.version;
    else if (matched) mine.version = (await readPage(eyeOf(storm, name), either(chance), caseAt(mine.caseId)))?.version ?? mine.version;
  }
}

/** Notes of a crowded case after which the crowd moves on: the record of one case stays short enough to be read often. */
const CROWDED_VERSIONS = 250;

/** Writes to the crowd's case as fast as it is let. */
export async function member(storm: Storm, name: string): Promise<void> {
  const hand = handOf(storm, name);
  let seen = { caseId: '', version: 0 };
  for (let turn = 0; storm.on(); turn += 1) {
    const { hot } = storm.docket;
    if (hot === null) {
      await pause(100);
      continue;
    }
    const chance = dice(storm.seed, name, turn);
    const matched = chance.chance(0.15) && seen.caseId === hot;
    const by = chance.pick(CROWD);
    const told = await note(
      hand,
      by,
      caseAt(hot),
      { ifMatch: matched ? seen.version : undefined, expect: matched ? 'either' : 'yes' },
      () => storm.docket.hot === hot,
    );
    if (told.kind === 'ok') seen = { caseId: hot, version: told.version };
    if (chance.chance(0.1)) await pause(chance.between(0, 400));
  }
}

/** Leads the crowd: to a new case when one has become long, when half a minute is over, or when it does not answer. */
export async function crowdLeader(storm: Storm, name: string): Promise<void> {
  const hand = handOf(storm, name);
  for (let turn = 0; storm.on(); turn += 1) {
    const caseId = await openOne(storm, hand, `众人第${turn}案`);
    if (caseId === null) continue;
    storm.docket.hot = caseId;
    const until = Date.now() + 40_000;
    let version = 0;
    while (storm.on() && Date.now() < until && version < CROWDED_VERSIONS) {
      await pause(1_000);
      version = (await readPage(eyeOf(storm, name), either(dice(storm.seed, name, turn, version)), caseAt(caseId)))?.version ?? version;
    }
  }
  storm.docket.hot = null;
}

/** Plays whole lives, one after the other. */
export async function liver(storm: Storm, name: string): Promise<void> {
  const hand = handOf(storm, name);
  const order = dice(storm.seed, name).shuffled(LIVES);
  for (let turn = 0; storm.on(); turn += 1) {
    const life = order[turn % order.length]!;
    const scene = new StormScene(storm, hand, eyeOf(storm, name), dice(storm.seed, name, turn));
    try {
      await life.play(scene);
      storm.history.write({ t: 'remark', text: `${name}: ${life.name} 完成` });
    } catch (error) {
      if (error instanceof LifeCutShort) continue;
      const text = `${life.name}: ${error instanceof Error ? error.message : String(error)}`;
      storm.history.write({ t: 'broken', kind: 'life', case: scene.caseId, text });
    }
  }
}

/** Looks at cases, mostly the latest and the crowded, as anybody might at any moment. */
export async function reader(storm: Storm, name: string): Promise<void> {
  const eye = eyeOf(storm, name);
  const board = eyeOf(storm, name, 'supervisor');
  for (let turn = 0; storm.on(); turn += 1) {
    const chance = dice(storm.seed, name, turn);
    await pause(chance.between(20, 250));
    const known = storm.docket.latest(12);
    if (known.length === 0) continue;
    const caseId = storm.docket.hot !== null && chance.chance(0.3) ? storm.docket.hot : chance.pick(known);
    await look(chance, eye, board, caseId);
  }
}

async function look(chance: Dice, eye: Eye, board: Eye, caseId: string): Promise<void> {
  const api = either(chance);
  const what = chance.roll();
  if (what < 0.4) await readEvents(eye, api, caseAt(caseId));
  else if (what < 0.75) await readPage(eye, api, caseAt(caseId));
  else if (what < 0.85) await readList(eye, api);
  else if (what < 0.9) await readOther(board, api, '/board', null);
  else if (what < 0.95) await readOther(eye, api, `/cases/${caseId}/terms`, caseId);
  else await readOther(eye, api, `/cases/${caseId}/next`, caseId);
}
