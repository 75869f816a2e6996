/**
 * What a worker's code can carry, written into its identity at Temporal. An API process that is newer than a worker opens
 * items only as that worker can run them (docs/adr/0027): one under rules, in a shape or of a kind that one of the workers
 * does not know would be decided by rules it ignores, or be wedged by the first worker that gets it.
 */
import { CURRENT_RULES } from '../domain/case/context.ts';
import { kinds } from '../domain/kinds.ts';
import { RUN_SHAPE } from './messages.ts';

export interface Capability {
  /** Newest version of a case's rules that it knows. */
  rules: number;
  /** Newest shape of a run; 1: from before runs said which. */
  shape: number;
  /** Newest version of the rules of each kind that it knows. */
  kinds: Readonly<Record<string, number>>;
}

export const OURS: Capability = {
  rules: CURRENT_RULES,
  shape: RUN_SHAPE,
  kinds: Object.fromEntries(kinds.map(({ name, currentRules }) => [name, currentRules])),
};

/** Of workers from before their identity told. */
const UNTOLD = { rules: 3, shape: 1 };

/**
 * `name`: what tells this process from others, such as its number and machine. The kinds come first: the release before them
 * reads the end alone.
 */
export function identityOf(name: string, { rules, shape, kinds: known }: Capability = OURS): string {
  const told = Object.entries(known)
    .map(([kind, version]) => `${kind}:${version}`)
    .join(',');
  return `${name} kinds=${told} rules=${rules} shape=${shape}`;
}

export function capabilityIn(identity: string): Capability {
  const told = /(?: kinds=([a-z0-9:,-]*))? rules=(\d{1,6}) shape=(\d{1,6})$/.exec(identity);
  const { rules, shape } = told ? { rules: Number(told[2]), shape: Number(told[3]) } : UNTOLD;
  // A release before kinds knew cases alone.
  return { rules, shape, kinds: told?.[1] === undefined ? { case: rules } : kindsIn(told[1]) };
}

function kindsIn(text: string): Capability['kinds'] {
  const pairs = text.split(',').map((one) => one.split(':') as [string, string?]);
  return Object.fromEntries(pairs.flatMap(([kind, version]) => (/^\d{1,6}$/.test(version ?? '') ? [[kind, Number(version)]] : [])));
}

/** What all of them can carry, and we too. */
export const leastOf = (identities: readonly string[]): Capability => identities.map(capabilityIn).reduce(lesser, OURS);

const lesser = (one: Capability, other: Capability): Capability => ({
  rules: Math.min(one.rules, other.rules),
  shape: Math.min(one.shape, other.shape),
  kinds: Object.fromEntries(
    Object.entries(one.kinds).flatMap(([kind, version]) => {
      const theirs = other.kinds[kind];
      return theirs === undefined ? [] : [[kind, Math.min(version, theirs)]];
    }),
  ),
});
