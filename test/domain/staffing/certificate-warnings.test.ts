/** 行政处罚法 42; the days by hand. The officer's certificate of `office()` ends on 30 April 2026. */
import { describe, expect, it } from 'vitest';
import { certificateWarnings } from '../../../domain/staffing/certificate-warnings.ts';
import type { Staff } from '../../../domain/staffing/model.ts';
import { addDays } from '../../../domain/terms/instant.ts';
import { after, given, office } from './office.ts';

/**
 * What is newly told when the clock goes over these days, as the table with its one row a person, certificate and warning
 * does.
 */
function toldOver(staff: Staff, days: readonly string[], told = new Set<string>()): string[] {
  return days.flatMap((day) =>
    certificateWarnings(staff, day).flatMap(({ personId, certificateId, days: before }) => {
      const key = `${certificateId}/${before}/${personId}`;
      if (told.has(key)) return [];
      told.add(key);
      return [`${day} ${before} ${personId}`];
    }),
  );
}
const between = (from: string, until: string): string[] => {
  const days = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
};

describe('a certificate that ends', () => {
  it('is told 60, 30 and 7 days before, to the holder and to every head, once each', () => {
    expect(toldOver(office(), between('2026-02-20', '2026-05-10'))).toEqual(
      ['2026-03-01 60', '2026-03-31 30', '2026-04-23 7'].flatMap((when) => ['officer', 'head', 'deputy'].map((who) => `${when} ${who}`)),
    );
  });

  it('is told on the first day that anybody looks again, how much is left then', () => {
    const told = new Set<string>();
    toldOver(office(), between('2026-02-20', '2026-03-05'), told);
    expect(toldOver(office(), ['2026-04-10', '2026-04-11'], told)).toEqual(
      ['officer', 'head', 'deputy'].map((who) => `2026-04-10 30 ${who}`),
    );
    expect(certificateWarnings(office(), '2026-04-28')[0]?.text).toBe(
      'officer的执法证（A1）到2026-04-30为止，还有2天；2026-05-01起不能执法（行政处罚法第四十二条）',
    );
  });

  it('that was prolonged under its number is told again before its new end', () => {
    const told = new Set<string>();
    toldOver(office(), between('2026-02-20', '2026-04-29'), told);
    const prolonged = after(
      office(),
      given('person', 'officer', 'certify', '2026-04-29', { number: 'A1', validFrom: '2026-04-29', validUntil: '2026-08-31' }),
    );
    expect(toldOver(prolonged, between('2026-04-30', '2026-07-05'), told).map((one) => one.slice(0, 13))).toEqual(
      ['officer', 'head', 'deputy'].map(() => '2026-07-02 60'),
    );
  });

  it('is nobody’s trouble who has left, and tells nothing when it is over', () => {
    const left = after(office(), given('person', 'officer', 'leave', '2026-03-15', {}));
    expect(toldOver(left, between('2026-03-16', '2026-05-10'))).toEqual([]);
    expect(certificateWarnings(office(), '2026-05-01')).toEqual([]);
  });
});
