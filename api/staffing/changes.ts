/**
 * A change from its proposal to the day it takes effect. What grants power waits for a second person; what takes it away
 * holds at once. Each is checked against all that were approved before it, one after the other under one lock.
 */
import type { ChangeOutcome, StaffingChangeRow } from '../../contract/staffing.ts';
import { type Person, SYSTEM_ACTOR } from '../../domain/people.ts';
import { consequencesOf } from '../../domain/staffing/consequences.ts';
import type { Staff, StaffChange } from '../../domain/staffing/model.ts';
import { checkChange, grantsPower, specOfChange, withChange } from '../../domain/staffing/staff.ts';
import { wordsOfChange } from '../../domain/staffing/words.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { type Database, iso, type Queries } from '../database/database.ts';
import { notFound, Problem, refused } from '../http/problem.ts';
import { newToken } from '../session/tokens.ts';
import { tellApprovers, tellOfChange, tellProposer } from './notices.ts';
import { countOpen } from './open-work.ts';
import { lockStaffing, projectStaff, readStaff } from './staff-store.ts';

export interface Proposal {
  subject: 'unit' | 'person';
  subjectId: string;
  kind: string;
  effectiveOn: LegalDate;
  data: Record<string, unknown>;
  reason: string;
}

/** Changes that take somebody away from what he has in hand. */
const LEAVING: readonly string[] = ['leave', 'transfer', 'post', 'release'];

export interface ChangeRow extends Omit<
  StaffingChangeRow,
  'label' | 'words' | 'subjectName' | 'proposedByName' | 'proposedAt' | 'decidedAt'
> {
  /** null: nobody of the county, the take-over itself. */
  proposedByName: string | null;
  proposedAt: Date;
  decidedAt: Date | null;
}

export const CHANGE_COLUMNS = `c.id, c.subject, c.subject_id as "subjectId", c.kind, c.effective_on as "effectiveOn", c.data, c.reason, c.grants,
  c.status, c.proposed_by as "proposedBy", p.name as "proposedByName", c.proposed_at as "proposedAt",
  c.decided_by as "decidedBy", d.name as "decidedByName", c.decided_at as "decidedAt",
  c.decided_reason as "decidedReason"`;
export const CHANGE_PEOPLE = 'left join person p on p.id = c.proposed_by left join person d on d.id = c.decided_by';

/** As pages show it: what it says in words, of whom. */
export function shownChange(row: ChangeRow, staff: Staff): StaffingChangeRow {
  const standing = row.subject === 'unit' ? staff.units.get(row.subjectId) : staff.people.get(row.subjectId);
  return {
    ...row,
    subjectName: standing?.name ?? (typeof row.data.name === 'string' ? row.data.name : row.subjectId),
    label: specOfChange(row.subject, row.kind)?.label ?? row.kind,
    words: wordsOfChange(row, staff),
    proposedByName: row.proposedByName ?? SYSTEM_ACTOR.name,
    decidedByName: row.decidedByName ?? (row.decidedBy === null ? null : SYSTEM_ACTOR.name),
    proposedAt: iso(row.proposedAt),
    decidedAt: iso(row.decidedAt),
  };
}

/** In the order in which they were proposed. */
async function readChanges(queries: Queries, ids: readonly string[]): Promise<ChangeRow[]> {
  const rows = await queries.rows<ChangeRow>(
    `select ${CHANGE_COLUMNS} from staffing_change c ${CHANGE_PEOPLE} where c.id = any($1) order by c.seq`,
    [ids],
  );
  if (rows.length < ids.length) throw notFound('没有这项变更', 'change-not-found');
  return rows;
}

const orRefuse = (staff: Staff, given: StaffChange, today: LegalDate): void => {
  const refusal = checkChange(staff, given, today);
  if (refusal) throw refused(refusal);
};

/** Work is handed on before its handler goes; whose power must end this minute is suspended, and the head hands it on. */
async function requireHandedOn(queries: Queries, given: StaffChange, today: LegalDate): Promise<number> {
  if (given.subject !== 'person' || !LEAVING.includes(given.kind)) return 0;
  const open = await countOpen(queries, given.subjectId);
  if (open === 0 || given.effectiveOn > today) return open;
  throw new Problem(409, 'open-work-remains', `手上还有${open}件在办事项，不能今天就生效`, {
    needs: [
      '由单位负责人先把在办事项改派给他人',
      '名下的接口密钥由系统管理员停用，另由接任的人提出',
      '把生效日期改到移交之后',
      '须立即停止权限的，办理“停权”',
    ],
    more: { openItems: open },
  });
}

/** What is to be proposed, found out under the lock: nobody else proposes the same meanwhile. */
export type Proposing = (queries: Queries, staff: Staff) => Promise<readonly Proposal[]>;

