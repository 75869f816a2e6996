import type { PersonRef, UnitRef } from '../../people.ts';
import type { LegalDate } from '../../terms/model.ts';
import { byName } from '../../work/tell.ts';
import { seizedWords } from '../seizure/held.ts';
import type { CaseFile, ReferralPaper } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import { REFERRAL_PAPER_LABELS, type referralCommands } from './commands.ts';

export interface ReferralEvents {
  ReferralToPoliceProposed: { team: PersonRef[]; crime: string; grounds: string; files: ReferralPaper[] };
  ReferralToPoliceApproved: { by: PersonRef; opinion: string | null };
  ReferralToPoliceRefused: { by: PersonRef; reason: string };
  ReferredToPolice: { to: string; receipt: string; custody: string[]; copiedToProcurator: boolean; goodsHandedOver: boolean };
  /** `waits`: the administrative case stands still until the criminal one is decided. */
  PoliceAnswered: { receivedOn: LegalDate; filed: boolean; text: string; documentNumber: string | null; waits: boolean };
  PoliceRefusalObjected: { to: 'police' | 'procurator'; grounds: string };
  GoodsHandedToPolice: { items: string; receipt: string };
  JurisdictionDisputeRaised: { disputeId: string; with: UnitRef; reason: string };
  JurisdictionConsulted: { disputeId: string; agreed: boolean; unit: UnitRef | null; result: string };
  JurisdictionDesignated: { disputeId: string; unit: UnitRef; by: PersonRef; document: string; moved: boolean };
}

/** What was handed over with the case, by name. */
export const inCustody = (
  { evidence, preservations, seizures }: Pick<CaseFile, 'evidence' | 'preservations'> & { seizures?: CaseFile['seizures'] },
  ids: readonly string[],
): string =>
  [
    ...evidence.filter(({ id }) => ids.includes(id)).map(({ title }) => title),
    ...preservations.filter(({ id }) => ids.includes(id)).flatMap(({ items }) => items.map(({ name }) => name)),
    // Absent in states that are only being brought into the present shape.
    ...(seizures ?? []).filter(({ id }) => ids.includes(id)).map(seizedWords),
  ].join('、');

/** Why a case stands still that the police have taken and that waits for them. */
export const WAITS_FOR_POLICE = '公安机关已立案侦查，等待刑事案件处理结果';

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
    dispatch: { unit, by, at, instruction, acceptedAt: file.stage === 'discovery' ? null : at, refusals: file.dispatch?.refusals ?? [] },
  };
}

export const referralEvents: CaseEvents<ReferralEvents, typeof referralCommands> = {
  ReferralToPoliceProposed: {
    label: '提出移送公安',
    source: 'ReferToPolice',
    titles: {
      team: byName('专案组'),
      files: {
        title: '移送材料',
        titles: { kind: { title: '种类', words: REFERRAL_PAPER_LABELS }, title: '名称', evidenceId: { title: '对应证据', names: 'thing' } },
      },
    },
    evolve: (file, { at, data }) => ({
      ...file,
      criminalSuspected: true,
      police: {
        proposedAt: at,
        ...data,
        approved: null,
        refused: null,
        handedOver: null,
        copiedToProcurator: false,
        answer: null,
        objections: [],
        goods: null,
        returned: null,
      },
    }),
  },
  ReferralToPoliceApproved: {
    label: '批准移送公安',
    source: 'ApproveReferral',
    titles: { by: byName('批准人') },
    evolve: (file, { at, data }) => police(file, { approved: { at, ...data } }),
  },
  ReferralToPoliceRefused: {
    label: '不批准移送公安',
    source: 'RefuseReferral',
    titles: { by: byName('审批人') },
    // The principal head found no suspected crime: the case goes on as an administrative one.
    evolve: (file, { at, data }) => ({ ...police(file, { refused: { at, ...data } }), criminalSuspected: false }),
  },
  ReferredToPolice: {
    label: '移送公安',
    source: 'HandOverToPolice',
    titles: { goodsHandedOver: '涉案物品一并移交' },
    evolve: (file, { at, data: { copiedToProcurator, goodsHandedOver, ...handedOver } }) =>
      police(file, {
        handedOver: { at, ...handedOver },
        copiedToProcurator,
        goods: goodsHandedOver ? { at, items: inCustody(file, handedOver.custody), receipt: handedOver.receipt } : null,
      }),
  },
  PoliceAnswered: {
    label: '公安机关答复',
    source: 'RecordPoliceAnswer',
    titles: {},
    evolve: (file, { at, actor, data: { waits, ...answer } }) => ({
      ...police(file, { answer: { at, ...answer } }),
      criminalSuspected: answer.filed,
      suspension: waits ? { at, ground: 'suspension', reason: WAITS_FOR_POLICE, approvedBy: actor.id } : file.suspension,
      pausedBy: waits ? [...new Set([...file.pausedBy, 'suspension' as const])] : file.pausedBy,
    }),
  },
  PoliceRefusalObjected: {
    label: '对不予立案提出异议',
    source: 'ObjectToPolice',
    titles: {},
    evolve: (file, { at, data }) => ({
      ...police(file, { answer: null, objections: [...(file.police?.objections ?? []), { at, ...data }] }),
      criminalSuspected: true,
    }),
  },
  GoodsHandedToPolice: {
    label: '移交涉案物品',
    source: 'HandOverGoodsToPolice',
    titles: {},
    evolve: (file, { at, data }) => police(file, { goods: { at, ...data } }),
  },
  JurisdictionDisputeRaised: {
    label: '管辖争议',
    source: 'RaiseJurisdictionDispute',
    titles: { disputeId: null, with: byName('争议对方') },
    evolve: (file, { at, data }) => ({
      ...file,
      jurisdiction: { raisedAt: at, ...data, consulted: null, designated: null, settledAt: null },
    }),
  },
  JurisdictionConsulted: {
    label: '管辖协商',
    source: 'RecordConsultation',
    titles: { disputeId: null, unit: byName('管辖单位') },
    recordOnly: ['disputeId'],
    evolve: (file, { at, actor, data: { disputeId: _dispute, ...consulted } }) => {
      const { agreed, unit, result } = consulted;
      const settled: CaseFile = {
        ...file,
        jurisdiction: file.jurisdiction && { ...file.jurisdiction, consulted: { at, ...consulted }, settledAt: agreed ? at : null },
      };
      return unit === null ? settled : movedTo(settled, unit, at, actor.id, result);
    },
  },
  JurisdictionDesignated: {
    label: '指定管辖',
    source: 'DesignateJurisdiction',
    titles: { disputeId: null, unit: byName('管辖单位'), by: byName('指定人'), moved: '案件移转' },
    recordOnly: ['disputeId', 'moved'],
    evolve: (file, { at, actor, data: { unit, by, document } }) =>
      movedTo(
        { ...file, jurisdiction: file.jurisdiction && { ...file.jurisdiction, designated: { at, unit, by, document }, settledAt: at } },
        unit,
        at,
        actor.id,
        `指定管辖：${document}`,
      ),
  },
};
