/**
 * The term calculator 期限计算器 (`POST /derive/term`): any term without a case, by the very functions that cases use.
 * Dates are Shanghai days; a date where an instant is asked stands for its 00:00.
 */
import { z } from 'zod';
import type { Light } from '../vocabulary.ts';
import { isDayUnit, type CountUnit } from './count.ts';
import { explain } from './explain.ts';
import { instantOf, momentOrNull, parseDay } from './instant.ts';
import type { GroundPause, TermRecord } from './ledger.ts';
import type { Calendar, Instant, IsoInstant, TermDefinition, TermUnit } from './model.ts';
import { instantsOf } from './instants.ts';
import { viewOf } from './view.ts';
import type { Line } from './words.ts';

const UNITS = ['workday', 'naturalDay', 'month', 'year', 'workHour', 'hour', 'minute'] as const satisfies readonly TermUnit[];

/** Long enough for any term of the law, short enough to be told line by line. */
const LONGEST: Record<TermUnit, number> = {
  workday: 2000,
  naturalDay: 7300,
  month: 600,
  year: 50,
  workHour: 2000,
  hour: 20_000,
  minute: 1_000_000,
};

const MOMENT_HINT = '须为日期（YYYY-MM-DD）或带时区的时刻（如 2026-03-02T10:00:00+08:00），且真实存在';

/** Years that plain arithmetic on +08:00 is right for; before 1992 the clock was moved in summer. */
const inRange = (text: string) => {
  const at = momentOrNull(text);
  return at !== null && at >= instantOf('1992-01-01') && at < instantOf('2200-01-01');
};

const moment = (name: string) =>
  z
    .string({ error: `请填写${name}` })
    .max(40, { error: `${name}过长` })
    .refine(inRange, { error: `${name}${MOMENT_HINT}（1992—2199年）` });

const length = (name: string) =>
  z
    .number({ error: `${name}须为数字` })
    .int({ error: `${name}须为整数` })
    .min(1, { error: `${name}须大于零` });

const pauseSchema = z.strictObject(
  { from: moment('中止开始'), to: moment('中止结束').nullish() },
  { error: '每段中止写明 from，已恢复的写明 to' },
);

/** The request of `POST /derive/term`. `now` defaults to the caller's clock. Lengths are in the term's own unit. */
export const deriveTermSchema = z
  .strictObject(
    {
      unit: z.enum(UNITS, { error: `计算单位须为 ${UNITS.join('、')} 之一` }),
      length: length('期限长度'),
      anchor: moment('起算时间'),
      now: moment('当前时间').optional(),
      pauses: z.array(pauseSchema, { error: '中止须为列表' }).max(50, { error: '中止不超过50段' }).optional(),
      extensions: z.array(length('延长长度'), { error: '延长须为列表' }).max(10, { error: '延长不超过10次' }).optional(),
      roll: z.enum(['none', 'next', 'previous'], { error: '末日处理须为 none、next、previous 之一' }).optional(),
      yellow: z
        .strictObject(
          {
            share: z.number({ error: '预警比例须为数字' }).gt(0, { error: '预警比例须大于0' }).max(1, { error: '预警比例不超过1' }),
            remaining: z.number({ error: '预警余量须为数字' }).min(0, { error: '预警余量不小于0' }),
          },
          { error: '预警规则须写明 share 与 remaining' },
        )
        .optional(),
    },
    { error: (issue) => (issue.code === 'unrecognized_keys' ? `不认识的字段：${issue.keys.join('、')}` : '请求须为对象') },
  )
  .superRefine((request, context) => {
    const total = (request.extensions ?? []).reduce((sum, extension) => sum + extension, request.length);
    if (total > LONGEST[request.unit]) {
      context.addIssue({ code: 'custom', path: ['length'], message: `期限（含延长）不超过${LONGEST[request.unit]}` });
    }
    const pauses = (request.pauses ?? []).map((pause, index) => ({ ...pause, index }));
    for (const { from, to, index } of pauses) {
      if (to && instantOf(to) < instantOf(from)) {
        context.addIssue({ code: 'custom', path: ['pauses', index, 'to'], message: '中止结束早于中止开始' });
      }
    }
    pauses.sort((a, b) => instantOf(a.from) - instantOf(b.from));
    pauses.forEach((pause, order) => {
      const earlier = pauses[order - 1];
      if (earlier && (!earlier.to || instantOf(pause.from) < instantOf(earlier.to))) {
        context.addIssue({
          code: 'custom',
          path: ['pauses', pause.index],
          message: earlier.to ? '与另一段中止重叠' : '前一段中止尚未恢复，不能再次中止',
        });
      }
    });
  });

