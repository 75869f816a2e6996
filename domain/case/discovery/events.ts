import type { PersonRef, UnitRef } from '../../people.ts';
import type { Circumstance } from '../../routing/tier.ts';
import type { IsoInstant } from '../../terms/model.ts';
import type { CaseParty, Conduct, MatterRef } from '../state.ts';
import type { Evolvers } from '../types.ts';

export interface DiscoveryEvents {
  CaseDispatched: { unit: UnitRef; instruction: string; competence: string | null };
  DispatchAccepted: { handlers: PersonRef[] };
  DispatchRefused: { unit: UnitRef; reason: string };
  VerificationRecorded: {
    founded: boolean; findings: string; arrivedAt: IsoInstant | null; officers: PersonRef[];
    matter: MatterRef | null; conduct: Conduct | null; parties: CaseParty[]; criminalSuspected: boolean;
    circumstances: Circumstance[];
  };
  LeadFoundUnfounded: { reason: string };
  TransferredToAgency: { agency: string; reason: string; receipt: string | null };
}

export const evolveDiscovery: Evolvers<DiscoveryEvents> = {
  CaseDispatched: (file, { at, actor, data }) => ({
    ...file,
    unit: data.unit,
    // A bureau that takes a case from the start is assisted by the town where it happened.
    assistingUnits: data.unit.kind === 'bureau' ? [file.town] : [],
    dispatch: {
      unit: data.unit, by: actor.id, at, instruction: data.instruction, acceptedAt: null,
      refusals: file.dispatch?.refusals ?? [],
    },
  }),
  DispatchAccepted: (file, { at, data }) => ({
    ...file,
    handlers: data.handlers,
    everHandled: [...new Set([...file.everHandled, ...data.handlers.map((handler) => handler.id)])],
    dispatch: file.dispatch && { ...file.dispatch, acceptedAt: at },
  }),
  DispatchRefused: (file, { at, data }) => ({
    ...file,
    handlers: [],
    dispatch: file.dispatch && {
      ...file.dispatch,
      acceptedAt: null,
      refusals: [...file.dispatch.refusals, { unit: data.unit, reason: data.reason, at }],
    },
  }),
  VerificationRecorded: (file, { at, data }) => ({
    ...file,
    stage: data.founded ? 'stopping' : file.stage,
    criminalSuspected: data.criminalSuspected || file.criminalSuspected,
    circumstances: [...new Set([...file.circumstances, ...data.circumstances])],
    matter: data.matter ?? file.matter,
    conduct: data.conduct ?? file.conduct,
    parties: data.parties.length > 0 ? data.parties : file.parties,
    verification: {
      at, founded: data.founded, findings: data.findings, officers: data.officers, arrivedAt: data.arrivedAt,
    },
  }),
  LeadFoundUnfounded: (file, { at, actor, data }) => ({
    ...file,
    stage: 'closed',
    ending: { at, outcome: 'unfounded', reason: data.reason, by: actor.id, approvedBy: actor.id },
  }),
  TransferredToAgency: (file, { at, actor, data }) => ({
    ...file,
    stage: 'closed',
    agencyTransfer: { at, agency: data.agency, reason: data.reason, receipt: data.receipt },
    ending: { at, outcome: 'transferred-agency', reason: data.reason, by: actor.id, approvedBy: actor.id },
  }),
};
