/** What a specification may not leave out. The compiler refuses each of these; `npm run typecheck` is the test. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '../../../domain/work/command.ts';
import type { EventSpecs } from '../../../domain/work/event.ts';
import { formFields } from '../../../domain/work/field-schema.ts';
import { summaryOf } from '../../../domain/work/summary.ts';
import { byName, inYuan } from '../../../domain/work/tell.ts';

const commands = {
  Measure: command({
    label: '测量',
    help: '测量。',
    stages: ['open'],
    roles: ['handler'],
    schema: z.object({
      area: z.number().int().meta({ title: '面积' }),
      method: z.enum(['tape', 'eye']).meta({ title: '方法', input: 'choice', labels: { tape: '卷尺', eye: '目测' } }),
      rows: z.array(z.object({ what: z.string().meta({ title: '对象' }) })).meta({ title: '逐项' }),
    }),
  }),
};

interface Measured {
  area: number;
  method: 'tape' | 'eye';
  rows: { what: string; high: boolean }[];
  result: 'small' | 'large';
  by: { id: string; name: string };
  cost: number | null;
  seenAt: string;
  place?: { road: string; unitId: string };
}
type Specs = EventSpecs<{ Measured: Measured }, { areas: number[] }, typeof commands>;
type Spec = Specs['Measured'];

const whole = {
  label: '测量',
  source: 'Measure',
  titles: {
    rows: { title: '逐项', titles: { what: '对象', high: '偏高' } },
    result: { title: '结果', words: { small: '小', large: '大' } },
    by: byName('测量人'),
    cost: inYuan('费用'),
    seenAt: '到场时间',
    place: { title: '地点', titles: { road: '道路', unitId: { title: '单位', names: 'unit' } } },
  },
  evolve: (file, { data }) => ({ areas: [...file.areas, data.area] }),
} satisfies Spec;
const { titles } = whole;
const but = <Title extends keyof typeof titles>(left: Title): Omit<typeof titles, Title> => {
  const { [left]: _, ...rest } = titles;
  return rest;
};

// @ts-expect-error without its word for the reader
export const unlabelled: Spec = { source: whole.source, titles, evolve: whole.evolve };
// @ts-expect-error without saying whose form explains it
export const sourceless: Spec = { label: whole.label, titles, evolve: whole.evolve };
// @ts-expect-error of a form that there is not
export const strange: Spec = { ...whole, source: 'Weigh' };
// @ts-expect-error without what it does to the file
export const idle: Spec = { label: whole.label, source: whole.source, titles };
// @ts-expect-error without a title of what the form does not ask
export const untitled: Spec = { ...whole, titles: but('seenAt') };
// @ts-expect-error without titles of what the form asks in part only
export const halfTold: Spec = { ...whole, titles: but('rows') };
// @ts-expect-error with no form, every field is told here
export const formless: Spec = { ...whole, source: null };
// @ts-expect-error keys without words
export const wordless: Spec = { ...whole, titles: { ...titles, result: '结果' } };
// @ts-expect-error a key has no word
export const speechless: Spec = { ...whole, titles: { ...titles, result: { title: '结果', words: { small: '小' } } } };
// @ts-expect-error a thing told by a title alone
export const shapeless: Spec = { ...whole, titles: { ...titles, place: '地点' } };
// @ts-expect-error a thing with a part that is not told
export const partless: Spec = { ...whole, titles: { ...titles, place: { title: '地点', titles: { road: '道路' } } } };
// @ts-expect-error told by what it has not
export const nameless: Spec = { ...whole, titles: { ...titles, cost: byName('费用') } };
// @ts-expect-error a field that it has not
export const unknown: Spec = { ...whole, recordOnly: ['weight'] };
// @ts-expect-error an event without a specification
export const missing: Specs = {};

describe('an event that is specified', () => {
  const form = formFields(commands.Measure.schema);
  const data: Measured = {
    area: 3,
    method: 'tape',
    rows: [
      { what: '砂石', high: true },
      { what: '建筑垃圾和其他杂物一共三堆', high: false },
    ],
    result: 'small',
    by: { id: 'p1', name: '韩一' },
    cost: 1234.5,
    seenAt: '2026-03-02T01:30:00.000Z',
    place: { road: '中心街', unitId: 'u1' },
  };
  const rows = (some: Partial<Measured>, names: ReadonlyMap<string, string> = new Map()) =>
    Object.fromEntries(summaryOf({ data: { ...data, ...some } }, whole, form, names).map(({ title, text }) => [title, text]));

  it('is told in words, as the form asked and then as it is specified', () => {
    expect(rows({}, new Map([['u1', '青石镇']]))).toEqual({
      面积: '3',
      方法: '卷尺',
      逐项: '1. 对象：砂石；偏高：是\n2. 对象：建筑垃圾和其他杂物一共三堆；偏高：否',
      结果: '小',
      测量人: '韩一',
      费用: '1,234.5元',
      到场时间: '2026-03-02 09:30',
      地点: '道路：中心街；单位：青石镇',
    });
    expect(Object.keys(rows({}))).toEqual(['面积', '方法', '逐项', '结果', '测量人', '费用', '到场时间', '地点']);
  });

  it('counts whom nobody can name, and leaves out what is not there', () => {
    expect(rows({})['地点']).toBe('道路：中心街；单位：1个单位');
    expect(Object.keys(rows({ cost: null, rows: [] }))).not.toEqual(expect.arrayContaining(['费用', '逐项']));
  });

  it('does not show a key of newer code, nor an event of newer code', () => {
    expect(rows({ result: 'huge' as never })['结果']).toBe('（本程序不认识的内容）');
    expect(summaryOf({ data }, null, [], new Map())).toEqual([]);
  });
});
