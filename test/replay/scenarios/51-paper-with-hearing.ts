import { randomUUID } from 'node:crypto';
import * as lives from '../../../tools/lives/lives.ts';
import { PaperScene } from '../../../tools/lives/paper-scene.ts';
import { type Facts, QINGSHI } from '../../../tools/lives/scene.ts';
import { seedRegisters } from '../../../tools/lives/seed-registers.ts';
import { workflowIdOf } from '../../../workflows/messages.ts';
import type { Scenario } from '../stage.ts';
import { facts } from './50-lives.ts';

const daysAgo = (days: number): string => lives.plusDays(facts.conductOn, -days);

export const scenario: Scenario = {
  shows: '补录到听证为止的案件，听证后继续办理到归档',
  play: ({ live, keep }) =>
    live(async (scene, client) => {
      const paper: Facts = {
        ...facts,
        matterCode: 'JT-0102',
        factors: {},
        fine: 15_000,
        conductOn: daysAgo(70),
        receivedAt: `${daysAgo(70)}T08:40:00+08:00`,
      };
      const past = new PaperScene('paper', `${daysAgo(70)}T09:30:00+08:00`, seedRegisters(), { stop: () => false, before: Date.now() });
      await lives.untilHearing(past, QINGSHI, paper);
      await scene.enterPaper(QINGSHI.dispatcher, `纸质-${randomUUID().slice(0, 8)}`, past.steps);
      await lives.fromHearing(scene, QINGSHI, paper);
      await client.workflow.getHandle(workflowIdOf(scene.file.caseId)).result();
      await keep(client, workflowIdOf(scene.file.caseId));
    }),
};
