/** Units and people as their pages show them. Days are legal dates; `until` is the last day, null: without an end. */
import type { UnitRef } from '../domain/people.ts';
import type { CertificateHeld, DeputyHeld, PostHeld, PostingHeld, StaffUnitKind, UnitStanding } from '../domain/staffing/model.ts';
import type { IsoInstant, LegalDate } from '../domain/terms/model.ts';
import type { Role } from '../domain/vocabulary.ts';

export interface StaffUnit extends Omit<UnitStanding, 'kind'> {
  kind: StaffUnitKind;
  /** The body that it is, or is part of. */
  body: UnitRef;
  /** People in office there today. */
  people: number;
}

export interface StaffPerson {
  id: string;
  username: string;
  name: string;
  /** Where the person acts today; the host while posted. */
  unit: UnitRef;
  /** The own unit, while posted to another. */
  home: UnitRef | null;
  part: { id: string; name: string } | null;
  roles: Role[];
  active: boolean;
  suspended: boolean;
  principal: boolean;
  enteredOn: LegalDate;
  leftOn: LegalDate | null;
  legalQualification: boolean;
  posts: (PostHeld & { unitName: string })[];
  postings: (PostingHeld & { unitName: string })[];
  deputies: (DeputyHeld & { forName: string })[];
  certificates: CertificateHeld[];
  /** Days to the end of the certificate, today not counted; null without one; negative when it has run out. */
  certificateDays: number | null;
  /** Open items of which he is a handler. */
  openItems: number;
}

export type ChangeStatus = 'proposed' | 'approved' | 'refused' | 'withdrawn';

export interface StaffingChangeRow {
  id: string;
  subject: 'unit' | 'person';
  subjectId: string;
  /** As it is called now, or will be. */
  subjectName: string;
  kind: string;
  label: string;
  effectiveOn: LegalDate;
  data: Record<string, unknown>;
  /** What it says, in words. */
  words: string;
  reason: string;
  grants: boolean;
  status: ChangeStatus;
  proposedBy: string;
  proposedByName: string;
  proposedAt: IsoInstant;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: IsoInstant | null;
  decidedReason: string | null;
}

/** What a change that was just proposed or approved does beside its subject. */
export interface ChangeOutcome extends StaffingChangeRow {
  consequences: string[];
  openItems: number;
}

/** What somebody still has in hand. */
export interface OpenItem {
  id: string;
  kind: string;
  title: string;
  stage: string;
  unitName: string;
}
