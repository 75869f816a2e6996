import { kindNamed } from '../../domain/kinds.ts';
import { DIFFERENCE_LABELS, type Difference } from './compare.ts';

const COLUMNS = ['种类', '编号', '差异', '引擎', '记录', '视图', '说明'] as const;

/** Chinese letters are two columns wide on a terminal. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(letter) ? 2 : 1), 0);
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

export function tableOf(differences: readonly Difference[], outcomes: ReadonlyMap<string, string>): string {
  const rows = differences.map((difference) => [
    kindNamed(difference.item.kind)?.label ?? difference.item.kind,
    difference.item.id,
    DIFFERENCE_LABELS[difference.kind],
    String(difference.workflow ?? '—'),
    String(difference.record),
    String(difference.view ?? '—'),
    outcomes.get(difference.item.id) ?? difference.text,
  ]);
  const widths = COLUMNS.map((title, column) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))));
  return [COLUMNS, ...rows]
    .map((row) =>
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
