import { addDays, legalDateOf, weekday } from '../../../domain/terms/instant.ts';
import { CALENDAR_REVISION_WORKFLOW, revisionWorkflowId, TASK_QUEUE, workflowIdOf } from '../../../workflows/messages.ts';
import { CaseClient } from '../../support/cases.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

/** The next days of the week's work, tomorrow on. */
function comingWorkdays(count: number): string[] {
  const dates: string[] = [];
  for (let date = addDays(legalDateOf(Date.now()), 1); dates.length < count; date = addDays(date, 1))
    if (weekday(date) <= 5) dates.push(date);
  return dates;
}

export const scenario: Scenario = {
  shows: '工作日历更新走遍在办案件；走到一半转入新的一轮',
  play: async ({ live, beside, keep }) => {
    let revisionId = '';
    await live(async (scene, client) => {
      const dispatcher = await scene.person('dispatcher');
      const caseIds: string[] = [];
      for (let n = 0; n < 2; n += 1) {
        const { caseId } = await dispatcher.ask<{ caseId: string }>('POST', '/cases', {
          title: '青石镇中心街乱倒垃圾案',
          townId: 'qingshi',
          address: '青石镇中心街12号',
          channel: '12345',
          receivedAt: new Date(Date.now() - 1_800_000).toISOString(),
          text: '有人把垃圾倒在街边',
        });
        caseIds.push(caseId);
      }
      const overrides = comingWorkdays(3).map((date) => ({ date, workday: false, reason: '全县停电检修' }));
      const draft = await (
        await scene.person('listadmin')
      ).ask<{ version: string }>('POST', '/lists/calendar/drafts', { note: '测试', overrides });
      const answer = await (
        await scene.person('bureauhead')
      ).ask<{ id: string }>('POST', `/lists/calendar/drafts/${draft.version}/approve`, {});
      revisionId = answer.id;
      await client.workflow.getHandle(revisionWorkflowId(revisionId)).result();
      await keep(client, revisionWorkflowId(revisionId));
      for (const caseId of caseIds) await keep(client, workflowIdOf(caseId));
    });
    await beside(
      async ({ client }) => {
        const cases = [new CaseClient(client), new CaseClient(client)];
        for (const one of cases) await one.open();
        const workflowId = revisionWorkflowId(`${revisionId}-again`);
        const walk = await client.workflow.start(CALENDAR_REVISION_WORKFLOW, { workflowId, taskQueue: TASK_QUEUE, args: [{ revisionId }] });
        const first = walk.firstExecutionRunId;
        await walk.result();
        const runId = await eventually(
          async () => (await client.workflow.getHandle(workflowId).describe()).runId,
          (run) => run !== first,
        );
        if (runId === first) throw new Error('the walk did not go on in a new run');
        await keep(client, workflowId);
        for (const one of cases) await keep(client, one.handle.workflowId);
      },
      { settings: ['limit.historyCount.suggestContinueAsNew=20'] },
    );
  },
};
