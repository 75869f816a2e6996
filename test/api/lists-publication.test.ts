/** A list from draft to every process, on a stack of its own: what is published here would move the other tests' lists. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../domain/case/state.ts';
import type { Benchmark } from '../../domain/lists/benchmarks.ts';
import type { Delegation } from '../../domain/lists/delegation.ts';
import type { Duty } from '../../domain/lists/duties.ts';
import type { Matter } from '../../domain/lists/matters.ts';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { ordinary } from '../support/lives.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { eventually } from '../support/wait.ts';
import { signIn, type Visitor } from './client.ts';
import { done, expectProblem, openingOf } from './scenes.ts';

const LITTERING = 'CG-0110';
let stack: Stack;
const visitors = new Map<string, Visitor>();
async function as(username: string): Promise<Visitor> {
  const visitor = visitors.get(username) ?? (await signIn(username, `${stack.apiUrl}/api/v1`));
  visitors.set(username, visitor);
  return visitor;
}
const rowsOf = async <Row>(list: string, query = ''): Promise<Row[]> =>
  done(await (await as('handler1')).get(`/lists/${list}?limit=500${query}`)).body.items;
const today = legalDateOf(Date.now());
const tomorrow = addDays(today, 1);

/** The ordinary life's next step, taken by whose it is. */
async function take(id: string, name: string): Promise<void> {
  const step = ordinary.find((one) => one.name === name)!;
  const { case: file } = done(await (await as('auditor')).get(`/cases/${id}`)).body as { case: CaseFile };
  const now = new Date().toISOString();
  done(await (await as(step.by)).command(id, step.name, step.payload(file, legalDateOf(Date.now()), now)));
}

