/** What the API answers of paper files on their way in 录入稿. */
import type { CaseFile } from '../domain/case/state.ts';
import type { ActCheck, DraftStatus, DraftStep, PaperAct } from '../domain/paper/draft.ts';
import type { IsoInstant, LegalDate } from '../domain/terms/model.ts';

interface Named {
  id: string;
  name: string;
}

/** A draft as a row of the list. */
export interface PaperDraftRow {
  id: string;
  reference: string;
  unit: Named;
  status: DraftStatus;
  enteredBy: Named;
  checkedBy: Named | null;
  /** The opening act's title; null before there is one. */
  title: string | null;
  acts: number;
  pages: number;
  updatedAt: IsoInstant;
  /** Nobody has touched it for long; to be gone on with or thrown away. */
  abandoned: boolean;
  /** I may compare it with the scan. */
  mayCheck: boolean;
}

export interface PaperFileShown {
  hash: string;
  name: string;
  type: string;
  pages: number;
  /** The first of its pages, counted over all files. */
  firstPage: number;
}

/** One page of the scan: where it is, and what names its content. */
export interface PaperPage {
  page: number;
  file: string;
  pageInFile: number;
  /** SHA-256: an image's own; of a PDF's page, of the file's hash and the page's number. */
  hash: string;
}

export interface ActFault {
  /** From 1. */
  act: number;
  code: string;
  message: string;
  needs: string[];
  basis?: string[];
}

/** One act with what is known of the hands it came through. */
export interface PaperActShown extends PaperAct {
  label: string;
  byName: string;
  /** What the register does not know of the day; empty where it knows. */
  unknown: string[];
  check: (ActCheck & { by: Named; at: IsoInstant }) | null;
}

export interface PaperDraft extends Omit<PaperDraftRow, 'acts'> {
  caseId: string;
  reason: string;
  sameElsewhere: string | null;
  origin: string | null;
  revision: number;
  acts: PaperActShown[];
  files: PaperFileShown[];
  scan: PaperPage[];
  pagesWithoutAct: number[];
  actsWithoutPage: number[];
  /** The first act that the rules refuse, and why; null where all stand. */
  fault: ActFault | null;
  /** The case as these acts make it, up to the first that is refused. */
  file: CaseFile | null;
  goLiveOn: LegalDate | null;
  steps: { kind: DraftStep; by: Named; at: IsoInstant; text: string | null; revision: number }[];
  /** Who of the unit could compare it, for the one who hands it over. */
  checkers: Named[];
  /** Why I may not do it; null where I may. */
  may: { edit: string | null; check: string | null; discard: string | null };
}

/** What a case says of its entry; null for a case that was never on paper. */
export interface CaseEntry {
  draft: string;
  reference: string;
  by: Named;
  checkedBy: Named;
  at: IsoInstant;
  pages: number;
  /** I am named in it. */
  named: boolean;
  objections: { by: Named; text: string; at: IsoInstant }[];
}
