/**
 * Which version of the law applies 从旧兼从轻 (行政处罚法 37): the law of the day of the conduct, for conduct that goes on
 * the day it ends; the law in force at the decision instead where it is lighter. The comparison is made for the subject
 * and the stage at hand, penalty by penalty, and says so.
 */
import { amountLabel, CLAUSE_SUBJECT_LABELS, PENALTY_KINDS } from '../lists/matters.ts';
import type { ClauseSubject, Matter, MatterPenalty, PenaltyKind, PenaltyStage } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { isInForce } from '../lists/versions.ts';
import { isLegalDate } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import { currentClause, predecessorClauses, rowsAt } from './clause-rows.ts';
import type { Facts } from './factors.ts';
import { chooseRow } from './row-condition.ts';
import type { ClauseVersion } from './clause-rows.ts';

export const LAW_BASIS = '行政处罚法第三十七条';

export interface Line {
  text: string;
  basis?: string;
}

/** One kind of penalty under the old and the new law; the verdict is on the new one. */
export interface RowComparison {
  kind: PenaltyKind;
  before: string;
  after: string;
  verdict: 'same' | 'lighter' | 'heavier' | 'unclear';
  why: string;
}

export interface ClauseComparison {
  rows: RowComparison[];
  /** On the new law as a whole; `mixed`: lighter here and heavier there, or not comparable. */
  verdict: 'same' | 'lighter' | 'heavier' | 'mixed';
}

export interface AppliedLaw {
  ok: true;
  version: ClauseVersion;
  /** The day that decides: the conduct's, or the day continuing conduct ended. */
  day: LegalDate;
  comparison: ClauseComparison | null;
  lines: Line[];
  /** A mixed comparison keeps the old law and asks for a legal review of the choice. */
  needsReview: string | null;
  /** The list does not say what the law was at the conduct: in words; the decision has to say it. null: it is known. */
  unknown: string | null;
}

export interface LawQuestion {
  matter: Matter;
  subject: ClauseSubject;
  stage: PenaltyStage;
  conductOn: LegalDate;
  /** For continuous or continuing conduct the day it ended; the decision's own day while it still goes on. */
  conductEndedOn?: LegalDate | null;
  decidedOn: LegalDate;
  /** Tell the rows of a clause with several cases apart; left out, all of them are compared. */
  facts?: Facts;
  /** The case's rules (docs/adr/0003); those in force unless given. */
  rules?: number;
}

/** Before the fourth rules of a case what the list does not know was refused instead of said. */
const refusesUnknown = ({ rules = Infinity }: LawQuestion): boolean => rules < 4;

/** The list records law dates from here on: `effectiveFrom` null means earlier, or not recorded. */
const LAW_DATES_RECORDED_FROM: LegalDate = '2026-01-01';

/** The law that applies, or why none does. */
export function resolveLaw(question: LawQuestion): AppliedLaw | Refusal {
  const { matter, conductOn, decidedOn } = question;
  const endedOn = question.conductEndedOn ?? null;
  const bad = badDates(conductOn, endedOn, decidedOn);
  if (bad) return bad;

  const day = endedOn ?? conductOn;
  const current = currentClause(matter);
  const from = current.effectiveFrom;
  const continuing = endedOn !== null && endedOn !== conductOn;
  const dayText = continuing ? `行为自${conductOn}持续到${endedOn}，以行为终了之日` : `行为发生于${conductOn}`;

  if (from === null) {
    const unrecorded =
      day < LAW_DATES_RECORDED_FROM
        ? `清单未记载${current.label}的施行日期，行为发生在${LAW_DATES_RECORDED_FROM}以前的，须核对当时条文与现行条文是否一致`
        : null;
    return {
      ok: true,
      version: current,
      day,
      comparison: null,
      needsReview: unrecorded,
      unknown: refusesUnknown(question) ? null : unrecorded,
      lines: [{ text: `${dayText}，适用${current.label}`, basis: LAW_BASIS }],
    };
  }
  if (day >= from) {
    const crossing = conductOn < from ? `，跨越新法施行日${from}，适用行为终了时的` : `，在${from}施行以后，适用`;
    return {
      ok: true,
      version: current,
      day,
      comparison: null,
      needsReview: null,
      unknown: null,
      lines: [{ text: `${dayText}${crossing}${current.label}`, basis: LAW_BASIS }],
    };
  }

  const recorded = predecessorClauses(matter);
  const old = recorded.find(({ effectiveFrom, effectiveUntil }) => isInForce({ effectiveFrom, effectiveUntil }, day));
  if (!old) return unknownLaw(question, current, recorded, { day, dayText, from });
  if (decidedOn < from) {
    return {
      ok: true,
      version: old,
      day,
      comparison: null,
      needsReview: null,
      unknown: null,
      lines: [{ text: `${dayText}，决定时（${decidedOn}）${current.label}尚未施行，适用${old.label}`, basis: LAW_BASIS }],
    };
  }
  return lighterLaw(question, old, current, { day, dayText, from });
}

