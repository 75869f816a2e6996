import type { transferCommands } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { isBureauHead, isSupervisor, isTownHead } from '../../roles.ts';
import { tierRank } from '../../routing/tier.ts';
import { TIER_LABELS, type Tier } from '../../vocabulary.ts';
import type { Person } from '../../people.ts';
import type { TransferEvents } from './events.ts';
import { isHandler, officersOfUnit } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { isHeld, seizedWords } from '../seizure/held.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';

/** Everything that changes hands: each piece of evidence, excluded ones too, and goods still preserved, sealed or detained. */
export function heldInCustody(file: CaseFile): { id: string; what: string }[] {
  return [
    ...file.evidence.map((item) => ({ id: item.id, what: `证据“${item.title}”` })),
    ...file.preservations
      .filter((one) => one.resolution === null)
      .map((one) => ({ id: one.id, what: `先行登记保存的${one.items.map((item) => item.name).join('、')}` })),
    ...file.seizures.filter(isHeld).map((one) => ({ id: one.id, what: seizedWords(one) })),
  ];
}

// 行政处罚法 47: the whole course is on record; what is handed over is counted piece by piece.
function custodyComplete(file: CaseFile, listed: readonly string[]): Refusal | null {
  const held = heldInCustody(file);
  const missing = held.filter((item) => !listed.includes(item.id));
  if (missing.length > 0) {
    const needs = missing.slice(0, 20).map((item) => `清点${item.what}`);
    return refuse('custody-incomplete', `移交清单缺少${missing.length}项`, needs, ['《行政处罚法》第四十七条']);
  }
  const unknown = listed.find((id) => !held.some((item) => item.id === id));
  return unknown === undefined ? null : refuse('custody-unknown', `移交清单中的${unknown}不是本案的证据或者物品`, ['从清单中删除该项']);
}

/** The transfer that waits for this person: only the addressed unit answers; where none is named, the bureau does. */
function pendingFor({ transfer }: CaseFile, { unit }: Person): NonNullable<CaseFile['transfer']> | Refusal {
  if (!transfer) return refuse('no-transfer-open', '没有待答复的提级', ['先提请提级']);
  const { toUnit } = transfer;
  if (toUnit && toUnit.id !== unit.id) return refuse('not-your-unit', `提级的接收单位是${toUnit.name}`, [`由${toUnit.name}答复`]);
  return unit.kind === 'bureau' ? transfer : refuse('not-your-unit', '提级由县级执法部门答复', ['由县综合行政执法局答复']);
}

const higher = (file: CaseFile, to: Tier): Refusal | null =>
  tierRank(to) > tierRank(file.tier)
    ? null
    : refuse('tier-not-higher', `案件已是“${TIER_LABELS[file.tier]}”，不能提级到“${TIER_LABELS[to]}”`, ['选择更高的层级']);

/** A handler proposes for the own case, a head for the own unit; the bureau and the supervisor for any. */
function mayPropose(file: CaseFile, person: Person): Refusal | null {
  if (isSupervisor(person) || isBureauHead(person)) return null;
  if (isTownHead(person)) {
    return person.unit.id === file.unit.id ? null : refuse('not-your-unit', `案件由${file.unit.name}承办`, [`由${file.unit.name}提请`]);
  }
  return isHandler(file, person);
}

export const readyTransfer = {
  ProposeTransfer: (file, { actor }) => {
    if (file.transfer) return refuse('transfer-open', '已有提级待答复，不能再次提请', ['等待接收单位答复']);
    if (file.tier === 'bureau-closes') return refuse('tier-not-higher', '案件已由执法局办理，不能再提级', []);
    return mayPropose(file, actor);
  },
  AcceptTransfer: (file, { actor }) => pendingFor(file, actor),
  RefuseTransfer: (file, { actor }) => pendingFor(file, actor),
  ReturnToTown: (file, { actor }) => {
    const way = wayBack(file);
    if (file.tier !== 'bureau-closes' || !way) {
      return refuse('not-transferred', '案件不是由镇街提级来的，不能交回', ['需要镇街办理的，另行分派']);
    }
    return actor.unit.id === file.unit.id ? way : refuse('not-your-unit', `案件由${file.unit.name}办理`, [`由${file.unit.name}负责人交回`]);
  },
} satisfies Readiness<typeof transferCommands>;

