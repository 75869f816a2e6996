/** Fresh leads for the demo county's inbox: those of the catalogue that no demo case tells already, of the last days. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { HOUR, toShanghaiIso } from '../../domain/terms/instant.ts';
import { CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import type { Client } from '../tour/client.ts';
import { DEMO_FACTS } from './facts.ts';

interface CatalogueLead {
  id: string;
  channel: string;
  reporterName: string;
  reporterPhone: string;
  areaTown: string;
  address: string;
  text: string;
}

const COUNT = 20;
const EVERY = 3.4 * HOUR;

const rows = parse(readFileSync(new URL('../../prisma/seed/catalogue/leads.csv', import.meta.url)), {
  columns: true,
  bom: true,
}) as CatalogueLead[];
const told = new Set(DEMO_FACTS.map(({ lead }) => lead));
/** Every other one, so that all channels and towns are there. */
const fresh = rows
  .filter(({ id }) => !told.has(id))
  .filter((_row, index) => index % 2 === 0)
  .slice(0, COUNT);

export const demoLeadCount = fresh.length;

/** The newest came in shortly before `now` (UTC milliseconds). */
export async function postDemoLead(dispatcher: Client, index: number, now: number, run: string): Promise<void> {
  const lead = fresh[index];
  if (!lead) throw new Error(`no demo lead ${index}`);
  const channel = Object.entries(CHANNEL_LABELS).find(([, label]) => label === lead.channel)?.[0];
  if (!channel) throw new Error(`${lead.id}: no channel ${lead.channel}`);
  const given = (text: string): string | null => (text === '' || text === '—' ? null : text);
  await dispatcher.ask(
    'POST',
    '/leads',
    {
      ticket: `演示-${lead.id}`,
      channel,
      receivedAt: toShanghaiIso(now - (index + 0.3) * EVERY),
      town: given(lead.areaTown),
      address: lead.address,
      text: lead.text,
      reporterName: given(lead.reporterName),
      reporterPhone: given(lead.reporterPhone),
    },
    { 'Idempotency-Key': `demo-lead-${run}-${index}` },
  );
}
