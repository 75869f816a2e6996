/**
 * Closed cases like this one, for the figure to be seen beside others (行政处罚法 5: equal cases alike; 34). Shown as facts
 * of the county: what was done, which tier of the benchmark, how much; no parties, because the reader need not know them.
 */
import { type Spread, spreadOf } from '../../domain/discretion/spread.ts';
import type { Person } from '../../domain/people.ts';
import type { SubjectKind } from '../../domain/vocabulary.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';

export interface SimilarCase {
  caseId: string;
  number: string | null;
  town: string;
  decidedOn: string;
  conductOn: string | null;
  /** Tier of the benchmark that the proposal stood on. */
  tier: string | null;
  /** The clause's row: for the act itself, or after an order was refused. */
  stage: string | null;
  subjectKind: SubjectKind | null;
  /** Yuan. */
  fine: number | null;
  range: { min: number | null; max: number | null; unit: string } | null;
  deviated: boolean;
  factors: Record<string, unknown>;
  /** Factors with the same value as this case's, of those that both have. */
  shared: string[];
  sameTier: boolean;
  sameSubject: boolean;
  /** The reader may open it. */
  mayOpen: boolean;
}

interface Row extends Omit<SimilarCase, 'fine' | 'shared' | 'range'> {
  fine: string | null;
  min: number | null;
  max: number | null;
  unit: string | null;
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

export interface SimilarAnswer {
  items: SimilarCase[];
  /** Fines of the same tier, clause row and kind of party; null where there is none. */
  alike: Spread | null;
  /** Fines of the whole matter. */
  all: Spread | null;
}

/** The newest of a matter are compared: a county's whole archive says more of other years' law than of today's. */
const POOL = 2000;

/** Newest first among those of the same tier and kind of party, then the others of the same matter. */
export async function similarCases(database: Database, person: Person, like: LikeWhat, most: number): Promise<SimilarAnswer> {
  const { values, bind } = binder();
  const tier = `${bind(like.tier)}::text`;
  const stage = `${bind(like.stage)}::text`;
  const subject = `${bind(like.subjectKind)}::text`;
  const pool = `with pool as (
      select c.id as "caseId", c.number, u.name as town, c.decided_on as "decidedOn", c.state #>> '{conduct,on}' as "conductOn", c.fine, c.closed_at,
        coalesce(c.state #> '{conclusion,proposed,derivation}', c.state #> '{onTheSpot,derivation}') as d,
        coalesce(c.state #> '{conclusion,proposed,deviation}', 'null') <> 'null'::jsonb as deviated,
        coalesce(c.state #> '{conclusion,proposed,factors}', '{}'::jsonb) as factors,
        c.state #>> '{parties,0,kind}' as "subjectKind", ${visibleCases(person, bind)} as "mayOpen"
      from case_view c join unit u on u.id = c.town_id
      where c.matter_code = ${bind(like.matterCode)} and c.closed_at is not null and c.outcome = 'penalty' and c.decided_on is not null
        and c.id <> ${bind(like.caseId)}
      order by c.closed_at desc limit ${POOL}
    ), compared as (
      select *, d ->> 'tier' as tier, d ->> 'stage' as stage,
        coalesce(d ->> 'tier' = ${tier} and (${stage} is null or d ->> 'stage' = ${stage}), false) as "sameTier",
        coalesce("subjectKind" = ${subject}, false) as "sameSubject"
      from pool
    )`;
  const figures = values.length;
  const rows = await database.rows<Row>(
    `${pool} select "caseId", number, town, "decidedOn", "conductOn", tier, stage, "subjectKind", fine, (d ->> 'min')::float8 as min,
       (d ->> 'max')::float8 as max, d ->> 'unit' as unit, deviated, factors, "sameTier", "sameSubject", "mayOpen"
     from compared order by ("sameTier" and "sameSubject") desc, "sameTier" desc, closed_at desc, "caseId" limit ${bind(most)}`,
    values,
  );
  const fines = await database.first<{ alike: number[] | null; all: number[] | null }>(
    `${pool} select array_agg(fine::float8) filter (where "sameTier" and "sameSubject" and fine > 0) as alike,
       array_agg(fine::float8) filter (where fine > 0) as all from compared`,
    values.slice(0, figures),
  );
  return {
    items: rows.map(({ min, max, unit, fine, ...row }) => ({
      ...row,
      fine: fine === null ? null : Number(fine),
      range: unit === null ? null : { min, max, unit },
      shared: Object.keys(like.factors).filter((key) => Object.hasOwn(row.factors, key) && row.factors[key] === like.factors[key]),
    })),
    alike: spreadOf(fines?.alike ?? []),
    all: spreadOf(fines?.all ?? []),
  };
}
