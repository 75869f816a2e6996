import { randomUUID } from 'node:crypto';
import { LONG_LIVES, playPast } from '../../../tools/lives/long-lives.ts';
import { QINGSHI } from '../../../tools/lives/scene.ts';
import { workflowIdOf } from '../../../workflows/messages.ts';
import type { Scenario } from '../stage.ts';
import { facts } from './50-lives.ts';

const LIVES = [LONG_LIVES.court, LONG_LIVES.policeReturn, LONG_LIVES.demolition, LONG_LIVES.seizure];

export const scenario: Scenario = {
  shows: '办理数月的案件：复议后申请法院、公安退回、强制拆除、查封后退还',
  play: async ({ live, keep }) => {
    for (const life of LIVES) {
      await live(async (scene, client) => {
        const { steps, unitId, goesOn } = await playPast(life, facts.conductOn, Date.now());
        await scene.enterPaper(QINGSHI.dispatcher, `纸质-${randomUUID().slice(0, 8)}`, steps, unitId);
        await goesOn(scene);
        await client.workflow.getHandle(workflowIdOf(scene.file.caseId)).result();
        await keep(client, workflowIdOf(scene.file.caseId));
      });
    }
  },
};
