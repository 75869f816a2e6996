/** Whose the acts on a whistle are: coming is the called unit's, calling and asking again the caller's. */
import { type Authorities, type Authority, OWN, type Place } from '../work/authority.ts';
import type { courseCommands } from './course/commands.ts';
import type { WhistleFile } from './file.ts';

// Whoever sent it back has it no more: the county said who comes.
const CALLER_AND_CALLED: Place<WhistleFile> = {
  holds: ({ unit, caller }, { id }) => id === unit.id || id === caller.id,
  name: ({ unit, caller }) => `${caller.name}或者${unit.name}`,
};

type Own = Exclude<keyof typeof courseCommands, 'BlowWhistle'>;

const CALLED: Authority<'own'> = { heads: ['own'], handlers: ['own'], code: 'not-your-unit' };

const COURSE: Record<Own, Authority<'own' | 'concerned'>> = {
  SignWhistle: CALLED,
  RefuseWhistle: { heads: ['own'], code: 'not-your-unit' },
  // The county's command centre alone.
  RedirectWhistle: {},
  ArriveOnSite: CALLED,
  FinishWhistle: CALLED,
};

export function whistleAuthority(acts: Readonly<Record<string, Authority>>): Authorities<WhistleFile> {
  const rows = { ...acts, ...COURSE };
  return {
    rows: (rules) => (rules < 5 ? null : rows),
    places: { own: OWN, concerned: CALLER_AND_CALLED },
    standing: ({ unit, caller }) => `由${caller.name}吹哨，被吹哨单位为${unit.name}`,
    // No law has whistles.
    basis: () => [],
  };
}
