/** Plays a planned case on paper so that its last step lies as many working hours back as planned. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { CaseFile } from '../../domain/case/state.ts';
import { nextWorkingInstant, workingTime } from '../../domain/terms/calendar.ts';
import { DAY, HOUR, MINUTE, parseInstant, toShanghaiIso, legalDateOf } from '../../domain/terms/instant.ts';
import * as lives from '../lives/lives.ts';
import { Enough, PaperScene, type PaperStep, type Registers } from '../lives/paper-scene.ts';
import { castOf, type Facts } from '../lives/scene.ts';
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
    await lives[planned.facts.life](scene, castOf(planned.town), facts);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return scene;
}

/** The working instant at or after `wanted`; on an evening or a weekend near `now`, the last working day's. */
function workingBefore(wanted: number, now: number, calendar: Registers['policy']['calendar']): number {
  let start = nextWorkingInstant(calendar, wanted);
  for (let back = 1; start + 4 * HOUR >= now; back += 1) start = nextWorkingInstant(calendar, now - back * DAY);
  return start;
}

/** `now` in UTC milliseconds. The start is moved until the last step rests as long as planned. */
export async function compose(planned: PlannedCase, index: number, now: number, registers: Registers): Promise<ComposedCase> {
  const { calendar } = registers.policy;
  // Offices do not open all their cases on the stroke of half past eight.
  const jitter = ((index * 37) % 170) * MINUTE;
  let start = nextWorkingInstant(calendar, now - 60 * DAY);
  let scene = await play(planned, start + jitter, now, registers);
  for (let round = 0; round < 6; round += 1) {
    const last = parseInstant(scene.now());
    const rest = workingTime(calendar, last, now) / HOUR;
    const off = rest - planned.idleHours;
    if (Math.abs(off) < 0.5) break;
    // Working hours run at about a third of the clock; the rest is found by asking again.
    start = workingBefore(Math.round(start + (off * HOUR * (7 * 24)) / (5 * 7.5)), now, calendar);
    scene = await play(planned, start + jitter, now, registers);
  }
  const digest = createHash('sha256').update(`${index}:${planned.town}:${planned.facts.lead}`).digest('hex').slice(0, 6);
  return {
    reference: `云执纸登〔2026〕${String(index + 1).padStart(3, '0')}-${digest}`,
    title: scene.file.title,
    file: scene.file,
    steps: scene.steps,
  };
}
