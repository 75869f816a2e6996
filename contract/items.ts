/** What the API answers of work items of any kind. Instants are ISO 8601 with offset. */
import type { UnitRef } from '../domain/people.ts';
import type { IsoInstant, TermEffect } from '../domain/terms/model.ts';
import type { TermView } from '../domain/terms/view.ts';
import type { Light, Tier } from '../domain/vocabulary.ts';
import type { WorkFile } from '../domain/work/file.ts';

type Unit = Pick<UnitRef, 'id' | 'name'>;

/** The term that names an item's light. */
export interface NamingTerm {
  key: string;
  label: string;
  /** Whose it is: the statute's, a sector's rule's, the county's own. */
  effect: TermEffect;
  deadline: IsoInstant | null;
  provisional: boolean;
}

/** An item of any kind as a row of a list, a desk or a board; what only a case has is null for the others. */
export interface ItemRow {
  kind: string;
  id: string;
  number: string | null;
  title: string;
  stage: string;
  /** Null for a kind without graded handling. */
  tier: Tier | null;
  light: Light;
  term: NamingTerm | null;
  town: Unit;
  unit: Unit;
  handlers: { id: string; name: string }[];
  partyName: string | null;
  matterCode: string | null;
  matterName: string | null;
  emergency: boolean;
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  yellowAt: IsoInstant | null;
  redAt: IsoInstant | null;
  waiting: string | null;
  outcome: string | null;
  /** Nothing comes of it any more. */
  ended: boolean;
  version: number;
}

/** `GET /<plural>/{id}`. */
export interface ItemAnswer<File extends WorkFile = WorkFile> {
  now: IsoInstant;
  kind: string;
  id: string;
  version: number;
  head: string;
  light: Light;
  /** Every term, open ones first, worst light first. */
  terms: TermView[];
  file: File;
  nextWakeUp: { at: IsoInstant; why: string } | null;
  waiting: string | null;
  /** Items it refers to; `mayOpen`: the reader may see that one. */
  related: { kind: string; id: string; title: string; relation: string; mayOpen: boolean }[];
}

/** What an acknowledged command on an item answers. */
export interface ItemReceipt {
  kind: string;
  id: string;
  version: number;
  stage: string;
  light: Light;
  events: { seq: number; type: string }[];
  durable: true;
  readable: boolean;
}
