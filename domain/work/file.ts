/** What every work item 工作事项 carries, whatever its kind; a kind adds its own. */
import type { PersonRef, UnitRef } from '../people.ts';
import type { IsoInstant, LedgerEntry, PauseGround } from '../terms/model.ts';
import type { Relation } from './acts/links/relations.ts';
import type { ItemRef } from './context.ts';

/** Something asked of people that has to be answered in time: an urge 催办, a supervision order 督办. */
export interface Asked {
  id: string;
  at: IsoInstant;
  by: string;
  /** People or units by id; empty where nobody is named. */
  to: string[];
  text: string;
  answerDueAt: IsoInstant;
  answeredAt: IsoInstant | null;
  answer: string | null;
}

/** Another work item that this one is linked with; `relation` is said of the other. */
export interface RelatedItem extends ItemRef {
  relation: Relation;
  reason: string;
  at: IsoInstant;
}

export interface WorkFile {
  stage: string;
  /** Sequence number of the last event: the version of If-Match. */
  version: number;
  title: string;
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  /** The unit that is responsible now. */
  unit: UnitRef;
  /** Lead handler first. */
  handlers: PersonRef[];
  /** Everybody who ever handled it: nobody reviews or approves what they handled. */
  everHandled: string[];
  suspension: { at: IsoInstant; ground: PauseGround; reason: string; approvedBy: string } | null;
  /** Offered by a handler, not yet taken over. */
  handOver: { at: IsoInstant; from: PersonRef; to: PersonRef; papers: string[]; reason: string } | null;
  recusals: {
    id: string;
    personId: string;
    name: string;
    head: boolean;
    at: IsoInstant;
    reason: string;
    by: 'self' | 'party';
    decided: { at: IsoInstant; granted: boolean; by: string; reason: string } | null;
  }[];
  urges: Asked[];
  supervisions: Asked[];
  notes: { at: IsoInstant; by: string; text: string }[];
  corrected: { at: IsoInstant; seq: number; field: string; before: string; after: string; reason: string; by: string }[];
  /** Absent in files that no link was made in. */
  related?: RelatedItem[];
  /** Append-only ledger of the terms; every entry also stands in the event that caused it. */
  ledger: LedgerEntry[];
}

/** What an item has of all this when it is opened: nothing yet. */
export const begun = (at: IsoInstant) =>
  ({
    version: 0,
    openedAt: at,
    stageEnteredAt: at,
    handlers: [],
    everHandled: [],
    suspension: null,
    handOver: null,
    recusals: [],
    urges: [],
    supervisions: [],
    notes: [],
    corrected: [],
    ledger: [],
  }) satisfies Partial<WorkFile>;

/** Before its first event. */
export interface Unopened {
  stage: 'unopened';
  version: 0;
}

export type WorkState<File extends WorkFile = WorkFile> = Unopened | File;

export const isOpened = <File extends WorkFile>(state: WorkState<File>): state is File => state.stage !== 'unopened';

/** An id inside the item, made of the record's own numbering: the same on every replay, never given twice. */
export const nextId = (file: Pick<WorkFile, 'version'>, kind: string, offset = 0): string => `${kind}-${file.version + 1 + offset}`;
