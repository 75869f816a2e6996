/** Reading a policy's triggers against a domain event: whether one fires, from when, and for how long. */
import { refuse, type Refusal } from '../result.ts';
import { HOUR, dayAt, dayEnd, momentOrNull, parseDay, toShanghaiIso } from './instant.ts';
import { leadEnd } from './lead.ts';
import type { Calendar, Instant, IsoInstant, Lead, TermDefinition, TermTrigger, TermUnit, TriggerCondition } from './model.ts';

/** What the clockwork reads of a domain event. */
export interface TermEvent {
  type: string;
  /** The reader's word for it. Where it arms a term anew, the ledger says so in this word, and the event's hash covers that. */
  label: string;
  at: IsoInstant;
  data: unknown;
}

export function lookUp(event: TermEvent, path: string): unknown {
  let value: unknown = event;
  for (const part of path.endsWith('?') ? path.slice(0, -1).split('.') : path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function holds(event: TermEvent, condition: TriggerCondition): boolean {
  const value = lookUp(event, condition.path);
  if ('exists' in condition) return (value !== undefined && value !== null) === condition.exists;
  if ('in' in condition) return condition.in.some((allowed) => allowed === value);
  return !condition.notIn.some((excluded) => excluded === value);
}

export function triggers(event: TermEvent, trigger: TermTrigger): boolean {
  if (trigger.event !== event.type) return false;
  if (trigger.when === undefined) return true;
  return Array.isArray(trigger.when) ? trigger.when.every((condition) => holds(event, condition)) : holds(event, trigger.when);
}

export const isMissing = (value: unknown) => value === undefined || value === null || value === '';

/** The moment a trigger names: the path's instant or date, the event's own `at` by default. */
export function momentFor(event: TermEvent, path: string | undefined, label: string): { ok: true; at: Instant } | Refusal {
  const value = path === undefined ? event.at : lookUp(event, path);
  if (path !== undefined && path.endsWith('?') && isMissing(value)) return momentFor(event, undefined, label);
  const at = typeof value === 'string' ? momentOrNull(value) : null;
  if (at !== null) return { ok: true, at };
  const shown = isMissing(value) ? '没有写明' : `“${String(value)}”不是有效的日期或时刻`;
  return refuse('term-anchor-invalid', `“${label}”无法起算：起算时间${shown}。`, ['填写有效的日期或时刻']);
}

export interface ArmedLength {
  length: number;
  unit: TermUnit;
  roll: TermDefinition['roll'];
  fixed?: true;
}

/** The length an arming trigger gives: the policy's, the event's, or up to the date the event sets. */
export function lengthFor(
  event: TermEvent,
  definition: TermDefinition,
  trigger: TermTrigger,
  anchor: Instant,
): { ok: true; armed: ArmedLength } | Refusal {
  const { label, length, unit, roll } = definition;
  if (trigger.due !== undefined) {
    const value = lookUp(event, trigger.due);
    if (!(trigger.due.endsWith('?') && isMissing(value))) {
      const due = typeof value === 'string' ? momentOrNull(value) : null;
      if (due === null) {
        return refuse('term-due-invalid', `“${label}”的最后期限“${String(value ?? '')}”不是有效的日期或时刻。`, ['填写有效的日期']);
      }
      // A date, or its last second, sets a last day; any other instant is kept to the clock.
      const wholeDay = parseDay(value as string) !== null || due === dayEnd(dayAt(due));
      const days = dayAt(due) - dayAt(anchor);
      if (wholeDay ? days < 0 : due <= anchor) {
        return refuse('term-due-invalid', `“${label}”的最后期限${value as string}早于起算时间。`, ['最后期限须不早于起算时间']);
      }
      const armed: ArmedLength = wholeDay
        ? { length: days, unit: 'naturalDay', roll: 'none', fixed: true }
        : { length: (due - anchor) / HOUR, unit: 'hour', roll: 'none', fixed: true };
      return { ok: true, armed };
    }
  }
  if (trigger.length !== undefined) {
    const value = lookUp(event, trigger.length);
    if (!(trigger.length.endsWith('?') && isMissing(value))) {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
        return refuse('term-length-invalid', `“${label}”的期限长度“${String(value ?? '')}”不是正整数。`, ['填写期限长度']);
      }
      return { ok: true, armed: { length: value, unit, roll, fixed: true } };
    }
  }
  return { ok: true, armed: { length, unit, roll } };
}

/** Where the count starts: at the moment that the trigger names, or when what runs out before it has run out. */
export function anchorFor(
  event: TermEvent,
  trigger: TermTrigger,
  label: string,
  calendar: Calendar,
): { ok: true; anchor: Instant; lead: Lead | null } | Refusal {
  if (trigger.lead !== undefined) {
    const { from, steps } = lookUp(event, trigger.lead) as { from: string; steps: Lead['steps'] };
    const start = momentOrNull(from);
    if (start === null)
      return refuse('term-anchor-invalid', `“${label}”无法起算：“${from}”不是有效的日期或时刻。`, ['填写有效的日期或时刻']);
    if (steps.length === 0) return { ok: true, anchor: start, lead: null };
    return { ok: true, anchor: leadEnd({ from: start, steps }, calendar), lead: { from: toShanghaiIso(start), steps } };
  }
  const moment = momentFor(event, trigger.anchor, label);
  if (!moment.ok) return moment;
  if (trigger.offset === undefined) return { ok: true, anchor: moment.at, lead: null };
  const step = { what: '前一期间', ...trigger.offset };
  const anchor = leadEnd({ from: moment.at, steps: [step] }, calendar);
  // One whose end never moves is a date, and is kept as one.
  return { ok: true, anchor, lead: step.roll === undefined ? null : { from: toShanghaiIso(moment.at), steps: [step] } };
}
