/**
 * What was written before there were kinds is there after the migration, under its old names too; and a new kind costs one
 * table.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outlookOf } from '../../domain/case/machine.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import { caseFace } from '../../domain/case/face.ts';
import { partyRows, viewRow } from '../../record/view-row.ts';
import { migrate } from '../../tools/migrate/migrate.ts';
import { root } from '../../tools/paths.mjs';
import { type Stack, startStack } from '../../tools/stack/stack.ts';
import type { RecordedStates } from '../replay/states.ts';

const MIGRATION = '20261127010000_work_items';
const folder = join(root, 'prisma', 'migrations');
const states = JSON.parse(
  gunzipSync(readFileSync(join(root, 'test', 'fixtures', 'states', '2026-11-durable-first.json.gz'))).toString('utf8'),
) as RecordedStates;

let dataDir: string;
let stack: Stack;
let client: pg.Client;
const before: Record<string, unknown[]> = {};

const rows = async <Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await client.query(sql, values)).rows as Row[];

const actor = { id: 'handler1', name: '王办案', unit: { id: 'qingshi', name: '青石镇', kind: 'town' } };
const eventOf = (caseId: string, seq: number, head: string, type = 'NoteAdded', data: object = {}) => ({
  seq,
  type,
  at: '2026-11-20T01:00:00.000Z',
  actor,
  data,
  terms: [],
  basis: [],
  hash: head || `${caseId}/${seq}`,
});

interface Told {
  caseId: string;
  state: CaseFile;
  head: string;
  policyHash: string;
}

/** As the release before sent it. */
function formerParameter({ caseId, state, head, policyHash }: Told, from = 1, more: object = {}): string {
  const policy = states.policies.find(({ hash }) => hash === policyHash)!;
  const { terms, index, next, waiting } = outlookOf(
    caseId,
    state,
    policy,
    Math.max(parseInstant(state.openedAt), parseInstant(state.stageEnteredAt)),
  );
  const face = caseFace(state);
  const { closed_on: _, ...detail } = face.detail;
  const {
    concerned_unit_ids,
    concerned_person_ids: _2,
    ended: _3,
    state_version: _4,
    marks: _6,
    ...view
  } = viewRow(face, {
    state,
    stateVersion: 1,
    policyHash,
    terms,
    light: index,
    nextWakeUp: next && { at: new Date(next.at).toISOString(), why: next.why },
    waiting,
  });
  const length = state.version - from + 1;
  const events = Array.from({ length }, (_5, index) => eventOf(caseId, from + index, index === length - 1 ? head : ''));
  if (from === 1) events[0] = { ...eventOf(caseId, 1, length === 1 ? head : ''), type: 'CaseDispatched', data: { unit: state.unit } };
  return JSON.stringify({
    caseId,
    previous: from === 1 ? '' : `${caseId}/${from - 1}`,
    events,
    settled: state.version,
    durable: true,
    view: { ...view, ...detail, assisting_ids: concerned_unit_ids },
    parties: partyRows(state),
    notices: [
      {
        seq: state.version,
        kind: 'Reminded',
        text: '请办理',
        at: '2026-11-20T01:00:00.000Z',
        people: ['handler1'],
        roles: [],
        units: null,
      },
    ],
    filing: state.filing ? { year: 2026, n: null } : null,
    decision: null,
    receipts: [{ updateId: `u-${caseId}`, receipt: { caseId } }],
    ...more,
  });
}

/** The last state of each recorded case in each stage, each as a case of its own; and two that wait for somebody. */
const recorded: Told[] = [
  ...new Map(states.views.toSorted((a, b) => a.version - b.version).map((view) => [`${view.caseId}/${view.stage}`, view] as const)),
].map(([caseId, view]) => ({ ...view, caseId }) as unknown as Told);
const discovered = recorded.find(({ state }) => state.stage === 'discovery')!;
const cases: Told[] = [
  ...recorded,
  { ...discovered, caseId: 'undispatched', state: { ...discovered.state, dispatch: null } },
  {
    ...discovered,
    caseId: 'transfer',
    state: { ...discovered.state, transfer: { toUnit: null, reasons: '超出权限', answerDueAt: null } } as unknown as CaseFile,
  },
];

