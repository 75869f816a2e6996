import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonthsToDay,
  dateOfDay,
  dayOf,
  endOfDay,
  instantOrNull,
  isLegalDate,
  legalDateOf,
  momentOrNull,
  parseInstant,
  startOfDay,
  toShanghaiIso,
  weekday,
} from '../../../domain/terms/instant.ts';

describe('dates', () => {
  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '2025-02-29', '2026-1-1', '20260101', '', '2026-04-31'])('refuses %s', (text) => {
    expect(isLegalDate(text)).toBe(false);
  });

  it.each(['2024-02-29', '2026-12-31', '2000-02-29'])('takes %s', (text) => {
    expect(isLegalDate(text)).toBe(true);
  });

  it('agrees with the platform’s UTC calendar on every day of 1900 to 2100', () => {
    for (let day = dayOf('1900-01-01'); day <= dayOf('2100-12-31'); day++) {
      const date = new Date(day * 86_400_000);
      const text = date.toISOString().slice(0, 10);
      expect(dateOfDay(day)).toBe(text);
      expect(weekday(text)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
    }
  });

  it('adds days and months', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(dateOfDay(addMonthsToDay(dayOf('2026-03-31'), -1))).toBe('2026-02-28');
    expect(dateOfDay(addMonthsToDay(dayOf('2026-01-15'), -13))).toBe('2024-12-15');
  });
});

describe('instants', () => {
  it('writes Shanghai time, milliseconds only where there are any', () => {
    expect(toShanghaiIso(parseInstant('2026-03-05T15:59:59Z'))).toBe('2026-03-05T23:59:59+08:00');
    expect(toShanghaiIso(parseInstant('2026-03-05T15:59:59.040Z'))).toBe('2026-03-05T23:59:59.040+08:00');
    expect(toShanghaiIso(endOfDay('2026-03-05'))).toBe('2026-03-05T23:59:59+08:00');
    expect(toShanghaiIso(startOfDay('2026-03-05'))).toBe('2026-03-05T00:00:00+08:00');
  });

  it.each([
    '2026-03-05T24:00:00+08:00',
    '2026-02-30T10:00:00+08:00',
    '2026-03-05T10:00:00',
    '2026-03-05 10:00:00+08:00',
    '2026-03-05T10:60:00Z',
    '2026-03-05T10:00:00+25:00',
    'yesterday',
    '1772700000000',
  ])('refuses %s', (text) => {
    expect(instantOrNull(text)).toBeNull();
    expect(momentOrNull(text)).toBeNull();
    expect(() => parseInstant(text)).toThrow(RangeError);
  });

  it('reads what it writes, and the platform reads the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2200, 0, 1) }), (instant) => {
        const iso = toShanghaiIso(instant);
        expect(parseInstant(iso)).toBe(instant);
        expect(Date.parse(iso)).toBe(instant);
        expect(legalDateOf(instant)).toBe(iso.slice(0, 10));
        expect(parseInstant(new Date(instant).toISOString())).toBe(instant);
      }),
    );
  });
});
