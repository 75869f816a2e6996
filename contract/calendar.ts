/** The county's calendar between draft and publication, and what its publication moves. */
import type { Calendar, IsoInstant } from '../domain/terms/model.ts';

/** `GET /lists/calendar/versions/{version}`. */
export interface CalendarVersion {
  version: string;
  status: 'draft' | 'published';
  note: string | null;
  base: string | null;
  createdBy: string;
  approvedBy: string | null;
  calendar: Calendar;
  /** What its new years lack of the holidays that the law gives everybody: to be confirmed before it is published. */
  gaps: string[];
}

/** The walk over all open cases after a calendar was published. */
export interface CalendarRevision {
  id: string;
  calendarVersion: string;
  reason: string;
  status: 'waiting' | 'running' | 'finished' | 'superseded';
  /** Null until the walk has counted them. */
  total: number | null;
  done: number;
  /** Cases of which at least one deadline moved, and how many deadlines did. */
  moved: number;
  movedTerms: number;
  failed: number;
  createdAt: IsoInstant;
  finishedAt: IsoInstant | null;
}
