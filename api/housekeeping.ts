/** What gathers by itself and nobody needs any more: old keys, ended sessions, counted failures, drafts of broken uploads. */
import { keepHead } from './audit/kept-heads.ts';
import { forgetOldKeys } from './database/idempotency.ts';
import { goOnWithConfirmed } from './paper/confirm.ts';
import { startWaitingRevisions } from './lists/calendar-revisions.ts';
import type { Services } from './services.ts';

const EVERY_MS = 6 * 3_600_000;
/** A calendar published while Temporal was away waits no longer than this for its walk over the cases. */
const REVISIONS_EVERY_MS = 60_000;
const TURN_EVERY_MS = 10 * 60_000;
/** Of the trail's end no more than this can be cut off unseen. */
const KEEP_EVERY_MS = 10 * 60_000;
const DRAFT_AGE_MS = 24 * 3_600_000;

/** Once soon and then four times a day; a failure waits for the next time. Answers how to stop. */
export function keepHouse(services: Services): () => void {
  const { database, gateway, evidence, installation, limits, staffing, clock, log } = services;
  const tidy = () => {
    if (installation.rests()) return;
    const work = [
      forgetOldKeys(database),
      database.run('delete from session where expires_at < now()'),
      database.run('delete from activation_code where expires_at < now()'),
      limits.tidy(clock()),
      evidence.clearDrafts(DRAFT_AGE_MS),
    ];
    Promise.all(work).catch((error: unknown) => log.debug({ err: error }, 'housekeeping waits for the next time'));
  };
  const revise = () => {
    if (installation.rests()) return;
    startWaitingRevisions(database, gateway).catch((error: unknown) => log.debug({ err: error }, 'a calendar waits for the next time'));
    goOnWithConfirmed(services, clock()).catch((error: unknown) => log.debug({ err: error }, 'a paper case waits for the next time'));
  };
  // Whoever asks first turns the day; where nobody asks, as over a holiday, certificates are warned of all the same.
  const turn = () => {
    if (installation.rests()) return;
    staffing.turn(clock()).catch((error: unknown) => log.debug({ err: error }, 'the day is turned at the next request'));
  };
  const keep = () => {
    if (installation.rests()) return;
    keepHead(database, evidence.folder).catch((error: unknown) =>
      log.warn({ err: error }, 'the end of the audit trail is kept the next time'),
    );
  };
  const soon = setTimeout(tidy, 60_000);
  const heads = setInterval(keep, KEEP_EVERY_MS);
  const often = setInterval(tidy, EVERY_MS);
  const revisions = setInterval(revise, REVISIONS_EVERY_MS);
  const turns = setInterval(turn, TURN_EVERY_MS);
  soon.unref();
  often.unref();
  revisions.unref();
  turns.unref();
  heads.unref();
  return () => {
    clearTimeout(soon);
    clearInterval(often);
    clearInterval(revisions);
    clearInterval(turns);
    clearInterval(heads);
  };
}
