/**
 * Somebody who rules the database (a superuser, who can switch every trigger off and knows how hashes are made) alters a
 * finished case. Whatever he does inside the database is seen by who asks for the proof. Each change is undone again.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Anchor, anchorGenesis, anchorHash } from '../../domain/case/closing/anchor.ts';
import { genesis, type RecordedEvent, sealHash } from '../../domain/work/record.ts';
import { readEvents } from '../../api/cases/records.ts';
import type { Queries } from '../../api/database/database.ts';
import { walkChain } from '../../api/record/county-chain.ts';
import { sha256 } from '../../api/session/tokens.ts';
import { testStack } from '../support/addresses.ts';
import { ofAnother, ordinary } from '../support/lives.ts';
import { eventually } from '../support/wait.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, openCase, take } from './scenes.ts';

const TABLES = ['work_event', 'work_view', 'case_detail', 'record_anchor', 'case_history'];
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

let caseId: string;
let later: string;

async function archivedCase(title: string, party: string): Promise<string> {
  const id = await openCase({ title });
  for (const step of ofAnother(ordinary, party)) {
    if (step.name === 'AddEvidence') {
      const { hash } = done(await (await as('handler1')).upload(`/cases/${id}/files`, PDF, '检查笔录.pdf', 'application/pdf'), 201).body;
      done(await take(id, { ...step, payload: (...args) => ({ ...(step.payload(...args) as object), fileHash: hash }) }));
    } else done(await take(id, step));
  }
  await eventually(
    async () => (await proof(id)).checks.filter(({ known }) => !known).map(({ name }) => name),
    (open) => open.length === 0,
    30_000,
  );
  return id;
}

interface Proof {
  ok: boolean;
  checks: { name: string; ok: boolean; known: boolean; text: string }[];
}

const proof = async (id: string): Promise<Proof> => done(await (await as('auditor')).get(`/cases/${id}/verify`)).body as Proof;

const seenBy = async (id: string): Promise<string[]> => {
  const { ok, checks } = await proof(id);
  const bad = checks.filter((check) => check.known && !check.ok).map(({ name }) => name);
  expect(ok).toBe(checks.every((check) => check.ok));
  return bad;
};

/** With every trigger off, as only a superuser can; on again before the commit. */
const asSuperuser = (work: (queries: Queries) => Promise<unknown>): Promise<void> =>
  database().transaction(async (queries) => {
    for (const table of TABLES) await queries.run(`alter table ${table} disable trigger user`);
    await work(queries);
    for (const { table, name } of await queries.rows<{ table: string; name: string }>(
      `select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where c.relname = any($1) and not t.tgisinternal`,
      [TABLES],
    ))
      await queries.run(`alter table ${table} enable always trigger ${name}`);
  });

