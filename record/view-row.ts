/** The read model's row of a case, as the SQL function `project_case` takes it: column names, instants in ISO 8601. */
import { concernedUnits } from '../domain/case/concerned.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { LightIndex, TermView } from '../domain/terms/view.ts';
import type { IsoInstant } from '../domain/terms/model.ts';

/** A case after its last event, with what was derived at that event's instant. */
export interface CaseAfter {
  state: CaseFile;
  policyHash: string;
  /** The open terms. */
  terms: TermView[];
  light: LightIndex;
  nextWakeUp: { at: IsoInstant; why: string } | null;
  /** Why nothing comes by itself; null where something does, and at the end. */
  waiting: string | null;
}

/** What the list's search box looks through, lower-case. */
function searchText(state: CaseFile): string {
  const words = [
    state.title, state.filing?.number, state.decision?.documentNumber, state.address, state.town.name, state.unit.name, state.matter?.name, state.conduct?.place,
    ...state.parties.flatMap((party) => [party.name, party.identifier]),
    ...state.handlers.map((handler) => handler.name),
  ];
  return [...new Set(words.filter((word) => word))].join(' ').toLowerCase();
}

export function viewRow({ state, policyHash, terms, light, nextWakeUp, waiting }: CaseAfter): Record<string, unknown> {
  return {
    number: state.filing?.number ?? null,
    title: state.title,
    stage: state.stage,
    tier: state.tier,
    procedure: state.procedure,
    town_id: state.town.id,
    unit_id: state.unit.id,
    handler_ids: state.handlers.map((handler) => handler.id),
    assisting_ids: concernedUnits(state),
    party_name: state.parties.map((party) => party.name).join('、') || null,
    matter_code: state.matter?.code ?? null,
    matter_name: state.matter?.name ?? null,
    channel: state.source.channel,
    lead_id: state.source.leadId,
    emergency: state.emergency,
    opened_at: state.openedAt,
    stage_entered_at: state.stageEnteredAt,
    closed_at: state.ending?.at ?? null,
    outcome: state.ending?.outcome ?? null,
    fine: state.decision?.money.fine ?? null,
    decided_on: state.decision?.decidedOn ?? null,
    yellow_at: light.yellowAt,
    red_at: light.redAt,
    paused: light.grey,
    terms,
    next_wake_up_at: nextWakeUp?.at ?? null,
    waiting: nextWakeUp?.why ?? waiting,
    policy_hash: policyHash,
    state,
    search_text: searchText(state),
  };
}

export function partyRows(state: CaseFile): Record<string, unknown>[] {
  return state.parties.map((party, ordinal) => ({
    ordinal, party_id: party.partyId, identifier: party.identifier, name: party.name, kind: party.kind,
  }));
}
