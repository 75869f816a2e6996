/**
 * Looks after items of every kind whose workflow may be in trouble: those touched or changed lately, those whose own action
 * is late, those
 * with an alarm. One API process at a time, a bounded number a round; what heals by itself is no alarm.
 */
import type { Logger } from 'pino';
import pMap from 'p-map';
import { kindNamed } from '../../domain/kinds.ts';
import { alone } from '../../installation/bind.ts';
import type { Item } from '../../installation/difference.ts';
import type { Database } from '../database/database.ts';
import type { InstallationWatch } from '../installation/watch.ts';
import type { Gateway } from '../temporal/gateway.ts';
import { examine } from './examine.ts';
import { raise } from './raise.ts';

export interface WatcherServices {
  database: Database;
  gateway: Gateway;
  namespace: string;
  installation: Pick<InstallationWatch, 'closed'>;
  log: Logger;
}

const EVERY_MS = 30_000;
const MOST = 200;
const AT_ONCE = 4;
/** Open items are all looked through for late ones only so often. */
const LATE_EVERY_MS = 5 * 60_000;

export interface Watcher {
  /** One round; false where another process is at it. */
  round(now: number): Promise<boolean>;
}

export function createWatcher(services: WatcherServices): Watcher {
  const { database, gateway, namespace } = services;
  /** What was seen the last time and not yet believed, by id. */
  let suspected = new Map<string, { item: Item; mark: string }>();
  let lateAt = 0;

  async function candidates(now: number, alarmed: readonly Item[]): Promise<Item[]> {
    const changed = await database.rows<Item>(
      `select kind, work_id as id from (select kind, work_id, recorded_at from work_event where recorded_at > now() - interval '3 minutes'
         order by recorded_at desc limit 1000) e group by kind, work_id order by max(recorded_at) desc limit $1`,
      [MOST / 4],
    );
    const touched = await touchedItems(database, MOST / 2);
    let late: Item[] = [];
    if (now - lateAt >= LATE_EVERY_MS) {
      lateAt = now;
      late = await database.rows<Item>(
        `select kind, id from work_view where closed_at is null and next_wake_up_at < now() - interval '10 minutes'
         order by next_wake_up_at limit $1`,
        [MOST / 2],
      );
    }
    const all = [...[...suspected.values()].map(({ item }) => item), ...alarmed, ...touched, ...late, ...changed];
    // A kind that this program does not know is left to the newer one that wrote it.
    const known = all.filter(({ kind }) => kindNamed(kind) !== null);
    return [...new Map(known.map((item) => [item.id, item])).values()].slice(0, MOST);
  }

  async function look(now: number): Promise<void> {
    const next: typeof suspected = new Map();
    const rows = await database.rows<Item>(
      'select work_kind as kind, case_id as id from case_alarm group by work_kind, case_id order by max(seen_at) limit $1',
      [MOST / 2],
    );
    const alarmed = new Set(rows.map(({ id }) => id));
    await pMap(
      await candidates(now, rows),
      async (item) => {
        const { id } = item;
        const found = await examine({ client: gateway.client, namespace, database }, item, now);
        if (found === undefined) return;
        const believed = found !== null && suspected.get(id)?.mark === found.mark;
        if (found !== null) next.set(id, { item, mark: found.mark });
        if (believed) await raise(database, item, found);
        else if (alarmed.has(id)) await heal(database, id, found?.kind ?? null);
      },
      { concurrency: AT_ONCE },
    );
    suspected = next;
  }

  return { round: async (now) => (await alone(database.pool, 'caselight:alarms', () => look(now).then(() => true))) ?? false };
}

/** Takes the item's alarms away; one of the kind that is suspected again stays. */
const heal = (database: Database, id: string, but: string | null): Promise<number> =>
  database.run('delete from case_alarm where case_id = $1 and kind is distinct from $2', [id, but]);

/** Items that a command was sent to, also where nothing came of it: a failing one writes nothing. */
async function touchedItems(database: Database, limit: number): Promise<Item[]> {
  const there = await database.first<{ there: boolean }>(`select to_regclass('case_touch') is not null as there`);
  return there?.there
    ? database.rows<Item>(`select work_kind as kind, case_id as id from case_touch order by at desc limit $1`, [limit])
    : [];
}

/** Goes on until stopped; a part that is away is waited out. Answers how to stop. */
export function startWatching(services: WatcherServices): () => void {
  const watcher = createWatcher(services);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    try {
      if (services.installation.closed() === null) await watcher.round(Date.now());
    } catch (error) {
      services.log.debug({ err: error }, 'the watcher waits for the next time');
    }
    if (!stopped) timer = setTimeout(() => void turn(), EVERY_MS).unref();
  };
  timer = setTimeout(() => void turn(), EVERY_MS).unref();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
