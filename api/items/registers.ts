/**
 * Resolves what any command's spec asks to be looked up: people, units, uploads, other items, calendars. An id that does not
 * exist, or that may not be seen, is the fault of the field that holds it.
 */
import type { Person, UnitRef } from '../../domain/people.ts';
import type { Calendar } from '../../domain/terms/model.ts';
import type { CommandSpec } from '../../domain/work/command.ts';
import type { ItemRef, WorkLookups } from '../../domain/work/context.ts';
import type { Database } from '../database/database.ts';
import type { Uploads } from '../files/uploads.ts';
import { titleAt } from '../http/parse.ts';
import type { FieldProblem } from '../http/problem.ts';
import type { Calendars } from '../lists/calendars.ts';
import type { People } from '../people/people-store.ts';
import { itemsVisibleTo } from './item-store.ts';

export interface RegisterServices {
  database: Database;
  people: People;
  uploads: Uploads;
  calendars: Calendars;
}

/** The item that the command acts on; `own`: how its kind speaks of it. Without a person no other item is found. */
export interface Asking {
  id: string;
  own: string;
  person?: Person | undefined;
}

export interface Found {
  units: ReadonlyMap<string, UnitRef>;
  lookups: WorkLookups;
  /** Fields whose ids do not exist; `faultAt` adds one. */
  faults: FieldProblem[];
  faultAt(id: string, message: string): void;
}

export async function findIn(
  services: RegisterServices,
  spec: CommandSpec,
  payload: unknown,
  { id: itemId, own, person }: Asking,
): Promise<Found> {
  const request = spec.lookups(payload as never);
  const named = request.items ?? [];
  const [people, units, files, items, calendar] = await Promise.all([
    services.people.byIds(request.people ?? []),
    services.people.units(request.units ?? []),
    request.files?.length
      ? services.uploads.ofCase(itemId, request.files)
      : new Map<string, { name: string; size: number; type: string }>(),
    person ? itemsVisibleTo(services.database, person, named) : new Map<string, ItemRef>(),
    request.calendar === undefined ? undefined : services.calendars.byVersion(request.calendar),
  ]);
  const faults: FieldProblem[] = [];
  const faultAt = (id: string, message: string): void => {
    const path = pathTo(payload, id) ?? [];
    faults.push({ path: path.join('.'), title: titleAt(spec.schema, path), message });
  };
  for (const id of request.people ?? []) if (!people.has(id)) faultAt(id, '没有这个人员');
  for (const id of request.units ?? []) if (!units.has(id)) faultAt(id, '没有这个单位');
  for (const id of named) if (!items.has(id)) faultAt(id, '没有这件事项，或者您无权查看');
  for (const hash of request.files ?? []) if (!files.has(hash)) faultAt(hash, `${own}没有上传过这个文件`);
  if (calendar === null) faultAt(request.calendar ?? '', '没有已发布的这一版日历');
  return { units, lookups: lookupsOf(people, units, files, items, calendar ?? null), faults, faultAt };
}

const lookupsOf = (
  people: ReadonlyMap<string, Person>,
  units: ReadonlyMap<string, UnitRef>,
  files: ReadonlyMap<string, WorkLookups['files'][string]>,
  items: ReadonlyMap<string, ItemRef>,
  calendar: Calendar | null,
): WorkLookups => ({
  people: Object.fromEntries(people),
  units: Object.fromEntries(units),
  files: Object.fromEntries(files),
  ...(items.size > 0 ? { items: Object.fromEntries(items) } : {}),
  ...(calendar ? { calendar } : {}),
});

/** Where in a payload an id stands. */
function pathTo(value: unknown, wanted: string): (string | number)[] | null {
  if (value === wanted) return [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const below = pathTo(item, wanted);
    if (below) return [Array.isArray(value) ? Number(key) : key, ...below];
  }
  return null;
}
