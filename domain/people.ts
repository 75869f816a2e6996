import type { LegalDate } from './terms/model.ts';
import type { Role } from './vocabulary.ts';

export type UnitKind = 'county' | 'bureau' | 'town' | 'street' | 'other';

/** A unit as recorded: id and the name it had then. `town` units and `street` units are the 镇街. */
export interface UnitRef {
  id: string;
  name: string;
  kind: UnitKind;
}

/** An enforcement certificate 执法证 (行政处罚法 42). */
export interface Certificate {
  number: string;
  validFrom: LegalDate;
  validUntil: LegalDate;
}

/** A person as known to a command: looked up by the API, never sent by the client. */
export interface Person {
  id: string;
  name: string;
  unit: UnitRef;
  roles: Role[];
  certificate: Certificate | null;
  /** 法律职业资格, demanded of first-time reviewers by 行政处罚法 58. */
  legalQualification: boolean;
  /** The principal head (正职负责人), who alone approves a referral to the police (移送规定 5). */
  principal: boolean;
  active: boolean;
}

/** Who did it, as the record keeps it. `system` acts only by the policy's rules. */
export interface ActorRef {
  id: string;
  name: string;
  unit: UnitRef;
  roles: Role[];
}

export type PersonRef = Pick<Person, 'id' | 'name'> & { unit: UnitRef; certificateNumber?: string };

export const personRef = (person: Person): PersonRef =>
  person.certificate
    ? { id: person.id, name: person.name, unit: person.unit, certificateNumber: person.certificate.number }
    : { id: person.id, name: person.name, unit: person.unit };

export const SYSTEM_ACTOR: ActorRef = { id: 'system', name: '案灯', unit: { id: 'caselight', name: '案灯系统', kind: 'other' }, roles: [] };

/** Whether the certificate is valid on that day; both ends included. */
export function certifiedOn(person: Person, date: LegalDate): boolean {
  const certificate = person.certificate;
  return certificate !== null && certificate.validFrom <= date && date <= certificate.validUntil;
}
