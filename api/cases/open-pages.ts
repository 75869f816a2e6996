import type { Database } from '../database/database.ts';

/** More than a county has open; who reads more says that it stopped. */
export const MOST_OPEN_CASES = 50_000;

/**
 * Cases page by page in the order of their ids; other people's requests come through between two pages. `columns` and
 * `condition` are SQL of ours, over `work_view c` and `case_detail d`.
 */
export async function* casePages<Row extends { caseId: string }>(
  database: Database,
  columns: string,
  condition: string,
  size: number,
): AsyncGenerator<Row[], void, void> {
  for (let after = ''; ;) {
    const rows: Row[] = await database.rows<Row>(
      `select c.id as "caseId", ${columns} from work_view c join case_detail d on d.id = c.id where ${condition} and c.id > $1 order by c.id limit $2`,
      [after, size],
    );
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.caseId;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
