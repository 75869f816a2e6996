import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOf, parseInstant, toShanghaiIso } from '../../../domain/terms/instant.ts';
import { wordOfSerial, writtenDate, writtenInstant } from '../../../domain/terms/written-time.ts';

const valueOf = (read: { ok: boolean; value?: string; message?: string }) => (read.ok ? read.value : `✗ ${read.message}`);

describe('a written day', () => {
  it.each([
    ['2026-03-05'],
    ['2026/3/5'],
    ['2026.3.5'],
    ['2026年3月5日'],
    ['2026 年 3 月 5 号'],
    ['20260305'],
    ['２０２６－０３－０５'],
    ['２０２６年３月５日'],
    ['5-Mar-2026'],
    ['March 5, 2026'],
    ['2026/3/5 0:00'],
    ['2026-03-05 00:00:00'],
    ['2026/3/5 星期四'],
    ['46086'],
  ])('%s', (word) => expect(valueOf(writtenDate(word))).toBe('2026-03-05'));

  it('with the year behind where only one meaning is possible', () => {
    expect(valueOf(writtenDate('20/11/2026'))).toBe('2026-11-20');
    expect(valueOf(writtenDate('11/20/2026'))).toBe('2026-11-20');
    expect(valueOf(writtenDate('5.5.2026'))).toBe('2026-05-05');
  });

  it('of a spreadsheet that counts from 1904', () => expect(valueOf(writtenDate('44624', 1904))).toBe('2026-03-05'));

  it.each([
    ['03/04/2026', '分不清是3月4日还是4月3日'],
    ['3-4-2026', '分不清是3月4日还是4月3日'],
    ['26/3/5', '年份只有两位'],
    ['26年3月5日', '年份只有两位'],
    ['5-Mar-26', '年份只有两位'],
    ['3月5日', '没有写年份'],
    ['3/5', '没有写年份'],
    ['2026-02-30', '“2026-02-30”不是有效日期，没有这一天'],
    ['20261301', '“20261301”不是有效日期，没有这一天'],
    ['2026/3/5 9:12', '只要日期'],
    ['昨天', '不是认得的日期'],
    ['12345', '不是认得的日期'],
    ['2026-3-5-7', '不是认得的日期'],
    ['', '不是认得的日期'],
  ])('%s is refused: %s', (word, reason) => {
    const read = writtenDate(word);
    expect(valueOf(read)).toContain(reason);
    expect(read.ok ? '' : read.need).toMatch(/2026-03-05/);
  });
});

describe('a written time', () => {
  it.each([
    ['2026/11/20 9:12'],
    ['2026-11-20 09:12'],
    ['2026-11-20 09:12:00.000'],
    ['2026.11.20 9:12'],
    ['2026年11月20日 9时12分'],
    ['2026年11月20日9点12分'],
    ['2026年11月20日 上午9:12'],
    ['2026年11月20日 星期五 9:12'],
    ['2026/11/20 AM 9:12'],
    ['2026/11/20 9:12 AM'],
    ['46346.383333'],
    ['2026-11-20T09:12+08:00'],
    ['2026-11-20T01:12Z'],
    ['2026-11-20T01:12:00.000Z'],
    ['20261120 0912'],
    ['202611200912'],
    ['20261120091200'],
    ['２０２６／１１／２０　９：１２'],
    ['20-Nov-2026 9:12'],
  ])('%s', (word) => expect(valueOf(writtenInstant(word))).toBe('2026-11-20T09:12:00+08:00'));

  it.each([
    ['2026/11/20 下午3:20', '15:20:00'],
    ['2026/11/20 下午15:20', '15:20:00'],
    ['2026/11/20 晚上8点半', '20:30:00'],
    ['2026/11/20 中午12点', '12:00:00'],
    ['2026/11/20 中午1点', '13:00:00'],
    ['2026/11/20 凌晨12:05', '00:05:00'],
    ['2026/11/20 12:05 AM', '00:05:00'],
    ['2026/11/20 12:05 PM', '12:05:00'],
    ['2026/11/20 9时12分33秒', '09:12:33'],
  ])('%s', (word, clock) => expect(valueOf(writtenInstant(word))).toBe(`2026-11-20T${clock}+08:00`));

  it.each([
    ['2026/11/20', '只有日期，没有时、分'],
    ['46346', '只有日期，没有时、分'],
    ['2026/11/20 25:00', '不是认得的时间'],
    ['2026/11/20 上午15:00', '不是认得的时间'],
    ['2026/11/20 晚上12:00', '不是认得的时间'],
    ['2026/11/20 傍晚', '不是认得的时间'],
    ['03/04/2026 9:12', '分不清'],
    ['26/3/5 9:12', '年份只有两位'],
    ['9:12', '不是认得的日期'],
  ])('%s is refused: %s', (word, reason) => expect(valueOf(writtenInstant(word))).toContain(reason));
});

describe('whatever is written', () => {
  it('a day number and its words are the same minute, from 1900 and from 1904', () => {
    fc.assert(
      fc.property(fc.integer({ min: 29_221, max: 73_000 }), fc.integer({ min: 1, max: 1_439 }), (day, minute) => {
        // As a spreadsheet writes it into a CSV: ten figures at the most.
        const serial = Number((day + minute / 1_440).toPrecision(10));
        const iso = toShanghaiIso(parseInstant(`${dateOfDay(day - 25_569)}T00:00:00+08:00`) + minute * 60_000);
        const near = valueOf(writtenInstant(String(serial))) ?? '';
        expect(Math.abs(parseInstant(near) - parseInstant(iso))).toBeLessThanOrEqual(1_000);
        expect(valueOf(writtenInstant(wordOfSerial(day - 1_462 + minute / 1_440, 1904, true)))).toBe(iso);
      }),
    );
  });

  it('is a day that exists, or a told refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-0-9/.: 年月日时分上下午T]{0,24}$/)), (word) => {
        for (const read of [writtenDate(word), writtenInstant(word)]) {
          if (read.ok) expect(dateOfDay(dayOf(read.value.slice(0, 10)))).toBe(read.value.slice(0, 10));
          else expect(read.message.length * read.need.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
