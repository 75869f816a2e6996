/** A draft begins: whose unit may, and whether the paper file is one that is known. */
import { v7 as timeOrderedId } from 'uuid';
import type { Begin } from '../../domain/paper/forms.ts';
import { mayEnter, type PaperAct, referenceKey } from '../../domain/paper/draft.ts';
import type { Person } from '../../domain/people.ts';
import type { Database, Queries } from '../database/database.ts';
import { invalid, Problem, refused } from '../http/problem.ts';
import type { People } from '../people/people-store.ts';
import { noteStep } from './draft-store.ts';

/** A file of that number: the unit's own is the same file; another unit's may be, and is asked about. */
async function requireNewReference(queries: Queries, { reference, unitId: unit, sameElsewhere }: Begin): Promise<void> {
  const key = referenceKey(reference);
  const drafts = await queries.rows<{ unitId: string; unit: string; status: string }>(
    `select d.unit_id as "unitId", u.name as unit, d.status from paper_draft d join unit u on u.id = d.unit_id where d.reference_key = $1`,
    [key],
  );
  const own = drafts.find(({ unitId: other }) => other === unit);
  if (own) {
    throw new Problem(
      409,
      'reference-known',
      `${own.unit}的纸质案卷“${reference}”${own.status === 'entered' ? '已经补录' : '已有录入稿'}，不能再录入一次`,
      { needs: ['打开已有的录入稿或者案件', '案卷号有误的，更正后录入'] },
    );
  }
  const [elsewhere] = drafts;
  if (elsewhere && sameElsewhere === null) {
    throw new Problem(409, 'reference-elsewhere', `${elsewhere.unit}也有一份案卷号为“${reference}”的纸质案卷，请确认不是同一件`, {
      needs: ['确认不是同一件的，填写同号说明', '是同一件的，不再录入'],
    });
  }
}

/** `preview`: only whether it could begin. `origin`: the row of a table that it comes from, with the acts that the row gives. */
export async function begin(
  services: { database: Database; people: People },
  person: Person,
  asked: Begin,
  { acts = [], origin = null, preview = false }: { acts?: readonly PaperAct[]; origin?: string | null; preview?: boolean } = {},
): Promise<string | null> {
  const unit = (await services.people.units([asked.unitId])).get(asked.unitId);
  if (!unit) throw invalid([{ path: 'unitId', title: '承办单位', message: '没有这个单位' }]);
  const refusal = mayEnter(person, unit);
  if (refusal) throw refused(refusal);
  const id = timeOrderedId();
  await services.database.transaction(async (queries) => {
    // One number at a time: two who begin the same file at once are told of each other.
    await queries.rows(`select pg_advisory_xact_lock(hashtext('caselight.paper'), hashtext($1))`, [referenceKey(asked.reference)]);
    await requireNewReference(queries, asked);
    if (preview) return;
    await queries.run(
      `insert into paper_draft (id, case_id, reference, reference_key, same_elsewhere, reason, unit_id, entered_by, acts, origin)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        timeOrderedId(),
        asked.reference,
        referenceKey(asked.reference),
        asked.sameElsewhere,
        asked.reason,
        unit.id,
        person.id,
        JSON.stringify(acts),
        origin,
      ],
    );
    await noteStep(queries, { id, revision: 1 }, 'begun', person.id, origin);
  });
  return preview ? null : id;
}
