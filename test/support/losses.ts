/** Rows taken away or altered as a restored backup or a tampering hand would: behind the guards that refuse it to everybody. */
import pg from 'pg';

const GUARDED = ['case_event', 'case_view'];
const ALWAYS: [string, string][] = [
  ['case_event', 'case_event_no_update'], ['case_event', 'case_event_no_delete'], ['case_event', 'case_event_no_truncate'],
  ['case_view', 'case_view_keep_settled'], ['case_view', 'case_view_no_truncate'],
];

export async function lose(databaseUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    for (const table of GUARDED) await client.query(`alter table ${table} disable trigger user`);
    for (const statement of statements) await client.query(statement);
    for (const table of GUARDED) await client.query(`alter table ${table} enable trigger user`);
    for (const [table, trigger] of ALWAYS) await client.query(`alter table ${table} enable always trigger ${trigger}`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
