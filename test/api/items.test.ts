import { beforeAll, describe, expect, it } from 'vitest';
import type { Verification } from '../../contract/record.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem, takenUp } from './scenes.ts';
import { eventually } from '../support/wait.ts';

const CALL = { title: '河道倾倒建筑垃圾', urgency: 'daily', unitId: 'bureau', place: '青石镇滨河路', text: '车辆正在倾倒，镇里拦不住' };

describe('a whistle over HTTP', () => {
  let caseId = '';
  let id = '';
  beforeAll(async () => {
    caseId = await takenUp({ title: '河道倾倒' });
    id = done(await (await as('townhead')).post('/whistles', { ...CALL, fromId: caseId }), 201).body.id;
  });

  it('is opened once for one key, and refused in words that help', async () => {
    const town = await as('townhead');
    const again = { ...CALL, title: '同一声哨' };
    const [first, second] = [
      await town.post('/whistles', again, { 'Idempotency-Key': 'whistle-once' }),
      await town.post('/whistles', again, { 'Idempotency-Key': 'whistle-once' }),
    ];
    expect(done(second, 201).body.id).toBe(done(first, 201).body.id);
    expectProblem(await town.post('/whistles', { ...CALL, unitId: 'qingshi' }), 409, 'calls-itself');
    expectProblem(await town.post('/whistles', { ...CALL, unitId: 'nowhere' }), 422, 'invalid-input');
    expectProblem(await town.post('/whistles', { ...CALL, urgency: 'loud' }), 422, 'invalid-input');
    expectProblem(await (await as('auditor')).post('/whistles', CALL), 403, 'role-required');
  });

  it('is read with its light, its terms and what comes next, by those who may', async () => {
    const { body } = done(await (await as('bureauhead')).get(`/whistles/${id}`));
    expect(body).toMatchObject({
      kind: 'whistle',
      id,
      light: expect.stringMatching(/green|yellow|red/),
      file: { stage: 'called', unit: { id: 'bureau' } },
    });
    expect(body.related).toEqual([{ kind: 'case', id: caseId, title: '河道倾倒', relation: 'called-by', mayOpen: true }]);
    const next = done(await (await as('bureauhead')).get(`/whistles/${id}/next`)).body.items;
    expect(next[0]).toMatchObject({ name: 'SignWhistle', allowed: true, primary: true });
    expect(next.some(({ name }: { name: string }) => name === 'TakeLink')).toBe(false);
    const terms = done(await (await as('bureauhead')).get(`/whistles/${id}/terms`)).body.items;
    expect(terms.find(({ key }: { key: string }) => key === 'sign').lines.length).toBeGreaterThan(0);
    expectProblem(await (await as('handler4')).get(`/whistles/${id}`), 404, 'item-not-found');
  });

  it('is on the desk of whoever acts next, on the board, in the list of all kinds, and in their notices', async () => {
    const bureau = await as('bureauhead');
    const { items, cases } = done(await bureau.get('/me/work')).body;
    expect(items.find((row: { id: string }) => row.id === id)).toMatchObject({
      kind: 'whistle',
      next: { name: 'SignWhistle', label: '签收' },
      number: null,
      tier: null,
    });
    expect(cases.every((row: { kind: string }) => row.kind === 'case')).toBe(true);
    const callers = done(await (await as('townhead')).get('/me/work')).body;
    expect(callers.items.some((row: { id: string }) => row.id === id)).toBe(false);
    const board = done(await bureau.get('/board')).body;
    expect(board.kinds.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['case', 'whistle']));
    const all = done(await bureau.get('/work-items?kind=whistle,dispute&q=河道&limit=200')).body.items;
    expect(all.find((row: { id: string }) => row.id === id)).toMatchObject({ kind: 'whistle', stage: 'called', town: { id: 'qingshi' } });
    const told = done(await bureau.get('/me/work')).body.notifications;
    expect(told.find(({ caseId: about }: { caseId: string }) => about === id)).toMatchObject({ itemKind: 'whistle' });
    expectProblem(await bureau.get('/work-items?kind=Whistle!'), 422, 'invalid-input');
  });

  it('knows its own commands and no others', async () => {
    const bureau = await as('bureauhead');
    expectProblem(await bureau.post(`/whistles/${id}/commands/FileCase`, {}), 404, 'unknown-command');
    expectProblem(await bureau.post(`/whistles/${id}/commands/TakeLink`, {}), 404, 'unknown-command');
    expectProblem(await bureau.post(`/cases/${id}/commands/AddNote`, { text: '一' }), 404, 'case-not-found');
    expectProblem(await bureau.post(`/cases/${caseId}/commands/SignWhistle`, {}), 404, 'unknown-command');
  });

  it('goes its way, and its case has taken down the link', async () => {
    const head = await as('bureauhead');
    const signed = done(await head.post(`/whistles/${id}/commands/SignWhistle`, { personIds: ['bureauhandler1'] })).body;
    expect(signed).toMatchObject({ kind: 'whistle', id, stage: 'signed', durable: true, readable: true });
    const officer = await as('bureauhandler1');
    done(await officer.post(`/whistles/${id}/commands/ArriveOnSite`, { note: '到场' }));
    done(await officer.post(`/whistles/${id}/commands/FinishWhistle`, { result: '已清运' }));
    const events = done(await head.get(`/whistles/${id}/events`)).body.items;
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'WhistleBlown',
      'ItemLinked',
      'WhistleSigned',
      'ArrivedOnSite',
      'WhistleFinished',
    ]);
    const taken = await eventually(
      async () =>
        done(await (await as('handler1')).get(`/cases/${caseId}/events`)).body.items as {
          type: string;
          data: { item: object; relation: string };
        }[],
      (items) => items.some(({ type }) => type === 'ItemLinked'),
    );
    expect(taken.find(({ type }) => type === 'ItemLinked')?.data).toMatchObject({ item: { kind: 'whistle', id }, relation: 'called-for' });
    expectProblem(await head.post(`/whistles/${id}/commands/AddNote`, { text: '晚了' }), 409, 'wrong-stage');
    const page = done(await head.get('/whistles?ended=true&q=河道')).body.items;
    expect(page.map((row: { id: string }) => row.id)).toContain(id);
  });

  it('is proved in all its copies once it is done, and whoever alters what pages show of it is seen', async () => {
    const proof = async () => done(await (await as('townhead')).get(`/whistles/${id}/verify`)).body as Verification;
    const whole = await eventually(proof, ({ ok }) => ok, 30_000);
    expect(whole.checks.map(({ name }) => name)).toEqual([
      '事件链',
      '读取视图',
      '办案引擎',
      '流程历史',
      '归档锚定',
      '库外留存',
      '全县锚定链',
    ]);
    const bad = async () => (await proof()).checks.filter(({ known, ok }) => known && !ok).map(({ name, text }) => `${name}：${text}`);
    const sql = database();
    for (const [change, back] of [
      [`update work_view set title = '改过的' where id = $1`, `update work_view set title = state ->> 'title' where id = $1`],
      [`update whistle_detail set urgency = 'hard' where id = $1`, `update whistle_detail set urgency = 'daily' where id = $1`],
      [
        `update work_view set closed_at = closed_at - interval '1 day' where id = $1`,
        `update work_view set closed_at = closed_at + interval '1 day' where id = $1`,
      ],
    ] as const) {
      await sql.run(change, [id]);
      expect(await bad(), change).toEqual(['读取视图：页面所示与记录推出的不一致（列表所示）']);
      await sql.run(back, [id]);
    }
    await sql.run(`update work_view set state = jsonb_set(state, '{finished,result}', '"未清运"') where id = $1`, [id]);
    expect(await bad()).toEqual(['读取视图：页面所示与记录推出的不一致（finished）']);
    await sql.run(`update work_view set state = jsonb_set(state, '{finished,result}', '"已清运"') where id = $1`, [id]);
    expect(await bad()).toEqual([]);
    expectProblem(await (await as('handler4')).get(`/whistles/${id}/verify`), 404, 'item-not-found');
  });
});