const TABLES = [
  'orphaned_event',
  'notification',
  'case_touch',
  'case_receipt',
  'record_anchor',
  'case_history',
  'case_upload',
  'case_alarm',
  'accepted_loss',
  'case_party',
  'case_number',
  'party',
  'channel_report',
];
const contentOf = (table: string) => rows(`select to_jsonb(t) - 'work_kind' as row from ${table} t order by to_jsonb(t)::text`);
const casesAsBefore = () => rows('select to_jsonb(c) as row from case_view c order by id');
const eventsAsBefore = () => rows('select to_jsonb(e) as row from case_event e order by case_id, seq');

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'caselight-work-items-'));
  stack = await startStack({ dataDir, parts: ['postgres'], migrate: false });
  const earlier = join(dataDir, 'earlier');
  for (const name of readdirSync(folder)) {
    if (name < MIGRATION || name.endsWith('.toml')) cpSync(join(folder, name), join(earlier, name), { recursive: true });
  }
  await migrate(stack.databaseUrl, { folder: earlier });
  client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await client.query(
    `insert into unit (id, name, kind) values ('qingshi', '青石镇', 'town'), ('liulin', '柳林镇', 'town'), ('bureau', '执法局', 'bureau')`,
  );
  await client.query(
    `insert into person (id, username, name, unit_id, roles) values ('handler1', 'handler1', '王办案', 'qingshi', '{handler}')`,
  );
  await client.query(`insert into channel_webhook (channel, url, secret, updated_by) values ('12345', 'http://x', 's', 'sysadmin')`);
  for (const [index, one] of cases.entries()) {
    const leadId = `lead-${index}`;
    await client.query(
      `insert into lead (id, ticket, channel, received_at, address, text, kind, status, triage, case_id)
       values ($1, $1, '12345', now(), '', '', 'enforcement', 'accepted', '{}', $2)`,
      [leadId, one.caseId],
    );
    const state = { ...one.state, source: { ...one.state.source, leadId } };
    await client.query('select project_case($1::jsonb)', [formerParameter({ ...one, state })]);
    await client.query(`insert into case_touch (case_id, check_at) values ($1, now())`, [one.caseId]);
  }
  await client.query(`insert into orphaned_event (case_id, seq, hash, body, replaced_by) values ('x', 1, 'h', '{}', 'r')`);
  await client.query(`insert into record_anchor (n, case_id, head, length, at, previous, hash) values (1, $1, 'h', 1, now(), 'p', 'a')`, [
    cases[0]!.caseId,
  ]);
  before.case_view = await casesAsBefore();
  before.case_event = await eventsAsBefore();
  for (const table of TABLES) before[table] = await contentOf(table);
  expect(await migrate(stack.databaseUrl)).toContain(MIGRATION);
}, 240_000);

