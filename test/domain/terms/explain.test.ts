import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventLabel } from '../../../domain/case/events.ts';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { deriveAdHoc, deriveTermSchema } from '../../../domain/terms/derive.ts';
import { explainTerm, explainTerms } from '../../../domain/terms/explain.ts';
import { Book, at, definition, policyOf } from './kit.ts';

const ask = (request: unknown) => deriveAdHoc(deriveTermSchema.parse(request), COUNTY_CALENDAR, at('2026-03-01'));
const texts = (request: unknown) => ask(request).lines.map(({ text }) => text);

describe('the explanation', () => {
  it('tells a short term day by day', () => {
    expect(texts({ unit: 'workday', length: 3, anchor: '2026-02-13', now: '2026-02-25T10:00:00+08:00' })).toEqual([
      '起算：2026-02-13（周五）；起算当日不计入，自2026-02-14（周六）开始计算',
      '期限长度：3个工作日',
      '2026-02-14（周六）（春节调休上班）计入，第1个工作日',
      '2026-02-15（周日）至2026-02-23（周一），9日不计：春节放假',
      '2026-02-24（周二）计入，第2个工作日',
      '2026-02-25（周三）计入，第3个工作日',
      '截止：2026-02-25（周三）23:59:59，下一秒起为红灯',
      '2026-02-25 10:00：已用2个工作日，剩余1个工作日，正常',
    ]);
  });

  it('tells a long term in runs and still names every day skipped', () => {
    const lines = texts({ unit: 'workday', length: 20, anchor: '2026-09-16', now: '2026-09-17' });
    expect(lines).toContain('2026-09-20（周日）（国庆节调休上班）计入，第3个工作日');
    expect(lines).toContain('2026-09-25（周五）至2026-09-27（周日），3日不计：中秋节放假');
    expect(lines).toContain('2026-10-01（周四）至2026-10-07（周三），7日不计：国庆节放假');
    expect(lines).toContain('2026-09-21（周一）至2026-09-24（周四）计入4个工作日，累计7个工作日');
  });

  it('tells pauses, extensions and the roll', () => {
    const lines = texts({
      unit: 'naturalDay',
      length: 10,
      anchor: '2026-09-16',
      now: '2026-09-17',
      roll: 'next',
      extensions: [3],
      pauses: [{ from: '2026-09-20T10:00:00+08:00', to: '2026-09-22T09:00:00+08:00' }],
    });
    expect(lines).toContain('第1次延长3日（负责人批准）');
    expect(lines).toContain('延长后共13日，连续计算，末日只在最后处理一次');
    expect(lines).toContain(
      '2026-09-20（周日）、2026-09-21（周一），2日不计：中止调查（2026-09-20 10:00中止，当日起不计；2026-09-22 09:00恢复，恢复当日计入）',
    );
    expect(lines).toContain('最后一日2026-10-01（周四）不是工作日（国庆节放假），顺延至其后第一个工作日2026-10-08（周四）');
  });

  it('says that a last day off stands where nothing rolls', () => {
    expect(texts({ unit: 'naturalDay', length: 15, anchor: '2026-09-20', now: '2026-09-21' })).toContain(
      '最后一日2026-10-05（周一）不是工作日（国庆节放假）；本期限末日不顺延，仍以该日为准',
    );
  });

  it('tells of a month without that day', () => {
    expect(texts({ unit: 'month', length: 1, anchor: '2026-01-31', now: '2026-02-01' })).toContain(
      '1个月，至2026-02-28（周六）（该月没有同日，以该月最后一日为准），合28日',
    );
  });

  it('marks what is provisional, and what it means', () => {
    expect(texts({ unit: 'workday', length: 5, anchor: '2026-12-29', now: '2026-12-30' })).toEqual(
      expect.arrayContaining([
        '2026-12-30起2027年放假安排没有公布，可能改动2026年最后几天，暂按周一至周五为工作日推算',
        '暂定：2027年放假安排没有公布，可能改动2026年最后几天，公布后重新推算',
      ]),
    );
    expect(texts({ unit: 'naturalDay', length: 15, anchor: '2026-12-20', now: '2026-12-21', roll: 'next' }).at(-1)).toBe(
      '暂定：2027年放假安排没有公布，公布后重新推算',
    );
    // A date that cannot move is not provisional.
    expect(texts({ unit: 'naturalDay', length: 15, anchor: '2026-12-20', now: '2026-12-21' }).join()).not.toContain('暂定');
  });

  it('tells working hours window by window', () => {
    expect(texts({ unit: 'workHour', length: 4, anchor: '2026-03-06T16:00:00+08:00', now: '2026-03-06T16:00:00+08:00' })).toEqual(
      expect.arrayContaining([
        '只计工作日的08:30—12:00、14:00—17:30',
        '2026-03-06（周五）16:00—17:30，计1小时30分，累计1小时30分',
        '2026-03-07（周六）、2026-03-08（周日）不计：休息日',
        '2026-03-09（周一）08:30—11:00，计2小时30分，累计4小时',
        '截止：2026-03-09（周一）11:00:00，下一秒起为红灯',
      ]),
    );
  });

  it('carries the article, the local note, the event and the ending', () => {
    const book = new Book()
      .did('CaseFiled', '2026-01-15', { filedOn: '2026-01-15' })
      .did('Decided', '2026-04-20', { kind: 'penalty', decidedOn: '2026-04-20', orderToCorrect: null });
    const lines = explainTerms(book.policy, book.ledger, at('2026-05-01'), eventLabel).find(
      ({ key }) => key === 'decision-deadline',
    )!.lines;
    expect(lines[0]).toEqual({
      text: '起算：2026-01-15（周四）（立案）；起算当日不计入，自2026-01-16（周五）开始计算',
      basis: '《民事诉讼法》第八十五条：期间开始的时和日，不计算在期间内',
    });
    expect(lines[1]!.basis).toContain('《行政处罚法》第六十条');
    expect(lines.map(({ text }) => text)).toContain('2026-04-20 00:00办结（作出决定）：已用90日，剩余0日，已超期5日，超期警示');
    expect(lines.at(-1)!.text).toContain('须核对：');
  });

  it('tells a term counted back', () => {
    const book = new Book().did('HearingScheduled', '2026-03-02T10:00', { heldAt: '2026-03-20T09:00:00+08:00' });
    const lines = explainTerms(book.policy, book.ledger, at('2026-03-03'), eventLabel)
      .find(({ key }) => key === 'hearing-notice')!
      .lines.map(({ text }) => text);
    expect(lines[0]).toBe('自2026-03-20（周五）（确定听证时间）向前推算，当日不计入');
    expect(lines).toContain('最迟在7个工作日前，即2026-03-11（周三）当日结束前');
  });
});

