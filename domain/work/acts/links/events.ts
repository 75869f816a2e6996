import type { ItemRef } from '../../context.ts';
import type { WorkFile } from '../../file.ts';
import type { ActEventSpecs } from '../words.ts';
import type { LinkCommands } from './commands.ts';
import type { Relation } from './relations.ts';

export interface LinkEvents {
  /** `relation` is said of `item`; `by`: made here, or told by the other item, where somebody made it. */
  ItemLinked: { item: ItemRef; relation: Relation; reason: string; by: 'self' | 'other' };
}

export const linkEvents = <File extends WorkFile>(): ActEventSpecs<LinkEvents, LinkCommands, File> => ({
  ItemLinked: {
    label: '关联事项',
    source: 'LinkItem',
    titles: {
      item: { title: '关联的事项', say: ({ title }: ItemRef) => title },
      by: { title: '登记方', words: { self: '本事项', other: '对方事项' } },
    },
    recordOnly: ['by'],
    evolve: (file, { at, data: { item, relation, reason } }) => ({
      ...file,
      related: [...(file.related ?? []), { ...item, relation, reason, at }],
    }),
  },
});
