/** Whom a term's duty falls on in a case, and to whom a case climbs when a ladder has come to its last rung. */
import type { DueRung } from '../../terms/ladder.ts';
import type { TermDefinition } from '../../terms/model.ts';
import { TIER_LABELS, TIERS, type Tier } from '../../vocabulary.ts';
import { heldInCustody } from '../transfer/rules.ts';
import type { NewCaseEvent } from '../events.ts';
import type { RungNotice } from '../../work/notice.ts';
import type { CaseFile } from '../state.ts';
import type { UnitRef } from '../../people.ts';

/** The tier above; null at the highest. */
const above = (tier: Tier): Tier | null => TIERS[TIERS.indexOf(tier) + 1] ?? null;

/** Whom the duty of a term falls on here: people by id, or the unit whose role it is. */
export function addressees(file: CaseFile, duty: TermDefinition['duty']): string[] {
  switch (duty) {
    case 'handler':
    case 'party':
    case 'other-body':
      return file.handlers.length > 0 ? file.handlers.map(({ id }) => id) : [file.unit.id];
    case 'reviewer':
    case 'head':
      return [file.unit.id];
    case 'receiver':
      return file.transfer?.toUnit ? [file.transfer.toUnit.id] : [];
    default:
      return [];
  }
}

/** A bureau that the record already names for this case, or the one that the policy names; the clock knows of no other. */
const knownBureau = (file: CaseFile, due: DueRung): UnitRef | null =>
  [
    file.transfer?.toUnit,
    ...file.transfers.flatMap(({ fromUnit, toUnit }) => [toUnit, fromUnit]),
    ...file.assistingUnits,
    due.receiver,
  ].find((unit) => unit?.kind === 'bureau') ?? null;

export function climb(file: CaseFile, due: DueRung, notice: RungNotice): NewCaseEvent[] {
  const told = (text: string): NewCaseEvent[] => [{ type: 'SupervisorNotified', data: { ...notice, text: `${notice.text}；${text}` } }];
  if (file.stage === 'closed') return told('案件已结案，不再提级，请督促归档');
  // Unanswered, a transfer climbs above the tier that was asked; any other term waits for that answer.
  const climbing = file.transfer !== null && due.key === 'transfer-answer';
  if (file.transfer && !climbing) return told(`已提请提级到“${TIER_LABELS[file.transfer.to]}”，等待答复`);
  const to = above(file.transfer && climbing ? file.transfer.to : file.tier);
  if (to === null) return told(climbing ? '提级无人答复，已无更高层级，请督办员处理' : '案件已由执法局办理，已无更高层级，请督办员处理');
  const reasons = climbing ? `提级逾期未答复，继续提级：${notice.text}` : `按督办阶梯提级：${notice.text}`;
  const proposed: NewCaseEvent = {
    type: 'TransferProposed',
    data: {
      from: file.tier,
      to,
      toUnit: null,
      by: 'ladder',
      reasons,
      rule: null,
      lines: [],
      answerDueAt: due.answerDueAt,
      rung: due.reference,
    },
  };
  if (!due.automatic) return [proposed];
  // Where only the review moves up nothing changes hands; a bureau takes over by itself only where it is known.
  const common = { from: file.tier, to, fromUnit: file.unit, custodyNote: null, reasons, rule: null };
  if (to !== 'bureau-closes') {
    return [
      proposed,
      {
        type: 'TransferAccepted',
        data: { ...common, toUnit: file.unit, handlers: file.handlers, custody: [], assisting: null, clocksOwner: file.unit },
      },
    ];
  }
  const bureau = knownBureau(file, due);
  if (!bureau) return [proposed];
  return [
    proposed,
    {
      type: 'TransferAccepted',
      data: {
        ...common,
        toUnit: bureau,
        handlers: [],
        custody: heldInCustody(file).map(({ id }) => id),
        assisting: file.unit.id === bureau.id ? null : file.unit,
        clocksOwner: bureau,
      },
    },
  ];
}