describe('a pause without an end', () => {
  it('is grey without a deadline, with its remainder', () => {
    const derived = ask({ unit: 'workday', length: 10, anchor: '2026-03-02', now: '2026-03-20', pauses: [{ from: '2026-03-05' }] });
    expect(derived).toMatchObject({
      deadline: null,
      yellowAt: null,
      redAt: null,
      light: 'grey',
      consumed: 2,
      remaining: 8,
      provisional: false,
    });
    expect(derived.lines.map(({ text }) => text)).toContain('中止尚未结束，截止时间待恢复计时后推算');
    expect(
      ask({ unit: 'workday', length: 10, anchor: '2026-03-02', now: '2026-03-20', pauses: [{ from: '2026-03-05', to: null }] }).light,
    ).toBe('grey');
  });

  it('that began after the deadline leaves it red', () => {
    expect(ask({ unit: 'workday', length: 2, anchor: '2026-03-02', now: '2026-03-20', pauses: [{ from: '2026-03-09' }] })).toMatchObject({
      light: 'red',
      deadline: '2026-03-04T23:59:59+08:00',
    });
  });
});

describe('the request', () => {
  const good = { unit: 'workday', length: 5, anchor: '2026-03-02', now: '2026-03-03T10:00:00+08:00' };
  const issues = (request: unknown) =>
    deriveTermSchema.safeParse(request).error?.issues.map(({ path, message }) => `${path.join('.')}：${message}`) ?? [];

  it('takes the caller’s clock where it gives none', () => {
    const { now: _now, ...rest } = good;
    expect(ask(rest)).toEqual(ask({ ...good, now: '2026-03-01' }));
  });

  it.each<[string, unknown, RegExp]>([
    ['no unit', { ...good, unit: 'week' }, /^unit：计算单位须为/],
    ['a length in words', { ...good, length: '5' }, /^length：期限长度须为数字/],
    ['no length', { ...good, length: 0 }, /^length：期限长度须大于零/],
    ['half a length', { ...good, length: 2.5 }, /^length：期限长度须为整数/],
    ['a length without end', { ...good, length: 1e9 }, /^length：期限（含延长）不超过2000/],
    ['a day that does not exist', { ...good, anchor: '2026-02-30' }, /^anchor：起算时间须为日期/],
    ['an instant without an offset', { ...good, now: '2026-03-02T10:00:00' }, /^now：当前时间须为日期/],
    ['no anchor', { ...good, anchor: undefined }, /^anchor：请填写起算时间/],
    ['a year beyond reason', { ...good, anchor: '9999-01-01' }, /^anchor：/],
    [
      'overlapping pauses',
      {
        ...good,
        pauses: [
          { from: '2026-03-05', to: '2026-03-10' },
          { from: '2026-03-09', to: '2026-03-12' },
        ],
      },
      /^pauses\.1：与另一段中止重叠/,
    ],
    [
      'overlapping pauses out of order',
      {
        ...good,
        pauses: [
          { from: '2026-03-09', to: '2026-03-12' },
          { from: '2026-03-05', to: '2026-03-10' },
        ],
      },
      /^pauses\.0：与另一段中止重叠/,
    ],
    [
      'a pause after one without an end',
      { ...good, pauses: [{ from: '2026-03-05' }, { from: '2026-03-09', to: '2026-03-12' }] },
      /^pauses\.1：前一段中止尚未恢复/,
    ],
    ['a pause that ends first', { ...good, pauses: [{ from: '2026-03-09', to: '2026-03-05' }] }, /^pauses\.0\.to：中止结束早于中止开始/],
    ['a negative extension', { ...good, extensions: [-3] }, /^extensions\.0：延长长度须大于零/],
    ['another roll', { ...good, roll: 'sideways' }, /^roll：末日处理须为/],
    ['a field that there is not', { ...good, foo: 1 }, /：不认识的字段：foo/],
    ['nothing', null, /：请求须为对象/],
    ['a list', [good], /：请求须为对象/],
  ])('with %s is refused in Chinese', (_name, request, message) => {
    expect(
      issues(request).some((issue) => message.test(issue)),
      JSON.stringify(issues(request)),
    ).toBe(true);
  });

  it('takes pauses that touch', () => {
    expect(
      issues({
        ...good,
        pauses: [
          { from: '2026-03-05', to: '2026-03-09' },
          { from: '2026-03-09', to: '2026-03-12' },
        ],
      }),
    ).toEqual([]);
  });

  it('says that a clock term does not roll', () => {
    expect(texts({ unit: 'hour', length: 24, anchor: '2026-03-06', now: '2026-03-06', roll: 'next' }).slice(0, 2)).toEqual([
      '起算只写了日期，按当日零时起算',
      '按钟点计算的期限到点即止，末日顺延或提前不适用',
    ]);
  });
});

