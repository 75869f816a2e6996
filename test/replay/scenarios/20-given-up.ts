import { CaseClient, envelope } from '../../support/cases.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

export const scenario: Scenario = {
  shows: '数据库长时间不在：一次补写到时作罢，下一次接着写（跳跃的时间）',
  play: ({ beside, keep }) =>
    beside(async ({ client, gate, sleep }) => {
      const one = new CaseClient(client);
      await one.open();
      gate.set('refuse');
      for (let index = 0; index < 3; index++) await one.send(note(`第${index}条`));
      await sleep('15 minutes');
      gate.set('open');
      await sleep('15 minutes');
      await eventually(
        () => one.head(),
        ({ pending }) => pending === 0,
        60_000,
      );
      await keep(client, one.handle.workflowId);
    }, 'skipped-time'),
};
