/** Who was recused, or is an officer of the case no more, reads and uploads no more. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { as } from './client.ts';
import { database } from './database.ts';
import { grantedKey } from './keys.ts';
import { done, expectProblem, fileOf, leadOf, takenUp } from './scenes.ts';

const pages = (caseId: string) => ['', '/events', '/terms', '/files', '/next', '/linked'].map((rest) => `/cases/${caseId}${rest}`);

async function expectUnseen(who: string, caseId: string): Promise<void> {
  const visitor = await as(who);
  for (const path of pages(caseId)) expectProblem(await visitor.get(path), 404);
  expectProblem(await visitor.upload(`/cases/${caseId}/files`, 'abc', 'a.txt'), 404);
  expectProblem(await visitor.command(caseId, 'AddNote', { text: '一' }), 404);
  expectProblem(await visitor.post(`/cases/${caseId}/reveal`, { what: 'phone', reason: '核对' }), 404);
  for (const path of ['/cases?limit=200', '/work-items?limit=200', '/board', '/me/work', '/board/forecast']) {
    expect(JSON.stringify(done(await visitor.get(path)).body), path).not.toContain(caseId);
  }
}

/** Recused from a case by their head. */
async function recused(caseId: string, who: string): Promise<void> {
  const asked = { personId: who, by: 'self', reason: '与当事人系近亲属' };
  done(await (await as(who)).command(caseId, 'Recuse', asked));
  const [recusal] = (await fileOf(caseId)).recusals;
  done(await (await as('townhead')).command(caseId, 'DecideRecusal', { recusalId: recusal!.id, granted: true, reason: '依法应当回避' }));
}

describe('recused', () => {
  it('an officer of the unit sees the case no more, in any list, and what they did is not repeated to them', async () => {
    const caseId = await takenUp();
    const key = { 'Idempotency-Key': randomUUID() };
    done(await (await as('handler2')).command(caseId, 'AddNote', { text: '回避前' }, key));
    done(await (await as('handler2')).get(`/cases/${caseId}`));
    await recused(caseId, 'handler2');
    await expectUnseen('handler2', caseId);
    expectProblem(await (await as('handler2')).command(caseId, 'AddNote', { text: '回避前' }, key), 404);
    done(await (await as('handler1')).get(`/cases/${caseId}`));
    expect(await database().rows('select person_id from work_barred where work_id = $1', [caseId])).toEqual([{ person_id: 'handler2' }]);
  });

  it('what was told before tells nothing any more', async () => {
    const caseId = await takenUp({ title: '回避前的提醒' });
    const told = async () => JSON.stringify(done(await (await as('handler2')).get('/me/notifications')).body);
    await database().run(
      `insert into notification (id, person_id, case_id, seq, kind, text, at) values ($1, 'handler2', $2, 9000, 'test', '《回避前的提醒》已分派', now())`,
      [randomUUID(), caseId],
    );
    expect(await told()).toContain(caseId);
    await recused(caseId, 'handler2');
    expect(await told()).not.toContain(caseId);
    expect(JSON.stringify(done(await (await as('handler2')).get('/me/work')).body)).not.toContain('回避前的提醒》已分派');
  });

  it('is only who was: an application alone takes nobody’s sight', async () => {
    const caseId = await takenUp();
    done(await (await as('handler2')).command(caseId, 'Recuse', { personId: 'handler2', by: 'self', reason: '与当事人相识' }));
    done(await (await as('handler2')).get(`/cases/${caseId}`));
  });
});

