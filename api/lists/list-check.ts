/**
 * A draft list tried before anybody approves it: its own rows, the lists beside it, and every open case. Changes nothing
 * else.
 */
import type { FactorDefinitions } from '../../domain/lists/benchmarks.ts';
import { checkDependants, checkList, holdsBack, type ListFinding, type Surroundings } from '../../domain/lists/check-list.ts';
import { compareVersions } from '../../domain/lists/compare.ts';
import { LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import type { ListRows } from '../../domain/lists/registry.ts';
import { CASE_EFFECTS, type CaseEffect, touchedCases, unlawfulEffects } from '../../domain/lists/touched-cases.ts';
import type { ListVersion } from '../../domain/lists/versions.ts';
import type { ListCheck, TouchedCases } from '../../contract/lists.ts';
import { addDays, legalDateOf, toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import type { Database, Queries } from '../database/database.ts';
import { contentHashOf, type DraftRow, factorsOf, idsOf, LISTS_LOCK, readDraft, rowsOf } from './list-drafts.ts';
import type { ListSnapshot, Lists } from './list-store.ts';
import { rowsOn } from './list-store.ts';
import { readOpenCases } from './open-cases.ts';

const MOST_FINDINGS = 1_000;
const MOST_SAMPLES = 50;

/** All published versions of the five lists, by content: changes with every publication. */
export async function publishedStamp(queries: Queries): Promise<string> {
  const rows = await queries.rows<{ id: string; hash: string }>(
    `select id, content_hash as hash from list_version where status = 'published' and list = any($1) order by id`,
    [[...LIST_NAMES, 'factors']],
  );
  return contentHashOf(rows);
}

/** Of rows and, with the benchmarks, of their factors. */
export async function contentOf(queries: Queries, list: ListName, version: string): Promise<string> {
  const rows = await queries.rows<{ code: string; row: unknown }>(
    'select code, row from list_row where version_id = any($1) order by version_id, ordinal',
    [idsOf(list, version)],
  );
  return contentHashOf(rows);
}

export interface TriedVersion<Name extends ListName> {
  list: Name;
  effectiveFrom: LegalDate;
  base: ListVersion;
  before: ListRows[Name][];
  after: ListRows[Name][];
  /** The version's own name, or a working one. */
  version: string;
  factors?: FactorDefinitions;
}

/** Findings and effects of a version that is not published, whether it is a draft yet or only being thought of. */
export async function tryVersion<Name extends ListName>(database: Database, lists: Lists, tried: TriedVersion<Name>, now: Instant) {
  const { list, effectiveFrom, base, before, after, version } = tried;
  const [snapshot, units, open] = await Promise.all([
    lists.snapshot(),
    database.rows<{ id: string; name: string; kind: string }>('select id, name, kind from unit'),
    readOpenCases(database),
  ]);
  const around = surroundings(snapshot, units, effectiveFrom);
  const then: Surroundings = { ...around, rows: { ...around.rows, [list]: after }, ...(tried.factors ? { factors: tried.factors } : {}) };
  const newVersion: ListVersion = { list, version, effectiveFrom };
  const effects = touchedCases(list, { rows: before, version: base }, { rows: after, version: newVersion }, open.cases, then.rows.matters);
  const findings = [
    ...checkList(list, after, before, then),
    ...unlawful(list, unlawfulEffects(effects, open.cases)),
    ...retroactive(list, effectiveFrom, now),
    ...checkDependants(list, around, then),
  ];
  return { findings, cases: summary(effects, open), comparison: compareVersions(list, before, after) };
}

export async function checkDraft(database: Database, lists: Lists, list: ListName, version: string, now: Instant): Promise<ListCheck> {
  const draft = await readDraft(database, list, version);
  // Stamped before it is read: a publication in between makes the check stale, never wrongly fresh.
  const [against, contentHash] = [await publishedStamp(database), await contentOf(database, list, version)];
  lists.refresh();
  const tried = await triedOf(database, lists, draft);
  const { findings, cases, comparison } = await tryVersion(database, lists, tried, now);
  const errors = findings.filter(holdsBack).length;
  const check: ListCheck = {
    ok: errors === 0,
    at: toShanghaiIso(now),
    contentHash,
    against,
    errors,
    warnings: findings.length - errors,
    findings: findings.slice(0, MOST_FINDINGS),
    changes: { added: comparison.added.length, removed: comparison.removed.length, changed: comparison.changed.length },
    cases,
    leads:
      list === 'duties'
        ? await touchedLeads(
            database,
            [...comparison.removed, ...comparison.changed].map(({ code }) => code),
          )
        : null,
  };
  await database.transaction(async (queries) => {
    await queries.run(LISTS_LOCK);
    await queries.run(`update list_version set check_result = $2, status = $3 where id = any($1) and status <> 'published'`, [
      idsOf(list, version),
      JSON.stringify(check),
      check.ok ? 'checked' : 'draft',
    ]);
  });
  return check;
}

async function triedOf(
  database: Database,
  lists: Lists,
  { list, version, base, effectiveFrom }: DraftRow,
): Promise<TriedVersion<ListName>> {
  const { versions } = await lists.snapshot();
  const from = versions[list].find((one) => one.version === base) ?? { list, version: base ?? '', effectiveFrom };
  const [before, after] = await Promise.all([rowsOf(database, list, from.version), rowsOf(database, list, version)]);
  return {
    list,
    version,
    effectiveFrom,
    base: from,
    before,
    after,
    ...(list === 'benchmarks' ? { factors: await factorsOf(database, version) } : {}),
  };
}

function surroundings(snapshot: ListSnapshot, units: { id: string; name: string; kind: string }[], on: LegalDate): Surroundings {
  const rows = Object.fromEntries(LIST_NAMES.map((name) => [name, rowsOn(snapshot, name, on).rows])) as unknown as Surroundings['rows'];
  const benchmarks = rowsOn(snapshot, 'benchmarks', on).version;
  return {
    rows,
    effectiveFrom: on,
    factors: (benchmarks && snapshot.factors.get(benchmarks.version)) ?? {},
    formerMatters: [...new Set(snapshot.rows.matters.map(({ code }) => code))],
    isDepartment: (name) => units.some((unit) => unit.name === name || unit.name.endsWith(`县${name}`)),
    towns: units.filter(({ kind }) => kind === 'town' || kind === 'street').map(({ id }) => id),
  };
}

// A power taken back stays with the cases filed before: the row is ended, not left out.
function unlawful(list: ListName, effects: readonly CaseEffect[]): ListFinding[] {
  return [...new Set(effects.map(({ item }) => item))].map((item) => ({
    list,
    row: 0,
    item,
    field: 'effectiveUntil',
    heading: '截止日期',
    code: 'filed-case-loses-power',
    severity: 'error',
    inherited: false,
    message: `${effects.filter((effect) => effect.item === item).length}件在办案件在收回前已经立案，镇街应当继续办理；收回的，保留该项并填写截止日期，且不早于立案之日`,
  }));
}

function retroactive(list: ListName, effectiveFrom: LegalDate, now: Instant): ListFinding[] {
  const today = legalDateOf(now);
  if (effectiveFrom >= today) return [];
  return [
    {
      list,
      row: 0,
      item: '',
      field: 'effectiveFrom',
      heading: '生效日期',
      code: 'effective-in-the-past',
      severity: 'warning',
      inherited: false,
      message: `生效日期${effectiveFrom}早于今天：发布后，${effectiveFrom}至${addDays(today, -1)}发生的行为也按新版认定`,
    },
  ];
}

function summary(effects: readonly CaseEffect[], { cases, capped }: Awaited<ReturnType<typeof readOpenCases>>): TouchedCases {
  const counts = Object.fromEntries(
    CASE_EFFECTS.map((kind) => [kind, effects.filter(({ effect }) => effect === kind).length]),
  ) as TouchedCases['counts'];
  const samples = effects.toSorted((a, b) => CASE_EFFECTS.indexOf(a.effect) - CASE_EFFECTS.indexOf(b.effect)).slice(0, MOST_SAMPLES);
  return { cases: cases.length, capped, touched: new Set(effects.map(({ caseId }) => caseId)).size, counts, samples };
}

async function touchedLeads(database: Database, codes: readonly string[]): Promise<ListCheck['leads']> {
  const row = await database.first<{ waiting: number; touched: number }>(
    `select count(*)::int as waiting, (count(*) filter (where exists (
       select from jsonb_array_elements(l.triage #> '{dispatch,departments,0,matched}') m where m ->> 'item' = any($1)
     )))::int as touched
     from lead l where l.status = 'new'`,
    [codes],
  );
  return row ?? { waiting: 0, touched: 0 };
}
