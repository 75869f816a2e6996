/** Fields that several lists share. Strict: a column nobody knows is an error, not a silent loss. */
import { z } from 'zod';
import { isLegalDate } from '../terms/instant.ts';

/** A code that other rows refer to: letters, digits and hyphens. */
export const itemCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, { error: '编号只能用字母、数字和短横线，不超过40位' });

/** Words that must be there, without blank edges. */
export const words = z
  .string()
  .min(1, { error: '不能为空' })
  .max(4000, { error: '不能超过4000字' })
  .refine((text) => text.trim() === text, { error: '首尾不能有空格' });

/** `YYYY-MM-DD` in Asia/Shanghai. */
export const dateField = z.string().refine(isLegalDate, { error: '不是有效日期（年-月-日）' });

export const clauseSchema = z.strictObject({ law: words, article: words });
/** A law and its article, `中华人民共和国消防法` `第六十条第一款`. */
export type Clause = z.infer<typeof clauseSchema>;

/** Where a text was read: a document in a public repository, or a page. */
export const sourceSchema = z.strictObject({
  title: words,
  document: words.optional(),
  article: words.optional(),
  repo: words.optional(),
  path: words.optional(),
  url: words.nullable().optional(),
});
export type Source = z.infer<typeof sourceSchema>;

export const clauseLabel = (clause: Clause): string => `《${clause.law}》${clause.article}`;
