import { blown } from '../../support/items.ts';
import { eventually } from '../../support/wait.ts';
import type { WhistleFile } from '../../../domain/whistle/file.ts';
import type { Scenario } from '../stage.ts';

export const scenario: Scenario = {
  shows: '吹哨：退哨后改派，无人签收而升级到县级指挥中心，再改派后办结（跳跃的时间）',
  play: ({ beside, keep }) =>
    beside(async ({ client, sleep }) => {
      const whistle = await blown(client, { searchable: false });
      await whistle.did('RefuseWhistle', { reason: '河道由水利部门管理', grounds: '《河道管理条例》第四条' }, 'bureauhead');
      await whistle.did('RedirectWhistle', { unitId: 'water', reason: '理由成立，改派水利局' }, 'dispatcher');
      await sleep('6 days');
      await eventually(
        () => whistle.file(),
        (file) => (file as WhistleFile | null)?.level === 'county',
      );
      await whistle.did('RedirectWhistle', { unitId: 'bureau', reason: '水利局无人签收，改派执法局' }, 'dispatcher');
      await whistle.did('SignWhistle', { personIds: ['bureauhandler1'] }, 'bureauhead');
      await whistle.did('ArriveOnSite', { note: '到场' }, 'bureauhandler1');
      await whistle.did('FinishWhistle', { result: '已清运' }, 'bureauhandler1');
      await whistle.handle.result();
      await keep(client, whistle.handle.workflowId);
    }, 'skipped-time'),
};
