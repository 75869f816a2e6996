/**
 * A change of the county's settings from its proposal to its day. What two people decide waits for the second; each is held
 * against what will stand on its day, under one lock.
 */
import type { CountyChangeRow } from '../../contract/county.ts';
import {
  checkCountyChange,
  type CountyChange,
  type CountyFacts,
  type CountyPart,
  dataOf,
  PART_SPECS,
  settingsOn,
} from '../../domain/county/settings.ts';
import type { Person } from '../../domain/people.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { readCountyHistory } from '../../record/county.ts';
import { type Database, iso, type Queries } from '../database/database.ts';
import { parse } from '../http/parse.ts';
import { forbidden, notFound, Problem, refused } from '../http/problem.ts';
import { newToken } from '../session/tokens.ts';
import { notSetUp } from './county.ts';

export interface CountyProposal extends CountyChange {
  reason: string;
}

type Stored = Omit<CountyChangeRow, 'label' | 'proposedAt' | 'decidedAt'> & { proposedAt: Date; decidedAt: Date | null };

const COLUMNS = `c.id, c.part, c.effective_on as "effectiveOn", c.data, c.reason, c.status, c.proposed_by as "proposedBy",
  coalesce(p.name, c.proposed_by) as "proposedByName", c.proposed_at as "proposedAt", c.decided_by as "decidedBy",
  coalesce(d.name, c.decided_by) as "decidedByName", c.decided_at as "decidedAt", c.decided_reason as "decidedReason"`;
const FROM = 'county_change c left join person p on p.id = c.proposed_by left join person d on d.id = c.decided_by';

const shown = (row: Stored): CountyChangeRow => ({
  ...row,
  label: PART_SPECS[row.part].label,
  proposedAt: iso(row.proposedAt),
  decidedAt: iso(row.decidedAt),
});

export async function countyChanges(queries: Queries): Promise<CountyChangeRow[]> {
  return (await queries.rows<Stored>(`select ${COLUMNS} from ${FROM} order by c.seq desc limit 500`)).map(shown);
}

async function changeNamed(queries: Queries, id: string): Promise<Stored> {
  const row = await queries.first<Stored>(`select ${COLUMNS} from ${FROM} where c.id = $1`, [id]);
  if (!row) throw notFound('没有这项变更', 'change-not-found');
  return row;
}

const lock = (queries: Queries): Promise<unknown> => queries.rows(`select pg_advisory_xact_lock(hashtext('caselight.county'))`);

async function factsOn(queries: Queries, day: LegalDate, today: LegalDate): Promise<CountyFacts> {
  const history = await readCountyHistory(queries.rows);
  if (!history) throw notSetUp();
  const units = await queries.rows<{ id: string }>('select id from unit');
  const first = await queries.first<{ at: Date | null }>(
    `select min(e.at) as at from work_event e join work_view v on v.id = e.work_id
     where v.kind = 'case' and e.seq = 1 and e.data ->> 'imported' is null`,
  );
  return {
    settings: settingsOn(history.first, history.changes, day),
    today,
    units: new Set(units.map(({ id }) => id)),
    firstCaseOn: first?.at ? legalDateOf(first.at.getTime()) : null,
  };
}

async function requireSound(queries: Queries, change: CountyChange, today: LegalDate): Promise<void> {
  const refusal = checkCountyChange(change, await factsOn(queries, change.effectiveOn, today));
  if (refusal) throw refused(refusal);
}

/** Proposes it; where one person may decide it, it stands at once. */
export async function proposeCountyChange(
  database: Database,
  by: Person,
  { part, effectiveOn, data: given, reason }: CountyProposal,
  today: LegalDate,
): Promise<CountyChangeRow> {
  const data: unknown = parse(dataOf(part), given);
  return database.transaction(async (queries) => {
    await lock(queries);
    await requireSound(queries, { part, effectiveOn, data }, today);
    const id = newToken();
    await queries.run(
      `insert into county_change (id, part, effective_on, data, reason, proposed_by, status, decided_at, ordinal)
       values ($1, $2, $3, $4, $5, $6, case when $7 then 'proposed' else 'approved' end, case when $7 then null else now() end,
         case when $7 then null else nextval('county_ordinal') end)`,
      [id, part, effectiveOn, JSON.stringify(data), reason, by.id, PART_SPECS[part].twoPeople],
    );
    return shown(await changeNamed(queries, id));
  });
}

export type Decision = 'approve' | 'refuse' | 'withdraw';
const STATUS_OF = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;

export async function decideCountyChange(
  database: Database,
  by: Person,
  id: string,
  decision: Decision,
  reason: string | null,
  today: LegalDate,
): Promise<CountyChangeRow> {
  return database.transaction(async (queries) => {
    await lock(queries);
    const row = await changeNamed(queries, id);
    if (row.status !== 'proposed')
      throw new Problem(409, 'already-decided', `这项${labelOf(row.part)}已经处理过了`, { needs: ['刷新后再看'] });
    requireSecond(by, row, decision);
    // It begins with its approval, not with the day that the proposal hoped for.
    const effectiveOn = decision === 'approve' && row.effectiveOn < today ? today : row.effectiveOn;
    if (decision === 'approve') await requireSound(queries, { part: row.part, effectiveOn, data: row.data }, today);
    await queries.run(
      `update county_change set status = $2, decided_by = $3, decided_at = now(), decided_reason = $4, effective_on = $5,
         ordinal = case when $2 = 'approved' then nextval('county_ordinal') end where id = $1`,
      [id, STATUS_OF[decision], by.id, reason, effectiveOn],
    );
    return shown(await changeNamed(queries, id));
  });
}

const labelOf = (part: CountyPart): string => `“${PART_SPECS[part].label}”的变更`;

function requireSecond(by: Person, row: Stored, decision: Decision): void {
  const own = row.proposedBy === by.id;
  if (own === (decision === 'withdraw')) return;
  throw own
    ? forbidden('two-people', '县设置须两人办理，提出的人不能批准', ['由安全管理员批准'])
    : forbidden('not-proposer', '只有提出的人能撤回', [`由${row.proposedByName}撤回`]);
}
