/** Cross checks over the matters list that no single field can answer. */
import { addDays } from '../terms/instant.ts';
import { CLAUSE_SUBJECT_LABELS, PENALTY_STAGE_LABELS, penaltyLabel } from './matters.ts';
import type { Matter, MatterPenalty } from './matters.ts';
import { checkEach } from './row-check.ts';
import type { RowFinding, RowReport } from './row-check.ts';

/** Kinds that 行政处罚法 51 allows on the spot. */
const SIMPLE_KINDS = new Set(['警告', '罚款']);

/**
 * Duplicate codes, amounts the wrong way round, rows for subjects the matter does not name, stages that cannot be
 * reached, alternatives nothing tells apart, law dates in the wrong order, derived flags that contradict the rows.
 */
export function checkMatters(rows: readonly Matter[]): RowFinding[] {
  return checkEach(
    rows,
    (row) => row.code,
    'code',
    (matter, report) => {
      checkPenalties(matter.penalties, 'penalties', report);
      checkSubjects(matter, report);
      checkStages(matter, report);
      checkLawDates(matter, report);
      checkFlags(matter, report);
    },
  );
}

function checkPenalties(penalties: readonly MatterPenalty[], path: string, report: RowReport): void {
  const seen = new Map<string, number>();
  penalties.forEach((penalty, index) => {
    const field = `${path}.${index}`;
    checkAmounts(penalty, field, report);
    const key = JSON.stringify([penalty.kind, penalty.subjectKind, penalty.stage, penalty.unit, penalty.note ?? '']);
    const twin = seen.get(key);
    if (twin !== undefined) {
      report.error(field, 'alternatives-alike', `与第${twin + 1}条罚则无法区分（${penaltyLabel(penalty)}），请写明各自的适用情形`);
    } else seen.set(key, index);
  });
}

function checkAmounts(penalty: MatterPenalty, field: string, report: RowReport): void {
  const { min, max, unit, kind } = penalty;
  if (kind !== '罚款') {
    if (min !== null || max !== null || unit !== null) report.error(field, 'amount-on-non-fine', `“${kind}”不是罚款，不应填写数额`);
    return;
  }
  if ((min === null) !== (max === null)) report.error(`${field}.min`, 'half-range', '罚款的下限和上限要么都填，要么都空');
  if (min === null && max === null && unit !== null) report.error(`${field}.unit`, 'unit-without-amount', '没有数额，不应填写单位');
  if (min === null || max === null) {
    report.warn(`${field}.max`, 'amount-not-set', '条文未定罚款数额，须按地方性法规补录后才能计算罚款');
    return;
  }
  if (unit === null) report.error(`${field}.unit`, 'amount-without-unit', '有数额而没有单位');
  if (min > max) report.error(`${field}.min`, 'min-over-max', `下限${min}高于上限${max}`);
  if (max === 0) report.error(`${field}.max`, 'zero-maximum', '罚款上限不能为零');
}

function checkSubjects(matter: Matter, report: RowReport): void {
  for (const kind of matter.subjectKinds) {
    if (!matter.penalties.some((penalty) => penalty.subjectKind === kind)) {
      report.error('subjectKinds', 'subject-without-row', `列有“${CLAUSE_SUBJECT_LABELS[kind]}”，但没有对应罚则`);
    }
  }
  const strangers = new Set(
    matter.penalties
      .map((penalty) => penalty.subjectKind)
      // Responsible persons stand beside the punished unit; the catalogue does not name them among its subjects.
      .filter((kind) => kind !== 'responsible-person' && !matter.subjectKinds.includes(kind)),
  );
  for (const kind of strangers)
    report.error('penalties', 'row-without-subject', `罚则针对“${CLAUSE_SUBJECT_LABELS[kind]}”，但处罚对象未列`);
}

function checkStages(matter: Matter, report: RowReport): void {
  if (!matter.orderToCorrectFirst) return;
  if (!matter.orderToCorrect) report.error('orderToCorrect', 'correction-first-without-order', '先责令改正的事项，条文应有责令改正');
  matter.penalties.forEach((penalty, index) => {
    if (penalty.stage === 'direct' && penalty.kind === '罚款') {
      report.warn(
        `penalties.${index}.stage`,
        'direct-fine-before-correction',
        `标为先责令改正，却列有${PENALTY_STAGE_LABELS.direct}的罚款，请核对条文`,
      );
    }
  });
}

function checkLawDates(matter: Matter, report: RowReport): void {
  const predecessor = matter.predecessor;
  if (!predecessor) return;
  checkPenalties(predecessor.penalties, 'predecessor.penalties', report);
  if (matter.effectiveFrom === null) {
    report.error('effectiveFrom', 'predecessor-without-start', '有前身条款，须填写现行条款的施行日期');
  } else if (predecessor.effectiveUntil >= matter.effectiveFrom) {
    report.error('predecessor.effectiveUntil', 'law-overlap', `前身条款的失效日期不早于现行条款的施行日期${matter.effectiveFrom}`);
  } else if (addDays(predecessor.effectiveUntil, 1) !== matter.effectiveFrom) {
    report.warn('predecessor.effectiveUntil', 'law-gap', '前身条款失效与现行条款施行之间有空档');
  }
}

function checkFlags(matter: Matter, report: RowReport): void {
  if (matter.firstViolationExemptible !== (matter.firstViolation !== null)) {
    report.error('firstViolation', 'first-violation-mismatch', '“可首违不罚”与首违不罚条件须同时有或者同时无');
  }
  for (const [subject, limit] of [
    ['citizen', 200],
    ['organisation', 3000],
  ] as const) {
    const own = matter.penalties.filter((penalty) => penalty.subjectKind === subject && penalty.isPenalty);
    if (own.length === 0) continue;
    const simple = own.every(
      (penalty) =>
        SIMPLE_KINDS.has(penalty.kind) &&
        (penalty.kind !== '罚款' || (penalty.unit === 'yuan' && penalty.max !== null && penalty.max <= limit)),
    );
    if (simple !== (matter.simplifiedProcedureEligible[subject] ?? false)) {
      report.warn(
        'simplifiedProcedureEligible',
        'simplified-flag',
        `按罚则推算，${CLAUSE_SUBJECT_LABELS[subject]}${simple ? '可以' : '不能'}全部适用简易程序（行政处罚法第五十一条），与所填不符`,
      );
    }
    const warning = own.some((penalty) => penalty.kind === '警告');
    if (warning !== (matter.warningAvailable[subject] ?? false)) {
      report.warn('warningAvailable', 'warning-flag', `${CLAUSE_SUBJECT_LABELS[subject]}的“可以警告”与罚则不符`);
    }
  }
  if (!matter.verified) report.warn('verified', 'not-verified', '条文或者数额尚未核对，使用前必须核对');
}
