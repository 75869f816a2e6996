/**
 * One command at a time on one case: in this process by a queue, among processes by a lock of PostgreSQL's. Temporal
 * refuses the eleventh update in flight of a workflow, and its server then forgets a task that the worker has begun; so
 * there is never more than one of ours, whatever the server's limit (docs/adr/0026).
 */
import pg from 'pg';
import type { Logger } from 'pino';
import { untilGone } from '../../installation/session-locks.ts';
import { unavailable } from '../http/problem.ts';

/** How the case stood when its turn came; nobody else of ours changes it meanwhile. */
export interface Ground {
  /** Null where PostgreSQL has no row of it. */
  view: { version: number; head: string; settled: number } | null;
  /** What an update of one of these ids was answered, as written with its events; null where it is not known. */
  answered: { receipt: Record<string, unknown>; ageMs: number } | null;
}

export interface Turns {
  /** Waits for the case to be free, person by person in turn. Throws the 503 of a queue that is too long or too slow. */
  take<Answer>(
    who: { caseId: string; kind?: string | undefined; personId: string; updateIds: readonly string[] },
    work: (ground: Ground) => Promise<Answer>,
  ): Promise<Answer>;
  /** Commands that wait or run, for the metrics. */
  load(): { running: number; waiting: number };
  close(): Promise<void>;
}

const MOST_WAITING_FOR_A_CASE = 200;
const MOST_WAITING = 4_000;
const WAIT_MS = 20_000;
/** Another process has the case: asked again soon at first, then less often. */
const AGAIN_MS = { first: 4, most: 60 };

type Entry = () => void;

/** Who waits for one case: a line for each person, served in rotation, so that no one's many keep out another's one. */
class Line {
  private readonly lines = new Map<string, Entry[]>();
  waiting = 0;

  join(personId: string, entry: Entry): void {
    const line = this.lines.get(personId);
    if (line) line.push(entry);
    else this.lines.set(personId, [entry]);
    this.waiting += 1;
  }

  leave(personId: string, entry: Entry): boolean {
    const line = this.lines.get(personId);
    const index = line?.indexOf(entry) ?? -1;
    if (!line || index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) this.lines.delete(personId);
    this.waiting -= 1;
    return true;
  }

  next(): Entry | undefined {
    const [first] = this.lines;
    if (!first) return undefined;
    const [personId, line] = first;
    this.lines.delete(personId);
    const entry = line.shift();
    if (line.length > 0) this.lines.set(personId, line);
    this.waiting -= 1;
    return entry;
  }
}

const busy = () => unavailable('case-busy', '这件案件同时有很多人在办理，还没有轮到，没有办理；请稍后重新提交', 2);

const TRY = `with touched as (
    insert into case_touch (case_id, work_kind, check_at)
      select $1, $4, now() + interval '30 seconds' where not exists (select from case_touch where case_id = $1 and at > now() - interval '5 minutes')
    on conflict (case_id) do update set at = now(), check_at = excluded.check_at
  )
  select (select count(pg_advisory_unlock(hashtextextended('caselight:turn:' || over, 0))) from unnest($3::text[]) as over) as freed,
    pg_try_advisory_lock(hashtextextended('caselight:turn:' || $1, 0)) as mine,
    (select jsonb_build_object('version', version, 'head', head, 'settled', settled_seq) from work_view where id = $1) as view,
    (select jsonb_build_object('receipt', receipt, 'ageMs', extract(epoch from now() - at) * 1000) from case_receipt
      where case_id = $1 and update_id = any($2::text[]) order by at limit 1) as answered`;
const FREE = `select pg_advisory_unlock(hashtextextended('caselight:turn:' || over, 0)) from unnest($1::text[]) as over`;
/** A turn that is over is given up with the next question, where one is asked by then: one statement less. */
const FREE_WITHIN_MS = 8;

/** A process that is gone, or suspended, holds no case for longer. */
const GONE_AFTER_S = 30;

