/** A list between draft and publication: composed on the newest published version, complete, never edited afterwards. */
import type { FactorDefinitions } from '../../domain/lists/benchmarks.ts';
import { changeRows, type RowChanges } from '../../domain/lists/change-rows.ts';
import { LIST_LABELS, type ListName } from '../../domain/lists/list-names.ts';
import { type ListRows, ROW_CODES, ROW_TITLES } from '../../domain/lists/registry.ts';
import { checkVersion, type ListVersion, versionLabel } from '../../domain/lists/versions.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Person } from '../../domain/people.ts';
import { refuse } from '../../domain/result.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import type { Database, Queries } from '../database/database.ts';
import { notFound, Problem, refused } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import type { ListCheck, ListDraft } from '../../contract/lists.ts';

/** A draft as the database gives it. */
export type DraftRow = Omit<ListDraft, 'createdAt' | 'publishedAt'> & { createdAt: Date; publishedAt: Date | null };

export const DRAFT_COLUMNS = `v.list, v.version, v.status, v.effective_from as "effectiveFrom", v.effective_until as "effectiveUntil",
  v.content_hash as "contentHash", v.base, v.note, v.created_by as "createdBy", v.created_at as "createdAt", v.approved_by as "approvedBy",
  v.published_at as "publishedAt", (select count(*)::int from list_row r where r.version_id = v.id) as rows`;

/** Drafts and publications of lists one after another: each looks at what the others left. */
export const LISTS_LOCK = `select pg_advisory_xact_lock(hashtext('caselight:lists'))`;

/** What a draft of the benchmarks carries beside its rows, under the same version. */
const FACTORS = 'factors';
export const idOf = (list: ListName | typeof FACTORS, version: string): string => `${list}@${version}`;
/** The lists that are written together with this one. */
export const idsOf = (list: ListName, version: string): string[] => [
  idOf(list, version),
  ...(list === 'benchmarks' ? [idOf(FACTORS, version)] : []),
];

export interface DraftContent<Name extends ListName> {
  effectiveFrom: LegalDate;
  note: string;
  /** The whole list, or what changes in the one it is made from. */
  rows?: readonly ListRows[Name][];
  changes?: RowChanges<ListRows[Name]>;
  /** The benchmarks' dictionary of factors; as it was unless given. */
  factors?: FactorDefinitions;
}

export const contentHashOf = (rows: readonly unknown[]): string => sha256(canonicalJson(rows));

/** The published version that takes effect last: the one in force, or one that waits for its day. */
export async function newestOf(queries: Queries, list: ListName): Promise<ListVersion> {
  const row = await queries.first<ListVersion>(
    `select list, version, effective_from as "effectiveFrom", effective_until as "effectiveUntil", content_hash as "contentHash"
     from list_version where list = $1 and status = 'published' order by effective_from desc, version desc limit 1`,
    [list],
  );
  if (!row) throw new Problem(503, 'no-list-version', `尚未发布${LIST_LABELS[list]}`, { needs: ['由系统管理员初始化清单'] });
  return row;
}

export async function rowsOf<Name extends ListName>(queries: Queries, list: Name, version: string): Promise<ListRows[Name][]> {
  const rows = await queries.rows<{ row: ListRows[Name] }>('select row from list_row where version_id = $1 order by ordinal', [
    idOf(list, version),
  ]);
  return rows.map(({ row }) => row);
}

export async function factorsOf(queries: Queries, version: string): Promise<FactorDefinitions> {
  const rows = await queries.rows<{ code: string; row: FactorDefinitions[string] }>(
    'select code, row from list_row where version_id = $1 order by ordinal',
    [idOf(FACTORS, version)],
  );
  return Object.fromEntries(rows.map(({ code, row }) => [code, row]));
}

/** Not before the newest published version: what decisions already stand on is not slipped under. */
export function requireEffectiveAfter(list: ListName, effectiveFrom: LegalDate, newest: ListVersion, now: Instant): void {
  if (effectiveFrom <= newest.effectiveFrom) {
    throw refused(
      refuse(
        'list-effective-too-early',
        `生效日期${effectiveFrom}不晚于${versionLabel(newest)}`,
        [`生效日期在${newest.effectiveFrom}以后`],
        [versionLabel(newest)],
      ),
    );
  }
  const today = legalDateOf(now);
  // 行政处罚法 24: a power is handed down and taken back by a published decision, never for days that are past.
  if (list === 'delegation' && effectiveFrom < today) {
    throw refused(
      refuse(
        'delegation-retroactive',
        `赋权清单不能溯及既往：生效日期${effectiveFrom}早于今天${today}`,
        ['生效日期为今天或者以后'],
        ['《行政处罚法》第二十四条'],
      ),
    );
  }
}

