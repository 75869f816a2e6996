import type { PersonRef, UnitRef } from '../../people.ts';
import type { Circumstance } from '../../routing/tier.ts';
import type { IsoInstant } from '../../terms/model.ts';
import { byName } from '../../work/tell.ts';
import type { CaseParty, Conduct, MatterRef } from '../state.ts';
import { conduct, matter, party } from '../tell.ts';
import type { CaseEvents } from '../types.ts';
import type { discoveryCommands } from './commands.ts';

export interface DiscoveryEvents {
  CaseDispatched: { unit: UnitRef; instruction: string; competence: string | null };
  DispatchAccepted: { handlers: PersonRef[] };
  DispatchRefused: { unit: UnitRef; reason: string };
  VerificationRecorded: {
    founded: boolean;
    findings: string;
    arrivedAt: IsoInstant | null;
    officers: PersonRef[];
    matter: MatterRef | null;
    conduct: Conduct | null;
    parties: CaseParty[];
    criminalSuspected: boolean;
    circumstances: Circumstance[];
  };
  LeadFoundUnfounded: { reason: string };
  TransferredToAgency: { agency: string; reason: string; receipt: string | null };
}

export const discoveryEvents: CaseEvents<DiscoveryEvents, typeof discoveryCommands> = {
  CaseDispatched: {
    label: '派单',
    source: 'DispatchCase',
    titles: { unit: byName('承办单位'), competence: '权限依据' },
    recordOnly: ['competence'],
    evolve: (file, { at, actor, data: { unit, instruction } }) => ({
      ...file,
      unit,
      // A bureau that takes a case from the start is assisted by the town where it happened.
      assistingUnits: unit.kind === 'bureau' ? [file.town] : [],
      dispatch: { unit, by: actor.id, at, instruction, acceptedAt: null, refusals: file.dispatch?.refusals ?? [] },
    }),
  },
  DispatchAccepted: {
    label: '接单',
    source: 'AcceptDispatch',
    titles: { handlers: byName('承办人') },
    evolve: (file, { at, data: { handlers } }) => ({
      ...file,
      handlers,
      everHandled: [...new Set([...file.everHandled, ...handlers.map((handler) => handler.id)])],
      dispatch: file.dispatch && { ...file.dispatch, acceptedAt: at },
    }),
  },
  DispatchRefused: {
    label: '退单',
    source: 'RefuseDispatch',
    titles: { unit: byName('退单单位') },
    evolve: (file, { at, data }) => ({
      ...file,
      handlers: [],
      dispatch: file.dispatch && { ...file.dispatch, acceptedAt: null, refusals: [...file.dispatch.refusals, { at, ...data }] },
    }),
  },
  VerificationRecorded: {
    label: '核查',
    source: 'RecordVerification',
    titles: { officers: byName('核查人员'), matter: matter('违法事项'), conduct: conduct('违法行为'), parties: party('当事人') },
    evolve: (file, { at, data: { matter: found, conduct: done, parties, criminalSuspected, circumstances, ...verified } }) => ({
      ...file,
      stage: verified.founded ? 'stopping' : file.stage,
      criminalSuspected: criminalSuspected || file.criminalSuspected,
      circumstances: [...new Set([...file.circumstances, ...circumstances])],
      matter: found ?? file.matter,
      conduct: done ?? file.conduct,
      parties: parties.length > 0 ? parties : file.parties,
      verification: { at, ...verified },
    }),
  },
  LeadFoundUnfounded: {
    label: '核查不属实',
    source: 'CloseUnfounded',
    titles: {},
    evolve: (file, { at, actor, data: { reason } }) => ({
      ...file,
      stage: 'closed',
      ending: { at, outcome: 'unfounded', ground: null, cause: null, reason, by: actor.id, approvedBy: actor.id },
    }),
  },
  TransferredToAgency: {
    label: '移送其他机关',
    source: 'TransferToAgency',
    titles: {},
    evolve: (file, { at, actor, data }) => ({
      ...file,
      stage: 'closed',
      agencyTransfer: { at, ...data },
      ending: { at, outcome: 'transferred-agency', ground: null, cause: null, reason: data.reason, by: actor.id, approvedBy: actor.id },
    }),
  },
};
