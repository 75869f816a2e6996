import type { RungReference } from '../terms/clockwork.ts';
import type { IsoInstant } from '../terms/model.ts';
import type { TermView } from '../terms/view.ts';
import type { Role } from '../vocabulary.ts';

/** How a term stood when a rung of its ladder spoke of it. */
export interface TermStood {
  label: string;
  deadline: IsoInstant | null;
  light: TermView['light'];
  duty: TermView['duty'];
  delivered: IsoInstant;
}

/** What a rung of the ladder says, as the record keeps it. */
export interface RungNotice extends TermStood {
  rung: RungReference;
  text: string;
  /** People or units by id; empty where nobody is named. */
  to: string[];
}

/** To these people, and to whoever has one of the roles (in one of `units`; null: anywhere) when it is written. */
export interface Notice {
  seq: number;
  kind: string;
  text: string;
  at: string;
  people: string[];
  roles: readonly Role[];
  units: string[] | null;
}
