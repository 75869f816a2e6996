/** On the spot 当场处罚 (行政处罚法 51): the facts certain, and a warning or a fine within the limit of the party's kind. */
import type { Matter, PenaltyKind } from '../lists/matters.ts';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import type { Line } from './law.ts';
import { toFen, yuanText } from './money.ts';
import { INDIVIDUAL_BUSINESS_AS, PENALTY_SUBJECT_LABELS } from './subject.ts';
import type { IndividualBusinessAs, PenaltySubject } from './subject.ts';

/** Yuan, both included ("以下" holds the figure itself). */
export const ON_THE_SPOT_LIMITS = { citizen: 200, organisation: 3000 } as const;
const BASIS = '行政处罚法第五十一条';

export interface SimplifiedQuestion {
  matter: Pick<Matter, 'name'>;
  subjectKind: PenaltySubject;
  /** The penalty actually imposed, not the one the clause threatens. Yuan. */
  penalty: { fine: number; kinds: readonly PenaltyKind[] };
  individualBusinessAs?: IndividualBusinessAs;
}

/** Art. 51 looks at the penalty imposed: a matter whose clause goes higher may still be decided on the spot. */
export function simplifiedAllowed(question: SimplifiedQuestion): { ok: true; limit: number; lines: Line[] } | Refusal {
  const { matter, subjectKind, penalty, individualBusinessAs = INDIVIDUAL_BUSINESS_AS } = question;
  const ordinary = '改用普通程序';
  const counted =
    subjectKind === 'individual-business' ? individualBusinessAs : subjectKind === 'organisation' ? 'organisation' : 'citizen';
  const limit = ON_THE_SPOT_LIMITS[counted];
  const fine = toFen(penalty.fine);
  if (fine === null) return refuse('fine-invalid', '罚款数额应为不小于零、最多两位小数的元数', ['更正罚款数额']);
  const heavy = penalty.kinds.filter((kind) => kind !== '警告' && kind !== '罚款');
  if (heavy.length > 0) {
    return refuse('not-simplified-kind', `当场只能给予警告或者罚款，“${matter.name}”拟给予${heavy.join('、')}`, [ordinary], [BASIS]);
  }
  if (fine === 0 && !penalty.kinds.includes('警告')) {
    return refuse('nothing-imposed', '没有罚款，也没有警告', ['填写罚款数额，或者给予警告'], [BASIS]);
  }
  const label = PENALTY_SUBJECT_LABELS[subjectKind];
  if (fine > limit * 100) {
    return refuse(
      'over-simplified-limit',
      `对${label}当场罚款以${limit}元为限，拟罚${yuanText(fine)}`,
      [ordinary, `罚款不超过${limit}元`],
      [BASIS],
    );
  }
  const imposed = [fine > 0 ? `罚款${yuanText(fine)}` : '', penalty.kinds.includes('警告') ? '警告' : ''].filter(Boolean).join('、');
  return {
    ok: true,
    limit,
    lines: [{ text: `对${label}拟${imposed}，在当场处罚限额${limit}元以内；须违法事实确凿并有法定依据`, basis: BASIS }],
  };
}
