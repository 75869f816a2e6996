/** How many open terms are late or near their end, counted apart by whose they are: 法定, 规定, 内部. */
import type { LateTerms } from '../../contract/board.ts';
import type { Person } from '../../domain/people.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import { type Instant, TERM_EFFECT_LABELS, TERM_EFFECTS, type TermEffect } from '../../domain/terms/model.ts';
import { visibleParts } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';
import { wanted, type WorkFilters } from '../listing/filters.ts';

type Counted = { effect: TermEffect; red: number; yellow: number };

/** Only what has turned is taken apart: an item none of whose terms is yellow has none that is late. */
export async function readLateTerms(
  database: Database,
  person: Person,
  filters: Pick<WorkFilters, 'kind' | 'town' | 'handler' | 'tier'>,
  now: Instant,
): Promise<LateTerms> {
  const query = binder();
  const instant = `${query.bind(new Date(now))}::timestamptz`;
  const { condition } = wanted(null, { ...filters, ended: false }, now, query);
  const parts = visibleParts(person, query.bind).map(
    (visible) =>
      `select c.terms from work_view c where ${visible} and ${condition} and (c.yellow_at <= ${instant} or c.red_at <= ${instant})`,
  );
  const red = `(term ->> 'redAt')::timestamptz <= ${instant}`;
  // What stands still turns no colour, but what was late before stays late.
  const yellow = `not (${red}) and term ->> 'status' = 'running' and (term ->> 'yellowAt')::timestamptz <= ${instant}`;
  const rows = await database.rows<Counted>(
    `select term ->> 'effect' as effect, (count(*) filter (where ${red}))::int as red, (count(*) filter (where ${yellow}))::int as yellow
     from (${parts.join(' union all ')}) as turned cross join lateral jsonb_array_elements(turned.terms) as term
     where not coalesce((term ->> 'window')::boolean, false) group by 1`,
    query.values,
  );
  return {
    now: toShanghaiIso(now),
    classes: TERM_EFFECTS.map((effect) => {
      const { red: late = 0, yellow: near = 0 } = rows.find((row) => row.effect === effect) ?? {};
      return { effect, label: TERM_EFFECT_LABELS[effect], red: late, yellow: near };
    }),
  };
}
