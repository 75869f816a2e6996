/**
 * Closed cases like this one, for the figure to be seen beside others (行政处罚法 5: equal cases alike; 34). Shown as facts
 * of the county: what was done, which tier of the benchmark, how much; no parties, because the reader need not know them.
 */
import { spreadOf } from '../../domain/discretion/spread.ts';
import type { Person } from '../../domain/people.ts';
import type { SimilarCase, SimilarCases } from '../../contract/similar.ts';
import type { SubjectKind } from '../../domain/vocabulary.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';

interface Found {
  items: (Omit<SimilarCase, 'shared' | 'range'> & { min: number | null; max: number | null; unit: string | null })[] | null;
  alike: number[] | null;
  all: number[] | null;
}

export interface LikeWhat {
  caseId: string;
  matterCode: string;
  /** The tier derived or decided for it; null while there is none. */
  tier: string | null;
  stage: string | null;
  subjectKind: SubjectKind | null;
  factors: Record<string, unknown>;
}

/** The newest of a matter are compared: a county's whole archive says more of other years' law than of today's. */
const POOL = 2000;

/** Newest first among those of the same tier and kind of party, then the others of the same matter. */
export async function similarCases(database: Database, person: Person, like: LikeWhat, most: number): Promise<SimilarCases> {
  const { values, bind } = binder();
  const tier = `${bind(like.tier)}::text`;
  const stage = `${bind(like.stage)}::text`;
  const subject = `${bind(like.subjectKind)}::text`;
  const found = await database.first<Found>(
    `with pool as (
      select c.id as "caseId", d.number, u.name as town, d.decided_on as "decidedOn", c.state #>> '{conduct,on}' as "conductOn", d.fine, c.closed_at,
        coalesce(c.state #> '{conclusion,proposed,derivation}', c.state #> '{onTheSpot,derivation}') as derivation,
        coalesce(c.state #> '{conclusion,proposed,deviation}', 'null') <> 'null'::jsonb as deviated,
        coalesce(c.state #> '{conclusion,proposed,factors}', '{}'::jsonb) as factors,
        c.state #>> '{parties,0,kind}' as "subjectKind", ${visibleCases(person, bind)} as "mayOpen"
      from work_view c join case_detail d on d.id = c.id join unit u on u.id = c.town_id
      where d.matter_code = ${bind(like.matterCode)} and d.closed_on is not null and d.outcome = 'penalty' and d.decided_on is not null
        and c.id <> ${bind(like.caseId)}
      order by d.closed_on desc limit ${POOL}
    ), compared as (
      select *, derivation ->> 'tier' as tier, derivation ->> 'stage' as stage,
        coalesce(derivation ->> 'tier' = ${tier} and (${stage} is null or derivation ->> 'stage' = ${stage}), false) as "sameTier",
        coalesce("subjectKind" = ${subject}, false) as "sameSubject"
      from pool
    ), page as (
      select "caseId", number, town, "decidedOn", "conductOn", tier, stage, "subjectKind", fine, (derivation ->> 'min')::float8 as min,
        (derivation ->> 'max')::float8 as max, derivation ->> 'unit' as unit, deviated, factors, "sameTier", "sameSubject", "mayOpen"
      from compared order by ("sameTier" and "sameSubject") desc, "sameTier" desc, closed_at desc, "caseId" limit ${bind(most)}
    )
    select (select json_agg(page) from page) as items,
      (select array_agg(fine::float8) from compared where "sameTier" and "sameSubject" and fine > 0) as alike,
      (select array_agg(fine::float8) from compared where fine > 0) as all`,
    values,
  );
  const same = (factors: SimilarCase['factors'], key: string): boolean => Object.hasOwn(factors, key) && factors[key] === like.factors[key];
  return {
    items: (found?.items ?? []).map(({ min, max, unit, ...row }) => ({
      ...row,
      range: unit === null ? null : { min, max, unit },
      shared: Object.keys(like.factors).filter((key) => same(row.factors, key)),
    })),
    alike: spreadOf(found?.alike ?? []),
    all: spreadOf(found?.all ?? []),
  };
}