export type DeriveTermRequest = z.infer<typeof deriveTermSchema>;

export interface DerivedTerm {
  /** The last second in time, ISO 8601 with +08:00; null while a pause without an end stands before it. */
  deadline: IsoInstant | null;
  yellowAt: IsoInstant | null;
  redAt: IsoInstant | null;
  light: Light;
  /** In `countUnit`: months and years in natural days. */
  consumed: number;
  remaining: number;
  total: number;
  overdue: number;
  countUnit: CountUnit;
  provisional: boolean;
  lines: Line[];
}

/** Derives a term from a parsed request; `clock` (UTC milliseconds) stands in where the request gives no `now`. */
export function deriveAdHoc(request: DeriveTermRequest, calendar: Calendar, clock: Instant): DerivedTerm {
  const { unit, length: ownLength } = request;
  // The end of a clock term is a moment, not a day: there is nothing to roll.
  const roll = isDayUnit(unit) ? (request.roll ?? 'none') : 'none';
  const anchor = instantOf(request.anchor);
  const now = request.now === undefined ? clock : instantOf(request.now);
  const definition: TermDefinition = {
    key: 'ad-hoc',
    label: '期限计算',
    effect: 'internal',
    length: ownLength,
    unit,
    roll,
    pausedBy: ['suspension'],
    extensions: [],
    armedBy: [],
    metBy: [],
    cancelledBy: [],
    yellow: request.yellow ?? { share: 0.8, remaining: 0 },
    duty: 'handler',
    basis: '',
  };
  const pauses: GroundPause[] = (request.pauses ?? [])
    .map(({ from, to }) => ({ ground: 'suspension' as const, ref: null, why: '', from: instantOf(from), to: to ? instantOf(to) : null }))
    .sort((a, b) => a.from - b.from);
  const record: TermRecord = {
    term: 'ad-hoc#1',
    key: 'ad-hoc',
    ref: null,
    armedAt: anchor,
    anchor,
    lead: null,
    length: ownLength,
    unit,
    roll,
    fixed: false,
    why: '',
    extensions: (request.extensions ?? []).map((extension, index) => ({
      at: anchor,
      length: extension,
      step: index + 1,
      approver: 'head',
      basis: '',
      why: '',
    })),
    pauses,
    end: null,
    breachedAt: null,
    rungs: [],
    turns: [],
  };
  const instants = instantsOf(definition, record, [], calendar);
  const view = viewOf(instants, calendar, now);
  // No event stands behind a term that was only asked about.
  const asIs = (text: string): string => text;
  const notes: Line[] = [];
  if (parseDay(request.anchor) !== null && !isDayUnit(unit)) notes.push({ text: '起算只写了日期，按当日零时起算' });
  if (!isDayUnit(unit) && request.roll !== undefined && request.roll !== 'none') {
    notes.push({ text: '按钟点计算的期限到点即止，末日顺延或提前不适用' });
  }
  const { deadline, yellowAt, redAt, consumed, remaining, total, overdue, countUnit, provisional } = view;
  return {
    deadline,
    yellowAt,
    redAt,
    light: view.light,
    consumed,
    remaining,
    total,
    overdue,
    countUnit,
    provisional,
    lines: [...notes, ...explain(instants, view, calendar, now, asIs).lines].map((line) =>
      line.basis === '' ? { text: line.text } : line,
    ),
  };
}
