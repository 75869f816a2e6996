/** One person or organisation, one record: which number a party is known by, and the key that finds its record. */
import type { Refusal } from '../result.ts';
import { refuse } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import type { SubjectKind } from '../vocabulary.ts';
import { checkCitizenId } from './citizen-id.ts';
import { checkCreditCode } from './credit-code.ts';

export interface Identity {
  ok: true;
  type: 'citizen-id' | 'credit-code';
  /** As it is kept: upper case, without spaces. */
  number: string;
  /** Known from an identity number. */
  birthDate: LegalDate | null;
}

/**
 * Checks a party's number against its kind: citizens by identity number, organisations by credit code, an individual
 * business by its own credit code or, without one, by its operator's identity number.
 */
export function checkIdentity(kind: SubjectKind, identifier: string): Identity | Refusal {
  if (kind === 'citizen') return fromCitizen(identifier);
  const credit = checkCreditCode(identifier);
  if (credit.ok) {
    if (kind === 'organisation' && credit.subjectKind === 'individual-business') {
      return refuse(
        'credit-code-kind',
        '该统一社会信用代码属于个体工商户，与所填的单位不符',
        ['当事人类型改为个体工商户，或者更正代码'],
        ['GB 32100-2015'],
      );
    }
    if (kind === 'individual-business' && credit.subjectKind !== 'individual-business') {
      return refuse(
        'credit-code-kind',
        `该统一社会信用代码属于${credit.category}，不是个体工商户`,
        ['更正当事人类型或者代码'],
        ['GB 32100-2015'],
      );
    }
    return { ok: true, type: 'credit-code', number: credit.code, birthDate: null };
  }
  if (kind === 'organisation') return credit;
  const citizen = fromCitizen(identifier);
  // Neither number: what it most looks like explains best.
  return citizen.ok || /^\d{17}[\dXx]$/.test(identifier.trim()) ? citizen : credit;
}

function fromCitizen(identifier: string): Identity | Refusal {
  const citizen = checkCitizenId(identifier);
  return citizen.ok ? { ok: true, type: 'citizen-id', number: citizen.number, birthDate: citizen.birthDate } : citizen;
}

/**
 * The key that a party's one record is found by. Null while the party is unidentified or its number does not hold: such
 * records are only ever proposed for merging.
 */
export function partyKey(party: { kind: SubjectKind; identifier: string | null }): string | null {
  if (party.identifier === null) return null;
  const identity = checkIdentity(party.kind, party.identifier);
  return identity.ok ? `${identity.type}:${identity.number}` : null;
}
