import { sha256 } from '../../../activities/sha256.ts';
import { addDays, legalDateOf } from '../../../domain/terms/instant.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Rung, TermDefinition } from '../../../domain/terms/model.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { CaseClient, envelope, policy as county } from '../../support/cases.ts';
import { opening } from '../../support/lives.ts';
import { eventually } from '../../support/wait.ts';
import type { Scenario } from '../stage.ts';

const rung = (action: Rung['action'], at: Rung['at'], hours: number, more: Partial<Rung> = {}): Rung => ({
  action,
  at,
  after: { length: hours, unit: 'workHour' },
  basis: '测试',
  anyHour: true,
  ...more,
});

/** Yellow 57 seconds after the report, red after 60, the urge 3.6 seconds later; the office is open day and night. */
const quick = (): CasePolicy =>
  sealPolicy(
    {
      ...county,
      id: 'quick-ladder',
      calendar: {
        ...county.calendar,
        workingHours: [{ from: '00:00', to: '24:00' }],
        overrides: [-1, 0, 1, 2].map((more) => ({ date: addDays(legalDateOf(Date.now()), more), workday: true, reason: '测试' })),
      },
      terms: [
        ...county.terms.filter(({ armedBy }) => armedBy.some(({ event }) => event === 'Urged')),
        {
          key: 'dispatch',
          label: '派单',
          effect: 'internal',
          length: 1,
          unit: 'minute',
          roll: 'none',
          pausedBy: [],
          extensions: [],
          armedBy: [{ event: 'CaseOpened', anchor: 'data.source.receivedAt' }],
          metBy: [{ event: 'CaseDispatched' }],
          cancelledBy: [],
          yellow: { share: 0.95, remaining: 0 },
          ladder: 'quick',
          duty: 'handler',
          basis: '测试',
        } satisfies TermDefinition,
      ],
      ladders: [
        ...county.ladders,
        {
          key: 'quick',
          label: '测试',
          rungs: [
            rung('remind', 'yellow', 0),
            rung('notify-supervisor', 'red', 0),
            rung('urge', 'red', 0.001, { answerWithin: { length: 4, unit: 'workHour' } }),
          ],
        },
      ],
    },
    sha256,
  );

export const scenario: Scenario = {
  shows: '真实时间里逐级督办：计时器响，一级一级',
  play: ({ beside, keep }) =>
    beside(async ({ client, worker }) => {
      const open = async (secondsAgo: number): Promise<CaseClient> => {
        const one = new CaseClient(client);
        const { name, payload, by } = opening(new Date(Date.now() - secondsAgo * 1000).toISOString());
        await one.start(envelope(name, payload(null as never, '', '') as never, by, null), { input: { policy: quick() } });
        return one;
      };
      const climbed = (one: CaseClient) =>
        eventually(
          () => one.head(),
          ({ version, pending }) => version >= 5 && pending === 0,
          120_000,
        );
      const awake = await open(50);
      await climbed(awake);
      // Three rungs that came due while no worker was there, in one task.
      const missed = await open(50);
      await worker.stop();
      await new Promise((resolve) => setTimeout(resolve, 18_000));
      await worker.start();
      await climbed(missed);
      for (const one of [awake, missed]) await keep(client, one.handle.workflowId);
    }),
};
