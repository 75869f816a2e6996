/** The conduct: whether what is written of it can be, and how long it may be pursued (行政处罚法 36). */
import type { z } from 'zod';
import type { conductSchema } from './fields.ts';
import { refuse, type Refusal } from '../result.ts';
import { addMonthsToDay, dateOfDay, dayOf, instantOf, legalDateOf } from '../terms/instant.ts';
import type { Instant, LegalDate } from '../terms/model.ts';
import type { CaseFile, Conduct } from './state.ts';

export const conductOf = (given: z.infer<typeof conductSchema>): Conduct => ({
  on: given.on,
  endedOn: given.endedOn,
  continuing: given.continuing,
  place: given.place,
  limitationYears: given.graveHarm ? 5 : 2,
});

/** A conduct lies in the past, and its end not before its beginning. */
export function conductFault(conduct: Conduct | null, now: Instant): Refusal | null {
  if (!conduct) return null;
  const today = legalDateOf(now);
  if (conduct.on > today || (conduct.endedOn !== null && conduct.endedOn > today)) {
    return refuse('in-the-future', '违法行为的日期不能晚于今天', ['更正违法行为的日期']);
  }
  if (conduct.endedOn !== null && conduct.endedOn < conduct.on) {
    return refuse('conduct-reversed', '违法行为终了之日早于发生之日', ['更正违法行为的起止日期']);
  }
  return null;
}

// 行政处罚法 36: from the day of the conduct; where it is continuous or goes on, from the day it ended. null: it goes on.
export function limitationUntil(conduct: Conduct): LegalDate | null {
  if (conduct.continuing && conduct.endedOn === null) return null;
  const from = conduct.endedOn ?? conduct.on;
  return dateOfDay(addMonthsToDay(dayOf(from), conduct.limitationYears * 12));
}

// 行政处罚法 36: found out within two years, or five where life, health or financial safety is concerned and harm resulted.
// The day of discovery is the day the lead came in.
export function withinLimitation(file: Pick<CaseFile, 'conduct' | 'source'>): Refusal | null {
  const until = file.conduct ? limitationUntil(file.conduct) : null;
  if (!file.conduct || until === null) return null;
  const foundOn = legalDateOf(instantOf(file.source.receivedAt));
  return foundOn <= until
    ? null
    : refuse(
        'limitation-expired',
        `违法行为于${file.conduct.endedOn ?? file.conduct.on}结束，追责时效到${until}，${foundOn}才发现，不再给予行政处罚`,
        ['核实违法行为终了之日', '涉及公民生命健康安全、金融安全且有危害后果的，写明后按五年计算'],
        ['《行政处罚法》第三十六条'],
      );
}
