import { CaseClient } from '../../support/cases.ts';
import { ItemClient } from '../../support/items.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

export const scenario: Scenario = {
  shows: '管辖争议作为事项：由案件提出，双方陈述，协商未成，指定管辖，终结',
  play: ({ beside, keep }) =>
    beside(async ({ client }) => {
      const one = new CaseClient(client);
      await one.open();
      await one.did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher');
      await one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');
      await one.did('RaiseJurisdictionDispute', { unitId: 'bureau', reason: '涉及两个镇街' }, 'townhead');
      const dispute = new ItemClient(client, 'dispute', { id: (await one.state())?.jurisdiction?.disputeId ?? '' });
      const at = (stage: string) =>
        eventually(
          () => dispute.file().catch(() => null),
          (file) => file?.stage === stage,
        );
      await at('consulting');
      await dispute.did('StatePosition', { text: '由青石镇管辖', grounds: '违法行为发生在本镇' }, 'townhead');
      await dispute.did('StatePosition', { text: '由综合行政执法局管辖', grounds: '涉及两个镇街' }, 'bureauhead');
      await one.did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
      await at('designating');
      await one.did('DesignateJurisdiction', { unitId: 'qingshi', document: '云政指〔2026〕1号' }, 'supervisor');
      await dispute.handle.result();
      for (const { workflowId } of [one.handle, dispute.handle]) await keep(client, workflowId);
    }),
};
