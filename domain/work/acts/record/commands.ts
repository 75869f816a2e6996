import { z } from 'zod';
import { command } from '../../command.ts';
import { longText } from '../../fields.ts';
import type { ActWords } from '../words.ts';

export type NoteCommands = ReturnType<typeof noteCommands>;

export const noteCommands = ({ work, open, law: { articles } }: ActWords) => ({
  AddNote: command({
    label: '添加备注',
    help: `记下${work}中需要留痕的情况；备注不能修改或者删除。`,
    stages: open,
    roles: [
      'handler', 'bureau-handler', 'town-reviewer', 'bureau-reviewer', 'town-head', 'bureau-head', 'dispatcher',
      'supervisor', 'assistant',
    ],
    whileSuspended: true,
    basis: articles.note ?? [],
    schema: z.object({ text: longText('备注', undefined, 2000) }).strict(),
  }),
});
