import type { LedgerEntry } from '../../../domain/terms/model.ts';
import { PAUSE_GROUND_LABELS } from '../../../domain/terms/model.ts';
import { eventLabel } from '../../../domain/case/events.ts';
import { lengthText } from '../../../domain/terms/words.ts';
import { localTime } from '../lights/remaining.ts';

/** What an event did to a term, in one line. `labels`: the terms' labels by the key before `#`. */
export function termWords(entry: LedgerEntry, labels: ReadonlyMap<string, string>): string {
  const key = entry.term.split('#')[0] ?? entry.term;
  const label = entry.term === '*' ? '全案' : `“${labels.get(key) ?? key}”`;
  switch (entry.op) {
    case 'armed': return `${label}开始计时：${lengthText(entry.length, entry.unit)}，自${localTime(entry.anchor)}起算`;
    case 'paused': return `${label}暂停计时：${PAUSE_GROUND_LABELS[entry.ground]}`;
    case 'resumed': return `${label}恢复计时：${PAUSE_GROUND_LABELS[entry.ground]}结束`;
    case 'extended': return `${label}延长${entry.length}：${entry.why}`;
    case 'reanchored': return `${label}改自${localTime(entry.anchor)}起算：${entry.why}`;
    case 'redefined': return `${label}改为${lengthText(entry.length, entry.unit)}：${entry.why}`;
    case 'met': return `${label}已完成${reason(entry.why)}`;
    case 'cancelled': return `${label}不再计时${reason(entry.why)}`;
    case 'breached': return `${label}已超期`;
    case 'rung': return `${label}第${entry.rung + 1}级督办：应于${localTime(entry.nominal)}，${localTime(entry.delivered)}告知`;
  }
}

const reason = (why: string): string => (why ? `（${eventLabel(why)}）` : '');
