import type { PersonRef, UnitRef } from '../../people.ts';
import type { TierLine } from '../../routing/tier.ts';
import type { RungReference } from '../../terms/clockwork.ts';
import type { IsoInstant } from '../../terms/model.ts';
import type { Tier } from '../../vocabulary.ts';
import type { CaseFile } from '../state.ts';
import type { Evolvers } from '../types.ts';

export interface TransferEvents {
  /** The graded list gave a higher tier that changes no hands: the town goes on, the bureau reviews. */
  TierReassessed: { from: Tier; to: Tier; rule: string; text: string; basis: string; lines: TierLine[] };
  TransferProposed: {
    from: Tier; to: Tier;
    /** null: the enforcement bureau, whoever answers for it. */
    toUnit: UnitRef | null;
    by: 'person' | 'rule' | 'ladder'; reasons: string;
    /** The tier rule that fired, and what every rule found; null and empty where a person or the ladder proposes. */
    rule: string | null; lines: TierLine[];
    /** Where the ladder sets it; otherwise the policy's own term for the answer runs. */
    answerDueAt: IsoInstant | null;
    rung: RungReference | null;
  };
  TransferAccepted: {
    from: Tier; to: Tier; fromUnit: UnitRef; toUnit: UnitRef; handlers: PersonRef[];
    /** Ids of every piece of evidence and every open preservation, as counted at the handover. */
    custody: string[];
    custodyNote: string | null;
    /** The unit that assists from now on; null where the handling unit stays. */
    assisting: UnitRef | null;
    /** Who answers for the running terms from now on. */
    clocksOwner: UnitRef;
    reasons: string; rule: string | null;
  };
  TransferRefused: { from: Tier; to: Tier; unit: UnitRef; reasons: string; rule: string | null };
  /** The graded list raised the tier before the transfer to it was answered. */
  TransferLapsed: { from: Tier; to: Tier; reason: string };
  ReturnedToTown: {
    from: Tier; to: Tier; fromUnit: UnitRef; toUnit: UnitRef; handlers: PersonRef[]; custody: string[]; reason: string;
    instruction: string;
  };
}

const ever = (file: CaseFile, handlers: readonly PersonRef[]): string[] => [
  ...new Set([...file.everHandled, ...handlers.map((handler) => handler.id)]),
];

export const evolveTransfer: Evolvers<TransferEvents> = {
  TierReassessed: (file, { data }) => ({
    ...file,
    tier: data.to,
    tierWhy: { rule: data.rule, text: data.text, basis: data.basis },
  }),
  TransferProposed: (file, { at, actor, data }) => ({
    ...file,
    transfer: {
      proposedAt: at, from: data.from, to: data.to, toUnit: data.toUnit, by: data.by, proposer: actor.id,
      reasons: data.reasons,
      rule: data.rule, answerDueAt: data.answerDueAt,
    },
  }),
  TransferAccepted: (file, { at, actor, data, basis }) => ({
    ...file,
    tier: data.to,
    tierWhy: {
      rule: data.rule ?? `transfer-by-${file.transfer?.by ?? 'person'}`, text: data.reasons, basis: basis.join('；'),
    },
    unit: data.toUnit,
    assistingUnits: data.assisting === null
      ? file.assistingUnits
      : [
        ...file.assistingUnits.filter((unit) => unit.id !== data.assisting?.id && unit.id !== data.toUnit.id),
        data.assisting,
      ],
    handlers: data.handlers,
    everHandled: ever(file, data.handlers),
    handOver: null,
    transfer: null,
    transfers: [
      ...file.transfers,
      {
        at, kind: 'up', from: data.from, to: data.to, fromUnit: data.fromUnit, toUnit: data.toUnit, accepted: true,
        by: actor.id, reason: data.reasons, rule: data.rule, custody: data.custody, fromHandlers: file.handlers,
      },
    ],
  }),
  TransferRefused: (file, { at, actor, data }) => ({
    ...file,
    transfer: null,
    transfers: [
      ...file.transfers,
      {
        at, kind: 'up', from: data.from, to: data.to, fromUnit: file.unit, toUnit: data.unit, accepted: false,
        by: actor.id,
        reason: data.reasons, rule: data.rule, custody: [], fromHandlers: file.handlers,
      },
    ],
  }),
  TransferLapsed: (file) => ({ ...file, transfer: null }),
  ReturnedToTown: (file, { at, actor, data, basis }) => ({
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
        at, kind: 'return', from: data.from, to: data.to, fromUnit: data.fromUnit, toUnit: data.toUnit, accepted: true,
        by: actor.id, reason: data.reason, rule: null, custody: data.custody, fromHandlers: file.handlers,
      },
    ],
  }),
};
