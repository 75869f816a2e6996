import type { NumberPatterns } from '../domain/county/numbers.ts';
import type { CountyPart, CountySettings } from '../domain/county/settings.ts';
import type { Calendar, LegalDate } from '../domain/terms/model.ts';

/** The county as pages name it. */
export interface County {
  name: string;
  /** In the head of every page. */
  title: string;
  /** The first day on which cases were kept here. */
  goLiveOn: LegalDate;
  /** Where its logo is; null where it has none. */
  logo: string | null;
  /** Channels that the county calls otherwise. */
  channels: CountySettings['channels'];
}

/** What 县设置 shows: as it stands today, with what follows from it. */
export interface CountyStanding {
  settings: CountySettings;
  /** As written now, also where the county has set none of its own. */
  numbers: NumberPatterns;
  units: { id: string; name: string; seal: string }[];
  workingHours: Calendar['workingHours'];
  calendarVersion: string;
  policyVersion: number;
}

export interface CountyChangeRow {
  id: string;
  part: CountyPart;
  label: string;
  effectiveOn: LegalDate;
  data: unknown;
  reason: string;
  status: 'proposed' | 'approved' | 'refused' | 'withdrawn';
  proposedBy: string;
  proposedByName: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decidedReason: string | null;
}