afterAll(async () => {
  await client?.end();
  await stack?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('cases written before there were kinds', () => {
  it('are all there, in every stage, under their old names too', async () => {
    expect(before.case_view!.length).toBe(cases.length);
    expect(new Set(cases.map(({ state }) => state.stage)).size).toBe(8);
    expect(await casesAsBefore()).toEqual(before.case_view);
    expect(await eventsAsBefore()).toEqual(before.case_event);
  });

  it.each(TABLES)('keep what names them: %s', async (table) => {
    expect(before[table]!.length).toBeGreaterThan(['case_history', 'case_upload', 'case_alarm', 'accepted_loss'].includes(table) ? -1 : 0);
    expect(await contentOf(table)).toEqual(before[table]);
  });

  it('are of the kind case, and ended where they are archived', async () => {
    expect(await rows('select kind, state_version, count(*)::int as n from work_view group by kind, state_version')).toEqual([
      { kind: 'case', state_version: 1, n: cases.length },
    ]);
    expect(await rows('select kind from work_event group by kind')).toEqual([{ kind: 'case' }]);
    expect(
      await rows(
        `select id from work_view where ended <> (stage = 'archived') or (closed_at is null) <> (stage not in ('closed', 'archived'))`,
      ),
    ).toEqual([]);
    expect(
      await rows(
        'select c.id from work_view c left join case_detail d on d.id = c.id where (c.closed_at is null) is distinct from (d.closed_on is null)',
      ),
    ).toEqual([]);
    expect(await rows('select distinct work_kind from notification')).toEqual([{ work_kind: 'case' }]);
  });

  it('bear the marks that today’s writer would give them', async () => {
    const marks = new Map(
      (await rows<{ id: string; marks: string[] }>('select id, marks from work_view')).map((row) => [row.id, row.marks]),
    );
    for (const { caseId, state } of cases) expect(marks.get(caseId), caseId).toEqual(caseFace(state).marks);
    expect(new Set([...marks.values()].flat())).toEqual(new Set(['undispatched', 'transfer', 'jurisdiction']));
  });

  it('are written by the release before as they were, and by this one after it', async () => {
    const one = cases.find(({ state }) => state.stage === 'closed')!;
    const reports = () => rows<{ kind: string }>('select kind from channel_report where case_id = $1 order by id', [one.caseId]);
    const told = (await reports()).length;
    const reopened = { ...one.state, version: one.state.version + 1, stage: 'execution', ending: null } as CaseFile;
    await client.query(`update case_view set settled_seq = version where id = $1`, [one.caseId]);
    const former = { ...one, state: reopened, head: 'former' };
    await client.query('select project_case($1::jsonb)', [formerParameter(former, reopened.version, { previous: one.head })]);
    expect(await rows('select version, head, ended, closed_at from work_view where id = $1', [one.caseId])).toEqual([
      { version: reopened.version, head: 'former', ended: false, closed_at: null },
    ]);
    const face = caseFace({ ...one.state, version: reopened.version + 1 });
    const [{ answer } = { answer: null }] = await rows<{ answer: unknown }>('select project_work($1::jsonb) as answer', [
      JSON.stringify({
        kind: 'case',
        id: one.caseId,
        previous: 'former',
        events: [eventOf(one.caseId, reopened.version + 1, 'ours')],
        durable: true,
        view: viewRow(face, {
          state: one.state,
          stateVersion: 1,
          policyHash: one.policyHash,
          terms: [],
          light: { yellowAt: null, redAt: null, grey: false },
          nextWakeUp: null,
          waiting: null,
        }),
        detail: { ...face.detail, lead_id: `lead-${cases.indexOf(one)}` },
        parties: null,
        notices: [],
        filing: null,
        decision: null,
        receipts: [],
      }),
    ]);
    expect(answer).toEqual({ version: reopened.version + 1, head: 'ours', replaced: false, number: null, decision: null });
    expect((await reports()).slice(told).map(({ kind }) => kind)).toEqual(['case-reopened', 'case-closed']);
  });
});

describe('the guards', () => {
  const refused = (sql: string, values: unknown[] = []) => expect(client.query(sql, values)).rejects.toMatchObject({ code: 'CL100' });

  it('stand as they stood, also where session_replication_role switches triggers off', async () => {
    const { caseId } = cases[1]!;
    for (const role of ['origin', 'replica']) {
      await client.query(`set session_replication_role = ${role}`);
      await refused(`update work_event set data = '{}' where work_id = $1`, [caseId]);
      await refused('delete from work_event where work_id = $1', [caseId]);
      await refused('truncate work_event');
      await refused('update work_view set settled_seq = settled_seq - 1 where id = $1', [caseId]);
      await refused(`update work_view set kind = 'whistle' where id = $1`, [caseId]);
      await refused('delete from work_view where id = $1', [caseId]);
      await refused('truncate work_view cascade');
      await refused('delete from case_detail where id = $1', [caseId]);
      await refused(`update case_detail set id = 'x' where id = $1`, [caseId]);
      await refused('truncate case_detail');
      await refused('delete from work_search where id = $1', [caseId]);
      await refused('truncate work_search');
      await refused('update record_anchor set head = head');
    }
    await client.query('set session_replication_role = origin');
    await refused('delete from case_event where case_id = $1', [caseId]);
  });

  it('refuse a kind that nobody knows, and an item of another kind', async () => {
    const event = [eventOf('n', 1, 'h')];
    const send = (kind: string, id: string) =>
      client.query('select project_work($1::jsonb)', [JSON.stringify({ kind, id, events: event, durable: true, view: null, notices: [] })]);
    await expect(send('nothing', 'n')).rejects.toMatchObject({ code: 'CL004' });
    await expect(send('case(', 'n')).rejects.toMatchObject({ code: 'CL004' });
    expect(await rows(`select 1 from work_event where work_id = 'n'`)).toEqual([]);
  });
});

describe('a kind that comes later', () => {
  const view = {
    title: '夜间巡查',
    stage: 'called',
    ended: false,
    tier: null,
    town_id: 'qingshi',
    unit_id: 'qingshi',
    handler_ids: ['handler1'],
    concerned_unit_ids: ['liulin'],
    concerned_person_ids: [],
    emergency: false,
    opened_at: '2026-11-20T01:00:00Z',
    stage_entered_at: '2026-11-20T01:00:00Z',
    closed_at: null,
    yellow_at: null,
    red_at: null,
    paused: false,
    terms: [],
    next_wake_up_at: null,
    waiting: null,
    policy_hash: 'p',
    state: { called: true },
    state_version: 3,
    marks: ['called-out'],
    search_text: '夜间巡查',
  };
  const write = (seq: number, detail: object, kind = 'night-patrol', id = 'p1') =>
    rows<{ answer: unknown }>('select project_work($1::jsonb) as answer', [
      JSON.stringify({
        kind,
        id,
        previous: seq === 1 ? '' : `p1/${seq - 1}`,
        // Somebody else's: nobody is told of what they did themselves.
        events: [{ ...eventOf('p1', seq, ''), actor: { ...actor, id: 'handler2' } }],
        durable: true,
        view,
        detail,
        notices: [{ seq, kind: 'Called', text: '请到场', at: '2026-11-20T01:00:00Z', people: ['handler1'], roles: [], units: null }],
        receipts: [{ updateId: `u${seq}`, receipt: {} }],
      }),
    ]);

  it('costs one narrow table', async () => {
    await client.query(
      `create table night_patrol_detail (id text primary key references work_view (id) on delete cascade, route text not null, "when" timestamptz)`,
    );
    await client.query(`select narrow_table('night-patrol')`);
    await client.query('listen caselight_work');
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    expect(await write(1, { route: '沿河', when: '2026-11-20T12:00:00Z', unknown: 1 })).toEqual([
      { answer: { version: 1, head: 'p1/1', replaced: false } },
    ]);
    expect(await rows('select * from night_patrol_detail')).toEqual([{ id: 'p1', route: '沿河', when: new Date('2026-11-20T12:00:00Z') }]);
    expect(await rows(`select kind, version, state_version, settled_seq from work_view where id = 'p1'`)).toEqual([
      { kind: 'night-patrol', version: 1, state_version: 3, settled_seq: 1 },
    ]);
    expect(await rows(`select work_kind, kind from notification where case_id = 'p1'`)).toEqual([
      { work_kind: 'night-patrol', kind: 'Called' },
    ]);
    expect(await rows(`select work_kind from case_receipt where case_id = 'p1'`)).toEqual([{ work_kind: 'night-patrol' }]);
    expect(heard.map((payload) => JSON.parse(payload) as { kind: string; id: string })).toMatchObject([{ kind: 'night-patrol', id: 'p1' }]);
    expect(await rows(`select id from case_view where id = 'p1' union all select case_id from case_event where case_id = 'p1'`)).toEqual(
      [],
    );
  });

  it('writes its narrow row only where it says something new', async () => {
    const place = async () => (await rows<{ xmin: string }>(`select xmin::text from night_patrol_detail`))[0]?.xmin;
    const first = await place();
    const text = async () => (await rows<{ xmin: string }>(`select xmin::text from work_search where id = 'p1'`))[0]?.xmin;
    const firstText = await text();
    await write(2, { route: '沿河', when: '2026-11-20T12:00:00Z' });
    expect(await place()).toBe(first);
    expect(await text()).toBe(firstText);
    await write(3, { route: '沿河', when: null });
    expect(await place()).not.toBe(first);
    expect(await rows('select "when" from night_patrol_detail')).toEqual([{ when: null }]);
  });

  it('takes a column more when it is told of it', async () => {
    await client.query('alter table night_patrol_detail add column found int');
    await client.query(`select narrow_table('night-patrol')`);
    await write(4, { route: '沿河', when: null, found: 2 });
    expect(await rows('select found from night_patrol_detail')).toEqual([{ found: 2 }]);
  });

  it('is guarded like the case, and keeps its ids to itself', async () => {
    await expect(client.query(`delete from night_patrol_detail`)).rejects.toMatchObject({ code: 'CL100' });
    await expect(client.query(`truncate night_patrol_detail`)).rejects.toMatchObject({ code: 'CL100' });
    await expect(client.query(`delete from work_event where work_id = 'p1'`)).rejects.toMatchObject({ code: 'CL100' });
    await expect(write(5, {}, 'case')).rejects.toMatchObject({ code: 'CL004' });
  });
});
