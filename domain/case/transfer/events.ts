import type { PersonRef, UnitRef } from '../../people.ts';
import type { TierLine } from '../../routing/tier.ts';
import type { RungReference } from '../../terms/clockwork.ts';
import type { IsoInstant } from '../../terms/model.ts';
import { type Tier, TIER_LABELS } from '../../vocabulary.ts';
import { byName } from '../../work/tell.ts';
import type { CaseFile } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { transferCommands } from './commands.ts';

export interface TransferEvents {
  /** The graded list gave a higher tier that changes no hands: the town goes on, the bureau reviews. */
  TierReassessed: { from: Tier; to: Tier; rule: string; text: string; basis: string; lines: TierLine[] };
  TransferProposed: {
    from: Tier;
    to: Tier;
    /** null: the enforcement bureau, whoever answers for it. */
    toUnit: UnitRef | null;
    by: 'person' | 'rule' | 'ladder';
    reasons: string;
    /** The tier rule that fired, and what every rule found; null and empty where a person or the ladder proposes. */
    rule: string | null;
    lines: TierLine[];
    /** Where the ladder sets it; otherwise the policy's own term for the answer runs. */
    answerDueAt: IsoInstant | null;
    rung: RungReference | null;
  };
  TransferAccepted: {
    from: Tier;
    to: Tier;
    fromUnit: UnitRef;
    toUnit: UnitRef;
    handlers: PersonRef[];
    /** Ids of every piece of evidence and every open preservation, as counted at the handover. */
    custody: string[];
    custodyNote: string | null;
    /** The unit that assists from now on; null where the handling unit stays. */
    assisting: UnitRef | null;
    /** Who answers for the running terms from now on. */
    clocksOwner: UnitRef;
    reasons: string;
    rule: string | null;
  };
  TransferRefused: { from: Tier; to: Tier; unit: UnitRef; reasons: string; rule: string | null };
  /** The graded list raised the tier before the transfer to it was answered. */
  TransferLapsed: { from: Tier; to: Tier; reason: string };
  ReturnedToTown: {
    from: Tier;
    to: Tier;
    fromUnit: UnitRef;
    toUnit: UnitRef;
    handlers: PersonRef[];
    custody: string[];
    reason: string;
    instruction: string;
  };
}

const ever = (file: CaseFile, handlers: readonly PersonRef[]): string[] => [
  ...new Set([...file.everHandled, ...handlers.map((handler) => handler.id)]),
];

const tiers = { from: { title: '原层级', words: TIER_LABELS }, to: { title: '提级到', words: TIER_LABELS } };
const units = { fromUnit: byName('移出单位'), toUnit: byName('接收单位') };

export const transferEvents: CaseEvents<TransferEvents, typeof transferCommands> = {
  TierReassessed: {
    label: '重新分级',
    source: null,
    titles: { from: tiers.from, to: { title: '现层级', words: TIER_LABELS }, rule: null, text: '理由', basis: '依据', lines: null },
    recordOnly: ['from', 'lines'],
    evolve: (file, { data: { to, rule, text, basis } }) => ({ ...file, tier: to, tierWhy: { rule, text, basis } }),
  },
  TransferProposed: {
    label: '提出提级移送',
    source: 'ProposeTransfer',
    titles: {
      ...tiers,
      toUnit: units.toUnit,
      by: { title: '由谁提请', words: { person: '人员提请', rule: '分级清单', ladder: '督办规则' } },
      rule: null,
      lines: null,
      answerDueAt: '答复期限',
      rung: null,
    },
    recordOnly: ['lines', 'rung'],
    evolve: (file, { at, actor, data: { lines: _lines, rung: _rung, ...proposed } }) => ({
      ...file,
      transfer: { proposedAt: at, proposer: actor.id, ...proposed },
    }),
  },
  TransferAccepted: {
    label: '接收提级移送',
    source: 'AcceptTransfer',
    titles: {
      ...tiers,
      ...units,
      handlers: byName('承办人'),
      assisting: byName('协助单位'),
      clocksOwner: byName('期限由谁承担'),
      reasons: '提级理由',
      rule: null,
    },
    recordOnly: ['clocksOwner'],
    evolve: (file, { at, actor, data, basis }) => ({
      ...file,
      tier: data.to,
      tierWhy: { rule: data.rule ?? `transfer-by-${file.transfer?.by ?? 'person'}`, text: data.reasons, basis: basis.join('；') },
      unit: data.toUnit,
      assistingUnits:
        data.assisting === null
          ? file.assistingUnits
          : [...file.assistingUnits.filter((unit) => unit.id !== data.assisting?.id && unit.id !== data.toUnit.id), data.assisting],
      handlers: data.handlers,
      everHandled: ever(file, data.handlers),
      handOver: null,
      transfer: null,
      transfers: [
        ...file.transfers,
        {
          at,
          kind: 'up',
          from: data.from,
          to: data.to,
          fromUnit: data.fromUnit,
          toUnit: data.toUnit,
          accepted: true,
          by: actor.id,
          reason: data.reasons,
          rule: data.rule,
          custody: data.custody,
          custodyNote: data.custodyNote,
          instruction: null,
          fromHandlers: file.handlers,
        },
      ],
    }),
  },
  TransferRefused: {
    label: '不接收提级移送',
    source: 'RefuseTransfer',
    titles: { ...tiers, unit: byName('答复单位'), rule: null },
    evolve: (file, { at, actor, data }) => ({
      ...file,
      transfer: null,
      transfers: [
        ...file.transfers,
        {
          at,
          kind: 'up',
          from: data.from,
          to: data.to,
          fromUnit: file.unit,
          toUnit: data.unit,
          accepted: false,
          by: actor.id,
          reason: data.reasons,
          rule: data.rule,
          custody: [],
          custodyNote: null,
          instruction: null,
          fromHandlers: file.handlers,
        },
      ],
    }),
  },
  TransferLapsed: {
    label: '提级移送已无须答复',
    source: null,
    titles: { ...tiers, reason: '理由' },
    recordOnly: 'all',
    evolve: (file) => ({ ...file, transfer: null }),
  },
  ReturnedToTown: {
    label: '退回镇街办理',
    source: 'ReturnToTown',
    titles: { from: tiers.from, to: { title: '现层级', words: TIER_LABELS }, ...units, handlers: byName('承办人') },
    evolve: (file, { at, actor, data, basis }) => ({
      ...file,
      tier: data.to,
      tierWhy: { rule: 'returned', text: data.reason, basis: basis.join('；') },
      unit: data.toUnit,
      assistingUnits: file.assistingUnits.filter((unit) => unit.id !== data.toUnit.id),
      handlers: data.handlers,
      everHandled: ever(file, data.handlers),
      handOver: null,
      transfers: [
        ...file.transfers,
        {
          at,
          kind: 'return',
          from: data.from,
          to: data.to,
          fromUnit: data.fromUnit,
          toUnit: data.toUnit,
          accepted: true,
          by: actor.id,
          reason: data.reason,
          rule: null,
          custody: data.custody,
          custodyNote: null,
          instruction: data.instruction,
          fromHandlers: file.handlers,
        },
      ],
    }),
  },
};
