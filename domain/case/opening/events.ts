import type { PersonRef, UnitRef } from '../../people.ts';
import type { IsoInstant } from '../../terms/model.ts';
import type { Tier } from '../../vocabulary.ts';
import type { CaseParty, CaseSource, Conduct, MatterRef } from '../state.ts';
import type { Openers } from '../types.ts';

export interface OpeningEvents {
  CaseOpened: {
    caseId: string;
    title: string;
    source: CaseSource;
    town: UnitRef;
    unit: UnitRef;
    address: string;
    emergency: boolean;
    tier: Tier;
    tierWhy: { rule: string; text: string; basis: string };
    matter: MatterRef | null;
    parties: CaseParty[];
    conduct: Conduct | null;
    handlers: PersonRef[];
    /** A paper case: when and by whom it was entered here; the event's own `at` is the paper's. */
    entered: { at: IsoInstant; by: string } | null;
  };
}

export const evolveOpening: Openers<OpeningEvents> = {
  CaseOpened: (_state, { at, data }) => ({
    stage: 'discovery',
    caseId: data.caseId,
    version: 0,
    title: data.title,
    openedAt: at,
    stageEnteredAt: at,
    source: data.source,
    town: data.town,
    address: data.address,
    emergency: data.emergency,
    criminalSuspected: false,
    tier: data.tier,
    tierWhy: data.tierWhy,
    procedure: null,
    circumstances: [],
    unit: data.unit,
    assistingUnits: [],
    handlers: data.handlers,
    everHandled: data.handlers.map((handler) => handler.id),
    parties: data.parties,
    matter: data.matter,
    conduct: data.conduct,
    dispatch: null,
    verification: null,
    stopActions: [],
    corrections: [],
    filingRequest: null,
    filing: null,
    evidence: [],
    preservations: [],
    samplings: [],
    interviews: [],
    appraisals: [],
    conclusion: null,
    review: null,
    notice: null,
    statements: [],
    hearing: null,
    collectiveDiscussion: null,
    decision: null,
    onTheSpot: null,
    served: [],
    litigation: [],
    execution: { paid: [], instalments: null, demands: [], court: null, performed: [], settled: false },
    police: null,
    agencyTransfer: null,
    jurisdiction: null,
    suspension: null,
    pausedBy: [],
    transfer: null,
    transfers: [],
    handOver: null,
    recusals: [],
    urges: [],
    supervisions: [],
    links: [],
    notes: [],
    corrected: [],
    publication: null,
    ending: null,
    archive: null,
    reopened: [],
    ledger: [],
  }),
};
