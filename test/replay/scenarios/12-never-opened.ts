import { CURRENT_RULES } from '../../../domain/case/context.ts';
import { CASE_WORKFLOW, TASK_QUEUE, workflowIdOf } from '../../../workflows/messages.ts';
import * as messages from '../../../workflows/messages.ts';
import { CaseClient, envelope, newCaseId, policy } from '../../support/cases.ts';
import type { Scenario } from '../stage.ts';

/** Absent in code from before. */
const shape = (messages as { RUN_SHAPE?: number }).RUN_SHAPE;

export const scenario: Scenario = {
  shows: '没有建成的案件：没有命令，或者第一个命令被拒绝',
  play: ({ beside, keep }) =>
    beside(async ({ client, sleep }) => {
      const caseId = newCaseId();
      await client.workflow.start(CASE_WORKFLOW, {
        workflowId: workflowIdOf(caseId),
        taskQueue: TASK_QUEUE,
        args: [{ caseId, policy, rules: CURRENT_RULES, ...(shape ? { shape } : {}) }],
      });
      const refused = new CaseClient(client);
      const note = envelope('AddNote', { text: '还没有案件' }, 'dispatcher', null);
      await refused.start(note).then(
        () => Promise.reject(new Error('a note opened a case')),
        () => undefined,
      );
      await sleep('2 minutes');
      await keep(client, workflowIdOf(caseId));
      await keep(client, refused.handle.workflowId);
    }, 'skipped-time'),
};
