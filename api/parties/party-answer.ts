/** A party as it is shown: who may see its number whole, who sees it masked (行政处罚法 50). */
import { z } from 'zod';
import { maskAddress, maskIdentifier, maskPhone } from '../../domain/parties/masking.ts';
import type { Person } from '../../domain/people.ts';
import { SUBJECT_KINDS, type Role } from '../../domain/vocabulary.ts';
import type { PartyRecord } from './party-store.ts';

/** Those who handle, review or decide cases need the number; those who dispatch, supervise or keep lists do not. */
const NEED_TO_KNOW: readonly Role[] = [
  'handler', 'town-reviewer', 'town-head', 'bureau-handler', 'bureau-reviewer', 'bureau-head',
];

export const partySchema = z.object({
  id: z.string(), kind: z.enum(SUBJECT_KINDS), name: z.string(),
  identifier: z.string().nullable().meta({ title: '证件号码，无办理需要的人看到的是遮盖后的' }),
  masked: z.boolean(), birthDate: z.string().nullable(), address: z.string().nullable(), phone: z.string().nullable(),
}).meta({ title: '当事人' });

/** `seesACase`: the reader may open one of the party's cases. */
export const wholly = (person: Person, seesACase: boolean): boolean =>
  seesACase && person.roles.some((role) => NEED_TO_KNOW.includes(role));

export function partyAnswer({ id, kind, name, identifier, birthDate, address, phone }: PartyRecord, whole: boolean): z.infer<typeof partySchema> {
  if (whole) return { id, kind, name, identifier, masked: false, birthDate, address, phone };
  return {
    id, kind, name, identifier: identifier && maskIdentifier(identifier), masked: true,
    birthDate: null, address: address && maskAddress(address), phone: phone && maskPhone(phone),
  };
}