/** The transfer by which the present unit got the case. */
function wayBack(file: CaseFile): CaseFile['transfers'][number] | undefined {
  const last = file.transfers.findLast((one) => one.accepted && one.fromUnit.id !== one.toUnit.id);
  return last?.kind === 'up' ? last : undefined;
}

export const decideTransfer: Deciders<typeof transferCommands, TransferEvents, typeof readyTransfer> = {
  ProposeTransfer: (file, payload, context) => {
    const refusal = higher(file, payload.to);
    if (refusal) return refusal;
    const unit = payload.unitId === null ? null : context.lookups.units[payload.unitId];
    if (unit === undefined) return refuse('unknown-unit', '所选接收单位不存在', ['重新选择接收单位']);
    if (unit && unit.kind !== 'bureau') return refuse('not-a-bureau', `${unit.name}不是县级执法部门，不能接收提级`, ['选择县级执法部门']);
    return [
      {
        type: 'TransferProposed',
        data: {
          from: file.tier,
          to: payload.to,
          toUnit: unit,
          by: 'person',
          reasons: payload.reasons,
          rule: null,
          lines: [],
          answerDueAt: null,
          rung: null,
        },
      },
    ];
  },

  AcceptTransfer: (file, payload, context, { from, to, reasons, rule }) => {
    const unit = context.actor.unit;
    const common = { from, to, fromUnit: file.unit, reasons, rule };
    // Only the review moves up: the town keeps the case, its officers and its evidence.
    if (to !== 'bureau-closes') {
      return [
        {
          type: 'TransferAccepted',
          data: {
            ...common,
            toUnit: file.unit,
            handlers: file.handlers,
            custody: [],
            custodyNote: payload.custodyNote,
            assisting: null,
            clocksOwner: file.unit,
          },
        },
      ];
    }
    const refusal = firstRefusal(officersOfUnit(file, payload.handlerIds, unit, context), custodyComplete(file, payload.custody));
    if (refusal) return refusal;
    return [
      {
        type: 'TransferAccepted',
        data: {
          ...common,
          toUnit: unit,
          handlers: refsOf(payload.handlerIds, context),
          custody: [...new Set(payload.custody)],
          custodyNote: payload.custodyNote,
          assisting: file.unit.id === unit.id ? null : file.unit,
          clocksOwner: unit,
        },
      },
    ];
  },

  RefuseTransfer: (file, payload, context, { from, to, rule }) => {
    // 行政处罚法 24: a town cannot be left with a power that it does not have.
    if (rule === 'no-power') {
      return refuse(
        'town-has-no-power',
        `${file.unit.name}没有该事项的行政处罚权，不能退回`,
        ['接收案件，或者移送有管辖权的机关'],
        ['《行政处罚法》第二十四条'],
      );
    }
    return [{ type: 'TransferRefused', data: { from, to, unit: context.actor.unit, reasons: payload.reasons, rule } }];
  },

  ReturnToTown: (file, payload, context, { fromUnit: town, rule }) => {
    const refusal = firstRefusal(officersOfUnit(file, payload.handlerIds, town, context), custodyComplete(file, payload.custody));
    if (refusal) return refusal;
    // 行政处罚法 24: what the town has no power for stays with the bureau.
    const delegated = context.lookups.matter?.row.delegatedTo.includes('town') ?? true;
    if (rule === 'no-power' || !delegated) {
      return refuse(
        'town-has-no-power',
        `${town.name}没有该事项的行政处罚权，不能交回`,
        ['由执法局继续办理'],
        ['《行政处罚法》第二十四条'],
      );
    }
    return [
      {
        type: 'ReturnedToTown',
        data: {
          from: file.tier,
          to: file.procedure === 'ordinary' ? 'bureau-reviews' : 'town-closes',
          fromUnit: file.unit,
          toUnit: town,
          handlers: refsOf(payload.handlerIds, context),
          custody: [...new Set(payload.custody)],
          reason: payload.reason,
          instruction: payload.instruction,
        },
      },
    ];
  },
};
