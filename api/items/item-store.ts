/** Work items of any kind as PostgreSQL shows them: who may see one, and where it stands. */
import type { Person } from '../../domain/people.ts';
import type { WorkFile, WorkState } from '../../domain/work/file.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { maySeeCase } from '../access/visibility.ts';
import type { Database } from '../database/database.ts';
import { notFound } from '../http/problem.ts';

export interface ItemStanding {
  kind: string;
  id: string;
  title: string;
  stage: string;
  version: number;
  head: string;
  policyHash: string;
  /** Version of its kind's rules that it runs under; null where nobody has said it yet. */
  rules: number | null;
  townId: string;
  unitId: string;
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  handlerIds: string[];
  barredPersonIds: string[];
  state: WorkFile;
}

const COLUMNS = `c.kind, c.id, c.title, c.stage, c.version, c.head, c.policy_hash as "policyHash", c.rules, c.town_id as "townId", c.unit_id as "unitId",
  c.concerned_unit_ids as "concernedUnitIds", c.concerned_person_ids as "concernedPersonIds", c.handler_ids as "handlerIds",
  (select coalesce(array_agg(b.person_id), '{}') from work_barred b where b.work_id = c.id) as "barredPersonIds"`;

const ID = /^[\x21-\x7e]{1,140}$/;

export const noSuchItem = (kind: Pick<AnyKind, 'label'>) => notFound(`没有这件${kind.label}，或者您无权查看`, 'item-not-found');

/** The item, for one who may see it; the 404 for everybody else. */
export async function itemVisibleTo(database: Database, kind: AnyKind, person: Person, id: string): Promise<ItemStanding> {
  const row = ID.test(id)
    ? await database.first<ItemStanding & { state: WorkState; stateVersion: number }>(
        `select ${COLUMNS}, c.state, c.state_version as "stateVersion" from work_view c where c.id = $1 and c.kind = $2`,
        [id, kind.name],
        'item-standing',
      )
    : undefined;
  if (!row || !maySeeCase(person, row)) throw noSuchItem(kind);
  const { stateVersion, ...standing } = row;
  return { ...standing, state: kind.upcast(row.state, stateVersion) as WorkFile };
}

/** Those of the ids that the person may see, with kind and title. */
export async function itemsVisibleTo(
  database: Database,
  person: Person,
  ids: readonly string[],
): Promise<Map<string, { kind: string; id: string; title: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await database.rows<Omit<ItemStanding, 'state'>>(`select ${COLUMNS} from work_view c where c.id = any($1)`, [ids]);
  return new Map(rows.filter((row) => maySeeCase(person, row)).map(({ kind, id, title }) => [id, { kind, id, title }]));
}
