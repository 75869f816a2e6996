import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { deriveAdHoc, deriveTermSchema, type DeriveTermRequest } from '../../../domain/terms/derive.ts';
import { parseInstant, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { Calendar } from '../../../domain/terms/model.ts';
import { naiveConsumed, naiveDeadline, type NaiveAsk } from './oracle.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = Date.parse('2023-11-01T00:00:00Z');
const TO = Date.parse('2026-12-20T00:00:00Z');

const WITH_OVERRIDES: Calendar = {
  ...COUNTY_CALENDAR,
  overrides: [
    { date: '2026-07-15', workday: false, reason: '防汛' },
    { date: '2026-10-05', workday: true, reason: '抢险' },
    { date: '2025-03-08', workday: true, reason: '补班' },
  ],
};

const minuteIn = (from: number, to: number) => fc.integer({ min: from / MINUTE, max: to / MINUTE }).map((minute) => minute * MINUTE);

/** Ordered, not overlapping, sometimes touching; the last may have no end. */
const pausesFrom = (anchor: number, step: number): fc.Arbitrary<NaiveAsk['pauses']> =>
  fc.tuple(fc.array(fc.tuple(fc.nat(40), fc.nat(30)), { maxLength: 4 }), fc.boolean()).map(([gaps, open]) => {
    let at = anchor - 3 * step;
    const pauses = gaps.map(([gap, width]) => {
      const from = at + gap * step;
      at = from + width * step;
      return { from, to: at as number | null };
    });
    if (open && pauses.length > 0) pauses[pauses.length - 1]!.to = null;
    return pauses;
  });

const noPauses: fc.Arbitrary<NaiveAsk['pauses']> = fc.constant([]);

const roll = fc.constantFrom('none' as const, 'next' as const, 'previous' as const);

const dayAsk: fc.Arbitrary<NaiveAsk> = fc
  .record({
    unit: fc.constantFrom('workday' as const, 'naturalDay' as const, 'month' as const, 'year' as const),
    anchor: minuteIn(FROM, TO),
    roll,
  })
  .chain(({ unit, anchor, roll: chosen }) => {
    const max = unit === 'year' ? 3 : unit === 'month' ? 14 : 120;
    return fc.record({
      unit: fc.constant(unit),
      anchor: fc.constant(anchor),
      roll: fc.constant(chosen),
      length: fc.integer({ min: 1, max }),
      pauses: fc.oneof(noPauses, pausesFrom(anchor, 7 * HOUR), pausesFrom(anchor, DAY)),
    });
  });

const clockAsk: fc.Arbitrary<NaiveAsk> = fc
  .record({ unit: fc.constantFrom('workHour' as const, 'hour' as const, 'minute' as const), anchor: minuteIn(FROM, TO) })
  .chain(({ unit, anchor }) =>
    fc.record({
      unit: fc.constant(unit),
      anchor: fc.constant(anchor),
      roll: fc.constant('none' as const),
      length: fc.integer({ min: 1, max: 40 }),
      pauses: fc.oneof(noPauses, pausesFrom(anchor, 30 * MINUTE)),
    }),
  );

function request(ask: NaiveAsk, now: number): DeriveTermRequest {
  return deriveTermSchema.parse({
    unit: ask.unit,
    length: ask.length,
    anchor: toShanghaiIso(ask.anchor),
    roll: ask.roll,
    now: toShanghaiIso(now),
    pauses: ask.pauses.map(({ from, to }) => ({ from: toShanghaiIso(from), to: to === null ? null : toShanghaiIso(to) })),
  });
}

const later = fc.integer({ min: -10 * 24 * 60, max: 400 * 24 * 60 }).map((minutes) => minutes * MINUTE);

describe.each([
  ['the county’s calendar', COUNTY_CALENDAR],
  ['with overrides', WITH_OVERRIDES],
])('the engine against a naive count, %s', (_name, calendar) => {
  it('day terms: deadline and count', () => {
    fc.assert(
      fc.property(dayAsk, later, (ask, after) => {
        const now = ask.anchor + after;
        const derived = deriveAdHoc(request(ask, now), calendar, 0);
        const deadline = naiveDeadline(ask, calendar);
        expect(derived.deadline && parseInstant(derived.deadline)).toBe(deadline);
        if (deadline === null || now < deadline + 1000) {
          expect(derived.consumed).toBe(Math.min(naiveConsumed(ask, calendar, now), derived.total));
          expect(derived.consumed + derived.remaining).toBe(derived.total);
        } else {
          expect(derived.light).toBe('red');
          expect(derived.remaining).toBe(0);
          expect(derived.overdue).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('clock terms: deadline', () => {
    fc.assert(
      fc.property(clockAsk, (ask) => {
        const derived = deriveAdHoc(request(ask, ask.anchor), calendar, 0);
        expect(derived.deadline && parseInstant(derived.deadline)).toBe(naiveDeadline(ask, calendar));
      }),
      { numRuns: 120 },
    );
  });

  it('the explanation counts to the same day', () => {
    fc.assert(
      fc.property(fc.oneof(dayAsk, clockAsk), later, (ask, after) => {
        const derived = deriveAdHoc(request(ask, ask.anchor + after), calendar, 0);
        const last = derived.lines.find(({ text }) => text.startsWith('截止：'));
        if (derived.deadline === null) {
          expect(last).toBeUndefined();
          expect(derived.light).toBe('grey');
          return;
        }
        expect(last!.text).toContain(derived.deadline.slice(0, 10));
        expect(last!.text).toContain(derived.deadline.slice(11, 19));
      }),
      { numRuns: 300 },
    );
  });

  it('yellow comes before red, and the light follows the instants', () => {
    fc.assert(
      fc.property(fc.oneof(dayAsk, clockAsk), later, (ask, after) => {
        const now = ask.anchor + after;
        const derived = deriveAdHoc(request(ask, now), calendar, 0);
        if (derived.deadline === null) return;
        expect(parseInstant(derived.yellowAt!)).toBeLessThanOrEqual(parseInstant(derived.redAt!));
        expect(parseInstant(derived.redAt!)).toBe(parseInstant(derived.deadline) + 1000);
        const paused = ask.pauses.some(({ from, to }) => from <= now && (to === null || now < to));
        const expected =
          now >= parseInstant(derived.redAt!) ? 'red' : paused ? 'grey' : now >= parseInstant(derived.yellowAt!) ? 'yellow' : 'green';
        expect(derived.light).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
