import type { CaseEvent } from '../../../domain/case/events.ts';
import { fold } from '../../../domain/case/machine.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { CaseClient, envelope } from '../../support/cases.ts';
import { ordinary } from '../../support/lives.ts';
import { recordedEvents } from '../../support/rows.ts';
import type { Scenario } from '../stage.ts';

export const scenario: Scenario = {
  shows: '已归档的案件从记录重新办理，再次归档',
  play: ({ beside, keep }) =>
    beside(async ({ client, worker }) => {
      const one = new CaseClient(client);
      await one.open();
      for (const step of ordinary) await one.take(step);
      await one.handle.result();
      await keep(client, one.handle.workflowId);
      const { runId } = await one.handle.describe();
      const events = (await recordedEvents(worker.database, one.caseId)) as CaseEvent[];
      const state = fold(events) as CaseFile;
      const reopening = envelope(
        'ReopenCase',
        { to: 'execution', reason: '发现缴款凭证有误', legalBasis: '《行政处罚法》第七十五条' },
        'bureauhead',
        state,
      );
      await one.start(reopening, { input: { carried: { state, hash: events.at(-1)!.hash, unfiledRuns: [runId] } } });
      await one.take(ordinary.at(-2)!);
      await one.take(ordinary.at(-1)!);
      await one.handle.result();
      await keep(client, one.handle.workflowId);
    }),
};
