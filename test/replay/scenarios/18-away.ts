import { CaseClient, envelope } from '../../support/cases.ts';
import { ordinary } from '../../support/lives.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

export const scenario: Scenario = {
  shows: '数据库不在：命令照办，由流程自己补写；立案在此期间，案号后补',
  play: ({ beside, keep }) =>
    beside(async ({ client, gate }) => {
      const one = new CaseClient(client);
      await one.open();
      for (const step of ordinary.slice(0, 5)) await one.take(step);
      gate.set('refuse');
      await one.take(ordinary[5]!);
      for (let index = 0; index < 3; index++) await one.send(note(`第${index}条`));
      // Long enough for the write to be tried more than once.
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      gate.set('open');
      await eventually(
        () => one.state(),
        (file) => file?.filing?.number !== null,
        60_000,
      );
      await eventually(
        () => one.head(),
        ({ pending }) => pending === 0,
        60_000,
      );
      await one.send(note('又通了'));
      await keep(client, one.handle.workflowId);
    }),
};
