/**
 * Moving a running case to another policy or calendar: the ledger entries it takes, and what it changes, before it is
 * done. Used time is carried over: every term is counted anew from its own anchor, pauses and extensions kept.
 */
import type { Light } from '../vocabulary.ts';
import { toShanghaiIso } from './instant.ts';
import { isWorse } from './light.ts';
import type { Calendar, TermPolicy, Instant, IsoInstant, LedgerEntry, TermDefinition } from './model.ts';
import { termsUnder } from './provisional-before.ts';
import type { TermView } from './view.ts';
import { lengthText } from './words.ts';

type Policy = Pick<TermPolicy, 'terms' | 'calendar'>;

/**
 * The calendar that a running item is revised to. Holidays are put right for everybody; the hours are those it began under,
 * so that what counts in working hours is not moved by an office that opens earlier from now on.
 */
export const revisedFor = (workingHours: Calendar['workingHours'], published: Calendar): Calendar => ({ ...published, workingHours });

export interface TermDifference {
  term: string;
  label: string;
  change: 'moved' | 'unmoved' | 'dropped' | 'kept' | 'added';
  before: { deadline: IsoInstant | null; light: Light; provisional: boolean } | null;
  after: { deadline: IsoInstant | null; light: Light; provisional: boolean } | null;
  /** One Chinese sentence. */
  text: string;
}

export interface Rebound {
  /** To be recorded in the event's `data.entries` (PolicyRebound, CalendarRevised). */
  entries: LedgerEntry[];
  /** Open terms only, in the order of arming. */
  differences: TermDifference[];
}

const side = ({ deadline, light, provisional }: TermView) => ({ deadline, light, provisional });

const dateText = (deadline: IsoInstant | null) => (deadline === null ? '中止中' : deadline.slice(0, 10));

function moveText(label: string, before: TermView, after: TermView, because: string): string {
  if (before.deadline === after.deadline) {
    return before.provisional && !after.provisional
      ? `${label}：${because}，截止日期${dateText(after.deadline)}不变，不再是暂定`
      : `${label}：截止日期${dateText(after.deadline)}不变`;
  }
  return `${label}：${because}，截止日期由${dateText(before.deadline)}改为${dateText(after.deadline)}`;
}

type Rule = Pick<TermDefinition, 'length' | 'unit' | 'roll'>;

function redefinition(view: TermView, rule: Rule, at: Instant, why: string, improved: boolean): LedgerEntry {
  const { length, unit, roll } = rule;
  return { op: 'redefined', term: view.term, at: toShanghaiIso(at), length, unit, roll, why, improved };
}

/** The rule under which a term stands now: the last definition in the ledger. */
function currentRule(ledger: readonly LedgerEntry[], term: string): Rule & { fixed: boolean } {
  let rule: Rule & { fixed: boolean } = { length: 0, unit: 'naturalDay', roll: 'none', fixed: false };
  for (const entry of ledger) {
    if ((entry.op !== 'armed' && entry.op !== 'redefined') || entry.term !== term) continue;
    const { length, unit, roll } = entry;
    rule = { length, unit, roll, fixed: entry.op === 'armed' ? (entry.fixed ?? false) : rule.fixed };
  }
  return rule;
}

/**
 * Another policy for a running case. Terms the new policy drops are cancelled; lengths set by documents stay; a term
 * already extended keeps its unit, because the extension was granted in it. `stage` arms the present stage's own term
 * where the old policy had none. `rules`: what it is recorded under.
 */
