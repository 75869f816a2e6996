import { refuse, type Refusal } from '../../../result.ts';
import type { ItemRef } from '../../context.ts';
import type { WorkFile } from '../../file.ts';
import type { Telling } from '../../kind.ts';
import type { RecordedEvent } from '../../record.ts';
import type { ActDeciders, ActWords } from '../words.ts';
import type { LinkCommands } from './commands.ts';
import type { LinkEvents } from './events.ts';
import { INVERSE_RELATIONS, type Relation } from './relations.ts';

const linkedAlready = ({ related = [] }: WorkFile, item: Pick<ItemRef, 'kind' | 'id'>, relation: Relation): boolean =>
  related.some((link) => link.kind === item.kind && link.id === item.id && link.relation === relation);

const notItself = (own: string): Refusal => refuse('link-to-itself', `${own}不能与自己关联`, ['选择另一件事项']);

export function linkRules({ own }: ActWords) {
  const decideLinks: ActDeciders<LinkCommands, LinkEvents> = {
    LinkItem: (file, { itemId, relation, reason }, context) => {
      if (itemId === context.id) return notItself(own);
      const item = context.lookups.items?.[itemId];
      if (!item) return refuse('unknown-item', '没有这件事项', ['重新选择要关联的事项']);
      return linkedAlready(file, item, relation)
        ? refuse('linked-already', '该关联已经登记')
        : [{ type: 'ItemLinked', data: { item, relation, reason, by: 'self' } }];
    },

    // Told twice, or said from both sides, it is one link: the second time there is nothing to record.
    TakeLink: (file, { item, relation, reason }, context) => {
      if (item.id === context.id) return notItself(own);
      const inverse = INVERSE_RELATIONS[relation];
      return linkedAlready(file, item, inverse) ? [] : [{ type: 'ItemLinked', data: { item, relation: inverse, reason, by: 'other' } }];
    },
  };
  return { decide: decideLinks };
}

/**
 * What the acts tell other items: a link that was made here is taken down there. `self`: this item as others refer to it.
 * Part of a kind's `tells`.
 */
export function tellLinks({ type, data }: Pick<RecordedEvent, 'type' | 'data'>, self: ItemRef): Telling[] {
  if (type !== 'ItemLinked') return [];
  const { item, relation, reason, by } = data as LinkEvents['ItemLinked'];
  if (by === 'other') return [];
  return [{ to: { kind: item.kind, id: item.id }, command: 'TakeLink', payload: { item: self, relation, reason } }];
}
