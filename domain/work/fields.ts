/** The fields that commands of any kind share: each with its limits, its title for the form and its words for the refusal. */
import { z } from 'zod';
import type { FieldInput, FieldMeta } from './command.ts';

export const meta = (title: string, input: FieldInput, rest: Partial<FieldMeta> = {}) => ({ title, input, ...rest });

/** Unpaired surrogates and control characters cannot be stored or printed; line breaks and tabs can. */
export const printable = (text: string) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && text.isWellFormed();

const words = (title: string, max: number) =>
  z
    .string({ error: `请填写${title}` })
    .min(1, { error: `请填写${title}`, abort: true })
    .max(max, `${title}不能超过${max}字`)
    .refine((text) => text.trim().length > 0, `请填写${title}`)
    .refine(printable, `${title}含有不能显示的字符`);

export const text = (title: string, max = 200) => words(title, max).meta(meta(title, 'text'));
export const longText = (title: string, help?: string, max = 5000) =>
  words(title, max).meta(meta(title, 'long-text', help ? { help } : {}));

const realDate = (value: string) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year >= 1949 && year <= 2199 && days !== undefined && day >= 1 && day <= days;
};

/** A legal date `YYYY-MM-DD` in Asia/Shanghai; a day that does not exist is refused. */
export const legalDate = (title: string, help?: string) =>
  z
    .string({ error: `请填写${title}` })
    .refine(realDate, `${title}不是有效日期（年-月-日）`)
    .meta(meta(title, 'date', help ? { help } : {}));

/** An instant, ISO 8601 with offset or Z. */
export const instant = (title: string, help?: string) =>
  z.iso
    .datetime({ offset: true, abort: true, error: `${title}不是有效时间` })
    .refine((value) => realDate(value.slice(0, 10)), `${title}不是有效时间`)
    .meta(meta(title, 'instant', help ? { help } : {}));

/** Yuan, at most two decimals. */
export const yuan = (title: string, help?: string) =>
  z
    .number({ error: `${title}应为数字（元）` })
    .min(0, `${title}不能为负`)
    .max(1_000_000_000, `${title}超出范围`)
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, `${title}最多两位小数`)
    .meta(meta(title, 'money', help ? { help } : {}));

/** An id of the record; what it names is the form's affair. */
export const id = (title: string) =>
  z
    .string({ error: `请选择${title}` })
    .min(1, `请选择${title}`)
    .max(100, `${title}编号过长`)
    .refine(printable, `${title}编号无效`);
export const personId = (title: string, help?: string) => id(title).meta(meta(title, 'person', help ? { help } : {}));
export const unitId = (title: string) => id(title).meta(meta(title, 'unit'));
/** Another work item, of whatever kind: ids are given once in the county. */
export const workItemId = (title: string) => id(title).meta(meta(title, 'item'));
/** Something inside the item: a recusal, an urge, a term. */
export const itemId = (title: string) => id(title).meta(meta(title, 'text'));

/** At least two certified officers for each act (行政处罚法 42); the decision checks the certificates. */
export const officers = (title = '执法人员', help = '不少于两名持证执法人员') =>
  z
    .array(id(title))
    .min(1, `请选择${title}`)
    .max(10, `${title}最多10名`)
    .meta(meta(title, 'officers', { help }));
export const people = (title: string, help?: string) =>
  z
    .array(id(title))
    .min(1, `请选择${title}`)
    .max(20)
    .meta(meta(title, 'people', help ? { help } : {}));

/** SHA-256 of an uploaded file. */
export const fileHash = (title = '附件') =>
  z
    .string()
    .regex(/^[0-9a-f]{64}$/, `${title}的哈希无效`)
    .meta(meta(title, 'file'));

export const yesNo = (title: string, help?: string) =>
  z.boolean({ error: `请选择${title}` }).meta(meta(title, 'yes-no', help ? { help } : {}));

export function choice<const Values extends readonly [string, ...string[]]>(
  title: string,
  values: Values,
  labels: Record<Values[number], string>,
  help?: string,
) {
  return z.enum(values, { error: `${title}不在可选范围内` }).meta(meta(title, 'choice', { labels, ...(help ? { help } : {}) }));
}

/** Any number of the given values, each once. */
export function choices<const Values extends readonly [string, ...string[]]>(
  title: string,
  values: Values,
  labels: Record<Values[number], string>,
  help?: string,
) {
  return z
    .array(z.enum(values, { error: `${title}不在可选范围内` }))
    .max(values.length, `${title}有重复`)
    .default([])
    .meta({ title, input: 'choices' as const, labels, ...(help ? { help } : {}) });
}
