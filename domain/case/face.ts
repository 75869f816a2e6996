import { legalDateOf, parseInstant } from '../terms/instant.ts';
import type { Face } from '../work/face.ts';
import { concernedUnits } from './concerned.ts';
import type { CaseFile } from './state.ts';

/** Whom a case may wait for, where stage and unit do not say it. */
const marksOf = ({ dispatch, transfer, jurisdiction }: CaseFile): string[] => [
  ...(dispatch ? [] : ['undispatched']),
  ...(transfer ? ['transfer'] : []),
  ...(jurisdiction ? ['jurisdiction'] : []),
];

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
    marks: state.stage === 'archived' ? [] : marksOf(state),
    words: [
      state.title,
      state.filing?.number,
      state.decision?.documentNumber,
      state.address,
      state.town.name,
      state.unit.name,
      state.matter?.name,
      state.conduct?.place,
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
