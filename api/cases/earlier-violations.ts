/** Earlier violations of a party across the county, found at once by its identifier (design section 3, 一方一档). */
import type { EarlierViolation } from '../../domain/case/context.ts';
import type { Outcome } from '../../domain/vocabulary.ts';
import type { Database } from '../database/database.ts';

export interface Histories {
  /**
   * Cases of these parties, and of the records that the case's own parties were merged with, other than `exceptCaseId`,
   * newest first; at most 100. What proved to be no violation is left out.
   */
  of(identifiers: readonly string[], exceptCaseId: string): Promise<EarlierViolation[]>;
  /** Violations established against this party, by its record's id, newest first; at most 100. */
  ofParty(partyId: string): Promise<EarlierViolation[]>;
}

/**
 * What a case came to, over `work_view c` and `case_detail d`: a decision counts from its day, not from when it is paid and
 * closed (行政处罚法
 * 29, 33); one that was revoked counts no more.
 */
export const OUTCOME = `coalesce(d.outcome, case when d.decided_on is null or c.state #>> '{decision,revokedOn}' is not null then null
  else case c.state #>> '{decision,kind}' when 'transfer' then 'transferred-agency' when 'police' then 'transferred-police'
    when 'order' then 'ordered' else c.state #>> '{decision,kind}' end end)`;

/** As `domain/case/earlier.ts` has it. */
export const ESTABLISHED = `'penalty', 'ordered', 'no-penalty', 'exempted'`;

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
  select c.id as "caseId", d.number, d.matter_code as "matterCode", d.matter_name as "matterName", u.name as town,
    case when o.outcome is not null then d.decided_on end as "decidedOn", o.outcome, case when o.outcome is not null then d.fine end as fine,
    c.state->'conduct'->>'on' as "conductOn", c.state->'conduct'->>'place' as place
  from work_view c join case_detail d on d.id = c.id join unit u on u.id = c.town_id cross join lateral (select ${OUTCOME} as outcome) o
  where c.id in (select p.case_id from case_party p where p.party_id in (select id from family)) ${more}
    and d.matter_code is not null and coalesce(o.outcome, '') not in ('unfounded', 'not-filed', 'not-established', 'merged')
  order by c.opened_at desc, c.id limit 100`;

// A party without a number is found by the record of this case, once a person has merged it with another.
const OF_NUMBERS = violationsOf(
  `select coalesce(merged_into_id, id) as root from party where identifier = any($1)
   union select coalesce(o.merged_into_id, o.id) from case_party x join party o on o.id = x.party_id where x.case_id = $2`,
  'and c.id <> $2',
);
// Of a party without its cases in sight only what is established is a fact: a decision, not a suspicion.
const OF_PARTY = violationsOf('select $1::text as root', `and o.outcome in (${ESTABLISHED})`);

const violation = (row: Row): EarlierViolation => ({
  ...row,
  outcome: row.outcome as Outcome | null,
  fine: row.fine === null ? null : Number(row.fine),
});

export function createHistories(database: Database): Histories {
  return {
    of: async (identifiers, exceptCaseId) => {
      return (await database.rows<Row>(OF_NUMBERS, [identifiers, exceptCaseId], 'earlier-violations')).map(violation);
    },
    ofParty: async (partyId) => (await database.rows<Row>(OF_PARTY, [partyId], 'violations-of-party')).map(violation),
  };
}
