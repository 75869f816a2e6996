/** A person as the tables hold it, and as the domain knows it. */
import type { Person, UnitKind } from '../../domain/people.ts';
import type { Role } from '../../domain/vocabulary.ts';

export interface PersonRow {
  id: string;
  username: string;
  name: string;
  roles: string[];
  certificateNumber: string | null;
  certificateFrom: string | null;
  certificateUntil: string | null;
  legalQualification: boolean;
  principal: boolean;
  active: boolean;
  unitId: string;
  unitName: string;
  unitKind: string;
}

/** Columns for `from person p join unit u on u.id = p.unit_id`. */
export const PERSON_COLUMNS = `p.id, p.username, p.name, p.roles, p.certificate_number as "certificateNumber",
  p.certificate_from as "certificateFrom", p.certificate_until as "certificateUntil",
  p.legal_qualification as "legalQualification", p.principal, p.active,
  u.id as "unitId", u.name as "unitName", u.kind as "unitKind"`;

export function personOf(row: PersonRow): Person {
  const { certificateNumber: number, certificateFrom: validFrom, certificateUntil: validUntil } = row;
  return {
    id: row.id,
    name: row.name,
    unit: { id: row.unitId, name: row.unitName, kind: row.unitKind as UnitKind },
    roles: row.roles as Role[],
    certificate: number !== null && validFrom !== null && validUntil !== null ? { number, validFrom, validUntil } : null,
    legalQualification: row.legalQualification,
    principal: row.principal,
    active: row.active,
  };
}