/** Does it, looks who sees it, puts the tables' rows back as they were. */
async function altered(work: (queries: Queries) => Promise<unknown>, look: () => Promise<void>): Promise<void> {
  const before = Object.fromEntries(
    await Promise.all(
      TABLES.map(async (table) => [
        table,
        (await database().rows<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t ${scopeOf(table)}`)).map(({ row }) => row),
      ]),
    ),
  );
  await asSuperuser(work);
  try {
    await look();
  } finally {
    await asSuperuser(async (queries) => {
      for (const table of TABLES) {
        await queries.run(`delete from ${table} t ${scopeOf(table)}`);
        await queries.run(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
          JSON.stringify(before[table]),
        ]);
      }
    });
    expect(await seenBy(caseId)).toEqual([]);
  }
}

const IDS: Record<string, string> = { work_event: 'work_id', work_view: 'id', case_detail: 'id' };
const idOf = (table: string): string => IDS[table] ?? 'case_id';

const scopeOf = (table: string): string => {
  if (table === 'record_anchor') return 'where true';
  return `where ${idOf(table)} in ('${caseId}', '${later}')`;
};

const smallerFine = (event: RecordedEvent): RecordedEvent =>
  JSON.parse(JSON.stringify(event).replaceAll(/"fine":\s*240\b/g, '"fine":100')) as RecordedEvent;

/** The whole work: events, their hashes, the read model, and the county's chain from there on, all consistent again. */
async function rewriteEverything(queries: Queries): Promise<void> {
  const events = await readEvents(database(), caseId);
  let previous = genesis(caseId, sha256);
  for (const event of events.map(smallerFine)) {
    previous = sealHash(previous, event, sha256);
    await queries.run('update work_event set data = $3, hash = $4 where work_id = $1 and seq = $2', [
      caseId,
      event.seq,
      JSON.stringify(event.data),
      previous,
    ]);
  }
  await queries.run(
    `with fined as (update case_detail set fine = 100 where id = $1)
     update work_view set head = $2, state = regexp_replace(state::text, '"fine": ?240', '"fine": 100', 'g')::jsonb where id = $1`,
    [caseId, previous],
  );
  await queries.run('update record_anchor set head = $2 where case_id = $1', [caseId, previous]);
  await resealAnchors(queries);
}

async function resealAnchors(queries: Queries): Promise<void> {
  const anchors = await queries.rows<Omit<Anchor, 'at'> & { at: Date }>(
    'select n, case_id as "caseId", head, length, at, previous, hash from record_anchor order by n',
  );
  let previous = anchorGenesis(sha256);
  for (const [index, row] of anchors.entries()) {
    const anchor = { ...row, n: index + 1, at: row.at.toISOString(), previous };
    previous = anchorHash(anchor, sha256);
    await queries.run('update record_anchor set n = $2, previous = $3, hash = $4 where n = $1', [
      row.n,
      anchor.n,
      anchor.previous,
      previous,
    ]);
  }
}

beforeAll(async () => {
  caseId = await archivedCase('青石镇中心街乱倒垃圾案（核验）', '李四');
  later = await archivedCase('青石镇中心街乱倒垃圾案（其后）', '王五');
}, 120_000);

describe('a finished case under the hands of a superuser', () => {
  it('is proved by every copy before anybody touches it', async () => {
    const { checks } = await proof(caseId);
    expect(
      checks.map(({ name, ok }) => `${name} ${ok}`),
      JSON.stringify(checks),
    ).toEqual([
      '事件链 true',
      '读取视图 true',
      '办案引擎 true',
      '流程历史 true',
      '归档锚定 true',
      '库外留存 true',
      '全县锚定链 true',
      '证据文件 true',
    ]);
  });

  it('cannot be changed while the triggers stand', async () => {
    await expect(database().run(`update work_event set data = '{}' where work_id = $1`, [caseId])).rejects.toThrow('never altered');
  });

  it('an event changed in place breaks its chain', () =>
    altered(
      (queries) => queries.run(`update work_event set data = replace(data::text, '240', '100')::jsonb where work_id = $1`, [caseId]),
      async () => expect(await seenBy(caseId)).toContain('事件链'),
    ));

  it('a page that shows another fine than the record is seen, although it bears the right hash', () =>
    altered(
      (queries) => queries.run(`update work_view set state = replace(state::text, '240', '100')::jsonb where id = $1`, [caseId]),
      async () => expect(await seenBy(caseId)).toEqual(['读取视图']),
    ));

  it('a record written anew from end to end, anchors and all, differs from the copies outside the database', () =>
    altered(rewriteEverything, async () => {
      expect((await seenBy(caseId)).sort()).toEqual(['办案引擎', '库外留存', '全县锚定链', '流程历史'].sort());
      expect(await seenBy(later)).toEqual(expect.arrayContaining(['全县锚定链', '库外留存']));
    }));

  it('a history that is taken away, or exchanged for another case’s, is missed', async () => {
    await altered(
      (queries) => queries.run('delete from case_history where case_id = $1', [caseId]),
      async () => {
        // Nobody is blamed for a filing that may yet come; an hour later its absence is a fault.
        expect((await proof(caseId)).checks.find(({ name }) => name === '流程历史')).toMatchObject({ known: false });
      },
    );
    await altered(
      (queries) =>
        queries.run(
          `update case_history set hash = (select hash from case_history where case_id = $2 order by ordinal desc limit 1) where case_id = $1`,
          [caseId, later],
        ),
      async () => expect(await seenBy(caseId)).toEqual(['流程历史']),
    );
  });

  it('a case that is taken out altogether is missed in the county’s chain', () =>
    altered(
      async (queries) => {
        for (const table of TABLES) await queries.run(`delete from ${table} where ${idOf(table)} = $1`, [caseId]);
        await resealAnchors(queries);
      },
      async () => {
        const chain = done(await (await as('auditor')).get('/record/chain')).body;
        expect(chain.ok).toBe(false);
        expect(chain.faults.map(({ reason }: { reason: string }) => reason).join()).toContain('已被删去');
      },
    ));

  it('a file changed in the store is seen', async () => {
    const events = await readEvents(database(), caseId);
    const hash = /"fileHash":"([0-9a-f]{64})"/.exec(JSON.stringify(events))![1]!;
    const path = join(testStack().dataDir, 'evidence', hash.slice(0, 2), hash.slice(2));
    const whole = readFileSync(path);
    appendFileSync(path, ' ');
    expect(await seenBy(caseId)).toEqual(['证据文件']);
    writeFileSync(path, whole);
    expect(await seenBy(caseId)).toEqual([]);
  });
});

describe('the county’s chain', () => {
  it('is whole, newest first, for those who audit', async () => {
    const auditor = await as('auditor');
    const { trail, ...chain } = done(await auditor.get('/record/chain')).body;
    expect(trail).toMatchObject({ ok: true });
    expect(chain).toMatchObject({ ok: true, faults: [] });
    const two = done(await auditor.get('/record/anchors?limit=2')).body;
    expect(two.items).toHaveLength(2);
    expect(two.items[0]).toMatchObject({ n: chain.length, hash: chain.head });
    const { nextCursor } = done(await auditor.get('/record/anchors?limit=1')).body;
    expect(done(await auditor.get(`/record/anchors?cursor=${nextCursor}&limit=1`)).body.items).toEqual([two.items[1]]);
    expect(done(await auditor.get(`/record/anchors/${chain.length - 1}`)).body).toEqual(two.items[1]);
    expect(two.items[1].n).toBe(chain.length - 1);
    expect((await auditor.get(`/record/anchors/${chain.length + 1}`)).status).toBe(404);
    expect((await (await as('handler1')).get('/record/chain')).status).toBe(403);
    // A long chain is walked around a case's own number only: the same verdict on that stretch.
    const stretch = { from: chain.length, to: chain.length + 1 };
    expect(await walkChain(database(), join(testStack().dataDir, 'evidence'), Date.now(), stretch)).toEqual({
      ...chain,
      ok: true,
      faults: [],
    });
    expect((await (await as('handler1')).get('/record/anchors')).status).toBe(403);
    expect((await auditor.get('/record/anchors/0')).status).toBe(422);
  });
});
