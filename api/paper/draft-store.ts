/** Paper files on their way in, as PostgreSQL keeps them. Every change names the revision that it was made on. */
import type { ActCheck, DraftStatus, DraftStep, PaperAct } from '../../domain/paper/draft.ts';
import type { Person } from '../../domain/people.ts';
import { CASE_READERS, hasRole } from '../../domain/roles.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { Database, Queries } from '../database/database.ts';
import { notFound, Problem } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';

export interface KeptCheck extends ActCheck {
  by: string;
  at: string;
}

export interface DraftRow {
  id: string;
  caseId: string;
  reference: string;
  sameElsewhere: string | null;
  reason: string;
  unitId: string;
  unitName: string;
  acts: PaperAct[];
  revision: number;
  status: DraftStatus;
  enteredBy: string;
  origin: string | null;
  updatedAt: Date;
  checks: KeptCheck[];
  checkedBy: string | null;
  goLiveOn: LegalDate | null;
  confirmingAt: Date | null;
  /** Everybody who has typed in it. */
  enterers: string[];
  pages: number;
}

const COLUMNS = `d.id, d.case_id as "caseId", d.reference, d.same_elsewhere as "sameElsewhere", d.reason, d.unit_id as "unitId",
  u.name as "unitName", d.acts, d.revision, d.status, d.entered_by as "enteredBy", d.origin, d.updated_at as "updatedAt", d.checks,
  d.checked_by as "checkedBy", d.go_live_on as "goLiveOn", d.confirming_at as "confirmingAt",
  array(select by_id from paper_step s where s.draft_id = d.id and s.kind in ('begun', 'taken-over') order by s.id) as enterers,
  (select coalesce(sum(f.pages), 0)::int from paper_file f where f.draft_id = d.id) as pages`;
const FROM = 'paper_draft d join unit u on u.id = d.unit_id';

/** Who sees a draft: its unit, whoever types it, and those who dispatch, supervise or look on for the county. */
export const maySeeDraft = (person: Person, draft: Pick<DraftRow, 'unitId' | 'enterers'>): boolean =>
  person.active &&
  hasRole(person, ...CASE_READERS) &&
  (person.unit.id === draft.unitId || draft.enterers.includes(person.id) || hasRole(person, 'dispatcher', 'supervisor', 'auditor'));

export const readDraft = (queries: Queries, id: string): Promise<DraftRow | undefined> =>
  queries.first<DraftRow>(`select ${COLUMNS} from ${FROM} where d.id = $1`, [id]);

/** The draft, or the 404 that says no more than that. */
export async function seenDraft(database: Database, person: Person, id: string): Promise<DraftRow> {
  const draft = await readDraft(database, id);
  if (!draft || !maySeeDraft(person, draft)) throw notFound('没有这份录入稿，或者您无权查看', 'draft-not-found');
  return draft;
}

export function listDrafts(
  database: Database,
  person: Person,
  asked: { status?: DraftStatus | undefined; before: string | null; limit: number },
): Promise<DraftRow[]> {
  const county = hasRole(person, 'dispatcher', 'supervisor', 'auditor');
  return database.rows<DraftRow>(
    `select ${COLUMNS} from ${FROM}
      where ($1 or d.unit_id = $2 or d.entered_by = $3) and ($4::text is null or d.status = $4) and ($5::text is null or d.id < $5)
      order by d.id desc limit $6`,
    [county, person.unit.id, person.id, asked.status ?? null, asked.before, asked.limit],
  );
}

export interface FileRow {
  hash: string;
  name: string;
  type: string;
  size: number;
  pages: number;
}

export const filesOf = (queries: Queries, draftId: string): Promise<FileRow[]> =>
  queries.rows<FileRow>(
    `select p.hash, p.name, f.type, f.size, p.pages from paper_file p join evidence_file f on f.hash = p.hash
      where p.draft_id = $1 order by p.ordinal`,
    [draftId],
  );

/** A page is named by its content: an image by its own hash, a page of a PDF by the file's and its number. */
export const pageHash = ({ hash, type }: Pick<FileRow, 'hash' | 'type'>, pageInFile: number): string =>
  type === 'application/pdf' ? sha256(`${hash}#page=${pageInFile}`) : hash;

export const noteStep = (
  queries: Queries,
  draft: Pick<DraftRow, 'id' | 'revision'>,
  kind: DraftStep,
  by: string,
  text: string | null = null,
): Promise<number> =>
  queries.run('insert into paper_step (draft_id, kind, by_id, revision, text) values ($1, $2, $3, $4, $5)', [
    draft.id,
    kind,
    by,
    draft.revision,
    text,
  ]);

/** Somebody else was faster: nothing was changed. */
export const moved = (draft: Pick<DraftRow, 'revision'>): Problem =>
  new Problem(412, 'draft-moved', `录入稿在您查看之后已有变化（您看到的是第${draft.revision}稿），没有办理`, { needs: ['刷新后重新办理'] });

/** The 412 of a reader who has seen another revision, and the 428 of one who does not say which. */
export function requireRevision(draft: Pick<DraftRow, 'revision'>, expected: number | null): void {
  if (expected === null)
    throw new Problem(428, 'revision-needed', '须写明是哪一稿（If-Match）', { needs: ['在 If-Match 中写明录入稿的版本'] });
  if (expected !== draft.revision) throw moved({ revision: expected });
}

/** Sets columns where the draft still is as it was seen; throws the 412 otherwise. `raise`: its content changes. */
export async function change(
  queries: Queries,
  draft: Pick<DraftRow, 'id' | 'revision' | 'status'>,
  sets: string,
  values: readonly unknown[],
): Promise<void> {
  const done = await queries.run(`update paper_draft set updated_at = now(), ${sets} where id = $1 and revision = $2 and status = $3`, [
    draft.id,
    draft.revision,
    draft.status,
    ...values,
  ]);
  if (done === 0) throw moved(draft);
}

/** What a change answers: where the draft stands now, and what the next change has to say it saw. */
export async function standing(queries: Queries, id: string): Promise<{ body: unknown }> {
  return { body: await queries.first('select id, revision, status from paper_draft where id = $1', [id]) };
}

interface StepTaken {
  kind: DraftStep;
  by: string;
  text?: string;
}

/** A change and the step that it is, together or not at all; answers where the draft stands after it. */
export async function takeStep(
  database: Database,
  draft: DraftRow,
  { kind, by, text }: StepTaken,
  sets: string,
  values: readonly unknown[] = [],
): Promise<{ body: unknown }> {
  await database.transaction(async (queries) => {
    await change(queries, draft, sets, values);
    await noteStep(queries, draft, kind, by, text);
  });
  return standing(database, draft.id);
}
