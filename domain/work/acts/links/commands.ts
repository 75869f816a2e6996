import { z } from 'zod';
import { HANDLERS, HEADS } from '../../../roles.ts';
import { command } from '../../command.ts';
import { choice, longText, text, workItemId } from '../../fields.ts';
import type { ActWords } from '../words.ts';
import { RELATION_LABELS, RELATIONS } from './relations.ts';

export type LinkCommands = ReturnType<typeof linkCommands>;

const relation = () => choice('关联关系', RELATIONS, RELATION_LABELS);
const reason = () => longText('理由', undefined, 1000);

/** Links between work items of any kind, on both sides: each side's record says who made it. */
export const linkCommands = ({ own, open }: ActWords) => ({
  LinkItem: command({
    label: '关联事项',
    help: `登记与${own}有关的其他事项；对方事项随即记下同一关联。`,
    stages: open,
    roles: [...HANDLERS, ...HEADS, 'dispatcher'],
    whileSuspended: true,
    schema: z.object({ itemId: workItemId('关联的事项'), relation: relation(), reason: reason() }).strict(),
    lookups: (payload) => ({ items: [payload.itemId] }),
  }),
  /** `relation` as the other item said it, of this one. */
  TakeLink: command({
    label: '记下关联',
    help: `其他事项登记与${own}的关联时，自动记在${own}一方。`,
    stages: open,
    roles: [],
    told: true,
    whileSuspended: true,
    schema: z
      .object({
        item: z
          .object({ kind: text('事项类型', 40), id: text('事项编号', 100), title: text('事项名称', 500) })
          .strict()
          .meta({ title: '关联的事项' }),
        relation: relation(),
        reason: reason(),
      })
      .strict(),
  }),
});
