/** Paper cases come in by two people, with their scan, dated no later than the county's go-live. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { goOnWithConfirmed } from '../../api/paper/confirm.ts';
import { citizenCheckDigit } from '../../domain/parties/citizen-id.ts';
import { scanOf } from '../../tools/lives/scan.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { ownApp } from './own-app.ts';
import { type Act, check, compared, confirm, entered, onPages, seen, type Standing, submit, typed, writeActs } from './paper.ts';
import { done, expectProblem, minutesAgo } from './scenes.ts';

const DAY = 24 * 60;
const first17 = '33210219900307512';
const IDENTIFIER = first17 + citizenCheckDigit(first17);
const at = (daysAgo: number, minute = 0) => minutesAgo(daysAgo * DAY - minute);
const opening = (title = `纸质案件${randomUUID().slice(0, 6)}`) => ({
  title,
  townId: 'qingshi',
  address: '中心街',
  channel: 'patrol',
  receivedAt: at(41),
  text: '巡查发现',
});
const life = (): Act[] => [
  { at: at(40), by: 'dispatcher', name: 'OpenCase', payload: opening() },
  { at: at(39), by: 'dispatcher', name: 'DispatchCase', payload: { unitId: 'qingshi', instruction: '核查' } },
  { at: at(38), by: 'handler1', name: 'AcceptDispatch', payload: { handlerIds: ['handler1', 'handler2'] } },
  {
    at: at(37),
    by: 'handler1',
    name: 'RecordVerification',
    payload: {
      founded: true,
      findings: '属实',
      officerIds: ['handler1', 'handler2'],
      matterCode: 'CG-0110',
      conduct: { on: at(41).slice(0, 10), place: '中心街' },
      parties: [{ name: '王小明', kind: 'citizen', identifier: IDENTIFIER, phone: '13800138000' }],
    },
  },
];
const read = async (draft: Pick<Standing, 'id'>, who = 'dispatcher') => done(await (await as(who)).get(`/paper-drafts/${draft.id}`)).body;
const goLive = (day: string) => database().run('update county set go_live_on = $1', [day]);
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
afterEach(() => goLive(today()));

describe('a paper case', () => {
  it('is typed by one, compared by another, and then a case whose every act says so', async () => {
    const acts = life();
    const draft = await compared({ acts, pages: 6 });
    const shown = await read(draft);
    expect(shown).toMatchObject({ status: 'submitted', pages: 6, pagesWithoutAct: [5, 6], actsWithoutPage: [], fault: null });
    expect(shown.scan).toHaveLength(6);
    expect(new Set(shown.scan.map(({ hash }: { hash: string }) => hash)).size).toBe(6);
    const { caseId } = done(await confirm(draft, 'townreview')).body;
    expect(caseId).toBe(shown.caseId);
    const { items } = done(await (await as('townreview')).get(`/cases/${caseId}/events`)).body;
    const paper = items.filter(({ actor }: { actor: { id: string } }) => actor.id !== 'system');
    expect(paper.length).toBeGreaterThan(3);
    for (const { entered: one } of paper) expect(one).toMatchObject({ by: { id: 'dispatcher' }, checkedBy: { id: 'townreview' } });
    const pages = paper.map(({ entered: one }: { entered: { pages: number[] } }) => one.pages[0]);
    expect([...new Set(pages)]).toEqual([1, 2, 3, 4]);
    expect(paper[0]).toMatchObject({ at: expect.stringContaining(acts[0]!.at.slice(0, 10)), entered: { draft: draft.id } });
    expect(done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual(
      [],
    );
    const files = done(await (await as('handler1')).get(`/cases/${caseId}/files`)).body.items;
    expect(files).toMatchObject([{ name: '卷宗.pdf', type: 'application/pdf' }]);
    // It runs on by ordinary commands, which say nothing of the kind.
    done(await (await as('handler1')).command(caseId, 'AddNote', { text: '接着办' }));
    expect(done(await (await as('handler1')).get(`/cases/${caseId}/events`)).body.items.at(-1).entered).toBeUndefined();
    expect((await read(draft)).status).toBe('entered');
  });

  it('tells those who are named once, nobody of the past, and takes what they say against it', async () => {
    const title = `纸质异议${randomUUID().slice(0, 6)}`;
    const acts = life();
    acts[0]!.payload = opening(title);
    const { caseId } = done(await entered({ acts })).body;
    const notices = () =>
      database().rows<{ who: string; kind: string }>(
        `select person_id as who, kind from notification where case_id = $1 and seq in (1, -1, -2) order by seq desc, person_id`,
        [caseId],
      );
    const brought = (await notices()).filter(({ kind }) => kind === 'PaperCaseEntered').map(({ who }) => who);
    expect(brought).toEqual(['dispatcher', 'handler1', 'handler2']);
    const past = await database().rows('select 1 from notification where case_id = $1 and seq between 2 and 4', [caseId]);
    expect(past).toEqual([]);
    expectProblem(await (await as('handler3')).post(`/cases/${caseId}/objections`, { text: '不对' }), 403, 'not-named');
    const body = done(await (await as('handler2')).post(`/cases/${caseId}/objections`, { text: '我当日休假，没有参加核查' }), 201).body;
    expect(body.entry).toMatchObject({ named: true, objections: [{ by: { id: 'handler2' }, text: '我当日休假，没有参加核查' }] });
    const objected = (await notices()).filter(({ kind }) => kind === 'EntryObjected').map(({ who }) => who);
    expect(objected).toEqual(expect.arrayContaining(['supervisor', 'townreview']));
    expect(done(await (await as('townhead')).get(`/cases/${caseId}/entry`)).body.entry.objections).toHaveLength(1);
    await expect(database().run(`update paper_objection set text = '没有' where case_id = $1`, [caseId])).rejects.toThrow('never altered');
  });

  it('is never checked by who typed it, who acts in it or another unit; never without every act', async () => {
    const draft = done(await submit(await typed({ acts: life(), by: 'handler3' }), 'handler3')).body as Standing;
    expectProblem(await check(draft, 'handler3', [{ act: 1 }]), 409, 'two-people');
    expectProblem(await check(draft, 'handler2', [{ act: 1 }]), 409, 'named-in-it');
    expectProblem(await check(draft, 'bureaureview', [{ act: 1 }]), 404, 'draft-not-found');
    expectProblem(await check(draft, 'handler4', [{ act: 1 }]), 404);
    expectProblem(await check(draft, 'supervisor', [{ act: 1 }]), 403, 'not-your-unit');
    done(await check(draft, 'townreview', [{ act: 1 }, { act: 2 }]));
    expectProblem(await confirm(draft, 'townreview'), 409, 'acts-unchecked');
    // What one has compared does not count for another.
    expectProblem(await confirm(draft, 'townhead'), 409, 'acts-unchecked');
    expect((await read(draft)).checkers.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(['townhead', 'townreview']));
  });

  it('is handed over only whole: scan, pages, rules, unit', async () => {
    expectProblem(await submit(await typed({ acts: life(), pages: 0 })), 409, 'scan-missing');
    const draft = await typed({ acts: life() });
    const some = onPages(life());
    some[1]!.pages = [];
    const bare = done(await writeActs(draft, 'dispatcher', some)).body as Standing;
    expect(await read(draft)).toMatchObject({ actsWithoutPage: [2], pagesWithoutAct: [2] });
    expectProblem(await submit(bare), 409, 'act-without-page');
    some[1]!.pages = [9];
    expectProblem(await submit(done(await writeActs(bare, 'dispatcher', some)).body as Standing), 409, 'page-missing');
    expectProblem(await submit(await typed({ acts: life(), unitId: 'liulin' })), 409, 'other-unit');
    const wrong = life();
    wrong[2]!.payload = { handlerIds: ['handler1'] };
    const refused = await submit(await typed({ acts: wrong }));
    expectProblem(refused, 409, 'two-officers');
    expect(refused.body.detail).toMatch(/^第3步/);
  });

  it('is not later than go-live; a county without one is told what to do', async () => {
    await goLive(new Date(Date.parse(at(38)) + 8 * 3_600_000).toISOString().slice(0, 10));
    const draft = await typed({ acts: life() });
    expectProblem(await submit(draft), 409, 'after-go-live');
    expect((await read(draft)).fault).toMatchObject({ act: 4, code: 'after-go-live' });
  });

  it('has no act in the name of one who had no such post then, and says where the register knows nothing', async () => {
    const acts = life();
    acts[3]!.by = 'townhead';
    const answer = await submit(await typed({ acts }));
    expectProblem(answer, 409, 'post-not-held');
    // Seven years back the register of posts does not reach.
    const old = life().map((act) => ({ ...act, at: act.at.replace(/^\d{4}/, '2019') }));
    old[0]!.payload = { ...opening(), receivedAt: `2019${at(41).slice(4)}` };
    const draft = await typed({ acts: old.slice(0, 2) });
    const shown = await read(draft);
    expect(shown.acts[0].unknown.join()).toContain('不知道');
    const handed = done(await submit(draft)).body as Standing;
    done(await check(handed, 'townreview', [{ act: 1 }, { act: 2 }]));
    expectProblem(await confirm(handed, 'townreview'), 409, 'standing-unknown');
    done(
      await check(handed, 'townreview', [
        { act: 1, note: '任职文件在卷' },
        { act: 2, note: '任职文件在卷' },
      ]),
    );
    done(await confirm(handed, 'townreview'));
  });

  it('has one reference in its unit, and is asked about where another unit has the same', async () => {
    const reference = `青卷〔2025〕${randomUUID().slice(0, 6)}号`;
    await typed({ acts: [], reference, pages: 0 });
    const dispatcher = await as('dispatcher');
    const again = { reference: reference.replace('〔', ' ( ').replace('〕', '）'), unitId: 'qingshi', reason: '补录' };
    expectProblem(await dispatcher.post('/paper-drafts', again), 409, 'reference-known');
    const elsewhere = { ...again, unitId: 'liulin' };
    expectProblem(await dispatcher.post('/paper-drafts', elsewhere), 409, 'reference-elsewhere');
    done(await dispatcher.post('/paper-drafts', { ...elsewhere, sameElsewhere: '两镇各自编号' }), 201);
    const both = await Promise.all([1, 2, 3].map(() => dispatcher.post('/paper-drafts', { ...again, reference: `${reference}之二` })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('at once', () => {
  it('two confirm: one case, one answer', async () => {
    const draft = await compared({ acts: life() });
    const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(draft, 'townreview')));
    const won = answers.filter(({ status }) => status === 200);
    expect(won.length).toBeGreaterThan(0);
    expect(new Set(won.map(({ body }) => JSON.stringify(body.events))).size).toBe(1);
    for (const { status } of answers) expect([200, 412]).toContain(status);
    const { caseId } = done(await confirm(draft, 'townreview')).body;
    const rows = await database().rows(`select seq from work_event where work_id = $1 and type = 'CaseOpened'`, [caseId]);
    expect(rows).toHaveLength(1);
  });

  it('two different checkers: the first is on record, the other is told', async () => {
    const draft = await compared({ acts: life() });
    done(
      await check(
        draft,
        'townhead',
        life().map((_, index) => ({ act: index + 1 })),
      ),
    );
    const answers = await Promise.all([confirm(draft, 'townreview'), confirm(draft, 'townhead')]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
    const { checkedBy } = await read(draft);
    expect(checkedBy.id).toBe(answers[0]!.status === 200 ? 'townreview' : 'townhead');
  });

  it('withdrawn and changed while it is compared: what was compared counts no more', async () => {
    const draft = await compared({ acts: life() });
    const dispatcher = await as('dispatcher');
    expectProblem(await writeActs(draft, 'dispatcher', onPages(life())), 409, 'draft-not-open');
    const back = done(await dispatcher.post(`/paper-drafts/${draft.id}/withdraw`, undefined, seen(draft))).body as Standing;
    expectProblem(await confirm(draft, 'townreview'), 412, 'draft-moved');
    const changed = done(await writeActs(back, 'dispatcher', onPages(life()))).body as Standing;
    const again = done(await submit(changed)).body as Standing;
    expectProblem(await confirm(again, 'townreview'), 409, 'acts-unchecked');
    const withdrawing = await compared({ acts: life() });
    const [confirmed, withdrawn] = await Promise.all([
      confirm(withdrawing, 'townreview'),
      dispatcher.post(`/paper-drafts/${withdrawing.id}/withdraw`, undefined, seen(withdrawing)),
    ]);
    expect([confirmed.status, withdrawn.status].filter((status) => status === 200)).toHaveLength(1);
  });

  it('go-live is moved in between: nothing newer comes in, and the draft waits for its checker again', async () => {
    const draft = await compared({ acts: life() });
    await goLive(at(39).slice(0, 10));
    expectProblem(await confirm(draft, 'townreview'), 409, 'after-go-live');
    // Bound already, and moved before the case was started.
    await goLive(today());
    await database().run(
      `update paper_draft set status = 'confirming', checked_by = 'townreview', go_live_on = $2, confirming_at = now() where id = $1`,
      [draft.id, today()],
    );
    await goLive(at(39).slice(0, 10));
    expectProblem(await confirm(draft, 'townreview'), 409, 'after-go-live');
    expect(await read(draft)).toMatchObject({ status: 'submitted', checkedBy: null });
    await goLive(today());
    done(await confirm(draft, 'townreview'));
  });

  it('broken off after the case was started: the same case is found, by the checker or by itself', async () => {
    const draft = await compared({ acts: life() });
    const { caseId } = done(await confirm(draft, 'townreview')).body;
    // As the crash would have left it: started in Temporal, nothing of it said here.
    await database().run('alter table paper_draft disable trigger paper_draft_keep');
    await database().run(
      `update paper_draft set status = 'confirming', ended_at = null, confirming_at = now() - interval '5 minutes' where id = $1`,
      [draft.id],
    );
    await database().run('alter table paper_draft enable always trigger paper_draft_keep');
    await database().run(`delete from case_receipt where case_id = $1 and update_id = 'import'`, [caseId]);
    await goLive(at(39).slice(0, 10));
    const app = await ownApp();
    try {
      expect(await goOnWithConfirmed(app.services, Date.now())).toBeGreaterThan(0);
    } finally {
      await app.close();
    }
    expect((await read(draft)).status).toBe('entered');
    expect(done(await confirm(draft, 'townreview')).body.caseId).toBe(caseId);
  });
});

describe('a draft', () => {
  it('is seen by its unit and the county’s, its numbers masked and kept when they come back so', async () => {
    const draft = await typed({ acts: life() });
    const shown = await read(draft, 'handler3');
    const party = shown.acts[3].payload.parties[0];
    expect(party.identifier).toContain('*');
    expect(JSON.stringify(shown)).not.toContain(IDENTIFIER);
    expectProblem(await (await as('handler4')).get(`/paper-drafts/${draft.id}`), 404, 'draft-not-found');
    expectProblem(await (await as('sysadmin')).get(`/paper-drafts/${draft.id}`), 403);
    expect(done(await (await as('handler4')).get('/paper-drafts')).body.items.map(({ id }: Standing) => id)).not.toContain(draft.id);
    const acts = shown.acts.map(({ at: when, by, name, payload, pages }: Act) => ({ at: when, by, name, payload, pages }));
    done(await writeActs(draft, 'dispatcher', acts));
    const reveal = { act: 4, what: 'identifier', reason: '与扫描页核对' };
    expect(done(await (await as('townreview')).post(`/paper-drafts/${draft.id}/reveal`, reveal)).body.value).toBe(IDENTIFIER);
    expectProblem(await (await as('supervisor')).post(`/paper-drafts/${draft.id}/reveal`, reveal), 403, 'not-your-unit');
    const [entry] = await database().rows<{ detail: unknown }>(
      `select detail from audit_entry where what = 'reveal:revealOfPaperDraft' and subject = $1`,
      [`draft:${draft.id}`],
    );
    expect(entry!.detail).toMatchObject({ reason: '与扫描页核对', act: 4 });
  });

  it('is changed by who types it alone, goes back with reasons, is taken over, and thrown away for a reason', async () => {
    const draft = await typed({ acts: life(), by: 'assistant' });
    expectProblem(await writeActs(draft, 'handler3', []), 409, 'not-yours');
    const handed = done(await submit(draft, 'assistant')).body as Standing;
    const reviewer = await as('townreview');
    const back = done(await reviewer.post(`/paper-drafts/${draft.id}/return`, { reasons: '第3步与第3页不符' }, seen(handed)))
      .body as Standing;
    expect((await read(draft)).steps.at(-1)).toMatchObject({ kind: 'returned', text: '第3步与第3页不符', by: { id: 'townreview' } });
    const mine = done(await (await as('handler3')).post(`/paper-drafts/${draft.id}/take-over`, undefined, seen(back))).body as Standing;
    const again = done(await submit(mine, 'handler3')).body as Standing;
    expectProblem(await check(again, 'assistant', [{ act: 1 }]), 409, 'two-people');
    expectProblem(
      await (await as('handler1')).post(`/paper-drafts/${draft.id}/discard`, { reason: '不要了' }, seen(again)),
      409,
      'not-yours',
    );
    const head = await as('townhead');
    done(await head.post(`/paper-drafts/${draft.id}/discard`, { reason: '案卷重复' }, seen(again)));
    const gone = await read(draft);
    expect(gone).toMatchObject({ status: 'discarded', acts: [], files: [] });
    expect(gone.steps.at(-1)).toMatchObject({ kind: 'discarded', text: '案卷重复' });
    const hash = (await read(await typed({ acts: life() }))).files[0].hash;
    expectProblem(await head.get(`/paper-drafts/${draft.id}/files/${hash}`), 404, 'file-not-found');
    await expect(database().run(`update paper_draft set reason = 'x' where id = $1`, [draft.id])).rejects.toThrow('it has ended');
  });

  it('takes PDF and images, counts their pages, and nothing else', async () => {
    const draft = await typed({ acts: [], pages: 0 });
    const dispatcher = await as('dispatcher');
    const path = `/paper-drafts/${draft.id}/files`;
    const pdf = scanOf([['one'], ['two'], [draft.id]]);
    expect(done(await dispatcher.upload(path, pdf, 'a.pdf'), 201).body).toMatchObject({ pages: 3, firstPage: 1 });
    expectProblem(await dispatcher.upload(path, pdf, 'b.pdf'), 409, 'scan-known');
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const image = done(await dispatcher.upload(path, png, 'c.png'), 201).body;
    expect(image).toMatchObject({ pages: 1, firstPage: 4 });
    expect((await read(draft)).scan[3]).toEqual({ page: 4, file: image.hash, pageInFile: 1, hash: image.hash });
    expectProblem(await dispatcher.upload(path, '%PDF-1.4 broken', 'd.pdf'), 422, 'scan-broken');
    expectProblem(await dispatcher.upload(path, '文字', 'e.txt'), 415, 'file-type');
    const raw = await fetch(`${dispatcher.base}${path}/${image.hash}`, { headers: { Cookie: dispatcher.cookie } });
    expect(Buffer.from(await raw.arrayBuffer())).toEqual(png);
  });
});

describe('a table of many', () => {
  const table = (rows: string[][]) =>
    [
      '案卷号,承办单位,补录理由,同号说明,案件名称,属地镇街,地址,线索渠道,线索接收时间,线索内容,建案时间,建案人用户名,卷宗页',
      ...rows.map((row) => row.join(',')),
    ].join('\n');
  const row = (reference: string, town: string, by: string) => [
    reference,
    town,
    '启用前立案',
    '',
    '占道堆放',
    town,
    '中心街18号',
    '巡查发现',
    '2026-03-03 09:00',
    '占道',
    '2026-03-03 10:00',
    by,
    '1-2',
  ];

  it('becomes drafts, row by row with each row’s rights, and no case', async () => {
    const name = randomUUID().slice(0, 6);
    const units = new Map(
      (await database().rows<{ id: string; name: string }>('select id, name from unit')).map(({ id, name: word }) => [id, word]),
    );
    const [qingshi, liulin] = [units.get('qingshi')!, units.get('liulin')!];
    const rows = [
      row(`甲${name}`, qingshi, 'handler1'),
      row(`乙${name}`, liulin, 'handler4'),
      row(`丙${name}`, qingshi, 'nobody'),
      row(`甲${name}`, qingshi, 'handler1'),
    ];
    const assistant = await as('assistant');
    const before = await database().first<{ n: number }>('select count(*)::int as n from work_view');
    const answer = done(await assistant.upload('/paper-table', table(rows), '案卷.csv', 'text/csv')).body.rows;
    expect(answer.map(({ draftId, faults }: { draftId: string | null; faults: string[] }) => [draftId !== null, faults.join()])).toEqual([
      [true, ''],
      [false, expect.stringContaining('本单位')],
      [false, expect.stringContaining('建案人用户名')],
      [false, '案卷号与第2行相同'],
    ]);
    expect(await read({ id: answer[0].draftId })).toMatchObject({
      status: 'drafting',
      title: '占道堆放',
      acts: [{ name: 'OpenCase', pages: [1, 2] }],
    });
    expect(await database().first<{ n: number }>('select count(*)::int as n from work_view')).toEqual(before);
    expectProblem(await (await as('townreview')).upload('/paper-table', table(rows), '案卷.csv', 'text/csv'), 403, 'role-required');
    expect((await (await as('assistant')).get('/paper-table/template?format=csv')).body).toContain('案卷号');
    const looked = done(await assistant.upload('/paper-table/preview', table(rows), '案卷.csv', 'text/csv')).body;
    expect(looked).toMatchObject({ allOrNone: false, counts: { new: 0, refused: 4 } });
  });
});
