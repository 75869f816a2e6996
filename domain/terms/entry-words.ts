/** What an event did to a term, in one line. */
import type { EventWords } from './explain.ts';
import { instantOf, toShanghaiText } from './instant.ts';
import { type LedgerEntry, PAUSE_GROUND_LABELS } from './model.ts';
import { lengthText } from './words.ts';

const minute = (iso: string): string => toShanghaiText(instantOf(iso)).slice(0, 16);

/** `labels`: the terms' labels by the key before `#`; `wordOf`: the kind's words for its events. */
export function entryWords(entry: LedgerEntry, labels: ReadonlyMap<string, string>, wordOf: EventWords): string {
  const label = entry.term === '*' ? '全案' : `“${labels.get(entry.term.split('#')[0] ?? entry.term) ?? '期限'}”`;
  const reason = (why: string): string => (why ? `（${wordOf(why)}）` : '');
  switch (entry.op) {
    case 'armed':
      return `${label}开始计时：${lengthText(entry.length, entry.unit)}，自${minute(entry.anchor)}起算`;
    case 'paused':
      return `${label}暂停计时：${PAUSE_GROUND_LABELS[entry.ground]}`;
    case 'resumed':
      return `${label}恢复计时：${PAUSE_GROUND_LABELS[entry.ground]}结束`;
    case 'extended':
      return `${label}延长${entry.length}：${entry.why}`;
    case 'reanchored':
      return `${label}改自${minute(entry.anchor)}起算：${entry.why}`;
    case 'redefined':
      return `${label}改为${lengthText(entry.length, entry.unit)}：${entry.why}`;
    case 'met':
      return `${label}已完成${reason(entry.why)}`;
    case 'cancelled':
      return `${label}不再计时${reason(entry.why)}`;
    case 'breached':
      return `${label}已超期`;
    case 'rung':
      return `${label}第${entry.rung + 1}级督办：应于${minute(entry.nominal)}，${minute(entry.delivered)}告知`;
  }
}
