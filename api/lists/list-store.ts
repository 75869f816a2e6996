/**
 * Published lists in memory, by version: a command or a triage reads no list row from the database. Read anew when a
 * version was published (told at once in this process and by NOTIFY, found within half a minute otherwise).
 */
import type { FactorDefinitions } from '../../domain/lists/benchmarks.ts';
import { LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import type { ListRows } from '../../domain/lists/registry.ts';
import type { ListVersion, VersionedRow } from '../../domain/lists/versions.ts';
import { versionInForce } from '../../domain/lists/versions.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';

export interface ListSnapshot {
  /** Names the state of all lists; changes with every publication. */
  stamp: string;
  rows: { [Name in ListName]: VersionedRow<ListRows[Name]>[] };
  versions: { [Name in ListName]: ListVersion[] };
  /** The factor dictionary of each benchmark version, by version. */
  factors: ReadonlyMap<string, FactorDefinitions>;
  /** The newest lexicon in force: its files, as the triage joins them. */
  lexicon: readonly unknown[];
}

export interface Lists {
  snapshot(): Promise<ListSnapshot>;
  /** Forgets what is kept; the next reader reads anew. */
  refresh(): void;
}

const KEEP_MS = 30_000;

interface VersionRow {
  id: string;
  list: string;
  version: string;
  effectiveFrom: string;
  effectiveUntil: string | null;
  contentHash: string;
  publishedAt: Date | null;
}

export function createLists(database: Database, clock: () => number): Lists {
  let kept: { snapshot: ListSnapshot; checkedAt: number } | null = null;
  let reading: Promise<ListSnapshot> | null = null;

  const read = async (): Promise<ListSnapshot> => {
    const versions = await database.rows<VersionRow>(
      `select id, list, version, effective_from as "effectiveFrom", effective_until as "effectiveUntil",
         content_hash as "contentHash", published_at as "publishedAt"
       from list_version where status = 'published' order by list, effective_from, version`,
    );
    const stamp = versions.map((version) => `${version.id}:${version.contentHash}:${version.effectiveUntil ?? ''}`).join(' ');
    if (kept?.snapshot.stamp === stamp) return kept.snapshot;
    const rows = await database.rows<{ versionId: string; code: string; row: unknown }>(
      'select version_id as "versionId", code, row from list_row where version_id = any($1) order by version_id, ordinal',
      [versions.map(({ id }) => id)],
    );
    return build(stamp, versions, rows);
  };

  return {
    snapshot: async () => {
      if (kept && clock() - kept.checkedAt < KEEP_MS) return kept.snapshot;
      reading ??= read()
        .then((snapshot) => {
          kept = { snapshot, checkedAt: clock() };
          return snapshot;
        })
        .finally(() => (reading = null));
      return reading;
    },
    refresh: () => {
      if (kept) kept.checkedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function build(stamp: string, versions: VersionRow[], rows: { versionId: string; code: string; row: unknown }[]): ListSnapshot {
  const byVersion = new Map<string, { code: string; row: unknown }[]>();
  for (const row of rows) {
    const own = byVersion.get(row.versionId);
    if (own) own.push(row);
    else byVersion.set(row.versionId, [row]);
  }
  const listed = (name: ListName) =>
    versions
      .filter(({ list }) => list === name)
      .map((version) => ({
        version: {
          list: name,
          version: version.version,
          effectiveFrom: version.effectiveFrom,
          effectiveUntil: version.effectiveUntil,
          contentHash: version.contentHash,
        } satisfies ListVersion,
        rows: byVersion.get(version.id) ?? [],
      }));
  const perName = LIST_NAMES.map((name) => ({ name, listed: listed(name) }));
  const newestLexicon = versions.filter(({ list }) => list === 'lexicon').at(-1);
  return {
    stamp,
    lexicon: newestLexicon ? (byVersion.get(newestLexicon.id) ?? []).map(({ row }) => row) : [],
    versions: Object.fromEntries(
      perName.map(({ name, listed: own }) => [name, own.map(({ version }) => version)]),
    ) as ListSnapshot['versions'],
    rows: Object.fromEntries(
      perName.map(({ name, listed: own }) => [
        name,
        own.flatMap(({ version, rows: held }) => held.map(({ code, row }) => ({ code, row, version }))),
      ]),
    ) as unknown as ListSnapshot['rows'],
    factors: new Map(
      versions
        .filter(({ list }) => list === 'factors')
        .map((version) => [
          version.version,
          Object.fromEntries((byVersion.get(version.id) ?? []).map(({ code, row }) => [code, row])) as FactorDefinitions,
        ]),
    ),
  };
}

/** A list's rows as they stand on a day: those of the version in force, with the version; empty before the first. */
export function rowsOn<Name extends ListName>(
  snapshot: ListSnapshot,
  name: Name,
  on: LegalDate,
): { version: ListVersion | null; rows: ListRows[Name][] } {
  const version = versionInForce(snapshot.versions[name], on) ?? null;
  const all = snapshot.rows[name] as VersionedRow<ListRows[Name]>[];
  return { version, rows: version ? all.filter((entry) => entry.version.version === version.version).map(({ row }) => row) : [] };
}
