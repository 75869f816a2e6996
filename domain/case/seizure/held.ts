/** What the office holds under 查封、扣押, and what that asks of it before the case may end. */
import { refuse, type Refusal } from '../../result.ts';
import type { CaseFile, Seizure } from '../state.ts';
import { MEASURE_LABELS } from './commands.ts';

/** The term of the thirty days. */
export const SEIZURE_TERM = 'seal-detain';

/** Carried out, and not yet decided on (行政强制法 27). */
export const isHeld = ({ carriedOut, resolution }: Seizure): boolean => carriedOut !== null && resolution === null;

/** `查封的砂石、水泥`. */
export const seizedWords = ({ measure, carriedOut, request }: Seizure): string =>
  `${MEASURE_LABELS[measure]}的${(carriedOut ?? request)?.goods.map(({ name }) => name).join('、') ?? ''}`;

// 行政强制法 21, 27, 28: nothing stays sealed or detained when the case is over or leaves the agency.
export function nothingSeized(file: CaseFile, act: string): Refusal | null {
  const held = file.seizures.filter(isHeld);
  return held.length === 0
    ? null
    : refuse(
        'goods-still-seized',
        `还有${held.length}项查封、扣押没有处理，不能${act}`,
        held.map((one) => `对${seizedWords(one)}作出处理决定：没收、销毁、解除退还或者随案移送`),
        ['《行政强制法》第二十七条', '《行政强制法》第二十八条'],
      );
}
