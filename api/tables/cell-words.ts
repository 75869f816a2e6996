/** What a cell says, by what its column is for. */
import { type SpreadsheetEpoch, writtenDate, writtenInstant } from '../../domain/terms/written-time.ts';
import { compact, halfWidth, seen } from './invisible.ts';
import type { CellFault } from './spoiled-numbers.ts';
import type { CellKind } from './spec.ts';

const YES = ['是', '有', '√', '✓', '1', 'true', 'y', 'yes'];
const NO = ['否', '无', '×', '0', 'false', 'n', 'no'];

export type CellRead = { value: string } | ({ value: '' } & { fault: CellFault });

/** The cell's value, '' where it is empty; days as `YYYY-MM-DD`, times with their offset, flags as 是 and 否. */
export function readCell(kind: CellKind, text: string, epoch: SpreadsheetEpoch): CellRead {
  switch (kind) {
    case 'exact':
      return { value: text };
    case 'text':
      return { value: seen(text).replaceAll(/\r\n?/g, '\n') };
    case 'code':
      return { value: halfWidth(seen(text)) };
    case 'identity':
    case 'phone':
      return { value: compact(text) };
    case 'flag':
      return flagOf(text);
    default: {
      const word = seen(text);
      if (word === '') return { value: '' };
      const read = kind === 'date' ? writtenDate(word, epoch) : writtenInstant(word, epoch);
      return read.ok ? { value: read.value } : { value: '', fault: { message: read.message, need: read.need } };
    }
  }
}

function flagOf(text: string): CellRead {
  const word = compact(text).toLowerCase();
  if (word === '') return { value: '' };
  if (YES.includes(word)) return { value: '是' };
  if (NO.includes(word)) return { value: '否' };
  return { value: '', fault: { message: `“${seen(text).slice(0, 20)}”既不是“是”也不是“否”`, need: '应为“是”或者“否”' } };
}

/** What a word of a table stands for: a label, or one of those that a label joins by 、. */
export const choiceIn = <Value extends string>(word: string, labels: Record<Value, string>): Value | undefined =>
  (Object.keys(labels) as Value[]).find((one) => labels[one] === word || labels[one].split('、').includes(word));
