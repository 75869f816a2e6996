/** A draft as its page shows it: acts beside the scan, what is missing, what the rules say, and who may do what. */
import type { PaperDraft, PaperDraftRow, PaperFileShown, PaperPage } from '../../contract/paper.ts';
import { isCommandName, specOf } from '../../domain/case/catalogue.ts';
import { settingsOn } from '../../domain/county/settings.ts';
import { CHECKERS, DRAFT_ENDED, type DraftStep, mayCheck, mayEnter, pagesAndActs } from '../../domain/paper/draft.ts';
import type { Person } from '../../domain/people.ts';
import { refuse, type Refusal } from '../../domain/result.ts';
import { isHead } from '../../domain/roles.ts';
import { DAY, legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import { readCountyHistory } from '../../record/county.ts';
import type { CommandServices } from '../cases/commander.ts';
import { type Database, iso, type Queries } from '../database/database.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from '../people/person-row.ts';
import type { Staffing } from '../staffing/staffing.ts';
import { type ActsRun, runActs } from './acts.ts';
import { type DraftRow, filesOf, type FileRow, pageHash } from './draft-store.ts';

export interface PaperServices extends CommandServices {
  staffing: Staffing;
}

/** Untouched for so long it is shown as abandoned; nothing is thrown away by itself. */
const ABANDONED_MS = 30 * DAY;

/** The county's go-live as it stands now: no kept copy, because it decides what may still come in. */
/** As the county's settings have it today; null before anybody has set the installation up. */
export async function goLiveOf({ rows }: Pick<Queries, 'rows'>, now: Instant): Promise<LegalDate | null> {
  const history = await readCountyHistory(rows);
  return history && settingsOn(history.first, history.changes, legalDateOf(now)).goLiveOn;
}

export const noGoLive = (): Refusal => refuse('no-go-live', '本县还没有登记启用系统的日期，不能补录纸质案卷', ['在“县设置”中登记启用日期']);

/** The run of its acts under today's rules. */
export async function runOf(services: PaperServices, draft: DraftRow, goLiveOn: LegalDate | null, now: Instant): Promise<ActsRun> {
  const { caseId, reference, reason, acts } = draft;
  const [policy, files] = await Promise.all([services.policies.current(), filesOf(services.database, draft.id)]);
  return runActs(services, { caseId, reference, reason, acts, goLiveOn, files }, policy, now);
}

/** Officers of the unit who could compare it: neither typed nor named in it. Empty: the county's supervisor does. */
export async function checkersOf(database: Database, draft: DraftRow, named: readonly string[], today: LegalDate): Promise<Person[]> {
  const rows = await database.rows<PersonRow>(
    `select ${PERSON_COLUMNS} from person p join unit u on u.id = p.unit_id where p.active and p.unit_id = $1 and p.roles && $2 order by p.id`,
    [draft.unitId, [...CHECKERS]],
  );
  return rows.map(personOf).filter((person) => mayCheck(person, checkedOf(draft, named), today) === null);
}

export const checkedOf = (draft: DraftRow, named: readonly string[]) => ({
  unit: { id: draft.unitId, name: draft.unitName },
  enterers: draft.enterers,
  named,
});

/** Why this person may not compare it; null where they may. */
export async function refusesCheck(
  database: Database,
  person: Person,
  draft: DraftRow,
  named: readonly string[],
  today: LegalDate,
): Promise<Refusal | null> {
  const own = mayCheck(person, checkedOf(draft, named), today);
  if (own === null || own.code !== 'not-your-unit') return own;
  const nobody = (await checkersOf(database, draft, named, today)).length === 0;
  return nobody ? mayCheck(person, checkedOf(draft, named), today, true) : own;
}

/** It is changed by who types it, and only while it is with them. */
export function refusesEdit(person: Person, draft: DraftRow): Refusal | null {
  if (draft.status !== 'drafting' && draft.status !== 'returned') {
    return refuse('draft-not-open', '录入稿已提交核对或者已经结束，不能修改', draft.status === 'submitted' ? ['由录入人撤回后修改'] : []);
  }
  if (person.id !== draft.enteredBy) return refuse('not-yours', '录入稿由录入人修改', ['由录入人修改', '或者接手录入']);
  return mayEnter(person, { id: draft.unitId, name: draft.unitName });
}

/** Thrown away by who types it, or by the unit's head where that person is gone. */
export function refusesDiscard(person: Person, draft: DraftRow): Refusal | null {
  if (DRAFT_ENDED.includes(draft.status) || draft.status === 'confirming')
    return refuse('draft-ended', '录入稿已经补录或者作废，不能再作废');
  if (person.id === draft.enteredBy || (isHead(person) && person.unit.id === draft.unitId)) return null;
  return refuse('not-yours', '录入稿由录入人或者承办单位负责人作废', ['由录入人或者承办单位负责人作废']);
}

const titleOf = ({ acts }: DraftRow): string | null => {
  const title = (acts[0]?.payload as { title?: unknown } | undefined)?.title;
  return typeof title === 'string' ? title : null;
};

export type Names = ReadonlyMap<string, Person>;
const nameOf = (names: Names, id: string) => ({ id, name: names.get(id)?.name ?? id });

/** Whom a row could name as its checker without running its acts: those who act in it are known by its acts alone. */
export function rowOf(draft: DraftRow, names: Names, person: Person, now: Instant): PaperDraftRow {
  const actors = draft.acts.map(({ by }) => by);
  const may = draft.status === 'submitted' && mayCheck(person, checkedOf(draft, actors), legalDateOf(now)) === null;
  return {
    id: draft.id,
    reference: draft.reference,
    unit: { id: draft.unitId, name: draft.unitName },
    status: draft.status,
    enteredBy: nameOf(names, draft.enteredBy),
    checkedBy: draft.checkedBy === null ? null : nameOf(names, draft.checkedBy),
    title: titleOf(draft),
    acts: draft.acts.length,
    pages: draft.pages,
    updatedAt: iso(draft.updatedAt),
    abandoned: !DRAFT_ENDED.includes(draft.status) && now - draft.updatedAt.getTime() > ABANDONED_MS,
    mayCheck: may,
  };
}

function scanOf(files: readonly FileRow[]): { files: PaperFileShown[]; scan: PaperPage[] } {
  let page = 0;
  const shown: PaperFileShown[] = [];
  const scan: PaperPage[] = [];
  for (const file of files) {
    shown.push({ hash: file.hash, name: file.name, type: file.type, pages: file.pages, firstPage: page + 1 });
    for (let inFile = 1; inFile <= file.pages; inFile++) {
      page += 1;
      scan.push({ page, file: file.hash, pageInFile: inFile, hash: pageHash(file, inFile) });
    }
  }
  return { files: shown, scan };
}

export async function draftShown(services: PaperServices, person: Person, draft: DraftRow, now: Instant): Promise<PaperDraft> {
  const { database, people } = services;
  const today = legalDateOf(now);
  const [goLiveOn, files, steps] = await Promise.all([
    goLiveOf(database, now),
    filesOf(database, draft.id),
    database.rows<{ kind: DraftStep; by: string; at: Date; text: string | null; revision: number }>(
      'select kind, by_id as by, at, text, revision from paper_step where draft_id = $1 order by id',
      [draft.id],
    ),
  ]);
  const run = await runOf(services, draft, goLiveOn, now);
  const ids = [draft.enteredBy, draft.checkedBy ?? '', ...steps.map(({ by }) => by), ...draft.checks.map(({ by }) => by)];
  const [names, checkers] = await Promise.all([
    people.byIds([...ids, ...draft.acts.map(({ by }) => by)]),
    checkersOf(database, draft, run.named, today),
  ]);
  const refusal = draft.status === 'submitted' ? await refusesCheck(database, person, draft, run.named, today) : null;
  const { pages } = draft;
  return {
    ...rowOf(draft, names, person, now),
    caseId: draft.caseId,
    reason: draft.reason,
    sameElsewhere: draft.sameElsewhere,
    origin: draft.origin,
    revision: draft.revision,
    acts: draft.acts.map((act, index) => {
      const check = draft.checks.find((one) => one.act === index + 1);
      return {
        ...act,
        label: isCommandName(act.name) ? specOf(act.name).label : act.name,
        byName: names.get(act.by)?.name ?? act.by,
        unknown: run.unknown[index] ?? [],
        check: check ? { act: check.act, note: check.note, by: nameOf(names, check.by), at: check.at } : null,
      };
    }),
    ...scanOf(files),
    ...pagesAndActs(draft.acts, pages),
    fault: run.fault,
    file: run.file,
    goLiveOn,
    steps: steps.map(({ by, at, ...step }) => ({ ...step, by: nameOf(names, by), at: iso(at) })),
    checkers: checkers.map(({ id, name }) => ({ id, name })),
    mayCheck: draft.status === 'submitted' && refusal === null,
    may: {
      edit: refusesEdit(person, draft)?.message ?? null,
      check: draft.status === 'submitted' ? (refusal?.message ?? null) : '录入稿没有在等待核对',
      discard: refusesDiscard(person, draft)?.message ?? null,
    },
  };
}
