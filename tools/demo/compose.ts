/** Plays a planned case on paper so that its last step lies as many working hours back as planned. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { CaseFile } from '../../domain/case/state.ts';
import { addWorkingTime, nextWorkingInstant, workingTime } from '../../domain/terms/calendar.ts';
import { DAY, HOUR, MINUTE, parseInstant, toShanghaiIso, legalDateOf } from '../../domain/terms/instant.ts';
import { untilForced } from '../lives/demolition.ts';
import * as lives from '../lives/lives.ts';
import { Enough, PaperScene, type PaperStep, type Registers } from '../lives/paper-scene.ts';
import { type Cast, castOf, type Facts, type Scene } from '../lives/scene.ts';
import { untilTested } from '../lives/seizure.ts';
import type { Life } from './facts.ts';
import type { PlannedCase } from './plan.ts';

interface LeadRow {
  id: string;
  address: string;
  text: string;
}

const leads = new Map(
  (
    parse(readFileSync(new URL('../../prisma/seed/catalogue/leads.csv', import.meta.url)), {
      columns: true,
      bom: true,
      skip_empty_lines: true,
    }) as LeadRow[]
  ).map((row) => [row.id, row]),
);

export interface ComposedCase {
  reference: string;
  title: string;
  file: CaseFile;
  steps: PaperStep[];
}

const LIVES: Record<Life, (scene: Scene, cast: Cast, facts: Facts) => Promise<unknown>> = {
  ordinary: lives.ordinary,
  afterRefusal: lives.afterRefusal,
  raised: lives.raised,
  onTheSpot: lives.onTheSpot,
  exempted: lives.exempted,
  unfounded: lives.unfounded,
  demolition: untilForced,
  seizure: untilTested,
};

async function play(planned: PlannedCase, start: number, before: number, registers: Registers): Promise<PaperScene> {
  const lead = leads.get(planned.facts.lead);
  if (!lead) throw new Error(`no lead ${planned.facts.lead}`);
  const received = toShanghaiIso(start - 20 * MINUTE);
  const townName = registers.units.get(planned.town)?.name ?? planned.town;
  const facts: Facts = {
    title: `${townName}${planned.facts.title}`,
    townId: planned.town,
    address: `${townName}${lead.address}`,
    channel: 'grid',
    leadId: null,
    receivedAt: received,
    text: planned.facts.text ?? lead.text,
    matterCode: planned.facts.matterCode,
    conductOn: legalDateOf(start),
    party: planned.facts.party,
    factors: planned.facts.factors,
    ...(planned.facts.leftOut ? { leftOut: planned.facts.leftOut } : {}),
    fine: planned.facts.fine,
  };
  const scene: PaperScene = new PaperScene('paper', toShanghaiIso(start), registers, {
    before,
    stop: (): boolean => scene.steps.at(-1)?.name === planned.after,
  });
  try {
    await LIVES[planned.facts.life](scene, castOf(planned.town), facts);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return scene;
}

/** A life is first played so far back that it comes to where it is to stand. */
const TRIED_DAYS_AGO = 120;
/** Where the working hours are counted from. */
const COUNTED_DAYS_AGO = 400;
const CLOSE_ENOUGH = 10 * MINUTE;

/** `now` in UTC milliseconds. A life takes its working hours whenever it begins: so that its last step rests as planned. */
export async function compose(planned: PlannedCase, index: number, now: number, registers: Registers): Promise<ComposedCase> {
  const { calendar } = registers.policy;
  // Offices do not take all their steps on the same minute.
  const rests = planned.idleHours * HOUR + ((index * 37) % 60) * MINUTE;
  const origin = nextWorkingInstant(calendar, now - COUNTED_DAYS_AGO * DAY);
  let start = nextWorkingInstant(calendar, now - TRIED_DAYS_AGO * DAY);
  let scene = await play(planned, start, now, registers);
  for (let round = 0; round < 3; round += 1) {
    const takes = workingTime(calendar, start, parseInstant(scene.now()));
    const better = addWorkingTime(calendar, origin, workingTime(calendar, origin, now) - rests - takes);
    if (Math.abs(better - start) < CLOSE_ENOUGH) break;
    start = better;
    scene = await play(planned, start, now, registers);
  }
  const digest = createHash('sha256').update(`${index}:${planned.town}:${planned.facts.lead}`).digest('hex').slice(0, 6);
  return {
    reference: `云执纸登〔2026〕${String(index + 1).padStart(3, '0')}-${digest}`,
    title: scene.file.title,
    file: scene.file,
    steps: scene.steps,
  };
}
