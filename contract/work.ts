/** One person's work: cases, answers that are due, notices. */
import type { CommandName } from '../domain/case/catalogue.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { CaseRow } from './cases.ts';

/** `GET /me/work`. */
export interface Work {
  now: IsoInstant;
  cases: (CaseRow & { next: { name: CommandName; label: string } | null })[];
  answersDue: { caseId: string; title: string; kind: 'urge' | 'supervision' | 'transfer'; text: string; dueAt: IsoInstant | null }[];
  notifications: NotificationRow[];
}

export interface NotificationRow {
  id: string;
  caseId: string;
  kind: string;
  text: string;
  at: IsoInstant;
  readAt: IsoInstant | null;
}
