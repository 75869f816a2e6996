/** What the forecast says of a day is what the same case's terms say on that day, if nobody acts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast } from '../../../domain/terms/forecast.ts';
import { addDays, DAY, endOfDay, HOUR, instantOf, legalDateOf, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { Instant, LedgerEntry } from '../../../domain/terms/model.ts';
import { caseLight, deriveTerms, lightFromIndex, lightIndex } from '../../../domain/terms/view.ts';
import type { Scene } from '../case/kit.ts';
import { concluded, decided, filed, hearingScheduled, notified, reviewed, served } from '../case/late-scenes.ts';
import { opened, verified } from '../case/scenes.ts';

const SCENES: Record<string, Scene> = {
  opened: opened(),
  verified: verified(),
  filed: filed(),
  concluded: concluded(),
  reviewed: reviewed(),
  notified: notified(),
  hearingScheduled: hearingScheduled(),
  decided: decided(),
  served: served(),
  suspended: filed().did('SuspendCase', { cause: 'force-majeure', reason: '山洪' }, 'towndeputy'),
  resumed: filed()
    .did('SuspendCase', { cause: 'force-majeure', reason: '山洪' }, 'towndeputy')
    .later({ days: 9 })
    .did('ResumeCase', { reason: '恢复' }, 'towndeputy'),
};

interface Asked {
  name: string;
  ledger: LedgerEntry[];
  policy: Scene['policy'];
  now: Instant;
  days: number;
}

const asked: fc.Arbitrary<Asked> = fc
  .record({
    name: fc.constantFrom(...Object.keys(SCENES)),
    hours: fc.integer({ min: 0, max: 24 * 120 }),
    days: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ name, hours, days }) => {
    const scene = SCENES[name]!;
    return { name, ledger: scene.file.ledger, policy: scene.policy, now: scene.now + hours * HOUR, days };
  });

const lightAtEndOf = ({ policy, ledger, now }: Asked, days: number) =>
  caseLight(deriveTerms(policy, ledger, endOfDay(addDays(legalDateOf(now), days)))).light;

describe('forecast', () => {
  it('says of every day what the terms themselves say at its end', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { policy, ledger, now, days } = one;
        const { yellow, red } = forecast(policy, ledger, now, days);
        const today = caseLight(deriveTerms(policy, ledger, now)).light;
        for (let day = 0; day <= days; day++) {
          const date = addDays(legalDateOf(now), day);
          const light = lightAtEndOf(one, day);
          // Red at midnight is the next day's: the deadline is the last second of the day before.
          const isRed = today === 'red' || (red !== null && red.on <= date);
          expect(light === 'red', `${one.name} on ${date}: ${light}`).toBe(isRed);
          if (isRed || today === 'yellow') continue;
          expect(light === 'yellow', `${one.name} on ${date}: ${light}`).toBe(yellow !== null && yellow.on <= date);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('turns at the very second: the light before is not yet it, the light then is', () => {
    fc.assert(
      fc.property(asked, ({ policy, ledger, now, days }) => {
        const { yellow, red } = forecast(policy, ledger, now, days);
        for (const turn of [yellow, red]) {
          if (!turn) continue;
          const at = instantOf(turn.at);
          const light = (instant: Instant) => caseLight(deriveTerms(policy, ledger, instant)).light;
          expect(light(at)).toBe(turn.light);
          expect(light(at - 1)).not.toBe(turn.light);
          expect(turn.on).toBe(legalDateOf(at));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is what the read model’s own instants say, so that the board’s forecast is the same', () => {
    fc.assert(
      fc.property(asked, ({ policy, ledger, now, days }) => {
        const index = lightIndex(deriveTerms(policy, ledger, now));
        const { yellow, red } = forecast(policy, ledger, now, days);
        const horizon = endOfDay(addDays(legalDateOf(now), days));
        const within = (iso: string | null) => (iso !== null && instantOf(iso) > now && instantOf(iso) <= horizon ? iso : null);
        if (lightFromIndex(index, now) !== 'red') expect(red?.at ?? null).toBe(within(index.redAt));
        if (['green', 'grey'].includes(lightFromIndex(index, now)) && index.yellowAt !== index.redAt)
          expect(yellow?.at ?? null).toBe(within(index.yellowAt));
      }),
      { numRuns: 400 },
    );
  });

  it('a worked example: opened on Monday 2026-03-02 at 09:00', () => {
    const { policy, file, now } = opened();
    const { turns, yellow, red } = forecast(policy, file.ledger, now, 10);
    // Four working hours to dispatch: yellow with one left (12:00, before the break), red when the fourth is over.
    expect(yellow).toMatchObject({ key: 'dispatch', at: '2026-03-02T12:00:00+08:00', on: '2026-03-02' });
    expect(red).toMatchObject({ key: 'dispatch', at: '2026-03-02T15:00:01+08:00' });
    expect(turns.filter(({ key }) => key === 'stage-discovery').map(({ light, on }) => [light, on])).toEqual([
      ['yellow', '2026-03-07'],
      ['red', '2026-03-10'],
    ]);
    expect(forecast(policy, file.ledger, now - DAY, 0).turns.every(({ at }) => at <= toShanghaiIso(endOfDay(legalDateOf(now - DAY))))).toBe(
      true,
    );
  });
});
