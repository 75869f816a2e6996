import { randomUUID } from 'node:crypto';
import { CaseClient, envelope } from '../../support/cases.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

export const scenario: Scenario = {
  shows: '转入新的一轮：带着回执，带着还没有写入数据库的事件',
  play: ({ beside, keep }) =>
    beside(
      async ({ client, gate }) => {
        const one = new CaseClient(client);
        await one.open();
        const runOf = async (): Promise<string> => (await one.handle.describe()).runId;
        const first = await runOf();
        const updateId = randomUUID();
        const receipt = await one.send(note('只记一次'), updateId);
        gate.set('refuse');
        for (let index = 0; index < 9; index++) await one.send(note(`第${index}条`));
        await eventually(runOf, (run) => run !== first);
        const again = await one.send(note('只记一次'), updateId);
        if (again.version !== receipt.version) throw new Error('a repeated update was done twice');
        await one.send(note('新一轮'));
        gate.set('open');
        await eventually(
          () => one.head(),
          ({ pending }) => pending === 0,
          60_000,
        );
        await one.send(note('又通了'));
        await keep(client, one.handle.workflowId);
      },
      { settings: ['limit.historyCount.suggestContinueAsNew=40'] },
    ),
};