/** Writes a draft whole; refused where nothing changes, or where its day lies before the newest version's. */
export async function draftList<Name extends ListName>(
  database: Database,
  person: Person,
  list: Name,
  content: DraftContent<Name>,
  now: Instant,
): Promise<string> {
  return database.transaction(async (queries) => {
    await queries.run(LISTS_LOCK);
    const base = await newestOf(queries, list);
    requireEffectiveAfter(list, content.effectiveFrom, base, now);
    const before = await rowsOf(queries, list, base.version);
    const factorsBefore = list === 'benchmarks' ? await factorsOf(queries, base.version) : {};
    const factors = content.factors ?? factorsBefore;
    const composed = content.changes ? changeRows(list, before, content.changes) : { ok: true as const, rows: [...(content.rows ?? [])] };
    if (!composed.ok) throw refused(composed);
    if (composed.rows.length === 0) throw refused(refuse('list-empty', `${LIST_LABELS[list]}不能一项都没有`, ['保留至少一项']));
    if (canonicalJson(composed.rows) === canonicalJson(before) && canonicalJson(factors) === canonicalJson(factorsBefore)) {
      throw refused(refuse('list-unchanged', `与${versionLabel(base)}没有不同`, ['改动、新增或者删去至少一项'], [versionLabel(base)]));
    }
    const version = await nextVersion(queries, list, legalDateOf(now).slice(0, 4));
    const sound = checkVersion({ list, version, effectiveFrom: content.effectiveFrom }, [base]);
    if (!sound.ok) throw refused(sound);
    const rows = composed.rows.map((row) => ({ code: ROW_CODES[list](row), title: ROW_TITLES[list](row), row }));
    await insert(queries, { id: idOf(list, version), list, version, base: base.version, content, person, rows });
    if (list === 'benchmarks') {
      const entries = Object.entries(factors).map(([code, row]) => ({ code, title: row.label, row }));
      await insert(queries, { id: idOf(FACTORS, version), list: FACTORS, version, base: base.version, content, person, rows: entries });
    }
    return version;
  });
}

/** A draft that says the same and takes effect on the same day: the file has been here before. */
export async function draftLike(
  queries: Queries,
  list: ListName,
  rows: readonly unknown[],
  effectiveFrom: LegalDate,
): Promise<string | null> {
  const row = await queries.first<{ version: string }>(
    `select version from list_version where list = $1 and status <> 'published' and content_hash = $2 and effective_from = $3
       order by created_at desc limit 1`,
    [list, contentHashOf(rows), effectiveFrom],
  );
  return row?.version ?? null;
}

interface Inserted {
  id: string;
  list: string;
  version: string;
  base: string;
  content: { effectiveFrom: LegalDate; note: string };
  person: Person;
  rows: { code: string; title: string; row: unknown }[];
}

async function insert(queries: Queries, { id, list, version, base, content, person, rows }: Inserted): Promise<void> {
  await queries.run(
    `insert into list_version (id, list, version, status, effective_from, content_hash, note, created_by, base) values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8)`,
    [id, list, version, content.effectiveFrom, contentHashOf(rows.map(({ row }) => row)), content.note, person.id, base],
  );
  await queries.run(
    `insert into list_row (version_id, code, ordinal, title, row)
     select $1, entry->>'code', (entry->>'ordinal')::int, entry->>'title', entry->'row' from jsonb_array_elements($2::jsonb) as entry`,
    [id, JSON.stringify(rows.map((row, ordinal) => ({ ...row, ordinal })))],
  );
}

async function nextVersion(queries: Queries, list: ListName, year: string): Promise<string> {
  const row = await queries.first<{ last: number }>(
    `select coalesce(max(split_part(version, '.', 2)::int), 0) as last from list_version where list = $1 and version ~ ('^' || $2 || '\\.[0-9]{1,6}$')`,
    [list, year],
  );
  return `${year}.${(row?.last ?? 0) + 1}`;
}

export async function readDraft(queries: Queries, list: ListName, version: string): Promise<DraftRow & { check: ListCheck | null }> {
  const row = await queries.first<DraftRow & { check: ListCheck | null }>(
    `select ${DRAFT_COLUMNS}, v.check_result as check from list_version v where v.list = $1 and v.version = $2`,
    [list, version],
  );
  if (!row) throw notFound(`${LIST_LABELS[list]}没有这一版`, 'no-list-version');
  return row;
}

/** Throws a draft away; published versions stay. */
export async function withdrawList(database: Database, list: ListName, version: string): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.run(LISTS_LOCK);
    const { status } = await readDraft(queries, list, version);
    if (status === 'published')
      throw refused(refuse('list-published', `${LIST_LABELS[list]}${version}已经发布，不能撤回`, ['起草更正的版本']));
    await queries.run('delete from list_row where version_id = any($1)', [idsOf(list, version)]);
    await queries.run('delete from list_version where id = any($1)', [idsOf(list, version)]);
  });
}
