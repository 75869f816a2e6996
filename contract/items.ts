/** What the API answers of work items of any kind. Instants are ISO 8601 with offset. */
import type { UnitRef } from '../domain/people.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { TermView } from '../domain/terms/view.ts';
import type { Light } from '../domain/vocabulary.ts';
import type { WorkFile } from '../domain/work/file.ts';

type Unit = Pick<UnitRef, 'id' | 'name'>;

/** An item as a row of a list or a desk: `GET /<plural>`. */
export interface ItemRow {
  kind: string;
  id: string;
  title: string;
  stage: string;
  light: Light;
  /** The term that names the light. */
  term: { key: string; label: string; deadline: IsoInstant | null; provisional: boolean } | null;
  unit: Unit;
  handlers: { id: string; name: string }[];
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  waiting: string | null;
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
