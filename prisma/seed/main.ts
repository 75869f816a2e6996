/**
 * Puts 云溪县 into a migrated database: units, people, published lists, the case policy. Idempotent: what is there
 * already stays as it is, so that people's changes outlive a restart, and a later release's lists and policy come in only
 * where nobody of the county has published any since.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import { countyPolicy } from './policy.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import { seedLists, type SeedList } from './lists.ts';
import { DEMO_PASSWORD, SEED_PEOPLE } from './people.ts';
import { COUNTY, SEED_UNITS } from './units.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Who the record names as the one that published the shipped lists and policy. */
const SEEDED_BY = 'caselight';

/** How sign-in keeps a password. */
export type HashPassword = (password: string) => Promise<string>;

export interface Shipped {
  lists: readonly SeedList[];
  policy: CasePolicy;
}

/** One transaction: a seed that was cut off leaves nothing. */
export async function seed(
  databaseUrl: string,
  hashPassword: HashPassword,
  { lists, policy }: Shipped = { lists: seedLists(), policy: countyPolicy },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'caselight-seed' });
  await client.connect();
  try {
    await client.query('begin');
    await refuseBesideProduction(client);
    await client.query(
      `insert into county (name, title, go_live_on) values ($1, $2, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) on conflict do nothing`,
      [COUNTY.name, COUNTY.title],
    );
    await seedUnits(client);
    await seedPeople(client, hashPassword);
    await client.query('select staffing_take_over()');
    for (const list of lists) await seedVersion(client, list);
    await seedPolicy(client, policy);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}

/** The demo county's people have a password that everybody knows. */
async function refuseBesideProduction(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ people: number }>('select count(*)::int as people from local_credential where not demo');
  const people = rows[0]?.people ?? 0;
  if (people > 0) throw new Error(`数据库中有${people}个正式账号，不能写入演示县；正式使用请设 CASELIGHT_DEMO=0`);
}

async function seedUnits(client: pg.Client): Promise<void> {
  for (const { id, name, kind, parentId } of SEED_UNITS) {
    await client.query('insert into unit (id, name, kind, parent_id) values ($1, $2, $3, $4) on conflict do nothing', [
      id,
      name,
      kind,
      parentId,
    ]);
  }
}

async function seedPeople(client: pg.Client, hashPassword: HashPassword): Promise<void> {
  const { rows } = await client.query<{ id: string }>('select id from person');
  const known = new Set(rows.map(({ id }) => id));
  const missing = SEED_PEOPLE.filter(({ id }) => !known.has(id));
  // Each its own salt; side by side, because a hash is meant to be slow.
  const hashes = await Promise.all(missing.map(() => hashPassword(DEMO_PASSWORD)));
  for (const [index, person] of missing.entries()) {
    await client.query(
      `insert into person (id, username, name, unit_id, roles, certificate_number, certificate_from, certificate_until,
         legal_qualification, principal, active)
       values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, true) on conflict do nothing`,
      [
        person.id,
        person.name,
        person.unitId,
        person.roles,
        person.certificate?.number ?? null,
        person.certificate?.validFrom ?? null,
        person.certificate?.validUntil ?? null,
        person.legalQualification,
        person.principal,
      ],
    );
    await client.query('insert into local_credential (person_id, hash, demo) values ($1, $2, true) on conflict do nothing', [
      person.id,
      hashes[index],
    ]);
  }
}

export async function seedVersion(client: pg.Client, { list, version, effectiveFrom, note, rows }: SeedList): Promise<void> {
  const id = `${list}@${version}`;
  const contentHash = sha256(canonicalJson(rows.map(({ row }) => row)));
  const made = await client.query(
    `insert into list_version (id, list, version, status, effective_from, content_hash, note, created_by)
     select $1, $2, $3, 'draft', $4::text, $5, $6, $7
     where not exists (select from list_version where list = $2 and status = 'published' and approved_by <> $7)
     on conflict do nothing`,
    [id, list, version, effectiveFrom, contentHash, note, SEEDED_BY],
  );
  if (made.rowCount === 0) return;
  await client.query(
    `insert into list_row (version_id, code, ordinal, title, row)
     select $1, entry->>'code', (entry->>'ordinal')::int, entry->>'title', entry->'row' from jsonb_array_elements($2::jsonb) as entry`,
    [id, JSON.stringify(rows.map((row, ordinal) => ({ ...row, ordinal })))],
  );
  // Published, it is never altered; so its rows come first.
  await client.query(`update list_version set status = 'published', approved_by = $2, published_at = now() where id = $1`, [id, SEEDED_BY]);
}

export async function seedPolicy(client: pg.Client, shipped: CasePolicy): Promise<void> {
  const policy = sealPolicy(shipped, sha256);
  await client.query(
    `insert into policy_version (hash, policy_id, version, body, status, created_by, approved_by, published_at, calendar_version)
     select $1, $2, $3, $4::jsonb, 'published', $5, $5, now(), $6
     where not exists (select from policy_version where status = 'published' and approved_by <> $5)
     on conflict do nothing`,
    [policy.hash, policy.id, policy.version, JSON.stringify(policy), SEEDED_BY, policy.calendar.version],
  );
}