/**
 * Nobody recorded what was in force then. The present clause is shown, never taken for the law of that day: without a
 * rule then there is no penalty (行政处罚法 4), a lighter one goes before (37). The decision has to say what was found.
 */
function unknownLaw(
  question: LawQuestion,
  current: ClauseVersion,
  recorded: readonly ClauseVersion[],
  { day, dayText, from }: { day: LegalDate; dayText: string; from: LegalDate },
): AppliedLaw | Refusal {
  const between = recorded.find(({ effectiveUntil }) => effectiveUntil !== null && day > effectiveUntil);
  const gap = between ? `${between.label}已于${between.effectiveUntil ?? ''}失效，` : '';
  if (refusesUnknown(question)) {
    return between
      ? refuse(
          'law-gap',
          `${day}时${gap}${current.label}自${from}起才施行，没有可以适用的条款`,
          ['由法制审核查明行为时有效的条款'],
          [LAW_BASIS],
        )
      : refuse(
          'law-not-in-force',
          `${dayText}，${current.label}自${from}起施行，清单没有登载此前有效的条款，不能据此处罚`,
          ['由法制审核查明行为时有效的条款，并在执法事项清单补录前身条款', '或者核实行为日期'],
          [LAW_BASIS, current.label],
        );
  }
  const unknown = `${dayText}，${gap}${current.label}自${from}起施行，清单没有登载行为时有效的条款：行为时的规定不明，须由法制审核查明并在决定中写明；行为时没有处罚规定的不予处罚，规定较轻的从其规定`;
  return {
    ok: true,
    version: current,
    day,
    comparison: null,
    needsReview: unknown,
    unknown,
    lines: [{ text: `行为时的规定不明，暂按决定时（${question.decidedOn}）的${current.label}推算`, basis: LAW_BASIS }],
  };
}

function badDates(conductOn: LegalDate, endedOn: LegalDate | null, decidedOn: LegalDate): Refusal | null {
  for (const [date, name] of [
    [conductOn, '行为日期'],
    [endedOn, '行为终了日期'],
    [decidedOn, '决定日期'],
  ] as const) {
    if (date !== null && !isLegalDate(date))
      return refuse('date-invalid', `${name}“${String(date)}”不是有效日期`, [`按年-月-日填写${name}`]);
  }
  if (endedOn !== null && endedOn < conductOn)
    return refuse('conduct-reversed', `行为终了日期${endedOn}早于发生日期${conductOn}`, ['更正行为起止日期']);
  const last = endedOn ?? conductOn;
  if (last > decidedOn) return refuse('conduct-after-decision', `行为日期${last}晚于决定日期${decidedOn}`, ['核实行为日期和决定日期']);
  return null;
}

function lighterLaw(
  { subject, stage, decidedOn, facts, rules }: LawQuestion,
  old: ClauseVersion,
  current: ClauseVersion,
  { day, dayText, from }: { day: LegalDate; dayText: string; from: LegalDate },
): AppliedLaw {
  const told = (rules ?? Infinity) >= 4 ? facts : undefined;
  const comparison = compareClauses(rowsOf(old, subject, stage, told), rowsOf(current, subject, stage, told), rules);
  const head = `${dayText}，当时有效的是${old.label}；决定时（${decidedOn}）${current.label}已于${from}施行，按对${CLAUSE_SUBJECT_LABELS[subject]}的罚则比较`;
  const rowLines = comparison.rows.map((row) => ({
    text: `${row.kind}：旧法${row.before}，新法${row.after}，${row.why}`,
    basis: `${old.label}；${current.label}`,
  }));
  const verdicts: Record<ClauseComparison['verdict'], string> = {
    same: `新旧处罚相同，从旧，适用${old.label}`,
    lighter: `新法处罚较轻，从轻，适用${current.label}`,
    heavier: `新法处罚较重，从旧，适用${old.label}`,
    mixed: `新旧处罚互有轻重，不能认定新法较轻，暂从旧适用${old.label}`,
  };
  const version = comparison.verdict === 'lighter' ? current : old;
  return {
    ok: true,
    version,
    day,
    comparison,
    unknown: null,
    needsReview: comparison.verdict === 'mixed' ? `新旧法处罚互有轻重，适用${old.label}须经法制审核确认` : null,
    lines: [{ text: head, basis: LAW_BASIS }, ...rowLines, { text: verdicts[comparison.verdict], basis: LAW_BASIS }],
  };
}

