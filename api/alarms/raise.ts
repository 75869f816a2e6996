import type { AlarmKind } from '../../domain/alarms.ts';
import type { Item } from '../../installation/difference.ts';
import type { Database } from '../database/database.ts';

/** One alarm an item: the kind that was seen last. */
export const raise = (database: Database, item: Item, { kind, text }: { kind: AlarmKind; text: string }): Promise<unknown> =>
  database.transaction(async (queries) => {
    await queries.run('delete from case_alarm where case_id = $1 and kind <> $2', [item.id, kind]);
    await queries.run(
      `insert into case_alarm (case_id, kind, text, work_kind) values ($1, $2, $3, $4)
       on conflict (case_id, kind) do update set text = excluded.text, seen_at = now()`,
      [item.id, kind, text, item.kind],
    );
  });
