/** Numbers that a spreadsheet has spoiled: what was lost is lost, so the row says so and how it does not happen again. */
import type { GridCell } from './grid.ts';
import type { CellKind } from './spec.ts';

export interface CellFault {
  message: string;
  need: string;
}

const AS_TEXT = '把这一栏的单元格格式设为“文本”，再重新填写完整的号码';

const SCIENTIFIC = /^[+-]?\d(?:\.\d+)?E[+-]?\d+$/i;
/** A spreadsheet keeps fifteen figures and writes zeros for the others. */
const KEPT = 15;
const roundedOff = (word: string): boolean => /^\d+$/.test(word) && word.length > KEPT && /^0+$/.test(word.slice(KEPT));

/** What a whole column tells of its figures. */
export interface ColumnEvidence {
  /** Some long figure goes on after the fifteenth: nothing was rounded in this column. */
  unrounded: boolean;
  /** The one length of figures that begin with zero; null where there is none, or several. */
  width: number | null;
}

export function evidenceOf(words: Iterable<string>): ColumnEvidence {
  let unrounded = false;
  const widths = new Set<number>();
  for (const word of words) {
    if (!/^\d+$/.test(word)) continue;
    if (word.length > KEPT && !roundedOff(word)) unrounded = true;
    if (word.startsWith('0')) widths.add(word.length);
  }
  return { unrounded, width: widths.size === 1 ? [...widths][0]! : null };
}

/** Area code without its zero and seven or eight figures; 400 and 800 are numbers of their own. */
const lostPhoneZero = (word: string): boolean =>
  /^\d{10,11}$/.test(word) &&
  !word.startsWith('0') &&
  !/^1[3-9]\d{9}$/.test(word) &&
  !/^[48]00\d{7}$/.test(word) &&
  !/^1[0-2]\d{9}$/.test(word);

/** `word`: the cell in half width, without spaces; `keptAsText`: the spreadsheet itself says that it is no number. */
export function spoiled(kind: CellKind, word: string, cell: GridCell, keptAsText: boolean, evidence: ColumnEvidence): CellFault | null {
  if (kind !== 'code' && kind !== 'phone' && kind !== 'identity') return null;
  if (cell.number === 'rounded' || SCIENTIFIC.test(word)) {
    return { message: `“${word.slice(0, 40)}”是表格软件改成科学计数的，第15位以后的数字已经丢失`, need: AS_TEXT };
  }
  // One zero at the end is chance once in ten; what a spreadsheet keeps as text was never rounded.
  if (!keptAsText && word.length >= KEPT + 2 && roundedOff(word) && !evidence.unrounded) {
    return {
      message: `“${word.slice(0, 40)}”第15位以后全是0，像是表格软件取整过的`,
      need: `${AS_TEXT}；确是以0结尾的，用 .xlsx 上传文本格式的单元格`,
    };
  }
  if (kind === 'phone' && lostPhoneZero(word.replaceAll('-', ''))) {
    return { message: `“${word.slice(0, 40)}”像是丢了开头的0的座机号`, need: `${AS_TEXT}，如 0571-88880000` };
  }
  if (evidence.width !== null && /^\d+$/.test(word) && !word.startsWith('0') && word.length < evidence.width && kind === 'code') {
    return { message: `“${word.slice(0, 40)}”比同一栏以0开头的少${evidence.width - word.length}位，像是丢了开头的0`, need: AS_TEXT };
  }
  return null;
}
