/** Whether the party must be told of the right to a hearing 听证 (行政处罚法 63). */
import type { PenaltyKind } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import type { Line } from './law.ts';
import { toFen, yuanText } from './money.ts';
import { INDIVIDUAL_BUSINESS_AS, PENALTY_SUBJECT_LABELS } from './subject.ts';
import type { IndividualBusinessAs, PenaltySubject } from './subject.ts';

/** "Larger" sums are a matter of local rule: the law gives no figure. Yuan, the figure itself included. */
export interface HearingThresholds {
  citizen: number;
  organisation: number;
  basis: string;
}

export interface HearingQuestion {
  subjectKind: PenaltySubject;
  penalty: {
    /** Yuan. */
    fine: number;
    kinds: readonly PenaltyKind[];
    /** Value of what is confiscated, gains and goods together, yuan; null while not established. */
    confiscated?: number | null;
  };
  thresholds: HearingThresholds;
  /** Other grounds, heavier penalties or 法律、法规、规章规定的其他情形, each with its basis. */
  other?: readonly Line[];
  individualBusinessAs?: IndividualBusinessAs;
}

export type HearingAnswer = { ok: true; required: boolean; lines: Line[] } | Refusal;

const CONFISCATIONS: readonly PenaltyKind[] = ['没收违法所得', '没收非法财物', '没收实物'];
const ALWAYS: Partial<Record<PenaltyKind, string>> = {
  吊销许可证件: '第三项（降低资质等级、吊销许可证件）',
  责令停产停业: '第四项（责令停产停业、责令关闭、限制从业）',
  责令关闭: '第四项（责令停产停业、责令关闭、限制从业）',
  限期拆除: '第五项（其他较重的行政处罚）',
};

/** Every ground that fires, or the sentence that none does; what is confiscated must be valued first. */
export function hearingRequired(question: HearingQuestion): HearingAnswer {
  const { subjectKind, penalty, thresholds, other = [], individualBusinessAs = INDIVIDUAL_BUSINESS_AS } = question;
  const counted =
    subjectKind === 'individual-business' ? individualBusinessAs : subjectKind === 'organisation' ? 'organisation' : 'citizen';
  const threshold = thresholds[counted];
  const label = PENALTY_SUBJECT_LABELS[subjectKind];
  const fine = toFen(penalty.fine);
  const value = penalty.confiscated ?? null;
  const confiscated = value === null ? null : toFen(value);
  if (fine === null) return refuse('fine-invalid', '罚款数额应为不小于零、最多两位小数的元数', ['更正罚款数额']);

  const lines: Line[] = [];
  const basis = (item: string) => `行政处罚法第六十三条第一款${item}`;
  if (fine >= threshold * 100 && fine > 0) {
    lines.push({ text: `对${label}罚款${yuanText(fine)}，达到${threshold}元的较大数额（${thresholds.basis}）`, basis: basis('第一项') });
  }
  for (const kind of penalty.kinds) {
    const item = ALWAYS[kind];
    if (item) lines.push({ text: `拟给予${kind}`, basis: basis(item) });
  }
  lines.push(...other);
  const confiscates = penalty.kinds.some((kind) => CONFISCATIONS.includes(kind));
  if (confiscates && confiscated !== null && confiscated >= threshold * 100) {
    lines.push({ text: `没收价值${yuanText(confiscated)}，达到${threshold}元的较大数额（${thresholds.basis}）`, basis: basis('第二项') });
  }
  if (lines.length > 0) return { ok: true, required: true, lines };
  if (confiscates && confiscated === null) {
    return refuse(
      'confiscation-value-missing',
      '拟没收违法所得或者财物，须先查明价值才能判断是否告知听证权',
      ['没收违法所得和财物的价值（元）'],
      [basis('第二项')],
    );
  }
  const text = `对${label}罚款${yuanText(fine)}，未达到${threshold}元（${thresholds.basis}），也没有其他应当告知听证权的处罚`;
  return { ok: true, required: false, lines: [{ text, basis: '行政处罚法第六十三条' }] };
}
