/** Whose the acts in a dispute are: of its two sides alike, and what moves its clock of the side that has the case. */
import { type Authorities, type Authority, OWN, type Place } from '../work/authority.ts';
import type { courseCommands } from './course/commands.ts';
import type { DisputeFile } from './file.ts';

/** The others are told by its case. */
type Own = Exclude<keyof typeof courseCommands, 'RaiseDispute' | 'RecordFailure' | 'SettleDispute'>;

// 行政处罚法 25: the two sides consult; nobody else speaks for them, and nobody else has a word in their file.
const SIDES: Place<DisputeFile> = {
  holds: ({ sides }, unit) => sides.some(({ id }) => id === unit.id),
  name: ({ sides }) => sides.map(({ name }) => name).join('或者'),
};

const COURSE: Record<Own, Authority<'own' | 'concerned'>> = {
  StatePosition: { heads: ['concerned'], handlers: ['concerned'], code: 'not-a-side' },
};

export function disputeAuthority(acts: Readonly<Record<string, Authority>>): Authorities<DisputeFile> {
  const rows = { ...acts, ...COURSE };
  return {
    rows: (rules) => (rules < 5 ? null : rows),
    places: { own: OWN, concerned: SIDES },
    standing: ({ sides }) => `争议双方为${sides.map(({ name }) => name).join('、')}`,
    basis: () => ['《行政处罚法》第二十五条'],
  };
}
