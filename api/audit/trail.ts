/**
 * Writes the audit trail: entries wait in this process for the batch that is being written, so that reads do not stand in line
 * for the chain. What grants or reveals waits for its own; everything else goes on.
 */
import type { Logger } from 'pino';
import type { AuditEntry } from '../../domain/audit/entry.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';
import { isDatabaseAway } from '../database/away.ts';
import { unavailable } from '../http/problem.ts';
import { requestContext } from '../http/request-context.ts';
import { append } from './chain.ts';
import type { AuditNote, AuditPort } from './port.ts';

export interface AuditTrail extends AuditPort {
  /** Written soon, by nobody waited for. */
  note(note: AuditNote): void;
  /** Resolves when everything noted so far is durable, or cannot be. */
  settled(): Promise<void>;
}

const BATCH = 500;
/** More than this waits only while the database is away, when nothing else is answered either. */
const MOST_WAITING = 20_000;
const RETRY_MS = 1_000;

interface Waiting {
  entry: Omit<AuditEntry, 'n'>;
  done?: () => void;
  failed?: (error: unknown) => void;
}

export interface TrailServices {
  database: Database;
  clock: () => Instant;
  log: Pick<Logger, 'warn' | 'error'>;
}

export function createAuditTrail({ database, clock, log }: TrailServices): AuditTrail {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let lost = 0;

  const pump = (): void => {
    if (writing || retry || waiting.length === 0) return;
    const batch = waiting.slice(0, BATCH);
    // Those that came together are written together.
    writing = append(database, lost === 0 ? batch.map(({ entry }) => entry) : [...batch.map(({ entry }) => entry), gap(lost, clock())])
      .then(
        () => {
          waiting = waiting.slice(batch.length);
          lost = 0;
          for (const { done } of batch) done?.();
        },
        (error: unknown) => {
          // The entries stay; who waits for one is told that it is not on record yet.
          for (const one of batch) {
            one.failed?.(error);
            delete one.failed;
            delete one.done;
          }
          if (!isDatabaseAway(error)) log.error({ err: error }, 'the audit trail could not be written');
          retry = setTimeout(() => {
            retry = undefined;
            pump();
          }, RETRY_MS);
          retry.unref();
        },
      )
      .finally(() => {
        writing = null;
        pump();
      });
  };

  const put = (note: AuditNote, then: Pick<Waiting, 'done' | 'failed'> = {}): void => {
    if (waiting.length >= MOST_WAITING) {
      lost += 1;
      if (lost === 1) log.warn('the audit trail has no room for more while the database is away');
      then.failed?.(new Error('no room in the audit trail'));
      return;
    }
    waiting.push({ entry: entryFrom(note, clock()), ...then });
    pump();
  };

  return {
    note: (note) => put(note),
    write: async (note) => {
      try {
        await new Promise<void>((done, failed) => put(note, { done, failed }));
      } catch (error) {
        const problem = unavailable('audit-away', '审计日志暂时写不进去，没有回答；请稍后重试');
        problem.cause = error;
        throw problem;
      }
    },
    settled: async () => {
      while (writing) await writing;
    },
  };
}

function entryFrom(note: AuditNote, now: Instant): Omit<AuditEntry, 'n'> {
  const context = requestContext();
  return storable({
    at: new Date(now).toISOString(),
    what: note.what,
    outcome: note.outcome,
    actorId: note.actorId,
    keyId: context?.keyId ?? null,
    sessionId: context?.sessionId ?? null,
    requestId: context?.requestId ?? null,
    address: note.address ?? context?.address ?? null,
    subject: note.subject ?? null,
    detail: { ...note.detail },
  });
}

/** PostgreSQL keeps no text with these in it, and one such entry would hold up all that follow. */
const storable = <Entry>(entry: Entry): Entry =>
  JSON.parse(
    JSON.stringify(entry, (_name, value: unknown) => (typeof value === 'string' ? value.replaceAll(/[\u0000\p{Cs}]/gu, '\uFFFD') : value)),
  ) as Entry;

/** What could not be kept is said, and how much of it. */
const gap = (lost: number, now: Instant): Omit<AuditEntry, 'n'> => ({
  ...entryFrom({ what: 'other:auditGap', actorId: null, outcome: 'done', detail: { lost } }, now),
  requestId: null,
  sessionId: null,
  keyId: null,
  address: null,
});
