/** What the clock of a case is not told: each refused over HTTP with its reason, and nothing recorded. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ordinary } from '../support/lives.ts';
import { as } from './client.ts';
import { done, expectProblem, fileOf, take, takenUp } from './scenes.ts';

let caseId: string;
beforeAll(async () => {
  caseId = await takenUp();
  for (const step of ordinary.slice(2, 6)) done(await take(caseId, step));
}, 60_000);

const head = async (name: string, payload: unknown) => (await as('townhead')).command(caseId, name, payload);

describe('the clock of a case refuses', () => {
  it('a resume without a pause', async () => {
    const { version } = await fileOf(caseId);
    const reply = await head('ResumeCase', { reason: '恢复' });
    expectProblem(reply, 409, 'not-suspended');
    expect((await fileOf(caseId)).version).toBe(version);
  });

  it('a second suspension inside the first', async () => {
    done(await head('SuspendCase', { cause: 'force-majeure', reason: '台风停工' }));
    const { version } = await fileOf(caseId);
    const reply = await head('SuspendCase', { cause: 'force-majeure', reason: '台风停工' });
    expectProblem(reply, 409, 'already-suspended');
    expect(reply.body.detail).toMatch(/中止/);
    expect((await fileOf(caseId)).version).toBe(version);
    done(await head('ResumeCase', { reason: '台风过境' }));
    expectProblem(await head('ResumeCase', { reason: '再恢复' }), 409, 'not-suspended');
  });

  it('an extension past its bound, by the wrong approver, of a term there is not, or by no length', async () => {
    const extend = (patch: object) => head('ExtendTerm', { term: 'decision-deadline', length: 30, reason: '案情复杂', ...patch });
    const past = await extend({ length: 31 });
    expectProblem(past, 409, 'extension-beyond-bound');
    expect(past.body).toMatchObject({ detail: expect.stringContaining('最多30日，不能延长31日'), needs: ['延长不超过30日'] });
    expectProblem(await extend({ length: 0 }), 422, 'invalid-input');
    expectProblem(await extend({ length: 1.5 }), 422, 'invalid-input');
    expectProblem(await extend({ term: 'nonsense' }), 409, 'extension-term-unknown');
    done(await extend({}));
    // The further step is a collective decision (市场监督管理行政处罚程序规定 64).
    const second = await extend({ length: 10 });
    expectProblem(second, 409, 'extension-approver');
    expect(second.body.needs.join()).toContain('集体讨论');
  });

  it('overlapping pauses in the calculator, by their place', async () => {
    const ask = { unit: 'workday', length: 5, anchor: '2026-03-02', now: '2026-03-03' };
    const reply = await (
      await as('handler1')
    ).post('/derive/term', {
      ...ask,
      pauses: [
        { from: '2026-03-03', to: '2026-03-05' },
        { from: '2026-03-04', to: '2026-03-06' },
      ],
    });
    expectProblem(reply, 422, 'invalid-input');
    expect(reply.body.errors).toMatchObject([{ path: 'pauses.1', message: '与另一段中止重叠' }]);
  });

  it('facts that cannot be in the penalty calculator, in words', async () => {
    const reply = await (
      await as('handler1')
    ).post('/derive/penalty', {
      matterCode: 'QD-0103',
      subjectKind: 'citizen',
      conductOn: '2026-03-02',
      decidedOn: '2026-03-20',
      stage: 'direct',
      factors: { dogHeightCm: '30', harm: 'bad', colour: 'red' },
    });
    expectProblem(reply, 422, 'invalid-input');
    expect(reply.body.errors.map(({ message }: { message: string }) => message)).toEqual([
      '犬只肩高（厘米）应填数字',
      '危害后果只能填无（none）、轻微（minor）、中等（medium）、严重（serious）',
      '不认识的裁量要素“colour”',
    ]);
  });
});
