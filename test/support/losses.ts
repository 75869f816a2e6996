/** Rows taken away or altered as a restored backup or a tampering hand would: behind the guards that refuse it to everybody. */
import pg from 'pg';

const GUARDED = ['work_event', 'work_view', 'policy_version'];
const ALWAYS: [string, string][] = [
  ['work_event', 'work_event_no_update'],
  ['work_event', 'work_event_no_delete'],
  ['work_event', 'work_event_no_truncate'],
  ['work_view', 'work_view_keep_settled'],
  ['work_view', 'work_view_no_truncate'],
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