/** Penalties alone: an order to put things right is no penalty and weighs nothing here. */
function rowsOf(version: ClauseVersion, subject: ClauseSubject, stage: PenaltyStage, facts: Facts | undefined): MatterPenalty[] {
  const open = rowsAt(version, subject, stage);
  const choice = facts && open.fines.length > 1 ? chooseRow(open.fines, facts) : null;
  return [...open.others, ...(choice?.kind === 'row' ? [choice.row] : open.fines)].filter((row) => row.isPenalty);
}

/** Old against new, kind by kind. A penalty that only one of them has is heavier there. */
export function compareClauses(
  before: readonly MatterPenalty[],
  after: readonly MatterPenalty[],
  rules: number = Infinity,
): ClauseComparison {
  const rows = PENALTY_KINDS.flatMap((kind): RowComparison[] => {
    const old = before.filter((row) => row.kind === kind);
    const now = after.filter((row) => row.kind === kind);
    if (old.length === 0 && now.length === 0) return [];
    const texts = { kind, before: rowsText(old), after: rowsText(now) };
    // 行政处罚法 28(2): gains are confiscated whatever the clause says; neither law is heavier for naming it.
    if (kind === '没收违法所得' && rules >= 4)
      return [{ ...texts, verdict: 'same', why: '违法所得依行政处罚法第二十八条第二款都应当没收' }];
    if (old.length === 0) return [{ ...texts, verdict: 'heavier', why: '新法增加此项处罚，较重' }];
    if (now.length === 0) return [{ ...texts, verdict: 'lighter', why: '新法取消此项处罚，较轻' }];
    const bound = compareBound(old, now);
    if (kind !== '罚款') return [{ ...texts, ...(bound ?? { verdict: 'same', why: '相同' }) }];
    const fines = compareFines(old, now);
    return [{ ...texts, ...(fines.verdict === 'same' && bound ? bound : fines) }];
  });
  const heavier = rows.some((row) => row.verdict === 'heavier');
  const lighter = rows.some((row) => row.verdict === 'lighter');
  const unclear = rows.some((row) => row.verdict === 'unclear');
  const verdict = unclear || (heavier && lighter) ? 'mixed' : heavier ? 'heavier' : lighter ? 'lighter' : 'same';
  return { rows, verdict };
}

/** 可以 became 应当, or the other way round; null where neither, or where a list does not say. */
function compareBound(before: readonly MatterPenalty[], after: readonly MatterPenalty[]): Pick<RowComparison, 'verdict' | 'why'> | null {
  const [old, now] = [before, after].map((rows) => [...new Set(rows.map(({ imposition }) => imposition))]);
  if (old?.length !== 1 || now?.length !== 1) return null;
  if (old[0] === 'shall' && now[0] === 'may') return { verdict: 'lighter', why: '由应当给予改为可以给予，较轻' };
  return old[0] === 'may' && now[0] === 'shall' ? { verdict: 'heavier', why: '由可以给予改为应当给予，较重' } : null;
}

function rowsText(rows: readonly MatterPenalty[]): string {
  if (rows.length === 0) return '无';
  return rows.map((row) => amountLabel(row) || '有').join('；');
}

/** The ceiling decides; where it is the same, the floor. A lower ceiling bought with a higher floor is unclear. */
function compareFines(before: readonly MatterPenalty[], after: readonly MatterPenalty[]): Pick<RowComparison, 'verdict' | 'why'> {
  const key = (rows: readonly MatterPenalty[]) => JSON.stringify(rows.map((row) => [row.min, row.max, row.unit]).sort());
  if (key(before) === key(after)) return { verdict: 'same', why: '幅度相同' };
  const old = before[0];
  const now = after[0];
  const comparable = old && now && before.length === 1 && after.length === 1 && old.unit === now.unit;
  if (!comparable || old.min === null || old.max === null || now.min === null || now.max === null) {
    return { verdict: 'unclear', why: '计算单位或者情形不同，不能直接比较' };
  }
  const ceiling = Math.sign(now.max - old.max);
  const floor = Math.sign(now.min - old.min);
  if (ceiling !== 0 && floor !== 0 && ceiling !== floor) return { verdict: 'unclear', why: '上限和下限一高一低，不能直接比较' };
  if (ceiling < 0) return { verdict: 'lighter', why: floor < 0 ? '上限和下限都降低，较轻' : '上限降低，较轻' };
  if (ceiling > 0) return { verdict: 'heavier', why: floor > 0 ? '上限和下限都提高，较重' : '上限提高，较重' };
  return floor < 0 ? { verdict: 'lighter', why: '上限相同、下限降低，较轻' } : { verdict: 'heavier', why: '上限相同、下限提高，较重' };
}
