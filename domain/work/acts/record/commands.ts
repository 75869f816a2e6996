import { z } from 'zod';
import { CASE_OFFICERS, HANDLERS, HEADS } from '../../../roles.ts';
import { command } from '../../command.ts';
import { choice, longText } from '../../fields.ts';
import type { ActWords } from '../words.ts';

export type NoteCommands = ReturnType<typeof noteCommands>;
export type CorrectionCommands = ReturnType<typeof correctionCommands>;

export const noteCommands = ({ work, open, law: { articles } }: ActWords) => ({
  AddNote: command({
    label: '添加备注',
    help: `记下${work}中需要留痕的情况；备注不能修改或者删除。`,
    stages: open,
    roles: [...CASE_OFFICERS, 'dispatcher', 'supervisor', 'assistant'],
    whileSuspended: true,
    basis: articles.note ?? [],
    schema: z.object({ text: longText('备注', undefined, 2000) }).strict(),
  }),
});

/** `other` only notes what is wrong in an earlier event. */
const CORRECTABLE = ['title', 'other'] as const;

/** For kinds that have no fields of their own to correct. */
export const correctionCommands = ({ label, open, law: { articles } }: ActWords) => ({
  CorrectRecord: command({
    label: '更正记录',
    help: '记录有误的，写明误在哪里、应为什么；原记录保留，更正另行记载。',
    stages: open,
    roles: [...HANDLERS, ...HEADS],
    whileSuspended: true,
    basis: articles.correction ?? [],
    schema: z
      .object({
        seq: z
          .number({ error: '请填写记录序号' })
          .int('记录序号应为整数')
          .min(1, '记录序号从1起')
          .max(1_000_000, '记录序号过大')
          .meta({ title: '有误的记录序号', input: 'text' }),
        field: choice('更正内容', CORRECTABLE, { title: `${label}名称`, other: '其他记录' }),
        before: longText('原记录', '更正其他记录时填写', 2000).nullable().default(null),
        after: longText('更正为', undefined, 2000),
        reason: longText('更正理由', undefined, 1000),
      })
      .strict(),
  }),
});
