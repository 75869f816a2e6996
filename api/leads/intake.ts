/** A lead on its way in: its channel and town made out, read by triage, put in once. */
import { v7 as timeOrderedId } from 'uuid';
import type { UnitRef } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import type { Database } from '../database/database.ts';
import { invalid } from '../http/problem.ts';
import { channelOf } from './channel-words.ts';
import type { NewLead } from './lead-schemas.ts';
import type { LeadRecord, Leads } from './lead-store.ts';
import type { TriageService } from './triage.ts';

export interface IntakeServices {
  database: Database;
  leads: Leads;
  triage: TriageService;
}

export type Towns = readonly UnitRef[];

export const readTowns = (database: Database): Promise<Towns> =>
  database.rows<UnitRef>(`select id, name, kind from unit where kind in ('town', 'street')`, [], 'towns');

/**
 * Throws the 422 where town or time cannot be. `takenBy`: who brought it (`actorIdOf`). `id` makes repeating the same request
 * find the same lead.
 */
export async function takeIn(
  services: IntakeServices,
  lead: NewLead,
  towns: Towns,
  now: Instant,
  takenBy: string,
  id: string = timeOrderedId(),
): Promise<{ lead: LeadRecord; existed: boolean }> {
  const channel = channelOf(lead.channel);
  if (!channel) throw invalid([{ path: 'channel', title: '线索渠道', message: '线索渠道不在可选范围内' }]);
  const wanted = lead.town?.trim();
  const town = wanted ? towns.find((unit) => unit.id === wanted || unit.name === wanted) : undefined;
  if (wanted && !town) {
    throw invalid([
      { path: 'town', title: '属地镇街', message: `没有“${wanted}”这个镇街，可以是：${towns.map(({ name }) => name).join('、')}` },
    ]);
  }
  if (parseInstant(lead.receivedAt) > now + 5 * 60_000)
    throw invalid([{ path: 'receivedAt', title: '接收时间', message: '接收时间不能晚于现在' }]);
  const triage = await services.triage.read({
    text: lead.text,
    town: town?.name ?? null,
    channel,
    address: lead.address,
    receivedAt: lead.receivedAt,
  });
  return services.leads.add({
    id,
    ticket: lead.ticket ?? null,
    channel,
    receivedAt: lead.receivedAt,
    reporterName: lead.reporterName ?? null,
    reporterPhone: lead.reporterPhone ?? null,
    townId: town?.id ?? null,
    address: lead.address,
    text: lead.text,
    triage,
    takenBy,
  });
}
