/**
 * Sees to it that PostgreSQL gets what Temporal holds: with every answer, again where that failed, and by a sweep for what
 * a process that died left undone. Nothing here decides anything.
 */
import type { Logger } from 'pino';
import { kindOf } from '../../domain/kinds.ts';
import { fold } from '../../domain/work/execute.ts';
import type { Item } from '../../installation/difference.ts';
import { type AnsweredUpdate, RecordObjection, type RecordWriter, type Written } from '../../record/writer.ts';
import type { Tail, TailAnswer } from '../../workflows/messages.ts';
import type { Database } from '../database/database.ts';
import { raise } from '../alarms/raise.ts';
import type { Gateway } from '../temporal/gateway.ts';
import { readEvents } from './records.ts';

export interface RecordKeeper {
  /**
   * Writes what an update answered with. `base`: the case as read in this turn; null where it had no row. True where it
   * can be read now; false where PostgreSQL is away and it is written later. Throws a RecordObjection where the record
   * contradicts it.
   */
  write(caseId: string, tail: Tail & { kind?: string }, base?: Written | null, answered?: AnsweredUpdate): Promise<boolean>;
  /** Brings record and read model to where the workflow is, as far as that needs no person. */
  heal(caseId: string, kind?: string): Promise<Healed>;
}

/** `missing`: there is no workflow for an open case; `contradicts`: a person must look; `away`: nobody answers. */
export type Healed = 'even' | 'written' | 'dropped' | 'missing' | 'contradicts' | 'away';

const LATER_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** Longer nobody waits for PostgreSQL once Temporal has it; it is written later, and the answer says so. */
const WRITE_WITHIN_MS = 4_000;

interface KeeperServices {
  database: Database;
  gateway: Gateway;
  writer: RecordWriter;
  log: Pick<Logger, 'warn' | 'error' | 'info'>;
}

interface View {
  kind: string;
  version: number;
  head: string;
  settled: number;
  ended: boolean;
}

export function createRecordKeeper({ database, gateway, writer, log }: KeeperServices): RecordKeeper {
  const retried = new Set<string>();

  const later = (caseId: string, kind?: string, attempt = 0): void => {
    if (attempt === 0 && retried.has(caseId)) return;
    retried.add(caseId);
    setTimeout(() => {
      heal(caseId, kind).then(
        (healed) => {
          if (healed === 'away' && attempt + 1 < LATER_MS.length) return later(caseId, kind, attempt + 1);
          retried.delete(caseId);
        },
        // The sweep finds it again by its mark.
        () => (attempt + 1 < LATER_MS.length ? later(caseId, kind, attempt + 1) : retried.delete(caseId)),
      );
    }, LATER_MS[attempt] ?? 30_000).unref();
  };

  const heal = async (caseId: string, told?: string): Promise<Healed> => {
    const view = await database.first<View>('select kind, version, head, settled_seq as settled, ended from work_view where id = $1', [
      caseId,
    ]);
    const kind = view?.kind ?? told ?? 'case';
    const truth = await gateway.tail({ kind, id: caseId });
    if (truth === 'away') return 'away';
    if (truth === null) return !view || view.ended ? 'even' : 'missing';
    try {
      return await brought(kind, caseId, truth, view ?? null);
    } catch (error) {
      if (!(error instanceof RecordObjection)) throw error;
      log.error({ caseId, code: error.code, reason: error.message }, 'the record contradicts its workflow');
      return 'contradicts';
    }
  };

  const brought = async (kind: string, caseId: string, truth: TailAnswer, view: View | null): Promise<Healed> => {
    const version = view?.version ?? 0;
    if (version === truth.version) {
      if (version === 0) return 'even';
      if (view?.head !== truth.head) return 'contradicts';
      // From before writing waited for Temporal: now it is known that Temporal holds it all.
      if (view.settled < version)
        await database.run('update work_view set settled_seq = version where id = $1 and head = $2', [caseId, truth.head]);
      return 'even';
    }
    if (version < truth.version) {
      if (!truth.tail) return 'contradicts';
      await writer.write({ caseId, kind, ...truth.tail });
      return 'written';
    }
    if (truth.version < (view?.settled ?? 0)) return 'contradicts';
    return (await dropGhosts(kind, caseId, truth)) ? 'dropped' : 'contradicts';
  };

  /** Events of lost workflow tasks leave the record, and the read model goes back to the last one that happened. */
  const dropGhosts = async (name: string, caseId: string, { version, head }: TailAnswer): Promise<boolean> => {
    const kind = kindOf(name);
    const events = (await readEvents(database, caseId)).filter(({ seq }) => seq <= version);
    const last = events.at(-1);
    if (last?.hash !== head) return false;
    const row = await database.first<{ policyHash: string }>('select policy_hash as "policyHash" from work_view where id = $1', [caseId]);
    const dropped = await database.first<{ n: number }>('select drop_unsettled($1, $2, $3) as n', [caseId, version, head]);
    log.warn({ caseId, dropped: dropped?.n }, 'events that never happened were taken out of the record');
    const before = events.slice(0, -1);
    const base =
      before.length === 0
        ? null
        : { version: version - 1, head: before.at(-1)?.hash ?? '', state: fold(kind, before), stateVersion: kind.stateVersion };
    await writer.write({ caseId, kind: name, previous: base?.head ?? '', events: [last], policyHash: row?.policyHash ?? '' }, base);
    return true;
  };

  /**
   * Rows that the workflow knows to have been written are gone: the database came back from an older copy. Said at once, for
   * what is written of this item from now on cannot be read.
   */
  const noticed = (item: Item, seq: number): Promise<unknown> =>
    raise(database, item, { kind: 'not-written', text: `记录缺少第${seq}号之前的事件，引擎有而数据库没有：数据库可能是较早的备份` }).catch(
      () => undefined,
    );

  return {
    heal,
    write: async (caseId, tail, base, answered) => {
      try {
        await within(WRITE_WITHIN_MS, writer.write({ caseId, ...tail }, base, answered));
        return !tail.more;
      } catch (error) {
        if (error instanceof RecordObjection && error.code !== 'record-gap') throw error;
        if (error instanceof RecordObjection) await noticed({ kind: tail.kind ?? 'case', id: caseId }, tail.events[0]?.seq ?? 0);
        log.warn({ caseId, reason: error instanceof Error ? error.message : String(error) }, 'the record is written later');
        later(caseId, tail.kind);
        return false;
      }
    },
  };
}

async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`PostgreSQL did not answer within ${ms} ms`)), ms);
  });
  // What comes of it after all comes of it; a failure then is the sweep's.
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