describe('a dispute over HTTP', () => {
  it('goes along with its case, and hears both sides', async () => {
    const caseId = await takenUp({ title: '河道取土' });
    done(await (await as('townhead')).command(caseId, 'RaiseJurisdictionDispute', { unitId: 'bureau', reason: '案情重大' }));
    const { disputeId } = done(await (await as('townhead')).get(`/cases/${caseId}/jurisdiction`)).body;
    const read = async () => (await as('townhead')).get(`/disputes/${encodeURIComponent(disputeId)}`);
    const { body } = done(await eventually(read, ({ status }) => status === 200));
    expect(body).toMatchObject({
      kind: 'dispute',
      file: { stage: 'consulting', caseId },
      related: [{ kind: 'case', id: caseId, mayOpen: true }],
    });
    expect(body.terms.map(({ key }: { key: string }) => key)).toContain('consultation');
    done(
      await (
        await as('bureauhead')
      ).post(`/disputes/${encodeURIComponent(disputeId)}/commands/StatePosition`, { text: '由本局管辖', grounds: '重大案件' }),
    );
    expectProblem(await (await as('townhead')).post('/disputes', {}), 405);

    const link = { itemId: disputeId, relation: 'related', reason: '同一条河' };
    const other = await takenUp({ title: '上游取土' });
    done(await (await as('handler1')).command(other, 'LinkItem', link));
    expectProblem(await (await as('handler1')).command(other, 'LinkItem', link), 409, 'linked-already');
    expectProblem(await (await as('handler1')).command(other, 'LinkItem', { ...link, itemId: 'nothing' }), 422);
    const back = await eventually(read, (reply) => reply.body.related.some((one: { id: string }) => one.id === other));
    expect(back.body.related).toContainEqual({ kind: 'case', id: other, title: '上游取土', relation: 'related', mayOpen: true });
  });
});
