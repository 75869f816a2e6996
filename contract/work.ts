/** One person's work: items of every kind, answers that are due, notices. */
import type { IsoInstant } from '../domain/terms/model.ts';
import type { CaseRow } from './cases.ts';
import type { ItemRow } from './items.ts';

/** The step that is this person's; null where the item waits for others or for its terms. */
interface Stepped {
  next: { name: string; label: string } | null;
}

/** `GET /me/work`; the most urgent first. */
export interface Work {
  now: IsoInstant;
  cases: (CaseRow & Stepped)[];
  /** Work items of the other kinds. */
  items: (ItemRow & Stepped)[];
  /** `caseId`: of whatever kind `itemKind` says. */
  answersDue: {
    caseId: string;
    itemKind: string;
    title: string;
    kind: 'urge' | 'supervision' | 'transfer';
    text: string;
    dueAt: IsoInstant | null;
  }[];
  notifications: NotificationRow[];
}

export interface NotificationRow {
  id: string;
  /** Of whatever kind `itemKind` says. */
  caseId: string;
  itemKind: string;
  kind: string;
  text: string;
  at: IsoInstant;
  readAt: IsoInstant | null;
}
