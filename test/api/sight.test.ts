/** Who was recused, or is an officer of the case no more, reads and uploads no more. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem, fileOf, takenUp } from './scenes.ts';

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