let caseId: string;
let duties: Duty[];
let matters: Matter[];
beforeAll(async () => {
  stack = await startTestStack();
  duties = await rowsOf<Duty>('duties');
  matters = await rowsOf<Matter>('matters');
  const dispatcher = await as('dispatcher');
  caseId = done(await dispatcher.post('/cases', openingOf()), 201).body.caseId;
  done(await dispatcher.command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
  done(await (await as('handler1')).command(caseId, 'AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }));
  await take(caseId, 'RecordVerification');
}, 240_000);
afterAll(() => stopTestStack(stack));

const draft = async (list: string, body: Record<string, unknown>) =>
  (await as('listadmin')).post(`/lists/${list}/drafts`, { effectiveFrom: tomorrow, note: '测试', ...body });
const check = async (list: string, version: string) =>
  done(await (await as('listadmin')).post(`/lists/${list}/drafts/${version}/check`)).body;
const approve = async (list: string, version: string, by = 'bureauhead', body: Record<string, unknown> = {}) =>
  (await as(by)).post(`/lists/${list}/drafts/${version}/approve`, body);
const withWord = (word: string) => ({ changes: { put: [{ ...duties[0]!, keywords: [...duties[0]!.keywords, word] }] } });

describe('a list, the whole way by two people', () => {
  let version: string;
  let hash: string;

  it('is drafted on the newest version and seen by those who publish alone', async () => {
    const body = done(await draft('duties', { ...withWord('占着路面'), effectiveFrom: today }), 201).body;
    expect(body).toMatchObject({
      status: 'draft',
      base: '2026.1',
      createdBy: 'listadmin',
      rows: duties.length,
      effectiveFrom: today,
      approvedBy: null,
    });
    ({ version, contentHash: hash } = body);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(done(await (await as('bureauhead')).get('/lists/drafts')).body.items).toMatchObject([{ list: 'duties', version, check: null }]);
    expectProblem(await (await as('handler1')).get(`/lists/duties/drafts/${version}`), 403);
    expect((await rowsOf<Duty>('duties'))[0]!.keywords).not.toContain('占着路面');
  });

  it('is approved only once checked, by another person, and as it was read', async () => {
    expectProblem(await approve('duties', version), 409, 'list-unchecked');
    const result = await check('duties', version);
    expect(result).toMatchObject({
      ok: true,
      errors: 0,
      changes: { added: 0, removed: 0, changed: 1 },
      cases: { cases: 1, capped: false, touched: 0 },
      leads: { waiting: 0, touched: 0 },
    });
    // What the version in force has too is told, and holds nothing back.
    expect(result.findings).toContainEqual(expect.objectContaining({ code: 'keyword-contested', inherited: true, heading: '关键词' }));
    expectProblem(await approve('duties', version, 'listadmin'), 409, 'second-person-required');
    expectProblem(await approve('duties', version, 'handler1'), 403);
    expectProblem(
      await approve('duties', version, 'bureauhead', { contentHash: createHash('sha256').update('x').digest('hex') }),
      409,
      'list-draft-changed',
    );
    expect(done(await approve('duties', version, 'bureauhead', { contentHash: hash })).body).toMatchObject({
      status: 'published',
      approvedBy: 'bureauhead',
    });
    expect(done(await approve('duties', version)).body.status).toBe('published');
  });

  it('is in force at once, and the version before ended the day before', async () => {
    expect((await rowsOf<Duty>('duties'))[0]!.keywords).toContain('占着路面');
    expect((await rowsOf<Duty>('duties', `&on=${addDays(today, -1)}`))[0]!.keywords).not.toContain('占着路面');
    expect(done(await (await as('handler1')).get('/lists/duties/versions')).body.items).toMatchObject([
      { version, effectiveFrom: today, effectiveUntil: null },
      { version: '2026.1', effectiveUntil: addDays(today, -1) },
    ]);
    const { dispatch } = done(
      await (await as('dispatcher')).post('/derive/dispatch', { text: '店家把货摊占着路面，行人过不去', town: '青石镇' }),
    ).body;
    expect(JSON.stringify(dispatch)).toContain(version);
  });

  it('stays as it was published, also for the database itself', async () => {
    expectProblem(await (await as('listadmin')).delete(`/lists/duties/drafts/${version}`), 409, 'list-published');
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      for (const sql of [
        `update list_row set title = 'x' where version_id = 'duties@${version}'`,
        `delete from list_row where version_id = 'duties@2026.1'`,
        `insert into list_row (version_id, code, ordinal, title, row) values ('duties@${version}', 'X-1', 999, 'x', '{}')`,
        `update list_version set effective_from = '2020-01-01' where id = 'duties@${version}'`,
        `update list_version set effective_until = '2030-01-01' where id = 'duties@2026.1'`,
        `delete from list_version where id = 'duties@${version}'`,
        'truncate list_row',
      ])
        await expect(client.query(sql), sql).rejects.toMatchObject({ code: 'CL100' });
    } finally {
      await client.end();
    }
  });
});

describe('a draft that the world has overtaken', () => {
  it('is refused when another version was published since it was written', async () => {
    const first = done(
      await draft('patrol-items', { changes: { remove: [(await rowsOf<{ code: string }>('patrol-items'))[0]!.code] } }),
      201,
    ).body;
    const second = done(
      await draft('patrol-items', { changes: { remove: [(await rowsOf<{ code: string }>('patrol-items'))[1]!.code] } }),
      201,
    ).body;
    await check('patrol-items', first.version);
    await check('patrol-items', second.version);
    done(await approve('patrol-items', first.version, 'sysadmin'));
    expectProblem(await approve('patrol-items', second.version), 409, 'list-base-moved');
    expect((await (await as('listadmin')).delete(`/lists/patrol-items/drafts/${second.version}`)).status).toBe(204);
    // Published, and not in force before its day.
    expect(await rowsOf('patrol-items')).toHaveLength(59);
    expect(await rowsOf('patrol-items', `&on=${tomorrow}`)).toHaveLength(58);
    expectProblem(
      await draft('patrol-items', { changes: { remove: [(await rowsOf<{ code: string }>('patrol-items'))[2]!.code] } }),
      409,
      'list-effective-too-early',
    );
  });

  it('is refused when a list beside it was published, or its rows were touched, since the check', async () => {
    const { version } = done(await draft('duties', withWord('占着人行道')), 201).body;
    await check('duties', version);
    const benchmarks = await rowsOf<Benchmark>('benchmarks');
    const other = done(await draft('benchmarks', { changes: { put: [{ ...benchmarks[0]!, note: '测试' }] } }), 201).body;
    expect(await check('benchmarks', other.version)).toMatchObject({ ok: true, errors: 0 });
    done(await approve('benchmarks', other.version));
    expectProblem(await approve('duties', version), 409, 'list-check-stale');
    await check('duties', version);
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    await client.query(`update list_row set row = jsonb_set(row, '{item}', '"改了"') where version_id = $1 and ordinal = 3`, [
      `duties@${version}`,
    ]);
    await client.end();
    expectProblem(await approve('duties', version), 409, 'list-check-stale');
    expect((await (await as('listadmin')).delete(`/lists/duties/drafts/${version}`)).status).toBe(204);
    // The benchmarks' factors come along, under the same version.
    expect(done(await (await as('handler1')).get(`/lists/benchmarks?on=${tomorrow}`)).body).toMatchObject({
      version: other.version,
      factors: { areaSqm: { type: 'number' } },
    });
  });
});

describe('the check', () => {
  it('finds errors of the new rows, by column, and keeps the list from being published', async () => {
    const row = matters.find(({ code }) => code === LITTERING)!;
    const broken = { ...row, penalties: row.penalties.map((one) => (one.kind === '罚款' ? { ...one, min: 9_000, max: 100 } : one)) };
    const { version } = done(await draft('matters', { changes: { put: [broken] } }), 201).body;
    const result = await check('matters', version);
    expect(result).toMatchObject({ ok: false, changes: { changed: 1 } });
    expect(result.findings[0]).toMatchObject({
      item: LITTERING,
      heading: '罚则',
      code: 'min-over-max',
      severity: 'error',
      inherited: false,
      message: '下限9000高于上限100',
    });
    expectProblem(await approve('matters', version), 409, 'list-unchecked');
    expect((await (await as('listadmin')).delete(`/lists/matters/drafts/${version}`)).status).toBe(204);
  });

  it('tells which open cases use a matter that goes, and what the other lists still say of it', async () => {
    const { version } = done(await draft('matters', { changes: { remove: [LITTERING] } }), 201).body;
    const result = await check('matters', version);
    expect(result).toMatchObject({
      ok: true,
      cases: { cases: 1, touched: 1, counts: { kept: 1, dropped: 0 }, samples: [{ caseId, item: LITTERING, effect: 'kept' }] },
    });
    expect(result.cases.samples[0].message).toContain(`行为发生在${today}，仍按2026.1版办理`);
    expect(result.findings).toContainEqual(
      expect.objectContaining({ list: 'delegation', code: 'matter-no-longer-listed', severity: 'warning' }),
    );
    // List administrators read no case: what they see names none of its people.
    expect(JSON.stringify(result)).not.toMatch(/张三|中心街/);
    expect((await (await as('listadmin')).delete(`/lists/matters/drafts/${version}`)).status).toBe(204);
  });

  it('does not let a list leave out a power that filed cases stand on', async () => {
    for (const name of ['OrderCorrection', 'RecordCorrectionCheck', 'FileCase']) await take(caseId, name);
    const rows = await rowsOf<Delegation>('delegation');
    const own = rows.find(({ matterCode, townType }) => matterCode === LITTERING && townType === 'town')!;
    const { version } = done(await draft('delegation', { changes: { remove: [own.code] } }), 201).body;
    const result = await check('delegation', version);
    expect(result).toMatchObject({ ok: false, cases: { counts: { lost: 1 } } });
    expect(result.findings[0]).toMatchObject({ code: 'filed-case-loses-power', item: LITTERING, heading: '截止日期' });
    expect((await (await as('listadmin')).delete(`/lists/delegation/drafts/${version}`)).status).toBe(204);
    // Ended instead of left out: the case goes on.
    const ended = done(await draft('delegation', { changes: { put: [{ ...own, effectiveUntil: today }] } }), 201).body;
    expect(await check('delegation', ended.version)).toMatchObject({ ok: true, cases: { counts: { lost: 0, kept: 1 } } });
    expect((await (await as('listadmin')).delete(`/lists/delegation/drafts/${ended.version}`)).status).toBe(204);
  });
});

describe('another process', () => {
  it('hears of a publication and reads anew', async () => {
    const row = matters.find(({ code }) => code === 'CG-0101')!;
    const { version } = done(await draft('matters', { effectiveFrom: today, changes: { put: [{ ...row, notes: '另一进程' }] } }), 201).body;
    await check('matters', version);
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    await client.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await client.query('listen caselight_lists');
    done(await approve('matters', version));
    await eventually(
      () => Promise.resolve(heard),
      (told) => told.some((payload) => payload.includes(version)),
      5_000,
    );
    await client.end();
    expect(heard.map((payload) => JSON.parse(payload) as unknown)).toContainEqual({ list: 'matters', version });
  });
});
