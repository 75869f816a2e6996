/** Parties in PostgreSQL: one record a party, with what was merged into it. The projection makes them (`find_party`). */
import { v7 as timeOrderedId } from 'uuid';
import type { Person } from '../../domain/people.ts';
import type { SubjectKind } from '../../domain/vocabulary.ts';
import { ESTABLISHED, OUTCOME } from '../cases/earlier-violations.ts';
import { binder } from '../database/binder.ts';
import { containing, type Database } from '../database/database.ts';
import { visibleCases } from '../access/visibility.ts';

export interface PartyRecord {
  id: string;
  kind: SubjectKind;
  name: string;
  identifier: string | null;
  birthDate: string | null;
  address: string | null;
  phone: string | null;
  mergedIntoId: string | null;
}

export interface ListedParty extends PartyRecord {
  /** Cases under this record and under those merged into it. */
  cases: number;
  /** Of them, those that the reader may open. */
  visible: number;
  /** Of them, those in which a violation was established. */
  violations: number;
}

/** A party with two or more established violations since a day. */
export interface RepeatOffender extends PartyRecord {
  violations: number;
  visible: number;
  towns: string[];
  matters: { code: string; name: string; times: number }[];
  /** Yuan, all fines together. */
  fines: number;
  lastOn: string;
}

export interface PartyMergeRecord {
  id: string;
  fromId: string;
  fromName: string;
  intoId: string;
  reason: string;
  evidence: { score: number; why: string[] };
  byId: string;
  byName: string;
  at: Date;
}

const COLUMNS = `p.id, p.kind, p.name, p.identifier, p.birth_date as "birthDate", p.address, p.phone, p.merged_into_id as "mergedIntoId"`;

/** This record and all that were merged into it. */
const FAMILY = 'select f.id from party f where f.id = p.id or f.merged_into_id = p.id';

const IS_ESTABLISHED = `d.matter_code is not null and ${OUTCOME} in (${ESTABLISHED})`;
/** An exemption needs no decision of its own: its day is the closing's. */
const SETTLED_ON = 'coalesce(d.decided_on, d.closed_on)';

export interface Parties {
  search(person: Person, q: string, after: { key: string; id: string } | null, limit: number): Promise<ListedParty[]>;
  /** Those with two or more violations established on or after the day, most first, that the person may see one of. */
  repeatOffenders(person: Person, since: string, limit: number): Promise<RepeatOffender[]>;
  /** The record that an id leads to now: itself, or the one it was merged into. */
  standing(id: string): Promise<PartyRecord | undefined>;
  /** Records with a name or a number like this one's, to be compared. */
  candidates(party: PartyRecord, most: number): Promise<PartyRecord[]>;
  /** Ids of the cases of the party and of everything merged into it that this person may open. */
  visibleCaseIds(person: Person, id: string): Promise<string[]>;
  /** How many cases the party has with everything merged into it, whoever may open them. */
  caseCount(id: string): Promise<number>;
  identifiersOf(id: string): Promise<string[]>;
  merges(id: string): Promise<PartyMergeRecord[]>;
  /** False where one of the two was merged by somebody else meanwhile. */
  merge(from: PartyRecord, into: PartyRecord, by: Person, reason: string, evidence: { score: number; why: string[] }): Promise<boolean>;
}

