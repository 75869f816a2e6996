/** One person's work: cases, answers that are due, notices. */
import type { CommandName } from '../domain/case/catalogue.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { CaseRow } from './cases.ts';
import type { ItemRow } from './items.ts';

/** `GET /me/work`. */
export interface Work {
  now: IsoInstant;
  cases: (CaseRow & { next: { name: CommandName; label: string } | null })[];
  /** Work items of the other kinds; `next`: the step that is this person's. */
  items?: (ItemRow & { next: { name: string; label: string } | null })[];
  /** `caseId`: of whatever kind `itemKind` says; without it a case. */
  answersDue: { caseId: string; itemKind?: string; title: string; kind: 'urge' | 'supervision' | 'transfer'; text: string; dueAt: IsoInstant | null }[];
  notifications: NotificationRow[];
}

export interface NotificationRow {
  id: string;
  /** Of whatever kind `itemKind` says; without it a case. */
  caseId: string;
  itemKind?: string;
  kind: string;
  text: string;
  at: IsoInstant;
  readAt: IsoInstant | null;
}
