/** A channel's ticket on its way in: mapped, taken in once, and what it says later kept beside the lead. */
import { canonicalJson } from '../../domain/canonical-json.ts';
import { parseInstant, toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import type { Database } from '../database/database.ts';
import { type IntakeServices, readTowns, takeIn, type Towns } from '../leads/intake.ts';
import type { LeadRecord } from '../leads/lead-store.ts';
import { sha256 } from '../session/tokens.ts';
import type { ChannelLead } from './formats/channel-lead.ts';

export interface TakenTicket {
  lead: LeadRecord;
  /** `new`: a lead was made; `known`: said before; `supplement`: something else than before, kept beside the lead. */
  outcome: 'new' | 'known' | 'supplement';
}

/** The town in a channel's words: by id, by name, or where the words name exactly one. Null leaves it to the dispatcher. */
export function townOf(words: string | null, towns: Towns): string | null {
  const wanted = words?.trim();
  if (!wanted) return null;
  const exact = towns.find(({ id, name }) => id === wanted || name === wanted);
  if (exact) return exact.id;
  const within = towns.filter(({ name }) => wanted.includes(name));
  return within.length === 1 ? within[0]!.id : null;
}

/** The channel's clock may be a little ahead of ours; what is further ahead is refused by the intake. */
const CLOCK_SKEW_MS = 5 * 60_000;

export async function takeTicket(
  services: IntakeServices,
  channel: Channel,
  said: ChannelLead,
  takenBy: string,
  now: Instant,
): Promise<TakenTicket> {
  const received = parseInstant(said.receivedAt);
  const receivedAt = received > now && received <= now + CLOCK_SKEW_MS ? toShanghaiIso(now) : said.receivedAt;
  const towns = await readTowns(services.database);
  const { lead, existed } = await takeIn(services, { ...said, receivedAt, channel, town: townOf(said.town, towns) }, towns, now, takenBy);
  if (!existed) return { lead, outcome: 'new' };
  const content = spoken(said);
  if (canonicalJson(spoken(lead)) === canonicalJson(content)) return { lead, outcome: 'known' };
  const added = await supplement(services.database, lead, content, said.receivedAt, takenBy);
  return { lead, outcome: added ? 'supplement' : 'known' };
}

/** What counts as the ticket's content: a new time alone is no news. */
type Spoken = Pick<ChannelLead, 'address' | 'text' | 'reporterName' | 'reporterPhone'>;
const spoken = ({ address, text, reporterName, reporterPhone }: Spoken): Spoken => ({ address, text, reporterName, reporterPhone });

/** False where the same was said before. */
async function supplement(database: Database, lead: LeadRecord, content: Spoken, receivedAt: string, takenBy: string): Promise<boolean> {
  return database.transaction(async (queries) => {
    const added = await queries.run(
      `insert into lead_supplement (lead_id, content_hash, content, received_at, taken_by) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [lead.id, sha256(canonicalJson(content)), JSON.stringify(content), receivedAt, takenBy],
    );
    if (added === 0) return false;
    await queries.run(`select pg_notify('caselight_lead', json_build_object('leadId', $1::text, 'townId', $2::text)::text)`, [
      lead.id,
      lead.townId,
    ]);
    return true;
  });
}
