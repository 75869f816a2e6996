/**
 * What a worker's code can carry, written into its identity at Temporal. An API process that is newer than a worker opens
 * cases only as that worker can run them (docs/adr/0027): a case under rules or in a shape that one of the workers does not
 * know would be decided by rules it ignores, and be wedged by the first worker that knows them.
 */
import { CURRENT_RULES } from '../domain/case/context.ts';
import { RUN_SHAPE } from './messages.ts';

export interface Capability {
  /** Newest version of the rules that it knows. */
  rules: number;
  /** Newest shape of a run; 1: from before runs said which. */
  shape: number;
}

export const OURS: Capability = { rules: CURRENT_RULES, shape: RUN_SHAPE };

/** Of workers from before their identity told. */
const UNTOLD: Capability = { rules: 3, shape: 1 };

/** `name`: what tells this process from others, such as its number and machine. */
export const identityOf = (name: string, { rules, shape }: Capability = OURS): string => `${name} rules=${rules} shape=${shape}`;

export function capabilityIn(identity: string): Capability {
  const told = / rules=(\d{1,6}) shape=(\d{1,6})$/.exec(identity);
  return told ? { rules: Number(told[1]), shape: Number(told[2]) } : UNTOLD;
}

/** What all of them can carry, and we too. */
export const leastOf = (identities: readonly string[]): Capability =>
  identities.map(capabilityIn).reduce(
    (least, one) => ({ rules: Math.min(least.rules, one.rules), shape: Math.min(least.shape, one.shape) }), OURS,
  );