export function rebind(
  rules: number,
  ledger: readonly LedgerEntry[],
  before: Policy,
  after: Policy,
  now: Instant,
  stage?: string,
): Rebound {
  const at = toShanghaiIso(now);
  const entries: LedgerEntry[] = [];
  const differences: TermDifference[] = [];
  const open = termsUnder(rules, before, ledger, now).filter((view) => view.open);
  const drafts: LedgerEntry[] = [];
  const kept = new Set<string>();
  for (const view of open) {
    const definition = after.terms.find(({ key }) => key === view.key);
    if (!definition) {
      entries.push({ op: 'cancelled', term: view.term, at, why: '新规则不再设此期限' });
      const { term, label } = view;
      const text = `${label}：新规则不再设此期限`;
      differences.push({ term, label, change: 'dropped', before: side(view), after: null, text });
      continue;
    }
    const rule = currentRule(ledger, view.term);
    const same = rule.length === definition.length && rule.unit === definition.unit && rule.roll === definition.roll;
    if (same || rule.fixed) continue;
    if (view.extended > 0 && rule.unit !== definition.unit) {
      kept.add(view.term);
      continue;
    }
    drafts.push(redefinition(view, definition, now, '改用新规则', false));
  }
  const rebound = termsUnder(rules, after, [...ledger, ...entries, ...drafts], now);
  for (const view of open) {
    const next = rebound.find(({ term }) => term === view.term)!;
    const definition = after.terms.find(({ key }) => key === view.key);
    if (!definition) continue;
    const draft = drafts.find((entry) => entry.op === 'redefined' && entry.term === view.term);
    const moved = view.deadline !== next.deadline || view.light !== next.light || view.yellowAt !== next.yellowAt;
    if (draft || moved) {
      const rule = draft ? definition : currentRule(ledger, view.term);
      entries.push(redefinition(view, rule, now, '改用新规则', isWorse(view.light, next.light) && view.light !== 'grey'));
    }
    if (kept.has(view.term)) {
      differences.push({
        term: view.term,
        label: next.label,
        change: 'kept',
        before: side(view),
        after: side(next),
        text: `${next.label}：已按原单位延长，继续按${lengthText(currentRule(ledger, view.term).length, view.unit)}计算`,
      });
    } else {
      differences.push({
        term: view.term,
        label: next.label,
        change: moved ? 'moved' : 'unmoved',
        before: side(view),
        after: side(next),
        text: moveText(next.label, view, next, '改用新规则'),
      });
    }
  }
  for (const definition of after.terms) {
    if (stage === undefined || definition.stage !== stage || open.some(({ key }) => key === definition.key)) continue;
    if (before.terms.some(({ key }) => key === definition.key)) continue;
    const { key, label, length, unit, roll } = definition;
    entries.push({ op: 'armed', term: `${key}#1`, key, at, anchor: at, length, unit, roll, why: 'PolicyRebound' });
    const view = termsUnder(rules, after, [...ledger, ...entries], now).find(({ term }) => term === `${key}#1`)!;
    const text = `${label}：新规则增设，自改用之时起算，截止${dateText(view.deadline)}`;
    differences.push({ term: view.term, label, change: 'added', before: null, after: side(view), text });
  }
  return { entries, differences };
}

/**
 * Another calendar (a year published, corrected, or overridden) for a running case: an entry for every open term that
 * it moves, and a word on those it makes certain. Running it twice with one calendar brings nothing the second time.
 */
export function reviseCalendar(rules: number, policy: Policy, ledger: readonly LedgerEntry[], calendar: Calendar, now: Instant): Rebound {
  const entries: LedgerEntry[] = [];
  const differences: TermDifference[] = [];
  const before = termsUnder(rules, policy, ledger, now).filter((view) => view.open);
  const after = termsUnder(rules, { ...policy, calendar }, ledger, now);
  for (const view of before) {
    const next = after.find(({ term }) => term === view.term)!;
    const moved = view.deadline !== next.deadline || view.yellowAt !== next.yellowAt;
    if (!moved && view.provisional === next.provisional) continue;
    const text = moveText(view.label, view, next, `工作日历更新为${calendar.version}`);
    if (moved) {
      const improved = isWorse(view.light, next.light) && view.light !== 'grey';
      entries.push(redefinition(view, currentRule(ledger, view.term), now, text, improved));
    }
    const { term, label } = view;
    const change = moved ? 'moved' : 'unmoved';
    differences.push({ term, label, change, before: side(view), after: side(next), text });
  }
  return { entries, differences };
}
