/** A notice to a role reaches everybody who has it but whoever did what it tells of, of whatever kind the item is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kinds } from '../../domain/kinds.ts';
import { type Stack, startStack } from '../../tools/stack/stack.ts';

let dataDir: string;
let stack: Stack;
let client: pg.Client;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'caselight-tell-others-'));
  stack = await startStack({ dataDir, parts: ['postgres'] });
  client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await client.query(`insert into unit (id, name, kind) values ('qingshi', '青石镇', 'town')`);
  for (const id of ['townhead', 'deputy', 'handler1']) {
    const roles = id === 'handler1' ? '{handler}' : '{town-head}';
    await client.query('insert into person (id, username, name, unit_id, roles) values ($1, $1, $1, $2, $3::text[])', [
      id,
      'qingshi',
      roles,
    ]);
  }
});

afterAll(async () => {
  await client?.end();
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it.each(kinds.map(({ name }) => name))('of a %s', async (kind) => {
  const id = `${kind}-told`;
  await client.query(
    `insert into work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash)
     values ($1, $2, 1, 'SeizureResolved', now(), '{"id": "townhead"}', '{}', '[]', '{}', 'h1'),
            ($1, $2, 2, 'Reminded', now(), '{"id": "system"}', '{}', '[]', '{}', 'h2')`,
    [kind, id],
  );
  await client.query(
    `insert into notification (id, person_id, work_kind, case_id, seq, kind, text, at)
     select gen_random_uuid()::text, person.id, $1, $2, seq, 'x', 'y', now() from person, generate_series(1, 2) as seq`,
    [kind, id],
  );
  const { rows } = await client.query<{ seq: number; who: string }>(
    `select seq, string_agg(person_id, ' ' order by person_id) as who from notification where case_id = $1 group by seq order by seq`,
    [id],
  );
  expect(rows).toEqual([
    { seq: 1, who: 'deputy handler1' },
    { seq: 2, who: 'deputy handler1 townhead' },
  ]);
});
