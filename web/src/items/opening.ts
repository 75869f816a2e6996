import type { Role } from '../../../domain/vocabulary.ts';
import type { CommandSpec } from '../../../domain/work/command.ts';
import { formFields } from '../../../domain/work/field-schema.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';

/** The command by which a person opens an item of that kind; null where only another item does. */
export function openingOf({ commands }: AnyKind): CommandSpec | null {
  return Object.values(commands).find(({ stages, told }) => stages.includes('unopened') && !told) ?? null;
}

export const mayOpen = (kind: AnyKind, roles: readonly Role[]): boolean =>
  openingOf(kind)?.roles.some((role) => roles.includes(role)) ?? false;

/** The field by which it names the item that gave rise to it; null where it stands for itself. */
export const originField = (kind: AnyKind): string | null => {
  const opening = openingOf(kind);
  return opening === null ? null : (formFields(opening.schema).find(({ input }) => input === 'item')?.name ?? null);
};
