/**
 * Tells browsers what changed, as it changes: notifications are gathered for a tenth of a second, read once, and each
 * watcher is sent what its person may see. The light in an event is of that moment, like everywhere.
 */
import type { Response } from 'express';
import type { Logger } from 'pino';
import { masked } from '../../domain/parties/masked.ts';
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { maySeeCase, maySeeLead } from '../access/visibility.ts';
import { type ItemRowRecord, lightOf } from '../listing/item-row.ts';
import { type Database, iso } from '../database/database.ts';
import type { NotifyChannel } from './listener.ts';

const GATHER_MS = 100;
/** More at once than this: the page had better read everything anew. */
const MOST_AT_ONCE = 500;

export interface Watcher {
  person: Person;
  /** Null for a machine's key. */
  sessionId: string | null;
  response: Response;
}

type Shown = 'kind' | 'id' | 'number' | 'title' | 'stage' | 'tier' | 'townId' | 'unitId' | 'yellowAt' | 'redAt' | 'paused' | 'version';

interface ChangedItem extends Pick<ItemRowRecord, Shown> {
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  handlerIds: string[];
  barredPersonIds: string[];
  stamp: string;
}

const COLUMNS = `c.kind, c.id, d.number, title, stage, tier, town_id as "townId", unit_id as "unitId", concerned_unit_ids as "concernedUnitIds",
  concerned_person_ids as "concernedPersonIds", handler_ids as "handlerIds",
  (select coalesce(array_agg(b.person_id), '{}') from work_barred b where b.work_id = c.id) as "barredPersonIds", yellow_at as "yellowAt", red_at as "redAt", paused, version, to_json(updated_at) #>> '{}' as stamp`;

export interface Hub {
  /** Watches from now on; what changed since `lastEventId` is sent first. */
  add(watcher: Watcher, lastEventId: string | undefined): Promise<void>;
  remove(watcher: Watcher): void;
  notified(channel: NotifyChannel, payload: Record<string, unknown>): void;
  /** Events may have been missed: everybody reads anew. */
  resumed(): void;
  close(): void;
  readonly size: number;
}

export function createHub(database: Database, clock: () => Instant, log: Logger): Hub {
  const watchers = new Set<Watcher>();
  const items = new Set<string>();
  const leads = new Map<string, string | null>();
  let timer: NodeJS.Timeout | undefined;

  const send = ({ response }: Watcher, event: string, data: unknown, id?: string) => {
    response.write(`${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(masked(data))}\n\n`);
  };
  const sendItems = (to: Iterable<Watcher>, rows: readonly ChangedItem[]) => {
    const now = clock();
    for (const watcher of to) {
      for (const row of rows) if (maySeeCase(watcher.person, row)) send(watcher, ...told(row, now), row.stamp);
    }
  };
  const resetAll = () => {
    for (const watcher of watchers) send(watcher, 'reset', {});
  };

  const flush = async () => {
    timer = undefined;
    const ids = [...items];
    const changedLeads = [...leads];
    items.clear();
    leads.clear();
    if (watchers.size === 0) return;
    if (ids.length > MOST_AT_ONCE) return resetAll();
    for (const watcher of watchers) {
      for (const [leadId, townId] of changedLeads) if (maySeeLead(watcher.person, { townId })) send(watcher, 'lead', { leadId });
    }
    if (ids.length === 0) return;
    sendItems(
      watchers,
      await database.rows<ChangedItem>(
        `select ${COLUMNS} from work_view c left join case_detail d on d.id = c.id where c.id = any($1) order by updated_at`,
        [ids],
      ),
    );
    await sendUnread(ids);
  };

  const sendUnread = async (itemIds: readonly string[]) => {
    const people = [...new Set([...watchers].map(({ person }) => person.id))];
    const rows = await database.rows<{ personId: string; unread: number }>(
      `select person_id as "personId", count(*)::int as unread from notification n where read_at is null and person_id = any($1)
         and exists (select from notification o where o.person_id = n.person_id and o.case_id = any($2) and o.read_at is null)
       group by person_id`,
      [people, itemIds],
    );
    for (const watcher of watchers) {
      const row = rows.find(({ personId }) => personId === watcher.person.id);
      if (row) send(watcher, 'notification', { unread: row.unread });
    }
  };

  return {
    get size() {
      return watchers.size;
    },

    add: async (watcher, lastEventId) => {
      watchers.add(watcher);
      const missed = lastEventId === undefined ? [] : await missedSince(database, lastEventId);
      if (missed === 'too-many') send(watcher, 'reset', {});
      else sendItems([watcher], missed);
    },

    remove: (watcher) => void watchers.delete(watcher),

    notified: (channel, payload) => {
      if (channel === 'caselight_session') {
        for (const watcher of watchers) if (watcher.sessionId !== null && watcher.sessionId === payload.ended) watcher.response.end();
        return;
      }
      if (channel === 'caselight_work' && typeof payload.id === 'string') items.add(payload.id);
      else if (channel === 'caselight_lead' && typeof payload.leadId === 'string') {
        leads.set(payload.leadId, typeof payload.townId === 'string' ? payload.townId : null);
      } else return;
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => {
          log.debug({ err: error }, 'live events were not read');
          resetAll();
        });
      }, GATHER_MS);
    },

    resumed: resetAll,

    close: () => {
      clearTimeout(timer);
      for (const { response } of watchers) response.end();
      watchers.clear();
    },
  };
}

/** Name and data of the event that tells of it. Cases were told of before other kinds, by a name of their own. */
function told({ kind, id, ...row }: ChangedItem, now: Instant): [event: string, data: unknown] {
  const { title, stage, tier, townId, unitId, version } = row;
  const common = {
    title,
    stage,
    tier,
    townId,
    unitId,
    light: lightOf(row, now),
    yellowAt: iso(row.yellowAt),
    redAt: iso(row.redAt),
    version,
  };
  return kind === 'case' ? ['case', { caseId: id, number: row.number, ...common }] : ['item', { kind, id, ...common }];
}

/** What changed since an event, found by the record's own index; a little more, because commits overtake each other. */
async function missedSince(database: Database, eventId: string): Promise<ChangedItem[] | 'too-many'> {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(eventId) || Number.isNaN(Date.parse(eventId))) return 'too-many';
  const ids = await database.rows<{ id: string }>(
    `select distinct work_id as id from (
       select work_id from work_event where recorded_at > $1::timestamptz - interval '5 seconds' order by recorded_at limit $2
     ) as later`,
    [eventId, MOST_AT_ONCE * 5],
  );
  if (ids.length > MOST_AT_ONCE) return 'too-many';
  return database.rows<ChangedItem>(
    `select ${COLUMNS} from work_view c left join case_detail d on d.id = c.id where c.id = any($1) order by updated_at`,
    [ids.map(({ id }) => id)],
  );
}
