/** A party as it is shown: number and telephone masked for everybody, name, birth date and address for some (行政处罚法 50). */
import { z } from 'zod';
import { maskAddress, maskIdentifier, maskPersonName, maskPhone } from '../../domain/parties/masking.ts';
import { normaliseName } from '../../domain/parties/similar.ts';
import type { Party } from '../../contract/parties.ts';
import type { Person } from '../../domain/people.ts';
import { CASE_OFFICERS, hasRole } from '../../domain/roles.ts';
import { SUBJECT_KINDS } from '../../domain/vocabulary.ts';
import { sightOf } from '../access/visibility.ts';
import type { PartyRecord } from './party-store.ts';

export const partySchema = z
  .object({
    id: z.string(),
    kind: z.enum(SUBJECT_KINDS),
    name: z.string(),
    identifier: z.string().nullable().meta({ title: '证件号码，遮盖后的' }),
    masked: z.boolean(),
    birthDate: z.string().nullable(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
  })
  .meta({ title: '当事人' });

/**
 * Those who handle, review or decide cases need to know the person; those who dispatch, supervise or keep lists do not.
 * `seesACase`: the reader may open one of the party's cases.
 */
export const wholly = (person: Person, seesACase: boolean): boolean => seesACase && hasRole(person, ...CASE_OFFICERS);

/**
 * A person's name is whole for those who see the county's cases, keep its register, may open a case of theirs, or named
 * them before they looked. A search by one character of a name is no way to read other towns' people.
 */
export const named = (
  person: Person,
  party: Pick<PartyRecord, 'kind' | 'name' | 'identifier'>,
  seesACase: boolean,
  asked: string | null,
): boolean =>
  seesACase ||
  party.kind !== 'citizen' ||
  sightOf(person) !== 'own' ||
  (asked !== null && (normaliseName(asked) === normaliseName(party.name) || asked.trim().toUpperCase() === party.identifier));

interface Shown {
  /** Birth date and address too; number and telephone are revealed one at a time. */
  whole: boolean;
  /** The name at least. */
  named: boolean;
}

export function partyAnswer(party: PartyRecord, shown: Shown): Party {
  const { id, kind, name, identifier, birthDate, address, phone } = party;
  const hidden = { identifier: identifier && maskIdentifier(identifier), phone: phone && maskPhone(phone) };
  if (shown.whole) {
    const masked = hidden.identifier !== identifier || hidden.phone !== phone;
    return { id, kind, name, ...hidden, masked, birthDate, address };
  }
  return {
    id,
    kind,
    name: shown.named ? name : maskPersonName(name),
    ...hidden,
    masked: true,
    birthDate: null,
    address: address && maskAddress(address),
  };
}
