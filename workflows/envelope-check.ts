import { refuse, type Refusal } from '../domain/result.ts';
import { momentOrNull } from '../domain/terms/instant.ts';
import type { Instant } from '../domain/terms/model.ts';
import type { WorkLookups } from '../domain/work/context.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import type { CommandEnvelope, ImportEnvelope } from './messages.ts';

/** Clocks of two machines of one office differ by less. */
const AHEAD_MS = 5 * 60_000;
/** An envelope that was held back longer than any caller waits for its answer. */
const BEHIND_MS = 15 * 60_000;

/**
 * Guards the case against callers that are not the API. The payload's own schema was applied there and is not applied
 * again; what it lets through wrongly fails the validator's dry run, not the workflow. What must never come in is text
 * that PostgreSQL cannot store: it would keep the case from being written down for good.
 */
export function malformed(kind: AnyKind, { name, payload, actor, lookups, holds, former }: CommandEnvelope<WorkLookups>): Refusal | null {
  if (typeof name !== 'string' || !Object.hasOwn(kind.commands, name)) return refuse('unknown-command', `没有“${String(name)}”这个命令`);
  if (typeof actor?.id !== 'string' || !Array.isArray(actor.roles) || typeof actor.unit?.id !== 'string') {
    return refuse('invalid-payload', '命令没有写明由谁操作');
  }
  if (payload === null || typeof payload !== 'object' || typeof lookups?.people !== 'object') {
    return refuse('invalid-payload', '命令的内容不完整');
  }
  if (holds !== undefined && (!Number.isInteger(holds?.version) || typeof holds.head !== 'string')) {
    return refuse('invalid-payload', '命令没有写明记录到哪一号');
  }
  if (former !== undefined && !(Array.isArray(former) && former.every((one) => typeof one === 'string'))) {
    return refuse('invalid-payload', '命令没有写明从前的编号');
  }
  return isStorable(payload) && isStorable(actor) && isStorable(lookups) ? null : refuse('invalid-payload', '命令含有不能保存的字符');
}

/** Asked when it comes in, not on replay: what one person brought in alone before goes on as it was. */
export function malformedImport(kind: AnyKind, { reference, reason, actor, steps, check }: ImportEnvelope<WorkLookups>): Refusal | null {
  if (typeof reference !== 'string' || typeof reason !== 'string' || typeof actor?.id !== 'string' || !Array.isArray(steps)) {
    return refuse('invalid-payload', '补录的内容不完整');
  }
  if (typeof check?.checkedBy?.id !== 'string' || typeof check.draft !== 'string' || typeof check.goLiveOn !== 'string') {
    return refuse('invalid-payload', '补录没有写明由谁核对、核对的哪份录入稿和本县的启用日期', ['由另一人在录入稿上核对通过']);
  }
  if (check.checkedBy.id === actor.id) {
    return refuse('two-people', '录入的人不能核对自己录入的案卷', ['由承办单位的另一名人员核对']);
  }
  if (!isStorable([reference, reason, actor, check])) return refuse('invalid-payload', '补录含有不能保存的字符');
  return steps.reduce<Refusal | null>((fault, step) => fault ?? malformed(kind, step), null);
}

/**
 * An envelope says when it was given. `lastAt`: the case's last event, null before the first; `now`: the workflow's time.
 * Held to the record and not to the clock where it lies back: after a reset old envelopes are rightly done again.
 */
export function undated(at: unknown, lastAt: Instant | null, now: Instant): Refusal | null {
  const given = typeof at === 'string' ? momentOrNull(at) : null;
  if (given === null) return refuse('envelope-undated', '命令没有写明何时发出', ['由办案系统重新发出']);
  if (given > now + AHEAD_MS) return refuse('envelope-ahead', '命令的发出时间晚于现在，发出命令的机器时钟有误', ['校准时钟后重新提交']);
  if (lastAt !== null && given < lastAt - BEHIND_MS) {
    return refuse('envelope-stale', '命令发出后案件早已继续办理，这份命令不再有效', ['刷新案件后重新操作']);
  }
  return null;
}

/** No NUL and no unpaired surrogate anywhere. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (Array.isArray(value)) return value.every(isStorable);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
}
