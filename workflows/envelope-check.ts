import { isCommandName } from '../domain/commands/catalogue.ts';
import { refuse, type Refusal } from '../domain/result.ts';
import type { CommandEnvelope, ImportEnvelope } from './messages.ts';

/**
 * Guards the case against callers that are not the API. The payload's own schema was applied there and is not applied
 * again (docs/adr/0006); what it lets through wrongly fails the validator's dry run, not the workflow. What must never
 * come in is text that PostgreSQL cannot store: it would keep the case from being written down for good.
 */
export function malformed({ name, payload, actor, lookups }: CommandEnvelope): Refusal | null {
  if (typeof name !== 'string' || !isCommandName(name)) return refuse('unknown-command', `没有“${String(name)}”这个命令`);
  if (typeof actor?.id !== 'string' || !Array.isArray(actor.roles) || typeof actor.unit?.id !== 'string') {
    return refuse('invalid-payload', '命令没有写明由谁操作');
  }
  if (payload === null || typeof payload !== 'object' || typeof lookups?.people !== 'object') {
    return refuse('invalid-payload', '命令的内容不完整');
  }
  return isStorable(payload) && isStorable(actor) && isStorable(lookups)
    ? null
    : refuse('invalid-payload', '命令含有不能保存的字符');
}

export function malformedImport({ reference, reason, actor, steps }: ImportEnvelope): Refusal | null {
  if (typeof reference !== 'string' || typeof reason !== 'string' || typeof actor?.id !== 'string' || !Array.isArray(steps)) {
    return refuse('invalid-payload', '补录的内容不完整');
  }
  if (!isStorable([reference, reason, actor])) return refuse('invalid-payload', '补录含有不能保存的字符');
  return steps.reduce<Refusal | null>((fault, step) => fault ?? malformed(step), null);
}

/** No NUL and no unpaired surrogate anywhere. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (Array.isArray(value)) return value.every(isStorable);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item));
}
