import { beforeAll, describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { done, expectProblem, openCase, takenUp } from './scenes.ts';

describe('cases beside a case', () => {
  let here = '';
  let there = '';
  const linked = async (who: string, caseId: string) => done(await (await as(who)).get(`/cases/${caseId}/linked`)).body.items;

  beforeAll(async () => {
    here = await takenUp({ title: '青石镇一侧' });
    there = await openCase({ townId: 'liulin', title: '柳林镇一侧，张三家门口' });
    done(await (await as('handler1')).command(here, 'LinkCases', { caseId: there, kind: 'parallel', reason: '张三在两镇同时施工' }));
  });

  it('are told from both ends, whichever named the other', async () => {
    expect(await linked('bureauhandler1', here)).toEqual([
      expect.objectContaining({
        caseId: there,
        kind: 'parallel',
        label: '同时办理',
        direction: 'from-here',
        by: '陈立新',
        mayOpen: true,
        title: '柳林镇一侧，张三家门口',
        stage: 'discovery',
        unit: expect.any(String),
        story: { decided: null, servedOn: null, paid: 0, left: 0 },
        reason: '张三在两镇同时施工',
      }),
    ]);
    expect(await linked('bureauhandler1', there)).toEqual([
      expect.objectContaining({ caseId: here, direction: 'to-here', title: '青石镇一侧', reason: '张三在两镇同时施工' }),
    ]);
  });

  it('say no more of another town’s case than that it is there', async () => {
    expect(await linked('handler1', here)).toEqual([
      expect.objectContaining({ caseId: there, mayOpen: false, title: null, number: null, stage: null, story: null }),
    ]);
    const [row] = await linked('handler4', there);
    expect(row).toMatchObject({ caseId: here, mayOpen: false, title: null, reason: '' });
    expect(JSON.stringify(row)).not.toContain('张三');
    expectProblem(await (await as('handler4')).get(`/cases/${here}/linked`), 404, 'case-not-found');
    expect(await linked('handler1', await takenUp())).toEqual([]);
  });
});
