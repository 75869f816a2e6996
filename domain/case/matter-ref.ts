import type { CommandContext } from './context.ts';
import type { MatterRef } from './state.ts';

/** The looked-up matter as the case keeps it, with the list version it was read from; null where none was found. */
export function matterRefOf(context: CommandContext): MatterRef | null {
  const found = context.lookups.matter;
  if (!found) return null;
  const { code, name, orderToCorrectFirst, major } = found.row;
  return { code, name, listVersion: found.versions.matters, orderToCorrectFirst, major };
}
