/** Whether legal review 法制审核 must come before the decision (行政处罚法 58); it cannot be switched off. */
import type { Line } from './law.ts';

export interface LegalReviewQuestion {
  majorPublicInterest: boolean;
  /** Bears on major rights of the party or of others, and a hearing was held. */
  afterHearing: boolean;
  complex: boolean;
  severalLegalRelations: boolean;
  /** Statutes and regulations that demand it, each with its basis. */
  byLaw?: readonly Line[];
  /** The county's own rule (every ordinary case, every case of a town …), with its basis. */
  localRules?: readonly Line[];
}

/** Every ground that fires; none means that the law does not demand it. */
export function legalReviewRequired(question: LegalReviewQuestion): { required: boolean; lines: Line[] } {
  const basis = (item: string) => `行政处罚法第五十八条第一款${item}`;
  const lines: Line[] = [];
  if (question.majorPublicInterest) lines.push({ text: '涉及重大公共利益', basis: basis('第一项') });
  if (question.afterHearing) lines.push({ text: '直接关系当事人或者第三人重大权益，经过听证程序', basis: basis('第二项') });
  if (question.complex || question.severalLegalRelations) {
    const why = [question.complex && '案件情况疑难复杂', question.severalLegalRelations && '涉及多个法律关系'].filter(Boolean).join('，');
    lines.push({ text: why, basis: basis('第三项') });
  }
  lines.push(...(question.byLaw ?? []), ...(question.localRules ?? []));
  return lines.length > 0
    ? { required: true, lines }
    : { required: false, lines: [{ text: '不属于决定前必须法制审核的情形', basis: '行政处罚法第五十八条' }] };
}
