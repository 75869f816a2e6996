/** Whom the clause's rows are asked for: what the party is, and as what the clause counts it. */
import { CLAUSE_SUBJECT_LABELS } from '../lists/matters.ts';
import type { ClauseSubject, Matter } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { SUBJECT_KIND_LABELS, SUBJECT_KINDS } from '../vocabulary.ts';
import type { SubjectKind } from '../vocabulary.ts';

export const PENALTY_SUBJECTS = [...SUBJECT_KINDS, 'responsible-person'] as const;
export type PenaltySubject = SubjectKind | 'responsible-person';
export const PENALTY_SUBJECT_LABELS: Record<PenaltySubject, string> = {
  ...SUBJECT_KIND_LABELS,
  'responsible-person': '直接负责的主管人员和其他直接责任人员',
};

/**
 * 个体工商户 counts as a citizen unless the county's policy says otherwise: the Civil Code treats it among natural
 * persons (民法典 54), and of two readings the one that burdens the party less is the safe one, for the amount as for the
 * thresholds of 简易程序 and 听证. Where a clause has rows for organisations alone (安全生产法 speaks of 生产经营单位, which
 * individual businesses are too), those rows apply, and the answer says so.
 */
export const INDIVIDUAL_BUSINESS_AS: 'citizen' | 'organisation' = 'citizen';

export type IndividualBusinessAs = 'citizen' | 'organisation';

export interface CountedSubject {
  ok: true;
  kind: PenaltySubject;
  /** The row's subject. */
  counted: ClauseSubject;
  text: string;
  basis: string;
}

/** As what the party counts under this matter, or a refusal that names whom the clause does cover. */
export function countSubject(
  matter: Pick<Matter, 'name' | 'penalties' | 'predecessor'>,
  kind: PenaltySubject,
  individualAs: IndividualBusinessAs = INDIVIDUAL_BUSINESS_AS,
): CountedSubject | Refusal {
  const rows = [...matter.penalties, ...(matter.predecessor?.penalties ?? [])];
  const covered = new Set(rows.map((row) => row.subjectKind));
  const label = PENALTY_SUBJECT_LABELS[kind];
  if (kind !== 'individual-business') {
    if (covered.has(kind)) return { ok: true, kind, counted: kind, text: `处罚对象：${label}`, basis: '事项罚则所列对象' };
    return notCovered(matter.name, label, covered);
  }
  const other = individualAs === 'citizen' ? 'organisation' : 'citizen';
  if (covered.has(individualAs)) {
    return {
      ok: true,
      kind,
      counted: individualAs,
      basis: '民法典第五十四条；本县办案规则“个体工商户适用对象”',
      text: `处罚对象：个体工商户，按本县规则适用对“${CLAUSE_SUBJECT_LABELS[individualAs]}”的罚则`,
    };
  }
  if (covered.has(other)) {
    return {
      ok: true,
      kind,
      counted: other,
      basis: '事项罚则只列此类对象',
      text: `处罚对象：个体工商户；条文只对“${CLAUSE_SUBJECT_LABELS[other]}”设定罚则，据此适用，是否属于条文所称对象由法制审核确认`,
    };
  }
  return notCovered(matter.name, label, covered);
}

function notCovered(name: string, label: string, covered: ReadonlySet<ClauseSubject>): Refusal {
  const kinds = [...covered].map((kind) => CLAUSE_SUBJECT_LABELS[kind]).join('、');
  return refuse('subject-not-covered', `“${name}”没有针对${label}的罚则`, [`处罚对象为${kinds}`], ['事项罚则所列对象']);
}
