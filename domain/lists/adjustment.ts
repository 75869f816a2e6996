/**
 * Dynamic adjustment 动态调整 of the delegation list: hand a power down or take it back, by town type and from a date,
 * with a preview of the open cases it touches. Rows go in and rows come out: a new version, never an edit in place.
 */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { addDays } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import { competence, overlaps, POWER_LABELS, TOWN_TYPE_LABELS } from './delegation.ts';
import type { Delegation, Power, TownRef, TownType } from './delegation.ts';
import type { ListVersion } from './versions.ts';

/** Adds one delegation; refused where it overlaps one that is there. */
export function handDown(rows: readonly Delegation[], added: Delegation): Delegation[] | Refusal {
  if (added.effectiveUntil !== null && added.effectiveFrom > added.effectiveUntil) {
    return refuse('period-reversed', `起始日期${added.effectiveFrom}晚于截止日期${added.effectiveUntil}`, ['更正起止日期']);
  }
  if (rows.some((row) => row.code === added.code)) return refuse('duplicate-code', `编号“${added.code}”已经使用`, ['换一个编号']);
  const rival = rows.find((row) => overlaps(row, added));
  if (rival) {
    const powers = added.powers.map((power) => POWER_LABELS[power]).join('、');
    return refuse('period-overlap', `${added.matterCode}的${powers}已由${rival.code}赋予${TOWN_TYPE_LABELS[added.townType]}，期间重叠`, [
      '从原赋权截止的次日起算，或者先收回',
    ]);
  }
  return [...rows, added];
}

/** The power ends for that town type after `lastDay`; rows that had not begun by then are dropped. */
export function takeBack(rows: readonly Delegation[], matterCode: string, townType: TownType, lastDay: LegalDate): Delegation[] | Refusal {
  const touched = rows.filter((row) => row.matterCode === matterCode && row.townType === townType);
  const open = touched.filter((row) => row.effectiveUntil === null || row.effectiveUntil > lastDay);
  if (open.length === 0) {
    return refuse('nothing-to-take-back', `“${matterCode}”在${lastDay}之后没有赋予${TOWN_TYPE_LABELS[townType]}的权限可以收回`, [
      '核对事项和镇街类型',
    ]);
  }
  return rows.flatMap((row) => {
    if (!open.includes(row)) return [row];
    return row.effectiveFrom > lastDay ? [] : [{ ...row, effectiveUntil: lastDay }];
  });
}

/** An open case as far as an adjustment can touch it. */
export interface AdjustedCase {
  caseId: string;
  matter: { code: string; name: string };
  town: TownRef;
  filedOn: LegalDate | null;
}

export interface AdjustmentEffect {
  caseId: string;
  /** `kept`: taken back, but filed before; `lost`: the town cannot go on; `gained`: it could not and now can. */
  effect: 'kept' | 'lost' | 'gained';
  message: string;
}

/** The list with the version that it is. */
interface DelegationList {
  rows: readonly Delegation[];
  version: ListVersion;
}

/** Which open cases a new version touches, judged on its first day in force. Those it leaves alone are left out. */
export function previewAdjustment(before: DelegationList, after: DelegationList, cases: readonly AdjustedCase[]): AdjustmentEffect[] {
  const on = after.version.effectiveFrom;
  return cases.flatMap((open): AdjustmentEffect[] => {
    const { matter, town, filedOn } = open;
    const was = competence({ matter, delegation: before, town, on: addDays(on, -1), filedOn });
    const will = competence({ matter, delegation: after, town, on, filedOn });
    const couldStart = competence({ matter, delegation: before, town, on: addDays(on, -1), filedOn: null });
    const canStart = competence({ matter, delegation: after, town, on, filedOn: null });
    if (was.ok && !will.ok) return [{ caseId: open.caseId, effect: 'lost', message: will.message }];
    if (!was.ok && will.ok) return [{ caseId: open.caseId, effect: 'gained', message: will.why }];
    if (was.ok && will.ok && couldStart.ok && !canStart.ok) return [{ caseId: open.caseId, effect: 'kept', message: will.why }];
    return [];
  });
}

export const ADJUSTMENT_ACTIONS = ['hand-down', 'take-back'] as const;
export type AdjustmentAction = (typeof ADJUSTMENT_ACTIONS)[number];
export const ADJUSTMENT_ACTION_LABELS: Record<AdjustmentAction, string> = { 'hand-down': '赋权', 'take-back': '收回' };

/** One decision over several matters, for one town type, from one date. */
export type Adjustment =
  | { action: 'take-back'; matterCodes: readonly string[]; townType: TownType; from: LegalDate }
  | {
      action: 'hand-down';
      matterCodes: readonly string[];
      townType: TownType;
      from: LegalDate;
      until: LegalDate | null;
      /** Ids of the towns it is limited to; null: all of the type. */
      towns: string[] | null;
      powers: Power[];
      decision: Delegation['decision'];
      note: string | null;
    };

/** The list after the adjustment. All matters or none: the first that cannot be adjusted refuses the whole. */
export function adjust(
  rows: readonly Delegation[],
  adjustment: Adjustment,
  nameOf: (matterCode: string) => string | undefined,
): { ok: true; rows: Delegation[] } | Refusal {
  let result = [...rows];
  for (const matterCode of new Set(adjustment.matterCodes)) {
    const next =
      adjustment.action === 'take-back'
        ? takeBack(result, matterCode, adjustment.townType, addDays(adjustment.from, -1))
        : handDownOne(result, matterCode, adjustment, nameOf(matterCode));
    if (!Array.isArray(next)) return next;
    result = next;
  }
  return { ok: true, rows: result };
}

function handDownOne(
  rows: readonly Delegation[],
  matterCode: string,
  adjustment: Extract<Adjustment, { action: 'hand-down' }>,
  matterName: string | undefined,
): Delegation[] | Refusal {
  const { townType, towns, powers, from, until, decision, note } = adjustment;
  if (matterName === undefined) return refuse('unknown-matter', `执法事项清单中没有“${matterCode}”`, ['填写清单中的事项编号']);
  return handDown(rows, {
    code: freeCode(rows, `${matterCode}-${townType}`),
    matterCode,
    matterName,
    townType,
    towns,
    powers,
    effectiveFrom: from,
    effectiveUntil: until,
    decision,
    note,
  });
}

/** A power handed down again after it was taken back is an item of its own: `CG-0101-town-2`. */
function freeCode(rows: readonly Delegation[], wanted: string): string {
  const used = new Set(rows.map(({ code }) => code));
  let code = wanted;
  for (let number = 2; used.has(code); number++) code = `${wanted}-${number}`;
  return code;
}
