/** Leads in the inbox. */
import type { UnitRef } from '../domain/people.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { Channel } from '../domain/vocabulary.ts';

export interface LeadRow {
  id: string;
  ticket: string | null;
  channel: Channel;
  receivedAt: IsoInstant;
  reporterName: string | null;
  reporterPhone: string | null;
  town: Pick<UnitRef, 'id' | 'name'> | null;
  address: string;
  text: string;
  kind: 'enforcement' | 'out-of-scope' | 'criminal' | 'emergency';
  status: 'new' | 'accepted' | 'merged' | 'rejected';
  department: string | null;
  caseId: string | null;
  mergedIntoId: string | null;
  decidedReason: string | null;
}