/** Proposes changes, all or none; those that grant no power hold at once. A later one may build on an earlier. */
export async function propose(
  database: Database,
  by: Person,
  proposed: readonly Proposal[] | Proposing,
  today: LegalDate,
): Promise<ChangeOutcome[]> {
  return database.transaction(async (queries) => {
    await lockStaffing(queries);
    let staff = await readStaff(queries, today);
    let supposed = staff;
    const proposals = typeof proposed === 'function' ? await proposed(queries, staff) : proposed;
    const outcomes: ChangeOutcome[] = [];
    for (const proposal of proposals) {
      const { reason, ...rest } = proposal;
      const given: StaffChange = { id: newToken(), ...rest };
      const spec = specOfChange(given.subject, given.kind);
      orRefuse(supposed, given, today);
      const openItems = await requireHandedOn(queries, given, today);
      const grants = spec !== null && grantsPower(spec, given.data);
      await queries.run(
        `insert into staffing_change (id, subject, subject_id, kind, effective_on, data, reason, grants, proposed_by, status, decided_at, ordinal)
         values ($1, $2, $3, $4, $5, $6, $7, $8::boolean, $9, case when $8 then 'proposed' else 'approved' end,
           case when $8 then null else now() end, case when $8 then null else nextval('staffing_ordinal') end)`,
        [given.id, given.subject, given.subjectId, given.kind, given.effectiveOn, JSON.stringify(given.data), reason, grants, by.id],
      );
      supposed = withChange(supposed, given, today);
      const consequences = consequencesOf(staff, withChange(staff, given, today), given);
      if (!grants) staff = withChange(staff, given, today);
      await tellOfChange(queries, staff, given, openItems, today);
      const shown = shownChange((await readChanges(queries, [given.id]))[0]!, supposed);
      if (grants) await tellApprovers(queries, given.id, by, `“${shown.subjectName}：${shown.label}”`);
      outcomes.push({ ...shown, consequences, openItems });
    }
    await projectStaff(queries, staff, today);
    return outcomes;
  });
}

/** The one change that a page asks for. */
export async function proposeOne(database: Database, by: Person, proposal: Proposal, today: LegalDate): Promise<ChangeOutcome> {
  const [made] = await propose(database, by, [proposal], today);
  return made!;
}

export type Decision = 'approve' | 'refuse' | 'withdraw';
const STATUS_OF = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;

/** Decides proposals, all or none, in the order in which they were made. */
export async function decide(
  database: Database,
  by: Person,
  ids: readonly string[],
  decision: Decision,
  reason: string | null,
  today: LegalDate,
): Promise<ChangeOutcome[]> {
  return database.transaction(async (queries) => {
    await lockStaffing(queries);
    const rows = await readChanges(queries, [...new Set(ids)]);
    let staff = await readStaff(queries, today);
    const outcomes: ChangeOutcome[] = [];
    for (const row of rows) {
      const label = specOfChange(row.subject, row.kind)?.label ?? row.kind;
      if (row.status !== 'proposed') {
        throw new Problem(409, 'already-decided', `“${label}”已经处理过了`, { needs: ['刷新后再看'] });
      }
      requireSecond(by, row, decision);
      // Power begins with its approval, not with the day that the proposal hoped for.
      const late = decision === 'approve' && row.effectiveOn < today && !specOfChange(row.subject, row.kind)?.mayBePast;
      const given: StaffChange = {
        id: row.id,
        subject: row.subject,
        subjectId: row.subjectId,
        kind: row.kind,
        effectiveOn: late ? today : row.effectiveOn,
        data: row.data,
      };
      let consequences: string[] = [];
      let openItems = 0;
      if (decision === 'approve') {
        orRefuse(staff, given, today);
        openItems = await requireHandedOn(queries, given, today);
        const after = withChange(staff, given, today);
        consequences = consequencesOf(staff, after, given);
        staff = after;
      }
      await queries.run(
        `update staffing_change set status = $2, decided_by = $3, decided_at = now(), decided_reason = $4, effective_on = $5,
           ordinal = case when $2 = 'approved' then nextval('staffing_ordinal') end where id = $1`,
        [row.id, STATUS_OF[decision], by.id, reason, given.effectiveOn],
      );
      if (decision === 'approve') await tellOfChange(queries, staff, given, openItems, today);
      const shown = shownChange((await readChanges(queries, [row.id]))[0]!, staff);
      if (decision !== 'withdraw')
        await tellProposer(
          queries,
          row.id,
          row.proposedBy,
          `${by.name}${decision === 'approve' ? '批准' : '驳回'}了“${shown.subjectName}：${shown.label}”${reason === null ? '' : `：${reason}`}`,
        );
      outcomes.push({ ...shown, consequences, openItems });
    }
    if (decision === 'approve') await projectStaff(queries, staff, today);
    return outcomes;
  });
}

function requireSecond(by: Person, row: ChangeRow, decision: Decision): void {
  const own = row.proposedBy === by.id;
  if (decision === 'withdraw' ? own : !own && row.subjectId !== by.id) return;
  if (decision === 'withdraw')
    throw new Problem(403, 'not-proposer', '只有提出的人能撤回', { needs: [`由${row.proposedByName ?? SYSTEM_ACTOR.name}撤回`] });
  throw new Problem(403, own ? 'two-people' : 'own-power', own ? '授予权限须两人办理，提出的人不能批准' : '本人的权限不能由本人批准', {
    needs: ['由另一名安全管理员批准'],
  });
}
