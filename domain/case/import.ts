/**
 * Brings in a running paper case mid-stage: its past steps, oldest first, go through the same rules as everything else,
 * each decided as of its paper date, so that the terms count from there and the time already used stays used.
 */
import type { Person } from '../people.ts';
import { isCommandName, specOf } from './catalogue.ts';
import { refuse, type Refusal } from '../result.ts';
import { momentOrNull, toShanghaiIso, toShanghaiText } from '../terms/instant.ts';
import { RUNG_LABELS, rungsBehind } from '../terms/ladder.ts';
import type { CasePolicy } from './policy.ts';
import type { Instant, IsoInstant } from '../terms/model.ts';
import type { Lookups } from './context.ts';
import type { CaseEvent, NewCaseEvent } from './events.ts';
import { withReferences } from './import-references.ts';
import { execute, type Head, type Outcome, recordSystem, unopenedHead } from './execute.ts';
import type { Sha256 } from '../work/record.ts';

/** One past step: a command with the day it was done on paper, by whom, and the registers as they stood. */
export interface ImportStep {
  name: string;
  /** Parsed by the command's schema; what earlier steps made is named by reference (`import-references.ts`). */
  payload: unknown;
  actor: Person;
  lookups: Lookups;
  at: IsoInstant;
}

export interface ImportedCase {
  /** Reference of the paper file. */
  reference: string;
  /** Why it is entered mid-stage. */
  reason: string;
  /** Who typed it in. */
  actor: Person;
  steps: readonly ImportStep[];
}

const stepName = (name: string): string => (isCommandName(name) ? specOf(name).label : name);

/** The refusal with the step it fell at: `第3步（记录核查，2026-03-04 09:30）：…`. The code stays the rule's own. */
function atStep(index: number, step: ImportStep, at: Instant | null, refusal: Refusal): Refusal {
  const when = at === null ? step.at : toShanghaiText(at);
  return { ...refusal, message: `第${index + 1}步（${stepName(step.name)}，${when}）：${refusal.message}` };
}

/** Paper dates exist, none lies ahead, none before the step it follows; the first step opens the case. */
function sequenceFault(steps: readonly ImportStep[], now: Instant): Refusal | null {
  if (steps.length === 0) return refuse('import-empty', '补录的案件没有任何步骤', ['填写至少一步，第一步为建立案件']);
  let before: Instant | null = null;
  for (const [index, step] of steps.entries()) {
    const at = momentOrNull(step.at);
    const fault = (
      code: string, message: string, needs: string[],
    ) => atStep(index, step, at, refuse(code, message, needs));
    if (at === null) return fault('import-date-invalid', '办理时间不是有效时间', ['填写带时区的时间']);
    if (at > now) return fault('in-the-future', '办理时间不能晚于现在', ['更正办理时间']);
    if (before !== null && at < before) return fault('import-out-of-order', '办理时间早于前一步', ['按办理先后排列各步', '或者更正办理时间']);
    if (index === 0 && step.name !== 'OpenCase') return fault('import-not-opened', '第一步必须是建立案件', ['先补录建立案件']);
    if (index > 0 && step.name === 'OpenCase') return fault('import-opened-twice', '案件只能建立一次', ['删去重复的建立案件']);
    before = at;
  }
  return null;
}

/**
 * Runs the steps through `execute`, all or none. `now` is the moment of entering, UTC milliseconds. A refusal names its
 * step by number, command and paper date.
 */
export function importCase(
  caseId: string, envelope: ImportedCase, policy: CasePolicy, now: Instant, rules: number, sha256: Sha256,
): Outcome {
  const fault = sequenceFault(envelope.steps, now);
  if (fault) return fault;
  const enteredAt = new Date(now).toISOString();
  const paper = { reference: envelope.reference, reason: envelope.reason, enteredAt, enteredBy: envelope.actor.id };
  const events: CaseEvent[] = [];
  let head: Head = unopenedHead(caseId, sha256);
  for (const [index, step] of envelope.steps.entries()) {
    const at = momentOrNull(step.at) ?? now;
    const referred = withReferences(step.payload, head.state.stage === 'unopened' ? null : head.state);
    if (!referred.ok) return atStep(index, step, at, referred);
    const context = { caseId, now: at, actor: step.actor, policy, lookups: step.lookups, rules, paper };
    const outcome = execute(head, step.name, referred.payload, context, sha256);
    if (!outcome.ok) return atStep(index, step, at, outcome);
    events.push(...outcome.events);
    head = outcome.head;
  }
  const behind = rules >= 2 ? rungsPassed(head, policy, now) : [];
  if (behind.length === 0) return { ok: true, events, head };
  const passed = recordSystem(head, behind, { now, policy }, sha256);
  return passed.ok ? { ok: true, events: [...events, ...passed.events], head: passed.head } : passed;
}

/** One event for everything the ladder would have said on paper; only the highest rung of each term is still said. */
function rungsPassed({ state }: Head, policy: CasePolicy, now: Instant): NewCaseEvent[] {
  if (state.stage === 'unopened' || state.stage === 'archived') return [];
  const rungs = rungsBehind(policy, state.ledger, now).map(({ term, rung, epoch, nominal, label, action }) => ({
    term, rung, epoch, nominal: toShanghaiIso(nominal), label, action,
  }));
  if (rungs.length === 0) return [];
  const told = rungs.map(({ label, action }) => `“${label}”${RUNG_LABELS[action]}`).join('、');
  const text = `补录前已到时点的督办步骤不再逐一通知（${told}），每项期限只通知最高一步`;
  return [{ type: 'RungsPassed', data: { enteredAt: toShanghaiIso(now), rungs, text } }];
}

/** Parses the steps' payloads by their commands' schemas, for those who receive them; faults name step and field. */
export function parseImportSteps(
  steps: readonly { name: string; payload: unknown }[],
): { ok: true; payloads: unknown[] } | { ok: false; faults: { step: number; field: string; message: string }[] } {
  const faults: { step: number; field: string; message: string }[] = [];
  const payloads = steps.map(({ name, payload }, index) => {
    if (!isCommandName(name)) {
      faults.push({ step: index + 1, field: 'name', message: `没有“${name}”这个命令` });
      return null;
    }
    const parsed = specOf(name).schema.safeParse(payload);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      faults.push({ step: index + 1, field: ['payload', ...issue.path].join('.'), message: issue.message });
    }
    return null;
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, payloads };
}
