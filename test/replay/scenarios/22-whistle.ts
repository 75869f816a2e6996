import { CaseClient } from '../../support/cases.ts';
import { blown } from '../../support/items.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

export const scenario: Scenario = {
  shows: '吹哨：为一件案件吹哨并告知它，签收、到场、办结，终结',
  play: ({ beside, keep }) =>
    beside(async ({ client }) => {
      const one = new CaseClient(client);
      await one.open();
      const title = (await one.state())?.title ?? '';
      const whistle = await blown(client, { from: { ...one.item, title } });
      await eventually(
        () => one.state(),
        (file) => file?.related?.some(({ id }) => id === whistle.id) ?? false,
      );
      await whistle.did('SignWhistle', { personIds: ['bureauhandler1'] }, 'bureauhead');
      await whistle.did('AddNote', { text: '在路上' }, 'bureauhandler1');
      await whistle.did('ArriveOnSite', { note: '两人到场' }, 'bureauhandler1');
      await whistle.did('FinishWhistle', { result: '已清运，转立案' }, 'bureauhandler1');
      await whistle.handle.result();
      for (const { workflowId } of [whistle.handle, one.handle]) await keep(client, workflowId);
    }),
};
