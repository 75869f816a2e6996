/** Writes a new county into an empty, migrated database: all of it or nothing. */
import pg from 'pg';
import { queriesOn } from '../../api/database/database.ts';
import { issueCode } from '../../api/session/password/activation-code.ts';
import { projectStaff, readStaff } from '../../api/staffing/staff-store.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { firstChanges, insertFirst, type NewCounty, type NewKeeper, policyFor } from '../../prisma/seed/county.ts';
import { seedLists } from '../../prisma/seed/lists.ts';
import { seedPolicy, seedVersion } from '../../prisma/seed/main.ts';
import { SetupError } from './read-county.ts';

export interface KeeperCode {
  keeper: NewKeeper;
  /** The only time that it can be read. */
  code: string;
  expiresAt: Date;
}

/** The keepers' codes, in their order. Throws SetupError where somebody is there already. */
export async function setUp(databaseUrl: string, county: NewCounty, now: Instant): Promise<KeeperCode[]> {
  const changes = firstChanges(county);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'caselight-setup' });
  await client.connect();
  try {
    await client.query('begin');
    const there = await client.query<{ people: string }>('select count(*)::text as people from person');
    if (there.rows[0]?.people !== '0') throw new SetupError('这个数据库已经有人员，不是空的系统，没有改动任何内容');
    await client.query('insert into county (name, title, go_live_on) values ($1, $2, $3)', [county.name, county.title, county.goLiveOn]);
    await insertFirst(client, changes);
    for (const list of seedLists()) await seedVersion(client, list);
    await seedPolicy(client, policyFor(county));
    const queries = queriesOn(client as unknown as Pick<pg.Pool, 'query'>);
    const today = legalDateOf(now);
    await projectStaff(queries, await readStaff(queries, today), today);
    const codes: KeeperCode[] = [];
    for (const keeper of county.keepers) {
      codes.push({ keeper, ...(await issueCode(queries, { personId: keeper.id, issuedBy: 'caselight' }, now)) });
    }
    await client.query('commit');
    return codes;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}
