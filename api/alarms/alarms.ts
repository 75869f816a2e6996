/** The alarms as the board shows them and as monitoring counts them. */
import { ALARM_LABELS, ALARM_TODOS, type AlarmKind } from '../../domain/alarms.ts';
import type { Person } from '../../domain/people.ts';
import type { Board } from '../../contract/board.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';

const SHOWN = 20;

interface Row {
  itemKind: string;
  caseId: string;
  kind: AlarmKind;
  text: string;
  since: Date;
  title: string | null;
  number: string | null;
  count: number;
}

/** The longest first; of an item that the read model lacks the county's people hear too. */
export async function readAlarms(database: Database, person: Person): Promise<Board['alarms']> {
  const query = binder();
  const rows = await database.rows<Row>(
    `select a.work_kind as "itemKind", a.case_id as "caseId", a.kind, a.text, a.since, c.title, d.number, (count(*) over ())::int as count
     from case_alarm a left join work_view c on c.id = a.case_id left join case_detail d on d.id = c.id
     where ${visibleCases(person, query.bind)}
     order by a.since, a.case_id limit ${query.bind(SHOWN)}`,
    query.values,
  );
  return {
    count: rows[0]?.count ?? 0,
    items: rows.map(({ itemKind, caseId, kind, text, since, title, number }) => ({
      itemKind,
      caseId,
      kind,
      label: ALARM_LABELS[kind],
      text,
      todo: ALARM_TODOS[kind].replace('--item 编号', `--item ${caseId}`),
      since: iso(since),
      title,
      number,
    })),
  };
}

export async function countAlarms(database: Database): Promise<Partial<Record<AlarmKind, number>>> {
  const rows = await database.rows<{ kind: AlarmKind; count: number }>('select kind, count(*)::int as count from case_alarm group by kind');
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
