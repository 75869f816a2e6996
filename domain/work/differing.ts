/** Whether what lists and pages show of an item is what its record tells. */
import { faceColumns } from './face.ts';
import type { WorkFile, WorkState } from './file.ts';
import type { AnyKind } from './kind.ts';

type Thing = Readonly<Record<string, unknown>>;

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether what was upcast is what the record tells; where `kept`, as it was stored, said nothing, it may be unknown. */
function agrees(kept: unknown, upcast: unknown, told: unknown): boolean {
  if (kept === undefined && (upcast === null || (Array.isArray(upcast) && upcast.length === 0))) return true;
  if (Array.isArray(upcast) && Array.isArray(told)) {
    const before: unknown[] = Array.isArray(kept) ? kept : [];
    return upcast.length === told.length && upcast.every((one, index) => agrees(before[index], one, told[index]));
  }
  if (!isThing(upcast) || !isThing(told)) return upcast === told;
  const before = isThing(kept) ? kept : {};
  const keys = new Set([...Object.keys(upcast), ...Object.keys(told)]);
  return [...keys].every((key) => agrees(before[key], upcast[key], told[key]));
}

/**
 * The sections in which a stored state differs from what its record folds to. One of an earlier shape is asked for what
 * it kept; one of the present shape for everything.
 */
export function differingSections(kind: Pick<AnyKind, 'upcast'>, stored: WorkState, told: WorkFile): string[] {
  const upcast = kind.upcast(stored, 1) as unknown as Thing;
  const kept = stored as unknown as Thing;
  const folded = JSON.parse(JSON.stringify(told)) as Thing;
  return [...new Set([...Object.keys(upcast), ...Object.keys(folded)])].filter((key) => !agrees(kept[key], upcast[key], folded[key]));
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** One instant may be written in two time zones. */
const same = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && INSTANT.test(a) && INSTANT.test(b)
    ? Date.parse(a) === Date.parse(b)
    : JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Columns of lists that show another thing than the record tells. `row`, `detail`: by column, as PostgreSQL has them in JSON. */
export function differingColumns(kind: Pick<AnyKind, 'face'>, row: Thing, detail: Thing, told: WorkFile): string[] {
  const face = kind.face(told);
  // Who else is concerned was reckoned otherwise by earlier code, and rows of then stand as they were written.
  const { concerned_unit_ids: _units, concerned_person_ids: _people, stage_entered_at: _since, ...columns } = faceColumns(face);
  const differ = (shown: Thing, meant: Thing): string[] => Object.keys(meant).filter((column) => !same(shown[column], meant[column]));
  return [...differ(row, columns), ...differ(detail, face.detail)];
}
