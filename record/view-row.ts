/**
 * The read model's rows of an item, as the SQL function `project_work` takes them: column names, instants in ISO 8601. `face` is
 * what lists show of any kind; the narrow row is the kind's own.
 */
import type { CaseFile } from '../domain/case/state.ts';
import type { LightIndex, TermView } from '../domain/terms/view.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import { type Face, faceColumns } from '../domain/work/face.ts';

/** An item after its last event, with what was derived at that event's instant. */
export interface After<State> {
  state: State;
  /** Of which shape `state` is. */
  stateVersion: number;
  policyHash: string;
  /** The open terms. */
  terms: TermView[];
  light: LightIndex;
  nextWakeUp: { at: IsoInstant; why: string } | null;
  /** Why nothing comes by itself; null where something does, and at the end. */
  waiting: string | null;
}

/** What the list's search box looks through, lower-case. */
const searchText = (words: Face['words']): string => [...new Set(words.filter((word) => word))].join(' ').toLowerCase();

export function viewRow(
  face: Face,
  { state, stateVersion, policyHash, terms, light, nextWakeUp, waiting }: After<unknown>,
): Record<string, unknown> {
  return {
    ...faceColumns(face),
    yellow_at: light.yellowAt,
    red_at: light.redAt,
    paused: light.grey,
    terms,
    next_wake_up_at: nextWakeUp?.at ?? null,
    waiting: nextWakeUp?.why ?? waiting,
    policy_hash: policyHash,
    state,
    state_version: stateVersion,
    marks: face.marks ?? [],
    search_text: searchText(face.words),
  };
}

export function partyRows(state: CaseFile): Record<string, unknown>[] {
  return state.parties.map((party, ordinal) => ({
    ordinal,
    party_id: party.partyId,
    identifier: party.identifier,
    name: party.name,
    kind: party.kind,
  }));
}
