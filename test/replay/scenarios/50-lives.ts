import * as lives from '../../../tools/lives/lives.ts';
import { castOf, type Facts, QINGSHI } from '../../../tools/lives/scene.ts';
import { kindOf, workflowIdOfItem } from '../../../domain/kinds.ts';
import { workflowIdOf } from '../../../workflows/messages.ts';
import type { LiveScene } from '../../../tools/tour/live-scene.ts';
import type { Scenario } from '../stage.ts';

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
export const facts: Facts = {
  title: '露天焚烧秸秆',
  townId: 'qingshi',
  address: '青石镇上庄村',
  channel: 'grid',
  leadId: null,
  receivedAt: `${today}T00:01:00+08:00`,
  text: '村东侧农田有人焚烧秸秆。',
  matterCode: 'ST-0104',
  conductOn: today,
  party: { name: '王某某', kind: 'citizen', identifier: null },
  factors: { areaSqm: 30, fireSpread: false },
  fine: 1000,
};

const LIVES: ((scene: LiveScene) => Promise<void>)[] = [
  (scene) => lives.ordinary(scene, QINGSHI, facts),
  (scene) => lives.onTheSpot(scene, QINGSHI, { ...facts, matterCode: 'QD-0103', factors: { dogHeightCm: 30, harm: 'none' }, fine: 50 }),
  (scene) => lives.exempted(scene, QINGSHI, facts),
  (scene) => lives.police(scene, QINGSHI, { ...facts, matterCode: 'SW-0109', factors: {}, fine: 1200 }),
  (scene) => lives.dispute(scene, QINGSHI, castOf('liulin'), facts),
];

export const scenario: Scenario = {
  shows: '经由接口的各种办理，案号预留；管辖争议有自己的流程',
  play: async ({ live, keep }) => {
    for (const life of LIVES) {
      await live(async (scene, client) => {
        await life(scene);
        const { caseId, jurisdiction } = scene.file;
        if (scene.file.stage === 'archived') await client.workflow.getHandle(workflowIdOf(caseId)).result();
        await keep(client, workflowIdOf(caseId));
        if (jurisdiction) await keep(client, workflowIdOfItem(kindOf('dispute'), jurisdiction.disputeId));
      });
    }
  },
};
