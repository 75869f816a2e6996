import type { PersonRef, UnitRef } from '../../people.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile, ReferralPaper } from '../state.ts';
import type { Evolvers } from '../types.ts';

export interface ReferralEvents {
  ReferralToPoliceProposed: { team: PersonRef[]; crime: string; grounds: string; files: ReferralPaper[] };
  ReferralToPoliceApproved: { by: PersonRef; opinion: string | null };
  ReferralToPoliceRefused: { by: PersonRef; reason: string };
  ReferredToPolice: {
    to: string; receipt: string; custody: string[]; copiedToProcurator: boolean; goodsHandedOver: boolean;
  };
  /** `waits`: the administrative case stands still until the criminal one is decided. */
  PoliceAnswered: {
    receivedOn: LegalDate; filed: boolean; text: string; documentNumber: string | null; waits: boolean;
  };
  PoliceRefusalObjected: { to: 'police' | 'procurator'; grounds: string };
  GoodsHandedToPolice: { items: string; receipt: string };
  JurisdictionDisputeRaised: { disputeId: string; with: UnitRef; reason: string };
  JurisdictionConsulted: { disputeId: string; agreed: boolean; unit: UnitRef | null; result: string };
  JurisdictionDesignated: { disputeId: string; unit: UnitRef; by: PersonRef; document: string; moved: boolean };
}

const police = (file: CaseFile, patch: Partial<NonNullable<CaseFile['police']>>): CaseFile => ({
  ...file,
  police: file.police && { ...file.police, ...patch },
});

/** The case goes to another unit: its people are appointed there. In `discovery` it stands as dispatched anew. */
function movedTo(file: CaseFile, unit: UnitRef, at: string, by: string, instruction: string): CaseFile {
  if (unit.id === file.unit.id) return file;
  return {
    ...file,
    unit,
    handlers: [],
    handOver: null,
    dispatch: {
      unit, by, at, instruction, acceptedAt: file.stage === 'discovery' ? null : at,
      refusals: file.dispatch?.refusals ?? [],
    },
  };
}

export const evolveReferral: Evolvers<ReferralEvents> = {
  ReferralToPoliceProposed: (file, { at, data }) => ({
    ...file,
    criminalSuspected: true,
    police: {
      proposedAt: at, team: data.team, crime: data.crime, grounds: data.grounds, files: data.files, approved: null,
      refused: null,
      handedOver: null, copiedToProcurator: false, answer: null, objections: [], goods: null,
    },
  }),
  ReferralToPoliceApproved: (file, { at, data }) => police(file, { approved: { at, by: data.by } }),
  // The principal head found no suspected crime: the case goes on as an administrative one.
  ReferralToPoliceRefused: (file, { at, data }) => ({
    ...police(file, { refused: { at, by: data.by, reason: data.reason } }),
    criminalSuspected: false,
  }),
  ReferredToPolice: (file, { at, data }) =>
    police(file, {
      handedOver: { at, to: data.to, receipt: data.receipt, custody: data.custody },
      copiedToProcurator: data.copiedToProcurator,
      goods: data.goodsHandedOver ? { at, items: data.custody.join('、'), receipt: data.receipt } : null,
    }),
  PoliceAnswered: (file, { at, actor, data }) => ({
    ...police(file, { answer: { at, receivedOn: data.receivedOn, filed: data.filed, text: data.text } }),
    criminalSuspected: data.filed,
    suspension: data.waits
      ? { at, ground: 'suspension', reason: '公安机关已立案侦查，等待刑事案件处理结果', approvedBy: actor.id }
      : file.suspension,
    pausedBy: data.waits ? [...new Set([...file.pausedBy, 'suspension' as const])] : file.pausedBy,
  }),
  PoliceRefusalObjected: (file, { at, data }) => ({
    ...police(file, {
      answer: null,
      objections: [...(file.police?.objections ?? []), { at, to: data.to, grounds: data.grounds }],
    }),
    criminalSuspected: true,
  }),
  GoodsHandedToPolice: (file, { at, data }) => police(
    file, { goods: { at, items: data.items, receipt: data.receipt } },
  ),
  JurisdictionDisputeRaised: (file, { at, data }) => ({
    ...file,
    jurisdiction: {
      disputeId: data.disputeId, raisedAt: at, with: data.with, reason: data.reason, consulted: null, designated: null,
      settledAt: null,
    },
  }),
  JurisdictionConsulted: (file, { at, actor, data }) => {
    const settled: CaseFile = {
      ...file,
      jurisdiction: file.jurisdiction && {
        ...file.jurisdiction,
        consulted: { at, agreed: data.agreed, result: data.result },
        settledAt: data.agreed ? at : null,
      },
    };
    return data.unit === null ? settled : movedTo(settled, data.unit, at, actor.id, data.result);
  },
  JurisdictionDesignated: (file, { at, actor, data }) =>
    movedTo(
      {
        ...file,
        jurisdiction: file.jurisdiction && {
          ...file.jurisdiction,
          designated: { at, unit: data.unit, by: data.by, document: data.document },
          settledAt: at,
        },
      },
      data.unit, at, actor.id, `指定管辖：${data.document}`,
    ),
};
