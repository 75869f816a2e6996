/**
 * Closed cases like this one, for the figure to be seen beside others (行政处罚法 5: equal cases alike; 34). Shown as facts
 * of the county: what was done, which tier of the benchmark, how much; no parties, because the reader need not know them.
 */
import type { Database } from '../database/database.ts';

export interface SimilarCase {
  caseId: string;
  number: string | null;
  town: string;
  decidedOn: string;
  conductOn: string | null;
  /** Tier of the benchmark that the proposal stood on. */
  tier: string | null;
  /** Yuan. */
  fine: number | null;
  range: { min: number | null; max: number | null; unit: string } | null;
  deviated: boolean;
  factors: Record<string, unknown>;
  /** Factors with the same value as this case's, of those that both have. */
  shared: string[];
  sameTier: boolean;
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
  factors: Record<string, unknown>;
}

/** Newest first among those of the same tier, then the others of the same matter. */
export async function similarCases(database: Database, { caseId, matterCode, tier, factors }: LikeWhat, most: number): Promise<SimilarCase[]> {
  const rows = await database.rows<Row>(
    `select c.id as "caseId", c.number, u.name as town, c.decided_on as "decidedOn", c.state #>> '{conduct,on}' as "conductOn",
       d.tier, c.fine, d.min, d.max, d.unit, coalesce(c.state #> '{conclusion,proposed,deviation}', 'null') <> 'null'::jsonb as deviated,
       coalesce(c.state #> '{conclusion,proposed,factors}', '{}'::jsonb) as factors, d.tier is not distinct from $3 and d.tier is not null as "sameTier"
     from case_view c join unit u on u.id = c.town_id
     cross join lateral (
       select x ->> 'tier' as tier, (x ->> 'min')::float8 as min, (x ->> 'max')::float8 as max, x ->> 'unit' as unit
       from (select c.state #> '{conclusion,proposed,derivation}' as x) y
     ) d
     where c.matter_code = $1 and c.closed_at is not null and c.outcome = 'penalty' and c.id <> $2 and c.decided_on is not null
     order by (d.tier is not distinct from $3) desc, c.closed_at desc, c.id limit $4`,
    [matterCode, caseId, tier, most], 'similar-cases',
  );
  return rows.map(({ min, max, unit, fine, ...row }) => ({
    ...row,
    fine: fine === null ? null : Number(fine),
    range: unit === null ? null : { min, max, unit },
    shared: Object.keys(factors).filter((key) => Object.hasOwn(row.factors, key) && row.factors[key] === factors[key]),
  }));
}
