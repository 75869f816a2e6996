/** The changes of units and people, as they were proposed and decided. */
import type { StaffingChangeRow } from '../../contract/staffing.ts';
import type { Staff } from '../../domain/staffing/model.ts';
import { binder } from '../database/binder.ts';
import type { Queries } from '../database/database.ts';
import { CHANGE_COLUMNS, CHANGE_PEOPLE, type ChangeRow, shownChange } from './changes.ts';

export async function changesOf(
  queries: Queries,
  staff: Staff,
  { subject, subjectId, status }: { subject?: 'unit' | 'person'; subjectId?: string; status?: string },
): Promise<StaffingChangeRow[]> {
  const { values, bind } = binder();
  const conditions = ['true'];
  if (subject) conditions.push(`c.subject = ${bind(subject)}`);
  if (subjectId) conditions.push(`c.subject_id = ${bind(subjectId)}`);
  if (status) conditions.push(`c.status = ${bind(status)}`);
  const rows = await queries.rows<ChangeRow>(
    `select ${CHANGE_COLUMNS} from staffing_change c ${CHANGE_PEOPLE} where ${conditions.join(' and ')}
      order by c.seq desc limit 1000`,
    values,
  );
  return rows.map((row) => shownChange(row, staff));
}
