import type { Work } from '../../../contract/work.ts';
import { kindNamed } from '../../../domain/kinds.ts';
import { type Light, LIGHTS, STAGE_LABELS } from '../../../domain/vocabulary.ts';
import { pathOf } from '../item/path.ts';

type ItemOfDay = Work['items'][number];

/** A case or another work item, as a day's list shows it. */
export interface DayRow {
  id: string;
  to: string;
  title: string;
  /** Stage and what tells it from others. */
  about: string;
  light: Light;
  term: ItemOfDay['term'];
  redAt: string | null;
  /** The step that this person takes next; null where others act. */
  next: string | null;
  waiting: string;
}

export const isMine = (row: ItemOfDay): boolean => row.next !== null;

const caseRow = (row: Work['cases'][number]): DayRow => ({
  id: row.id,
  to: `/cases/${row.id}`,
  title: row.title,
  light: row.light,
  term: row.term,
  redAt: row.redAt,
  next: row.next?.label ?? null,
  about: [STAGE_LABELS[row.stage], row.number ?? '尚未立案', row.partyName].filter(Boolean).join('　'),
  waiting: row.waiting ?? (row.stage === 'review' ? '等待法制审核' : '等待他人办理'),
});

function itemRow(row: ItemOfDay): DayRow {
  const kind = kindNamed(row.kind);
  return {
    id: row.id,
    to: pathOf(row.kind, row.id),
    title: row.title,
    light: row.light,
    term: row.term,
    redAt: row.redAt,
    next: row.next?.label ?? null,
    about: [kind?.label, kind?.stages[row.stage], row.unit.name].filter(Boolean).join('　'),
    waiting: row.waiting ?? '等待他人办理',
  };
}

/** The most urgent first, whatever its kind. */
export function dayRows({ cases, items }: Work): DayRow[] {
  const rank = (light: Light): number => LIGHTS.indexOf(light);
  return [...cases.map(caseRow), ...items.map(itemRow)].sort(
    (a, b) => rank(b.light) - rank(a.light) || (a.redAt ?? '9').localeCompare(b.redAt ?? '9'),
  );
}
