/**
 * Delivers the outbox to the channels: in order for each ticket, again with growing pauses, until it is heard or given
 * up for an operator to look at. Any number of processes may do this side by side: a row is taken with a lease.
 */
import type { Logger } from 'pino';
import type { Instant } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';
import { reportBody, type StoredReport } from './report-words.ts';
import { signatureOf } from './signature.ts';

export interface ReporterOptions {
  /** How many failures make a report dead. */
  attempts: number;
  /** The first pause; each next is three times as long, none longer than `longestPauseMs`. */
  pauseMs: number;
  longestPauseMs: number;
  /** How long a receiver may take. */
  timeoutMs: number;
}

/** Twelve attempts: 5 s, 15 s, 45 s … an hour; a receiver may be away for the better part of a working day. */
export const REPORTING: ReporterOptions = { attempts: 12, pauseMs: 5_000, longestPauseMs: 3_600_000, timeoutMs: 10_000 };

const EVERY_MS = 1_000;
const AT_ONCE = 20;
const DETAIL = 300;

interface Due extends StoredReport {
  url: string;
  secret: string;
  /** This one included. */
  attempts: number;
}

/** The oldest undelivered report of each ticket that is due, taken for as long as a delivery can last. */
const TAKE = `with due as (
    select r.id from channel_report r join channel_webhook w on w.channel = r.channel and w.active
    where r.status = 'waiting' and r.next_attempt_at <= $1
      and not exists (select from channel_report o where o.channel = r.channel and o.ticket = r.ticket and o.id < r.id and o.status = 'waiting')
    order by r.next_attempt_at limit $2 for update of r skip locked
  )
  update channel_report r set attempts = r.attempts + 1, next_attempt_at = $3
  from due, channel_webhook w where r.id = due.id and w.channel = r.channel
  returning r.id::text, r.channel, r.ticket, r.kind, r.data, r.created_at as "createdAt", r.attempts, w.url, w.secret`;

/** Delivers what is due now; answers how many were tried. */
export async function deliverDue(database: Database, now: Instant, options: ReporterOptions = REPORTING): Promise<number> {
  const lease = new Date(now + options.timeoutMs * 2);
  const due = await database.rows<Due>(TAKE, [new Date(now), AT_ONCE, lease]);
  await Promise.all(
    due.map(async (report) => {
      const fault = await deliver(report, now, options.timeoutMs);
      if (fault === null) await heard(database, report.id);
      else await missed(database, report, now, fault, options);
    }),
  );
  return due.length;
}

/** Null when heard; otherwise why not. A redirect is not followed: the signed body goes where it was meant to go. */
async function deliver(report: Due, now: Instant, timeoutMs: number): Promise<string | null> {
  const body = JSON.stringify(reportBody(report));
  const timestamp = String(Math.floor(now / 1000));
  try {
    const response = await fetch(report.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-Caselight-Delivery': report.id,
        'X-Caselight-Timestamp': timestamp,
        'X-Caselight-Signature': signatureOf(report.secret, timestamp, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) {
      await response.body?.cancel();
      return null;
    }
    return `${response.status} ${(await response.text()).slice(0, DETAIL)}`.trim();
  } catch (error) {
    const { message, cause } = error as Error;
    return `${message}${cause instanceof Error ? `: ${cause.message}` : ''}`.slice(0, DETAIL);
  }
}

const heard = (database: Database, id: string) =>
  database.run(`update channel_report set status = 'delivered', delivered_at = now(), last_error = null where id = $1`, [id]);

/** The last failure parks it: later reports of the ticket go on, an operator decides about this one. */
const missed = (database: Database, { id, attempts }: Due, now: Instant, fault: string, options: ReporterOptions) =>
  database.run('update channel_report set status = $2, next_attempt_at = $3, last_error = $4 where id = $1', [
    id,
    attempts >= options.attempts ? 'dead' : 'waiting',
    new Date(now + pauseAfter(attempts, options)),
    fault,
  ]);

/** Milliseconds until the next attempt after so many failures. */
export const pauseAfter = (failures: number, { pauseMs, longestPauseMs }: ReporterOptions): number =>
  Math.min(pauseMs * 3 ** Math.min(failures - 1, 20), longestPauseMs);

/** Goes on until stopped; PostgreSQL being away is waited out, and so is whatever `rests` waits for. Answers how to stop. */
export function startReporting(database: Database, clock: () => Instant, log: Logger, rests: () => boolean = () => false): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    try {
      // As long as there is a full table to deliver, without a pause.
      while (!stopped && !rests() && (await deliverDue(database, clock())) === AT_ONCE);
    } catch (error) {
      log.debug({ err: error }, 'reports wait');
    }
    if (!stopped) timer = setTimeout(() => void turn(), EVERY_MS).unref();
  };
  timer = setTimeout(() => void turn(), EVERY_MS).unref();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
