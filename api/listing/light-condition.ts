/** The domain's comparison of lights, in SQL over `work_view c`; `now` is a bound instant. Each can use its index. */
import type { Light } from '../../domain/vocabulary.ts';

export function lightCondition(light: Light, now: string): string {
  switch (light) {
    case 'red':
      return `c.red_at <= ${now}`;
    case 'grey':
      return `(c.paused and (c.red_at is null or c.red_at > ${now}))`;
    case 'yellow':
      return `(c.yellow_at <= ${now} and not c.paused and (c.red_at is null or c.red_at > ${now}))`;
    case 'green':
      return `(not c.paused and (c.yellow_at is null or c.yellow_at > ${now}) and (c.red_at is null or c.red_at > ${now}))`;
  }
}

/** The light as a column. */
export const lightColumn = (now: string): string =>
  `case when c.red_at <= ${now} then 'red' when c.paused then 'grey' when c.yellow_at <= ${now} then 'yellow' else 'green' end`;

/** How long after its instant an action of the case's own may be on its way: spread, an outage of the engine. */
const ON_ITS_WAY = `interval '1 hour'`;

const RUNNING = 'c.closed_at is null';

/** Why a case is stuck, each over `work_view c`; `now` is a bound instant. */
export const STUCK = {
  /** Nothing due and no stated reason: nobody would ever be reminded of it. */
  nothingDue: (): string => `(${RUNNING} and c.next_wake_up_at is null and c.waiting is null)`,
  /** Its own next action should long have come: its workflow does not run, or its worker is away. */
  late: (now: string): string => `(${RUNNING} and c.next_wake_up_at < ${now} - ${ON_ITS_WAY})`,
};

/**
 * A running case with nothing due and no stated reason, or one whose own next action should long have come. Found first, each by
 * its own index: together the three columns are far rarer than PostgreSQL can know, and it would walk the whole order for a page.
 */
export const stuckCondition = (now: string): string =>
  `c.id = any(array(select c.id from work_view c where ${STUCK.nothingDue()} union all select c.id from work_view c where ${STUCK.late(now)}))`;
