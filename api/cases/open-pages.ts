import type { Database } from '../database/database.ts';

/** More than a county has open; who reads more says that it stopped. */
export const MOST_OPEN_CASES = 50_000;

/**
 * Cases page by page in the order of their ids; other people's requests come through between two pages. `columns` and
 * `condition` are SQL of ours, over `case_view`.
 */
export async function* casePages<Row extends { caseId: string }>(
  database: Database, columns: string, condition: string, size: number,
): AsyncGenerator<Row[], void, void> {
  for (let after = ''; ;) {
    const rows: Row[] = await database.rows<Row>(
      `select id as "caseId", ${columns} from case_view where ${condition} and id > $1 order by id limit $2`, [after, size],
    );
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.caseId;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