export function createParties(database: Database): Parties {
  return {
    search: (person, q, after, limit) => {
      const { values, bind } = binder();
      const like = bind(containing(q));
      const exact = bind(q.trim().toUpperCase());
      const position = after ? `and (p.name, p.id) > (${bind(after.key)}, ${bind(after.id)})` : '';
      const visible = visibleCases(person, bind);
      return database.rows<ListedParty>(
        `select ${COLUMNS}, n.cases, n.visible, n.violations from party p
         cross join lateral (
           select count(*)::int as cases, (count(*) filter (where ${visible}))::int as visible,
             (count(*) filter (where ${IS_ESTABLISHED}))::int as violations
           from case_party x join work_view c on c.id = x.case_id join case_detail d on d.id = c.id where x.party_id in (${FAMILY})
         ) n
         where p.merged_into_id is null and n.cases > 0
           and (p.name ilike ${like} or p.identifier = ${exact}
             or exists (select from party m where m.merged_into_id = p.id and (m.name ilike ${like} or m.identifier = ${exact})))
           ${position} order by p.name, p.id limit ${bind(limit)}`,
        values,
      );
    },

    repeatOffenders: (person, since, limit) => {
      const { values, bind } = binder();
      const day = bind(since);
      const visible = visibleCases(person, bind);
      return database.rows<RepeatOffender>(
        `with settled as (
           select distinct coalesce(g.merged_into_id, g.id) as party_id, c.id, d.matter_code, d.matter_name, ${SETTLED_ON} as settled_on,
             d.fine, u.name as town, ${visible} as visible
           from work_view c join case_detail d on d.id = c.id join case_party x on x.case_id = c.id join party g on g.id = x.party_id join unit u on u.id = c.town_id
           where (d.decided_on >= ${day} or (d.outcome = 'exempted' and d.closed_on >= ${day})) and ${IS_ESTABLISHED}
         ), often as (
           select party_id, count(*)::int as violations, (count(*) filter (where visible))::int as visible,
             array_agg(distinct town) as towns, coalesce(sum(fine), 0)::float8 as fines, max(settled_on) as "lastOn"
           from settled group by party_id having count(*) > 1 and count(*) filter (where visible) > 0
         )
         select ${COLUMNS}, o.violations, o.visible, o.towns, o.fines, o."lastOn", (
           select json_agg(json_build_object('code', m.matter_code, 'name', m.matter_name, 'times', m.times) order by m.times desc, m.matter_code)
           from (
             select matter_code, max(matter_name) as matter_name, count(*)::int as times from settled s
             where s.party_id = o.party_id and matter_code is not null group by matter_code
           ) m
         ) as matters
         from often o join party p on p.id = o.party_id
         order by o.violations desc, o."lastOn" desc, p.id limit ${bind(limit)}`,
        values,
      );
    },

    standing: (id) =>
      database.first<PartyRecord>(
        `select ${COLUMNS} from party g join party p on p.id = coalesce(g.merged_into_id, g.id) where g.id = $1`,
        [id],
        'party-standing',
      ),

    candidates: (party, most) =>
      database.rows<PartyRecord>(
        `select ${COLUMNS} from party p
       where p.id <> $1 and p.merged_into_id is null
         and (p.name = $2 or similarity(p.name, $2) > 0.4 or (p.phone is not null and p.phone = $3))
         and exists (select from case_party x where x.party_id in (${FAMILY}))
       order by similarity(p.name, $2) desc, p.id limit $4`,
        [party.id, party.name, party.phone, most],
      ),

    visibleCaseIds: async (person, id) => {
      const { values, bind } = binder();
      const wanted = bind(id);
      const rows = await database.rows<{ id: string }>(
        `select c.id from work_view c where ${visibleCases(person, bind)} and c.id in (
           select x.case_id from case_party x where x.party_id in (select f.id from party f where f.id = ${wanted} or f.merged_into_id = ${wanted})
         ) order by c.opened_at desc, c.id limit 200`,
        values,
      );
      return rows.map((row) => row.id);
    },

    caseCount: async (id) => {
      const row = await database.first<{ count: number }>(
        `select count(distinct x.case_id)::int as count from case_party x
         where x.party_id in (select f.id from party f where f.id = $1 or f.merged_into_id = $1)`,
        [id],
      );
      return row?.count ?? 0;
    },

    identifiersOf: async (id) => {
      const rows = await database.rows<{ identifier: string }>(
        'select identifier from party where (id = $1 or merged_into_id = $1) and identifier is not null',
        [id],
      );
      return rows.map(({ identifier }) => identifier);
    },

    merges: (id) =>
      database.rows<PartyMergeRecord>(
        `select m.id, m.from_id as "fromId", f.name as "fromName", m.into_id as "intoId", m.reason, m.evidence, m.by_id as "byId", m.by_name as "byName", m.at
       from party_merge m join party f on f.id = m.from_id
       where m.into_id in (select o.id from party o where o.id = $1 or o.merged_into_id = $1) order by m.at, m.id`,
        [id],
      ),

    merge: (from, into, by, reason, evidence) =>
      database.transaction(async (queries) => {
        // Both rows, always in the same order: two merges at once neither cross nor make a ring.
        const open = await queries.rows<{ id: string }>(
          'select id from party where id = any($1) and merged_into_id is null order by id for update',
          [[from.id, into.id]],
        );
        if (open.length < 2) return false;
        await queries.run('update party set merged_into_id = $2 where id = $1 or merged_into_id = $1', [from.id, into.id]);
        await queries.run(
          'insert into party_merge (id, from_id, into_id, reason, evidence, by_id, by_name) values ($1, $2, $3, $4, $5, $6, $7)',
          [timeOrderedId(), from.id, into.id, reason, JSON.stringify(evidence), by.id, by.name],
        );
        return true;
      }),
  };
}
