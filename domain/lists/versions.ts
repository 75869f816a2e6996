/**
 * List versions: a version is published whole and never edited; a row is found by its code and the date that counts
 * (the date of the violation for powers and benchmarks, re-checked at decision; design section 5).
 */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
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

export function isInForce(period: { effectiveFrom: LegalDate | null; effectiveUntil?: LegalDate | null }, on: LegalDate): boolean {
  return (period.effectiveFrom === null || period.effectiveFrom <= on) && (!period.effectiveUntil || on <= period.effectiveUntil);
}

/** The version in force on a date; of several the one that took effect last. */
export function versionInForce(versions: readonly ListVersion[], on: LegalDate): ListVersion | undefined {
  return versions
    .filter((version) => isInForce(version, on))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : a.effectiveFrom > b.effectiveFrom ? -1 : a.version < b.version ? 1 : -1))[0];
}

/**
 * The row with that code in force on a date. Refused with what is there instead: never listed, not yet, no longer, or
 * left out of the version in force that day.
 */
export function inForce<Row>(
  rows: readonly VersionedRow<Row>[], code: string, on: LegalDate,
): { ok: true; row: Row; version: ListVersion } | Refusal {
  const own = rows.filter((entry) => entry.code === code);
  const version = versionInForce(own.map((entry) => entry.version), on);
  const current = version && own.find((entry) => entry.version.version === version.version && entry.version.list === version.list);
  if (current) {
    // A later version that leaves the row out ends it, even where the older one was never given an end.
    const newest = versionInForce(rows.map((entry) => entry.version), on);
    if (newest && newest.effectiveFrom > current.version.effectiveFrom) {
      return refuse(
        'list-row-removed', `“${code}”不在${on}有效的${versionLabel(newest)}中`,
        ['选用该日有效的清单项目'], [versionLabel(newest)],
      );
    }
    return { ok: true, row: current.row, version: current.version };
  }
  if (own.length === 0) return refuse('list-row-unknown', `清单中没有“${code}”`, ['填写清单中的编号']);
  const starts = own.map((entry) => entry.version.effectiveFrom).sort();
  const first = starts[0];
  if (first !== undefined && on < first) {
    return refuse('list-row-not-yet', `“${code}”自${first}起才列入清单，${on}尚未生效`, [`行为日期在${first}以后，或者补录当时有效的清单版本`]);
  }
  const ended = own.map((entry) => entry.version.effectiveUntil).filter((date) => typeof date === 'string' && date < on).sort().at(-1);
  return refuse('list-row-ended', `“${code}”在${on}已不在清单中${ended ? `（${ended}止）` : ''}`, ['选用该日有效的清单项目']);
}
