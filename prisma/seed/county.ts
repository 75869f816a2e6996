/**
 * A county that starts empty: its name, its units, the three who keep it, and the statutes' lists and terms as a beginning. No
 * demo people, no cases.
 */
import type pg from 'pg';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { StaffChange } from '../../domain/staffing/model.ts';
import { checkChange, foldStaff } from '../../domain/staffing/staff.ts';
import { namesOf } from '../../domain/county/names.ts';
import { firstPolicy } from '../../domain/statute/county-policy.ts';
import type { LegalDate } from '../../domain/terms/model.ts';

export interface NewUnit {
  id: string;
  name: string;
  kind: string;
  parentId: string | null;
}

export interface NewKeeper {
  id: string;
  name: string;
  username: string;
  unitId: string;
  post: 'system' | 'security' | 'trail';
}

export interface NewCounty {
  name: string;
  title: string;
  goLiveOn: LegalDate;
  units: readonly NewUnit[];
  keepers: readonly NewKeeper[];
  /** The id of the bureau that reviews what towns handle. */
  bureauId: string;
}

/** Terms, ladders and thresholds in this county's name, for its list administrator to go on from. */
export function policyFor({ name, units, bureauId }: Pick<NewCounty, 'name' | 'units' | 'bureauId'>): CasePolicy {
  const bureau = units.find(({ id }) => id === bureauId);
  if (!bureau) throw new Error('没有综合行政执法局');
  return firstPolicy({ id: 'county', bureau: { id: bureau.id, name: bureau.name, kind: 'bureau' }, county: namesOf(name) });
}

/** The first changes, each checked as any other would be; throws the refusal's words. */
export function firstChanges(county: NewCounty): StaffChange[] {
  const made: StaffChange[] = [];
  const add = (change: StaffChange, who: string): void => {
    const refusal = checkChange(foldStaff(made, county.goLiveOn), change, county.goLiveOn);
    if (refusal) throw new Error(`${who}：${refusal.message}`);
    made.push(change);
  };
  for (const { id, name, kind, parentId } of county.units) {
    add(
      {
        id: `setup-unit-${id}`,
        subject: 'unit',
        subjectId: id,
        kind: 'found',
        effectiveOn: county.goLiveOn,
        data: { name, kind, parentId },
      },
      name,
    );
  }
  for (const { id, name, username, unitId, post } of county.keepers) {
    const data = { name, username, unitId, post };
    add({ id: `setup-${id}`, subject: 'person', subjectId: id, kind: 'hire', effectiveOn: county.goLiveOn, data }, name);
  }
  return made;
}

/** Writes them as approved; what the tables make of them is the projection's. */
export async function insertFirst(client: pg.Client, changes: readonly StaffChange[]): Promise<void> {
  for (const { id, subject, subjectId, kind, effectiveOn, data } of changes) {
    await client.query(
      `insert into staffing_change (id, subject, subject_id, kind, effective_on, data, reason, grants, status, proposed_by, decided_by, decided_at, ordinal)
       values ($1, $2, $3, $4, $5, $6, '系统初始化', true, 'approved', 'caselight', 'caselight', now(), nextval('staffing_ordinal'))`,
      [id, subject, subjectId, kind, effectiveOn, JSON.stringify(data)],
    );
  }
}