describe('no officer of the case any more', () => {
  afterEach(() => database().run(`update person set unit_id = 'qingshi' where id in ('handler2', 'handler3')`));

  it('who left the unit sees nothing of it, although the file still names them', async () => {
    const caseId = await takenUp();
    await database().run(`update person set unit_id = 'liulin' where id = 'handler2'`);
    expect((await fileOf(caseId)).handlers.map(({ id }) => id)).toContain('handler2');
    await expectUnseen('handler2', caseId);
  });

  it('who handed it over uploads to it no more, nor does a colleague who never had it', async () => {
    const caseId = await takenUp();
    const handler = await as('handler2');
    done(await handler.upload(`/cases/${caseId}/files`, '办案材料一', 'a.txt'), 201);
    done(await (await as('townhead')).command(caseId, 'ReassignHandler', { handlerIds: ['handler1', 'handler3'], reason: '调整分工' }));
    expectProblem(await handler.upload(`/cases/${caseId}/files`, '办案材料二', 'a.txt'), 403, 'not-your-case');
    done(await (await as('handler3')).upload(`/cases/${caseId}/files`, '办案材料三', 'a.txt'), 201);
  });

  it('an officer of another bureau adds nothing to a town’s case', async () => {
    const caseId = await takenUp();
    expectProblem(await (await as('bureauhandler1')).upload(`/cases/${caseId}/files`, '材料', 'a.txt'), 403, 'not-your-case');
  });
});

describe('a lead', () => {
  it('of a town is decided by nobody of a department that has nothing to do with it', async () => {
    const { id } = done(await (await as('dispatcher')).post('/leads', leadOf({ text: '饭店油烟直排，楼上住户窗户都不敢开' })), 201).body;
    const water = await as('water-handler1');
    expect(done(await water.get(`/leads/${id}`)).body.mayDecide).toBe(false);
    for (const [act, body] of [
      ['reject', { reason: '不属本局' }],
      ['accept', {}],
      ['merge', { intoLeadId: id, reason: '重复' }],
    ] as const)
      expectProblem(await water.post(`/leads/${id}/${act}`, body), 403, 'not-your-lead');
    expect(done(await (await as('handler1')).get(`/leads/${id}`)).body.mayDecide).toBe(true);
    done(await (await as('townhead')).post(`/leads/${id}/reject`, { reason: '已自行整改' }));
  });
});

describe('a number in free text', () => {
  it('is masked for everybody, and shown for a reason to those concerned alone', async () => {
    const caseId = await takenUp();
    done(await (await as('handler1')).command(caseId, 'AddNote', { text: '当事人电话13688887777，邮箱zhang.san@example.cn' }));
    const { items } = done(await (await as('handler1')).get(`/cases/${caseId}/events`)).body;
    const note = (items as { seq: number; type: string; data: { text: string } }[]).find(({ type }) => type === 'NoteAdded')!;
    expect(note.data.text).toBe('当事人电话136****7777，邮箱z***@example.cn');
    const asked = { entry: note.seq, reason: '通知当事人' };
    const path = `/cases/${caseId}/reveal/entry`;
    expect(done(await (await as('handler1')).post(path, asked)).body.data.text).toBe('当事人电话13688887777，邮箱zhang.san@example.cn');
    expectProblem(await (await as('handler4')).post(path, asked), 404);
    for (const who of ['water-head', 'bureauhead']) expectProblem(await (await as(who)).post(path, asked), 403, 'not-your-case');
    expectProblem(await (await as('handler1')).post(path, { entry: 9_999, reason: '通知当事人' }), 404, 'nothing-to-reveal');
    const [entry] = await database().rows<{ detail: Record<string, unknown> }>(
      `select detail from audit_entry where what = 'reveal:revealEntryOfCase' and actor_id = 'handler1' order by n desc limit 1`,
    );
    expect(entry?.detail).toMatchObject({ what: 'text', reason: '通知当事人' });
  });
});

describe('who leaves', () => {
  it('has the keys in hand that he answers for, until they are revoked', async () => {
    const { id } = await grantedKey({ name: '由人负责的密钥', ownerId: 'hukou-review' });
    const keeper = await as('sysadmin');
    const inHand = async () => done(await keeper.get('/people/hukou-review')).body.openItems as number;
    expect(await inHand()).toBe(1);
    const leave = { change: 'leave', effectiveOn: legalDateOf(Date.now()), reason: '调离', data: {} };
    const header = { 'Content-Type': 'application/json' };
    const refused = await keeper.raw('PATCH', '/people/hukou-review', JSON.stringify(leave), header);
    expectProblem(refused, 409, 'open-work-remains');
    expect(refused.body.needs).toContain('名下的接口密钥由系统管理员停用，另由接任的人提出');
    done(await keeper.delete(`/api-keys/${id}`), 204);
    expect(await inHand()).toBe(0);
  });
});
