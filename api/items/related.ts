import type { ItemAnswer } from '../../contract/items.ts';
import type { Person } from '../../domain/people.ts';
import type { WorkFile } from '../../domain/work/file.ts';
import type { Database } from '../database/database.ts';
import { itemsVisibleTo } from './item-store.ts';

/** The items that a file is linked with; one that the reader may not see is named, and leads nowhere. */
export async function relatedOf(database: Database, person: Person, file: Pick<WorkFile, 'related'>): Promise<ItemAnswer['related']> {
  const others = file.related ?? [];
  const visible = await itemsVisibleTo(
    database,
    person,
    others.map(({ id }) => id),
  );
  return others.map(({ kind, id, title, relation }) => ({ kind, id, title, relation, mayOpen: visible.has(id) }));
}
