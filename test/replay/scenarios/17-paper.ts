import type { ImportEnvelope } from '../../../workflows/messages.ts';
import { people } from '../../domain/case/people.ts';
import { opening, verification } from '../../domain/case/scenes.ts';
import { CaseClient, envelope } from '../../support/cases.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

/** Opened in March, verified the next day, and nothing since. 2026-03-02 is a Monday. */
const paper = (): ImportEnvelope => ({
  reference: '青石纸卷2026-17',
  reason: '系统上线前的在办案件',
  actor: people.townhead,
  check: { draft: 'draft-17', checkedBy: { id: 'townreview', name: people.townreview.name }, goLiveOn: '2026-03-03' },
  steps: [
    { ...envelope('OpenCase', opening(), 'dispatcher', null), at: '2026-03-02T09:00:00+08:00' },
    { ...envelope('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher', null), at: '2026-03-02T10:00:00+08:00' },
    { ...envelope('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1', null), at: '2026-03-02T11:00:00+08:00' },
    { ...envelope('RecordVerification', verification(), 'handler1', null), at: '2026-03-03T09:00:00+08:00' },
  ],
});

export const scenario: Scenario = {
  shows: '补录纸质案件，已经过期的当场督办',
  play: ({ beside, keep }) =>
    beside(async ({ client }) => {
      const one = new CaseClient(client);
      await one.enter(paper());
      await eventually(
        () => one.head(),
        ({ version, pending }) => version > 4 && pending === 0,
      );
      await one.send(envelope('AddNote', { text: '补录后核对过原件' }, 'dispatcher', null));
      await keep(client, one.handle.workflowId);
    }),
};
