import { CaseClient } from '../../support/cases.ts';
import { ordinary } from '../../support/lives.ts';
import type { Scenario } from '../stage.ts';

export const scenario: Scenario = {
  shows: '无人办理的案件走完整条督办阶梯；及时办理的，计时器响时无事可做（跳跃的时间）',
  play: ({ beside, keep }) =>
    beside(async ({ client, sleep }) => {
      const met = new CaseClient(client);
      await met.open();
      for (const step of ordinary.slice(0, 2)) await met.take(step);
      await sleep('3 days');
      await keep(client, met.handle.workflowId);
      const one = new CaseClient(client);
      await one.open();
      await sleep('40 days');
      await keep(client, one.handle.workflowId);
    }, 'skipped-time'),
};
