/** An outage of the worker on the real server, in real time: three rungs are missed and delivered afterwards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../activities/sha256.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { addDays, legalDateOf, parseInstant, toShanghaiIso } from '../../domain/terms/instant.ts';
import { pendingRungs } from '../../domain/terms/ladder.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Rung, TermDefinition } from '../../domain/terms/model.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy as county } from '../support/cases.ts';
import { opening } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const rung = (action: Rung['action'], at: Rung['at'], hours: number, more: Partial<Rung> = {}): Rung => ({
  action,
  at,
  after: { length: hours, unit: 'workHour' },
  basis: '测试',
  anyHour: true,
  ...more,
});

/** Yellow 57 seconds after the report, red after 60, the urge 3.6 seconds later; the office is open day and night. */
const quick: CasePolicy = sealPolicy(
  {
    ...county,
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

describe('an outage across three rungs', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  });
  afterAll(() => worker?.close());

  it('delivers them in order when it is over, each with the instant it stood for', async () => {
    const one = new CaseClient(worker.client);
    const { name, payload, by } = opening(new Date(Date.now() - 52_000).toISOString());
    await one.start(envelope(name, payload(null as never, '', '') as never, by, null), { input: { policy: quick } });
    const { ledger } = (await one.state()) as CaseFile;
    const expected = pendingRungs(quick, ledger, Date.now());
    expect(expected.map(({ action }) => action)).toEqual(['remind', 'notify-supervisor', 'urge']);

    await worker.stop();
    // The timer, spread included, may come up now or half a minute later: all three are behind by then.
    const over = expected[2]!.nominal + 1_000;
    await new Promise((resolve) => setTimeout(resolve, over - Date.now()));
    await worker.start();
    const events = await eventually(
      () => recordedEvents(worker.database, one.caseId),
      (found) => found.some(({ type }) => type === 'Urged'),
      60_000,
    );
    const fired = events.flatMap(({ type, at, data }) => {
      const reference = (data as { rung?: { nominal: string } | null }).rung;
      return reference ? [{ type, at, nominal: reference.nominal, answerDueAt: (data as { answerDueAt?: string }).answerDueAt }] : [];
    });
    expect(fired.map(({ type, nominal }) => [type, nominal])).toEqual([
      ['Reminded', toShanghaiIso(expected[0]!.nominal)],
      ['SupervisorNotified', toShanghaiIso(expected[1]!.nominal)],
      ['Urged', toShanghaiIso(expected[2]!.nominal)],
    ]);
    expect(events.map(({ type }) => type)).toEqual(['CaseOpened', 'Reminded', 'TermBreached', 'SupervisorNotified', 'Urged']);
    expect(parseInstant(fired[0]!.at)).toBeGreaterThan(over);
    // The answer is due from the delivery, not from the instant that nobody heard of.
    expect(parseInstant(fired[2]!.answerDueAt!)).toBeGreaterThanOrEqual(parseInstant(fired[2]!.at) + 3.9 * 3_600_000);
    expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true, length: 5 });
  }, 120_000);
});