/** Random lives of a case under a small policy: events in time, those refused left out. */
const life = fc
  .record({
    unit: fc.constantFrom('workday' as const, 'naturalDay' as const, 'month' as const, 'workHour' as const),
    roll: fc.constantFrom('none' as const, 'next' as const),
    length: fc.integer({ min: 2, max: 12 }),
    start: fc.integer({ min: 0, max: 1000 }),
    steps: fc.array(
      fc.tuple(
        fc.constantFrom('Begun', 'Done', 'Dropped', 'pause', 'resume', 'pause2', 'resume2', 'extend', 'TermBreached'),
        fc.integer({ min: 1, max: 9 * 24 * 60 }),
      ),
      { maxLength: 12 },
    ),
  })
  .map(({ unit, roll, length, start, steps }) => {
    const clock = unit === 'workHour';
    const own = definition({
      unit,
      length,
      roll: clock ? 'none' : roll,
      extensions: [
        { maxLength: 5, approver: 'head', basis: '规则' },
        { maxLength: 3, approver: 'head', basis: '规则' },
      ],
      yellow: { share: 0.6, remaining: 1 },
    });
    const book = new Book(
      policyOf(own, {
        ...own,
        key: 'other',
        pausedBy: [],
        armedBy: [{ event: 'Begun' }, { event: 'Done' }],
        metBy: [{ event: 'Dropped' }],
      }),
    );
    let now = Date.parse('2025-06-01T03:00:00Z') + start * 6 * 3_600_000;
    const when = () => new Date(now + 8 * 3_600_000).toISOString().slice(0, 19);
    book.did('Begun', when());
    const marks: { at: number; entries: number }[] = [{ at: now, entries: book.ledger.length }];
    for (const [kind, minutes] of steps) {
      now += minutes * 60_000;
      const [type, data] =
        kind === 'pause'
          ? ['TermsPaused', { ground: 'suspension' }]
          : kind === 'resume'
            ? ['TermsResumed', { ground: 'suspension' }]
            : kind === 'pause2'
              ? ['TermsPaused', { ground: 'appraisal' }]
              : kind === 'resume2'
                ? ['TermsResumed', { ground: 'appraisal' }]
                : kind === 'extend'
                  ? ['TermExtended', { term: 'test', length: 2, approver: 'head', basis: '', why: '' }]
                  : kind === 'TermBreached'
                    ? ['NoteAdded', {}]
                    : [kind, {}];
      const effects = book.effects(type as string, when(), data);
      if (effects.ok) book.ledger.push(...effects.entries);
      marks.push({ at: now, entries: book.ledger.length });
    }
    return { book, marks };
  });

