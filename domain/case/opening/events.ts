import { NOTHING_EXECUTED } from '../execution/nothing.ts';
import type { PersonRef, UnitRef } from '../../people.ts';
import type { IsoInstant } from '../../terms/model.ts';
import { CHANNEL_LABELS, type Tier, TIER_LABELS } from '../../vocabulary.ts';
import { byName } from '../../work/tell.ts';
import type { CaseParty, CaseSource, Conduct, MatterRef } from '../state.ts';
import { conduct, matter, party } from '../tell.ts';
import type { OpeningSpecs } from '../types.ts';
import type { openingCommands } from './commands.ts';

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

export const openingEvents: OpeningSpecs<OpeningEvents, typeof openingCommands> = {
  CaseOpened: {
    label: '案件登记',
    source: 'OpenCase',
    titles: {
      caseId: null,
      source: {
        title: '线索',
        titles: {
          leadId: null,
          channel: { title: '渠道', words: CHANNEL_LABELS },
          receivedAt: '接收时间',
          text: '内容',
          imported: { title: '纸质案卷', titles: { reference: '案卷号', reason: '补录理由' } },
        },
      },
      town: byName('属地镇街'),
      unit: byName('承办单位'),
      tier: { title: '办理层级', words: TIER_LABELS },
      tierWhy: { title: '分级理由', say: ({ text, basis }: OpeningEvents['CaseOpened']['tierWhy']) => `${text}（${basis}）` },
      matter: matter('违法事项'),
      parties: party('当事人'),
      conduct: conduct('违法行为'),
      handlers: byName('承办人'),
      entered: { title: '补录', titles: { at: '录入时间', by: { title: '录入人', names: 'person' } } },
    },
    recordOnly: ['entered'],
    evolve: (_state, { at, data: { entered: _entered, ...opened } }) => ({
      ...opened,
      stage: 'discovery',
      version: 0,
      openedAt: at,
      stageEnteredAt: at,
      criminalSuspected: false,
      procedure: null,
      circumstances: [],
      assistingUnits: [],
      everHandled: opened.handlers.map((handler) => handler.id),
      dispatch: null,
      verification: null,
      stopActions: [],
      corrections: [],
      filingRequest: null,
      filingReturns: [],
      noFiling: null,
      filing: null,
      evidence: [],
      concurrence: null,
      preservations: [],
      seizures: [],
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
      execution: NOTHING_EXECUTED,
      coercion: null,
      substitutionCosts: [],
      police: null,
      procuratorOpinions: [],
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
      publicationFinding: null,
      exemption: null,
      ending: null,
      archive: null,
      reopened: [],
      ledger: [],
    }),
  },
};
