/** Looks after cases that were commanded lately: what a process that died had not written yet is written by another. */
import type { Logger } from 'pino';
import pMap from 'p-map';
import type { Database } from '../database/database.ts';
import type { RecordKeeper } from './record-keeper.ts';

const EVERY_MS = 5_000;
const AT_A_TIME = 40;
const AT_ONCE = 4;

// Taken by one process at a time; one that dies with them leaves them due again in half a minute.
const DUE = `update case_touch set check_at = now() + interval '30 seconds' where case_id in (
    select case_id from case_touch where check_at <= now() order by check_at limit $1 for update skip locked
  ) returning case_id as "caseId", work_kind as kind`;
// Looked at once more when the mark is ten minutes old; then nothing that relied on it can still be under way.
// Not while somebody has the case's turn: one that was suspended may have reserved a number and not sent it yet.
const EVEN = `with done as (
    delete from case_touch where case_id = $1 and at < now() - interval '10 minutes'
      and pg_try_advisory_xact_lock(hashtextextended('caselight:turn:' || case_id, 0)) returning case_id
  ), freed as (select release_numbers(case_id) from done)
  update case_touch set check_at = at + interval '10 minutes 5 seconds'
    where case_id = $1 and at >= now() - interval '10 minutes' and (select count(*) from freed) = 0`;

export interface Sweeper {
  /** Everything that is marked is looked at at once: another process may have died. */
  start(): void;
  stop(): void;
}

/** `rests`: while a store is older than the others nothing is brought anywhere; that is people's to decide (docs/adr/0030). */
export function createSweeper(
  database: Database,
  keeper: RecordKeeper,
  rests: () => boolean,
  log: Pick<Logger, 'debug' | 'info' | 'warn'>,
): Sweeper {
  let timer: NodeJS.Timeout | null = null;
  let sweeping = false;

  const look = async (caseId: string, kind: string): Promise<void> => {
    const healed = await keeper.heal(caseId, kind);
    if (healed === 'written' || healed === 'dropped') log.info({ caseId, kind, healed }, 'the record was brought up to its workflow');
    if (healed === 'away') return;
    // Those that need a person are looked at again, so that their recovery is noticed; the alarm is the watcher's.
    if (healed === 'missing' || healed === 'contradicts') {
      await database.run(`update case_touch set check_at = now() + interval '5 minutes' where case_id = $1`, [caseId]);
      return;
    }
    await database.run(EVEN, [caseId]);
  };

  const sweep = async (): Promise<void> => {
    const due = await database.rows<{ caseId: string; kind: string }>(DUE, [AT_A_TIME]);
    await pMap(
      due,
      ({ caseId, kind }) => look(caseId, kind).catch((error: unknown) => log.debug({ caseId, err: error }, 'looked at again later')),
      { concurrency: AT_ONCE },
    );
    if (due.length === AT_A_TIME) return sweep();
  };

  const tick = (): void => {
    if (sweeping || rests()) return;
    sweeping = true;
    sweep()
      .catch((error: unknown) => log.debug({ err: error }, 'the sweep waits for the next time'))
      .finally(() => (sweeping = false));
  };

  return {
    start: () => {
      database.run(`update case_touch set check_at = now() where check_at > now()`).then(tick, tick);
      timer = setInterval(tick, EVERY_MS);
      timer.unref();
    },
    stop: () => {
      if (timer) clearInterval(timer);
    },
  };
}