describe('properties over whole lives', () => {
  const rank = { grey: 0, green: 1, yellow: 2, red: 3 };

  it('a light never improves without an entry', () => {
    fc.assert(
      fc.property(life, fc.array(fc.integer({ min: 0, max: 90 * 24 * 60 }), { minLength: 2, maxLength: 6 }), ({ book, marks }, offsets) => {
        const last = marks.at(-1)!.at;
        const instants = offsets.map((minutes) => last + minutes * 60_000).sort((a, b) => a - b);
        let before: Map<string, keyof typeof rank> | null = null;
        for (const instant of instants) {
          const now = new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19);
          const lights = new Map(book.terms(now).map(({ term, light }) => [term, light]));
          if (before) for (const [term, light] of lights) expect(rank[light]).toBeGreaterThanOrEqual(rank[before.get(term)!]);
          before = lights;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('deadline, count, light and explanation agree', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 60 * 24 * 60 }), ({ book, marks }, minutes) => {
        const now = marks.at(-1)!.at + minutes * 60_000;
        for (const own of book.policy.terms) {
          const told = explainTerm(own, book.ledger, book.policy.calendar, now, eventLabel);
          const view = book
            .terms(new Date(now + 8 * 3_600_000).toISOString().slice(0, 19))
            .filter(({ key }) => key === own.key)
            .at(-1);
          if (!told || !view) {
            expect(told).toBe(view ?? null);
            continue;
          }
          const { lines, counted, ...rest } = told;
          expect(rest).toEqual(view);
          const scale = view.countUnit === 'workHour' ? 3_600_000 : 1;
          // The walk ends at the deadline with the whole term, or at the standing pause with what had been used by then.
          if (view.deadline !== null) expect(counted).toBeCloseTo(view.total * scale, 0);
          else if (view.open) expect(Math.abs(counted - view.consumed * scale)).toBeLessThan(0.01 * scale);
          expect(lines.length).toBeGreaterThan(3);
          for (const { text } of lines) expect(text).not.toMatch(/undefined|NaN|null|Infinity/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
