import type { AlarmKind } from '../../domain/alarms.ts';
import type { Database } from '../database/database.ts';

/** One alarm a case: the kind that was seen last. */
export const raise = (database: Database, caseId: string, { kind, text }: { kind: AlarmKind; text: string }): Promise<unknown> =>
  database.transaction(async (queries) => {
    await queries.run('delete from case_alarm where case_id = $1 and kind <> $2', [caseId, kind]);
    await queries.run(
      `insert into case_alarm (case_id, kind, text) values ($1, $2, $3)
       on conflict (case_id, kind) do update set text = excluded.text, seen_at = now()`,
      [caseId, kind, text],
    );
  });
