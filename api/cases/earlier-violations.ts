/** Earlier violations of a party across the county, found at once by its identifier (design section 3, 一方一档). */
import type { EarlierViolation } from '../../domain/case/context.ts';
import type { Outcome } from '../../domain/vocabulary.ts';
import type { Database } from '../database/database.ts';

export interface Histories {
  /** Cases of these parties other than `exceptCaseId`, newest first; at most 100. What proved to be no violation is left out. */
  of(identifiers: readonly string[], exceptCaseId: string): Promise<EarlierViolation[]>;
  /** What was decided against this party, by its record's id, newest first; at most 100. */
  ofParty(partyId: string): Promise<EarlierViolation[]>;
}

interface Row {
  caseId: string;
  number: string | null;
  matterCode: string;
  matterName: string;
  town: string;
  decidedOn: string | null;
  outcome: string | null;
  fine: string | null;
  conductOn: string | null;
  place: string | null;
}

/** Established violations of the parties that `with` names as `party_ids`. Records merged into one are one party. */
const violationsOf = (partyIds: string, more = ''): string => `
  with named as (${partyIds}),
  family as (
    select f.id from party f where f.id in (select root from named) or f.merged_into_id in (select root from named)
  )
  select c.id as "caseId", c.number, c.matter_code as "matterCode", c.matter_name as "matterName", u.name as town,
    c.decided_on as "decidedOn", c.outcome, c.fine, c.state->'conduct'->>'on' as "conductOn", c.state->'conduct'->>'place' as place
  from case_view c join unit u on u.id = c.town_id
  where c.id in (select p.case_id from case_party p where p.party_id in (select id from family)) ${more}
    and c.matter_code is not null and coalesce(c.outcome, '') not in ('unfounded', 'not-established', 'merged')
  order by c.opened_at desc, c.id limit 100`;

const OF_NUMBERS = violationsOf('select coalesce(merged_into_id, id) as root from party where identifier = any($1)', 'and c.id <> $2');
// Of a party without its cases in sight only what is settled is a fact: a decision, not a suspicion.
const OF_PARTY = violationsOf('select $1::text as root', 'and c.decided_on is not null');

const violation = (row: Row): EarlierViolation =>
  ({ ...row, outcome: row.outcome as Outcome | null, fine: row.fine === null ? null : Number(row.fine) });

export function createHistories(database: Database): Histories {
  return {
    of: async (identifiers, exceptCaseId) => {
      if (identifiers.length === 0) return [];
      return (await database.rows<Row>(OF_NUMBERS, [identifiers, exceptCaseId], 'earlier-violations')).map(violation);
    },
    ofParty: async (partyId) => (await database.rows<Row>(OF_PARTY, [partyId], 'violations-of-party')).map(violation),
  };
}
