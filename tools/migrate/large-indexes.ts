/**
 * Indexes that take minutes on a large county: made after the migrations, beside running work, without a lock that anybody waits
 * for. One that was cut off is begun anew by the next start. Until they are there everything is answered, only slower.
 */
import type pg from 'pg';
import { withClient } from '../stack/postgres.ts';

const INDEXES: Record<string, { table: string; using: string }> = {
  // A search reads what was changed lately from an unsorted list; a short one.
  work_search_tokens: { table: 'work_search', using: 'gin (search_tokens(text)) with (gin_pending_list_limit = 1024)' },
};
/** So many rows take longer than one would notice. */
const MANY = 20_000;

const stateOf = async (client: pg.Client, name: string): Promise<'valid' | 'cut-off' | 'missing'> => {
  const { rows } = await client.query<{ valid: boolean }>('select indisvalid as valid from pg_index where indexrelid = to_regclass($1)', [
    name,
  ]);
  return rows[0] ? (rows[0].valid ? 'valid' : 'cut-off') : 'missing';
};

/** Answers the names of those that it made. Two at once wait for each other. */
export async function makeLargeIndexes(databaseUrl: string, log: (line: string) => void = () => undefined): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const made: string[] = [];
    // A lock that is waited for within a statement would be waited for by the index too; so it is asked for again and again.
    while (
      !(await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtext('caselight:large-indexes')) as mine`)).rows[0]?.mine
    ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await client.query(`set maintenance_work_mem = '256MB'`);
    for (const [name, { table, using }] of Object.entries(INDEXES)) {
      const state = await stateOf(client, name);
      if (state === 'valid') continue;
      if (state === 'cut-off') await client.query(`drop index concurrently ${name}`);
      const { rows } = await client.query<{ many: boolean }>('select reltuples > $2 as many from pg_class where oid = $1::regclass', [
        table,
        MANY,
      ]);
      if (rows[0]?.many) log(`正在建立索引 ${name}，需要几分钟，期间可以照常办理`);
      await client.query(`create index concurrently ${name} on ${table} using ${using}`);
      // What an index over an expression knows of its values is counted only now.
      await client.query(`analyze ${table}`);
      made.push(name);
    }
    return made;
  });
}