/** `goneAfterS`: seconds after which the turns of a process that says nothing any more are over. */
export function createTurns(databaseUrl: string, log: Pick<Logger, 'warn'>, goneAfterS = GONE_AFTER_S): Turns {
  const cases = new Map<string, Line>();
  const running = new Set<string>();
  let waiting = 0;
  const locks = lockKeeper(databaseUrl, log, goneAfterS);

  const enter = async (caseId: string, personId: string): Promise<void> => {
    if (!running.has(caseId)) {
      running.add(caseId);
      return;
    }
    const line = cases.get(caseId) ?? new Line();
    if (line.waiting >= MOST_WAITING_FOR_A_CASE || waiting >= MOST_WAITING) throw busy();
    cases.set(caseId, line);
    waiting += 1;
    await new Promise<void>((resolve, reject) => {
      const entry: Entry = () => {
        clearTimeout(late);
        waiting -= 1;
        resolve();
      };
      const late = setTimeout(() => {
        if (!line.leave(personId, entry)) return;
        waiting -= 1;
        reject(busy());
      }, WAIT_MS);
      line.join(personId, entry);
    });
  };

  const leave = (caseId: string): void => {
    const line = cases.get(caseId);
    const next = line?.next();
    if (line?.waiting === 0) cases.delete(caseId);
    // The case stays taken: it passes from one to the next.
    if (next) next();
    else running.delete(caseId);
  };

  return {
    take: async ({ caseId, kind = 'case', personId, updateIds }, work) => {
      await enter(caseId, personId);
      try {
        const ground = await locks.lock(caseId, kind, updateIds);
        try {
          return await work(ground);
        } finally {
          locks.unlock(caseId);
        }
      } finally {
        leave(caseId);
      }
    },
    load: () => ({ running: running.size, waiting }),
    close: () => locks.close(),
  };
}

/** The locks of this process, all on one connection: where it breaks, PostgreSQL frees them. */
function lockKeeper(databaseUrl: string, log: Pick<Logger, 'warn'>, goneAfterS: number) {
  let connection: Promise<pg.Client> | null = null;
  let closed = false;
  /** Cases whose turns are over, and whose locks are still held. */
  let over: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const connected = (): Promise<pg.Client> => {
    if (connection) return connection;
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'caselight-turns',
    });
    const gone = (): void => {
      if (connection !== opening) return;
      connection = null;
      over = [];
    };
    const opening = client
      .connect()
      .then(() => client.query(untilGone(goneAfterS)))
      .then(() => client);
    client.on('error', (error) => {
      if (!closed) log.warn({ reason: error.message }, 'the connection of the locks broke');
      gone();
    });
    client.on('end', gone);
    opening.catch(gone);
    connection = opening;
    return opening;
  };

  // One that does not come back is ended by its `query_timeout`, and its locks with it.
  const breath = setInterval(
    () => {
      const current = connection;
      void current?.then((client) => client.query('select 1').catch(() => giveUp(client, current)));
    },
    (goneAfterS * 1_000) / 3,
  );
  breath.unref();

  const giveUp = (client: pg.Client, current = connection): void => {
    if (connection === current) {
      connection = null;
      over = [];
    }
    void client.end().catch(() => undefined);
  };

  const ask = async (caseId: string, kind: string, updateIds: readonly string[]): Promise<Ground & { mine: boolean }> => {
    const client = await connected();
    const given = over;
    over = [];
    try {
      const { rows } = await client.query<Ground & { mine: boolean }>({
        name: 'turn',
        text: TRY,
        values: [caseId, updateIds, given, kind],
      });
      if (!rows[0]) throw new Error('PostgreSQL did not answer');
      return rows[0];
    } catch (error) {
      // A question that timed out may still be answered, and what it was to give up may still be held: only with the
      // connection are its locks gone for sure.
      if ((error as { code?: unknown }).code === undefined || given.length > 0) {
        giveUp(client);
      }
      throw error;
    }
  };

  const free = (): void => {
    if (over.length === 0) return;
    const given = over;
    over = [];
    void connection
      ?.then((client) => client.query({ name: 'free', text: FREE, values: [given] }))
      .catch((error: unknown) => {
        if (!closed) log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'a lock is left to its connection');
      });
  };

  return {
    lock: async (caseId: string, kind: string, updateIds: readonly string[]): Promise<Ground> => {
      const until = Date.now() + WAIT_MS;
      for (let pause = AGAIN_MS.first; ; pause = Math.min(pause * 2, AGAIN_MS.most)) {
        const { mine, view, answered } = await ask(caseId, kind, updateIds);
        if (mine) return { view, answered };
        if (Date.now() > until) throw busy();
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      }
    },
    unlock: (caseId: string): void => {
      if (!connection) return;
      over.push(caseId);
      if (over.length === 1) timer = setTimeout(free, FREE_WITHIN_MS);
    },
    close: async (): Promise<void> => {
      closed = true;
      clearTimeout(timer);
      clearInterval(breath);
      await (await connection?.catch(() => null))?.end();
    },
  };
}
