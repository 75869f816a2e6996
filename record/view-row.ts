/**
 * The read model's rows of an item, as the SQL function `project_work` takes them: column names, instants in ISO 8601. `face` is
 * what lists show of any kind; the narrow row is the kind's own.
 */
import { concernedUnits } from '../domain/case/concerned.ts';
import type { CaseFile } from '../domain/case/state.ts';
import { legalDateOf, parseInstant } from '../domain/terms/instant.ts';
import type { LightIndex, TermView } from '../domain/terms/view.ts';
import type { IsoInstant } from '../domain/terms/model.ts';

/** What a kind tells of an item after its last event: enough for lists, boards and desks, whatever it is. */
export interface Face {
  title: string;
  stage: string;
  /** Nothing comes of it any more: off boards and desks. */
  ended: boolean;
  /** Null for a kind without graded handling. */
  tier: string | null;
  townId: string;
  unitId: string;
  handlerIds: string[];
  /** Units and people beside the responsible ones that must see it. */
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  emergency: boolean;
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  /** When its work was done; null while it runs. */
  closedAt: IsoInstant | null;
  /** What it is searched by. */
  words: (string | null | undefined)[];
  /** The row of its kind's narrow table, by column. */
  detail: Record<string, unknown>;
}

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

export type CaseAfter = After<CaseFile>;

/** What the list's search box looks through, lower-case. */
const searchText = (words: Face['words']): string => [...new Set(words.filter((word) => word))].join(' ').toLowerCase();

export function viewRow(face: Face, { state, stateVersion, policyHash, terms, light, nextWakeUp, waiting }: After<unknown>): Record<string, unknown> {
  return {
    title: face.title,
    stage: face.stage,
    ended: face.ended,
    tier: face.tier,
    town_id: face.townId,
    unit_id: face.unitId,
    handler_ids: face.handlerIds,
    concerned_unit_ids: face.concernedUnitIds,
    concerned_person_ids: face.concernedPersonIds,
    emergency: face.emergency,
    opened_at: face.openedAt,
    stage_entered_at: face.stageEnteredAt,
    closed_at: face.closedAt,
    yellow_at: light.yellowAt,
    red_at: light.redAt,
    paused: light.grey,
    terms,
    next_wake_up_at: nextWakeUp?.at ?? null,
    waiting: nextWakeUp?.why ?? waiting,
    policy_hash: policyHash,
    state,
    state_version: stateVersion,
    search_text: searchText(face.words),
  };
}

/** The case as lists show it. */
export function caseFace(state: CaseFile): Face {
  return {
    title: state.title,
    stage: state.stage,
    ended: state.stage === 'archived',
    tier: state.tier,
    townId: state.town.id,
    unitId: state.unit.id,
    handlerIds: state.handlers.map((handler) => handler.id),
    concernedUnitIds: concernedUnits(state),
    concernedPersonIds: [],
    emergency: state.emergency,
    openedAt: state.openedAt,
    stageEnteredAt: state.stageEnteredAt,
    closedAt: state.ending?.at ?? null,
    words: [
      state.title, state.filing?.number, state.decision?.documentNumber, state.address, state.town.name, state.unit.name, state.matter?.name, state.conduct?.place,
      ...state.parties.flatMap((party) => [party.name, party.identifier]),
      ...state.handlers.map((handler) => handler.name),
    ],
    detail: {
      number: state.filing?.number ?? null,
      procedure: state.procedure,
      channel: state.source.channel,
      lead_id: state.source.leadId,
      party_name: state.parties.map((party) => party.name).join('、') || null,
      matter_code: state.matter?.code ?? null,
      matter_name: state.matter?.name ?? null,
      outcome: state.ending?.outcome ?? null,
      fine: state.decision?.money.fine ?? null,
      decided_on: state.decision?.decidedOn ?? null,
      closed_on: state.ending ? legalDateOf(parseInstant(state.ending.at)) : null,
    },
  };
}

export function partyRows(state: CaseFile): Record<string, unknown>[] {
  return state.parties.map((party, ordinal) => ({
    ordinal, party_id: party.partyId, identifier: party.identifier, name: party.name, kind: party.kind,
  }));
}
