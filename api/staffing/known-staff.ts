/** Which units and people of a table are there already, or wait for approval: by name, compared by their content. */
import { canonicalJson } from '../../domain/canonical-json.ts';
import { normalUsername } from '../../domain/sign-in/username.ts';
import type { Staff, StaffChange } from '../../domain/staffing/model.ts';
import { checkChange, withChange } from '../../domain/staffing/staff.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { Queries } from '../database/database.ts';

export interface Known {
  name: string;
  data: Record<string, unknown>;
  /** `第3行`, `待批准`, `在册`: where it is known from. */
  where: string;
}

export interface KnownStaff {
  /** With what waits for approval, as if it were approved: for names of units. */
  staff: Staff;
  /** Units that only wait for approval. */
  waiting: ReadonlySet<string>;
  known: Map<string, Known>;
}

export const keyOfUnit = (name: string): string => name.trim();
export const keyOfPerson = (username: string): string => normalUsername(username);

const LABELS: Record<string, string> = {
  kind: '类别',
  parentId: '上级单位',
  name: '姓名',
  unitId: '单位',
  post: '岗位',
  principal: '正职',
  enteredOn: '入职日期',
  legalQualification: '法律职业资格',
  certificate: '执法证',
};

/** What is said otherwise, by its heading; none: the same content. */
export const unlike = (one: Record<string, unknown>, other: Record<string, unknown>): string[] =>
  Object.keys(LABELS)
    .filter((key) => canonicalJson(one[key] ?? null) !== canonicalJson(other[key] ?? null))
    .map((key) => LABELS[key] ?? key);

export async function knownStaff(queries: Queries, subject: 'unit' | 'person', current: Staff, today: LegalDate): Promise<KnownStaff> {
  const changes = await queries.rows<StaffChange & { status: string }>(
    `select id, subject, subject_id as "subjectId", kind, effective_on as "effectiveOn", data, status from staffing_change
      where kind in ('found', 'hire') and status in ('proposed', 'approved') order by status, seq`,
  );
  const known = new Map<string, Known>();
  const waiting = new Set<string>();
  let staff = current;
  if (subject === 'unit') {
    for (const { name, kind, parentId, until } of current.units.values())
      if (until === null || until >= today) known.set(keyOfUnit(name), { name, data: { name, kind, parentId }, where: '在册' });
  } else {
    for (const { username, name } of current.people.values()) known.set(keyOfPerson(username), { name, data: { name }, where: '在册' });
  }
  for (const { status, ...given } of changes) {
    const name = String(given.data.name);
    const waits = status === 'proposed';
    if (waits && given.subject === 'unit' && checkChange(staff, given, today) === null) {
      staff = withChange(staff, given, today);
      waiting.add(given.subjectId);
    }
    if (given.subject !== subject || (subject === 'unit' && !waits)) continue;
    const key = subject === 'unit' ? keyOfUnit(name) : keyOfPerson(String(given.data.username));
    known.set(key, { name, data: given.data, where: waits ? '待批准' : '在册' });
  }
  return { staff, waiting, known };
}
