/**
 * List versions: a version is published whole and never edited; a row is found by its code and the date that counts
 * (the date of the violation for powers and benchmarks, re-checked at decision; design section 5).
 */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { isLegalDate } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import { LIST_LABELS } from './list-names.ts';
import type { ListName } from './list-names.ts';

export interface ListVersion {
  list: ListName;
  version: string;
  /** First and last day in force, both included; without `effectiveUntil` it is still in force. */
  effectiveFrom: LegalDate;
  effectiveUntil?: LegalDate | null;
  /** SHA-256 of the canonical JSON of its rows. */
  contentHash?: string;
}

export interface VersionedRow<Row> {
  code: string;
  row: Row;
  version: ListVersion;
}

/** `执法事项清单 2026.2（2026-08-15起）`. */
export function versionLabel(version: ListVersion): string {
  const until = version.effectiveUntil ? `至${version.effectiveUntil}` : '起';
  return `${LIST_LABELS[version.list]} ${version.version}（${version.effectiveFrom}${until}）`;
}

/** First and last day, both included; an end left open is null. */
interface Period {
  effectiveFrom: LegalDate | null;
  effectiveUntil?: LegalDate | null;
}

export function isInForce({ effectiveFrom, effectiveUntil }: Period, on: LegalDate): boolean {
  return (effectiveFrom === null || effectiveFrom <= on) && (!effectiveUntil || on <= effectiveUntil);
}

const laterFirst = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** The version in force on a date; of several the one that took effect last. */
export function versionInForce(versions: readonly ListVersion[], on: LegalDate): ListVersion | undefined {
  return versions
    .filter((version) => isInForce(version, on))
    .sort((a, b) => laterFirst(a.effectiveFrom, b.effectiveFrom) || laterFirst(a.version, b.version))[0];
}

/**
 * The row with that code in force on a date. Refused with what is there instead: never listed, not yet, no longer, or
 * left out of the version in force that day.
 */
export function inForce<Row>(
  rows: readonly VersionedRow<Row>[],
  code: string,
  on: LegalDate,
): { ok: true; row: Row; version: ListVersion } | Refusal {
  const own = rows.filter((entry) => entry.code === code);
  const version = versionInForce(
    own.map((entry) => entry.version),
    on,
  );
  const current = version && own.find((entry) => entry.version === version);
  if (current) {
    // A later version that leaves the row out ends it, even where the older one was never given an end.
    const newest = versionInForce(
      rows.map((entry) => entry.version),
      on,
    );
    if (newest && newest.effectiveFrom > current.version.effectiveFrom) {
      return refuse(
        'list-row-removed',
        `“${code}”不在${on}有效的${versionLabel(newest)}中`,
        ['选用该日有效的清单项目'],
        [versionLabel(newest)],
      );
    }
    return { ok: true, row: current.row, version: current.version };
  }
  if (own.length === 0) return refuse('list-row-unknown', `清单中没有“${code}”`, ['填写清单中的编号']);
  const starts = own.map((entry) => entry.version.effectiveFrom).sort();
  const first = starts[0];
  if (first !== undefined && on < first) {
    return refuse('list-row-not-yet', `“${code}”自${first}起才列入清单，${on}尚未生效`, [
      `行为日期在${first}以后，或者补录当时有效的清单版本`,
    ]);
  }
  const ended = own
    .map((entry) => entry.version.effectiveUntil)
    .filter((date) => typeof date === 'string' && date < on)
    .sort()
    .at(-1);
  return refuse('list-row-ended', `“${code}”在${on}已不在清单中${ended ? `（${ended}止）` : ''}`, ['选用该日有效的清单项目']);
}

/**
 * The row by which conduct of a day is told. Conduct from before the row was listed is told by the row in force on the day
 * the body acts: the list says what may be acted on now (行政处罚法 24); what the law was then is asked of the matter's
 * predecessors (37).
 */
export function rowForConduct<Row>(
  rows: readonly VersionedRow<Row>[],
  code: string,
  conductOn: LegalDate,
  actOn: LegalDate,
): { ok: true; row: Row; version: ListVersion } | Refusal {
  const then = inForce(rows, code, conductOn);
  return then.ok || then.code !== 'list-row-not-yet' ? then : inForce(rows, code, actOn);
}

/** Whether a new version may stand beside its list's published ones: days in order, new name, no day claimed twice. */
export function checkVersion(added: ListVersion, published: readonly ListVersion[]): { ok: true } | Refusal {
  const until = added.effectiveUntil ?? null;
  for (const [date, name] of [
    [added.effectiveFrom, '生效日期'],
    [until, '失效日期'],
  ] as const) {
    if (date !== null && !isLegalDate(date)) return refuse('date-invalid', `${name}“${date}”不是有效日期`, [`按年-月-日填写${name}`]);
  }
  if (until !== null && until < added.effectiveFrom) {
    return refuse('version-reversed', `失效日期${until}早于生效日期${added.effectiveFrom}`, ['更正生效和失效日期']);
  }
  const others = published.filter((version) => version.list === added.list);
  if (others.some((version) => version.version === added.version)) {
    return refuse('version-exists', `${LIST_LABELS[added.list]}已有版本${added.version}`, ['换一个版本号']);
  }
  // An older version without an end gives way to the next one; two that begin together or are cut into do not.
  const rival = others.find(
    (version) =>
      version.effectiveFrom === added.effectiveFrom ||
      (version.effectiveFrom > added.effectiveFrom && (until === null || version.effectiveFrom <= until)),
  );
  if (rival) {
    return refuse(
      'version-overlap',
      `与${versionLabel(rival)}的期间重叠`,
      [`在${rival.effectiveFrom}以前失效，或者在该版本之后生效`],
      [versionLabel(rival)],
    );
  }
  return { ok: true };
}
