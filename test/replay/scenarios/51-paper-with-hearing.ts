import { randomUUID } from 'node:crypto';
import { LONG_LIVES, playPast } from '../../../tools/lives/long-lives.ts';
import { QINGSHI } from '../../../tools/lives/scene.ts';
import { workflowIdOf } from '../../../workflows/messages.ts';
import type { Scenario } from '../stage.ts';
import { facts } from './50-lives.ts';

export const scenario: Scenario = {
  shows: '补录到听证为止的案件，听证后继续办理到归档',
  play: ({ live, keep }) =>
    live(async (scene, client) => {
      const { steps, unitId, goesOn } = await playPast(LONG_LIVES.hearing, facts.conductOn, Date.now());
      await scene.enterPaper(QINGSHI.dispatcher, `纸质-${randomUUID().slice(0, 8)}`, steps, unitId);
      await goesOn(scene);
      await client.workflow.getHandle(workflowIdOf(scene.file.caseId)).result();
      await keep(client, workflowIdOf(scene.file.caseId));
    }),
};
