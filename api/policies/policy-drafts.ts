/**
 * A case policy between draft and publication: composed on the one in force, checked against every open case, approved by a
 * second person.
 */
import type { Person } from '../../domain/people.ts';
import { refuse } from '../../domain/result.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { compareCasePolicies, type PolicyChange, validateCasePolicy } from '../../domain/case/policy.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import type { PolicyCheck, PolicyRow } from '../../contract/policies.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Database } from '../database/database.ts';
import { notFound, refused } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import { dryRun } from './dry-run.ts';

/** A version as the database gives it. */
export type StoredPolicy = Omit<PolicyRow, 'createdAt' | 'publishedAt'> & { createdAt: Date; publishedAt: Date | null };

export const POLICY_COLUMNS = `p.hash, p.policy_id as "policyId", p.version, p.calendar_version as "calendarVersion", p.status, p.note,
  p.created_by as "createdBy", p.approved_by as "approvedBy", p.created_at as "createdAt", p.published_at as "publishedAt"`;

const LOCK = `select pg_advisory_xact_lock(hashtext('caselight:policy'))`;

export async function readPolicy(
  database: Database,
  hash: string,
): Promise<StoredPolicy & { body: CasePolicy; dryRun: PolicyCheck | null }> {
  const row = await database.first<StoredPolicy & { body: CasePolicy; dryRun: PolicyCheck | null }>(
    `select ${POLICY_COLUMNS}, p.body, p.dry_run as "dryRun",
       (select count(*)::int from work_view c where c.policy_hash = p.hash and c.kind = 'case' and not c.ended) as "openCases"
     from policy_version p where p.hash = $1`,
    [hash],
  );
  if (!row) throw notFound('没有这一版办案规则', 'no-policy-version');
  return row;
}

export async function draftPolicy(
  database: Database,
  policies: Policies,
  person: Person,
  note: string,
  change: PolicyChange,
): Promise<string> {
  policies.refresh();
  const current = await policies.current();
  return database.transaction(async (queries) => {
    await queries.run(LOCK);
    const row = await queries.first<{ last: number }>('select max(version) as last from policy_version where policy_id = $1', [current.id]);
    const given = Object.fromEntries(Object.entries(change).filter(([, part]) => part !== undefined));
    const policy = sealPolicy({ ...current, ...given, version: (row?.last ?? current.version) + 1 }, sha256);
    if (compareCasePolicies(current, policy).length === 0) {
      throw refused(refuse('policy-unchanged', '与现行办案规则没有不同', ['改动期限、中止、督办阶梯或者数额标准']));
    }
    await queries.run(
      `insert into policy_version (hash, policy_id, version, body, status, created_by, calendar_version, note) values ($1, $2, $3, $4, 'draft', $5, $6, $7)`,
      [policy.hash, policy.id, policy.version, JSON.stringify(policy), person.id, policy.calendar.version, note],
    );
    return policy.hash;
  });
}

export async function checkPolicy(database: Database, policies: Policies, hash: string, now: Instant): Promise<PolicyCheck> {
  const { body, status } = await readPolicy(database, hash);
  const faults = validateCasePolicy(body).map(({ code, message, needs }) => ({ code, message, needs }));
  const tried = faults.length > 0 ? null : await dryRun(database, policies, body, now);
  const check: PolicyCheck = {
    ok: faults.length === 0 && tried?.faults.length === 0,
    faults,
    differences: compareCasePolicies(await policies.current(), body),
    dryRun: tried,
    at: new Date(now).toISOString(),
  };
  if (status === 'draft' || status === 'checked') {
    await database.run(`update policy_version set dry_run = $2, status = $3 where hash = $1 and status in ('draft', 'checked')`, [
      hash,
      JSON.stringify(check),
      check.ok ? 'checked' : 'draft',
    ]);
  }
  return check;
}

export async function approvePolicy(database: Database, policies: Policies, approver: Person, hash: string): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.run(LOCK);
    // A calendar that is published meanwhile makes the current policy anew.
    await queries.run(`select pg_advisory_xact_lock(hashtext('caselight:calendar'))`);
    const row = await queries.first<StoredPolicy>(`select ${POLICY_COLUMNS} from policy_version p where p.hash = $1 for update`, [hash]);
    if (!row) throw notFound('没有这一版办案规则', 'no-policy-version');
    if (row.status === 'published') return;
    if (row.status !== 'checked') throw refused(refuse('policy-unchecked', '这一版规则还没有通过检查', ['先对全部在办案件试算']));
    if (row.createdBy === approver.id)
      throw refused(refuse('second-person-required', '起草人不能批准自己起草的办案规则', ['由另一人批准']));
    const current = await queries.first<StoredPolicy>(
      `select ${POLICY_COLUMNS} from policy_version p where p.status = 'published' order by p.published_at desc, p.version desc limit 1`,
    );
    if (current && current.calendarVersion !== row.calendarVersion) {
      throw refused(
        refuse('policy-calendar-moved', `起草以来已公布工作日历${current.calendarVersion}`, ['撤回本稿，在现行规则上重新起草']),
      );
    }
    if (current && current.policyId === row.policyId && current.version > row.version) {
      throw refused(refuse('policy-base-moved', `起草以来已发布第${current.version}版规则`, ['撤回本稿，在现行规则上重新起草']));
    }
    await queries.run(
      `update policy_version set status = 'published', approved_by = $2, published_at = clock_timestamp() where hash = $1`,
      [hash, approver.id],
    );
  });
  policies.refresh();
}

export async function withdrawPolicy(database: Database, hash: string): Promise<void> {
  const { status } = await readPolicy(database, hash);
  if (status !== 'draft' && status !== 'checked') throw refused(refuse('policy-published', '已发布的办案规则不能撤回', ['起草更新的版本']));
  await database.run(`delete from policy_version where hash = $1 and status in ('draft', 'checked')`, [hash]);
}
