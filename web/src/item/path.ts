import { kindNamed } from '../../../domain/kinds.ts';

/** The address of an item's page, and of what is told of people; of a kind that this program does not know yet the way home. */
export function pathOf(kind: string, id: string): string {
  if (kind === 'staffing') return '/staffing/changes';
  if (kind === 'api-key') return '/channels/keys';
  const plural = kindNamed(kind)?.plural;
  return plural === undefined ? '/' : `/${plural}/${id}`;
}
