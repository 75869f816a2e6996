import { CaseClient } from '../../support/cases.ts';
import { ordinary } from '../../support/lives.ts';
import type { Scenario } from '../stage.ts';

export const scenario: Scenario = {
  shows: '计时器被更早的一个替换；没有预留案号，由登记簿补给',
  play: ({ beside, keep }) =>
    beside(async ({ client }) => {
      const one = new CaseClient(client);
      await one.open();
      for (const step of ordinary) await one.take(step);
      await one.handle.result();
      await keep(client, one.handle.workflowId);
    }),
};
