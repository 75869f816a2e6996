/** The kinds' own parts; a kind that has none is not in here. */
import { caseParts } from './case/parts.ts';
import { disputeParts } from './dispute/parts.ts';
import type { KindParts } from './kind-parts.ts';
import { whistleParts } from './whistle/parts.ts';

// Parts are only ever given what is their own kind's.
const erased = (parts: unknown): KindParts => parts as KindParts;

const PARTS: Readonly<Record<string, KindParts>> = {
  case: erased(caseParts),
  dispute: erased(disputeParts),
  whistle: erased(whistleParts),
};

export const partsOf = (kind: string): KindParts => PARTS[kind] ?? {};
