/**
 * Brings in a running paper file mid-stage: its past steps, oldest first, go through the same rules as everything else,
 * each decided as of its paper date, so that the terms count from there and the time already used stays used.
 */
import type { Person } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { legalDateOf, momentOrNull, toShanghaiIso, toShanghaiText } from '../terms/instant.ts';
import { RUNG_LABELS, rungsBehind } from '../terms/ladder.ts';
import type { Instant, IsoInstant, LegalDate } from '../terms/model.ts';
import type { WorkContext } from './context.ts';
import { execute, type Head, type Outcome, recordSystem, unopenedHead } from './execute.ts';
import { isOpened, type WorkFile } from './file.ts';
import type { Kind, NewOf } from './kind.ts';
import type { Entered, RecordedEvent, Sha256 } from './record.ts';

/** One past step: a command with the day it was done on paper, by whom, and the registers as they stood. */
export interface ImportStep<Lookups = WorkContext['lookups']> {
  name: string;
  /** Parsed by the command's schema; what earlier steps made is named by reference (the kind's `referred`). */
  payload: unknown;
  actor: Person;
  lookups: Lookups;
  at: IsoInstant;
  /** Pages of the scanned file that it stands on. */
  pages?: readonly number[];
}

/** Two people brought it in: the draft it was typed into, and who compared that with the scan. */
export interface ImportCheck {
  draft: string;
  checkedBy: { id: string; name: string };
  /** The county's go-live: nothing entered is later. */
  goLiveOn: LegalDate;
}

export interface ImportedFile<Lookups = WorkContext['lookups']> {
  /** Reference of the paper file. */
  reference: string;
  /** Why it is entered mid-stage. */
  reason: string;
  /** Who typed it in. */
  actor: Person;
  steps: readonly ImportStep<Lookups>[];
  /** Absent in files that came in before two people had to. */
  check?: ImportCheck;
}

type Words = Pick<Kind, 'label' | 'commands'>;

const opens = (kind: Words, name: string): boolean => kind.commands[name]?.stages.includes('unopened') ?? false;

/** The refusal with the step it fell at: `第3步（记录核查，2026-03-04 09:30）：…`. The code stays the rule's own. */
export function atStep(kind: Words, index: number, step: Pick<ImportStep, 'name' | 'at'>, at: Instant | null, refusal: Refusal): Refusal {
  const when = at === null ? step.at : toShanghaiText(at);
  return { ...refusal, message: `第${index + 1}步（${kind.commands[step.name]?.label ?? step.name}，${when}）：${refusal.message}` };
}

/** What happened since the system is in use was done in it, or not at all. */
const afterGoLive = (goLiveOn: LegalDate): [string, string, string[]] => [
  'after-go-live',
  `办理时间晚于本县启用系统之日（${goLiveOn}），启用后的步骤不能由纸质案卷补录`,
  ['更正办理时间', `${goLiveOn}以后的步骤，在案件补录后由本人在系统中办理`],
];

/** A refusal and the step, from 0, that it fell at. */
export interface StepFault {
  index: number;
  refusal: Refusal;
}

/** Paper dates exist, none lies ahead, none before the step it follows; the first step opens the item. */
export function sequenceFault(
  kind: Words,
  steps: readonly Pick<ImportStep, 'name' | 'at'>[],
  now: Instant,
  goLiveOn: LegalDate | null,
): StepFault | null {
  const opening = Object.values(kind.commands).find(({ stages }) => stages.includes('unopened'))?.label ?? '';
  if (steps.length === 0)
    return { index: 0, refusal: refuse('import-empty', `补录的${kind.label}没有任何步骤`, [`填写至少一步，第一步为${opening}`]) };
  let before: Instant | null = null;
  for (const [index, step] of steps.entries()) {
    const at = momentOrNull(step.at);
    const fault = (code: string, message: string, needs: string[]): StepFault => ({
      index,
      refusal: atStep(kind, index, step, at, refuse(code, message, needs)),
    });
    if (at === null) return fault('import-date-invalid', '办理时间不是有效时间', ['填写带时区的时间']);
    if (at > now) return fault('in-the-future', '办理时间不能晚于现在', ['更正办理时间']);
    if (goLiveOn !== null && legalDateOf(at) > goLiveOn) return fault(...afterGoLive(goLiveOn));
    if (before !== null && at < before)
      return fault('import-out-of-order', '办理时间早于前一步', ['按办理先后排列各步', '或者更正办理时间']);
    if (index === 0 && !opens(kind, step.name)) return fault('import-not-opened', `第一步必须是${opening}`, [`先补录${opening}`]);
    if (index > 0 && opens(kind, step.name)) return fault('import-opened-twice', `${kind.label}只能建立一次`, [`删去重复的${opening}`]);
    before = at;
  }
  return null;
}

/**
 * Runs the steps through `execute`, all or none. `now` is the moment of entering, UTC milliseconds. A refusal names its
 * step by number, command and paper date.
 */
export function importFile<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  id: string,
  envelope: ImportedFile<Context['lookups']>,
  policy: Context['policy'],
  now: Instant,
  rules: number,
  sha256: Sha256,
): Outcome<File, Event> {
  const { check } = envelope;
  const fault = sequenceFault(kind, envelope.steps, now, check?.goLiveOn ?? null);
  if (fault) return fault.refusal;
  const enteredAt = new Date(now).toISOString();
  const paper = { reference: envelope.reference, reason: envelope.reason, enteredAt, enteredBy: envelope.actor.id };
  const events: Event[] = [];
  let head: Head<File> = unopenedHead(id, sha256);
  for (const [index, step] of envelope.steps.entries()) {
    const at = momentOrNull(step.at) ?? now;
    const referred = kind.referred(step.payload, isOpened(head.state) ? head.state : null);
    if (!referred.ok) return atStep(kind, index, step, at, referred);
    const entered = check && enteredBy(envelope.actor, check, enteredAt, step.pages);
    const given = entered ? { ...paper, entered } : paper;
    const context = { id, now: at, actor: step.actor, policy, lookups: step.lookups, rules, paper: given } as unknown as Context;
    const outcome = execute(kind, head, step.name, referred.payload, context, sha256);
    if (!outcome.ok) return atStep(kind, index, step, at, outcome);
    events.push(...outcome.events);
    head = outcome.head;
  }
  const behind = rules >= 2 ? rungsPassed(kind, head, policy, now) : [];
  if (behind.length === 0) return { ok: true, events, head };
  const passed = recordSystem(kind, head, behind, { now, policy }, sha256);
  return passed.ok ? { ok: true, events: [...events, ...passed.events], head: passed.head } : passed;
}

const enteredBy = ({ id, name }: Person, { draft, checkedBy }: ImportCheck, at: IsoInstant, pages: ImportStep['pages']): Entered => ({
  by: { id, name },
  checkedBy: { id: checkedBy.id, name: checkedBy.name },
  at,
  draft,
  pages: [...(pages ?? [])],
});

/** One event for everything the ladder would have said on paper; only the highest rung of each term is still said. */
function rungsPassed<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  { state }: Head<File>,
  policy: Context['policy'],
  now: Instant,
): NewOf<Event>[] {
  if (!isOpened(state) || kind.final.includes(state.stage)) return [];
  const rungs = rungsBehind(policy, state.ledger, now).map(({ term, rung, epoch, nominal, label, action }) => ({
    term,
    rung,
    epoch,
    nominal: toShanghaiIso(nominal),
    label,
    action,
  }));
  if (rungs.length === 0) return [];
  const told = rungs.map(({ label, action }) => `“${label}”${RUNG_LABELS[action]}`).join('、');
  const text = `补录前已到时点的督办步骤不再逐一通知（${told}），每项期限只通知最高一步`;
  // Every kind has the events of the acts that any kind knows.
  return [{ type: 'RungsPassed', data: { enteredAt: toShanghaiIso(now), rungs, text } }] as unknown as NewOf<Event>[];
}

/** Parses the steps' payloads by their commands' schemas, for those who receive them; faults name step and field. */
export function parseImportSteps(
  { commands }: Words,
  steps: readonly { name: string; payload: unknown }[],
): { ok: true; payloads: unknown[] } | { ok: false; faults: { step: number; field: string; message: string }[] } {
  const faults: { step: number; field: string; message: string }[] = [];
  const payloads = steps.map(({ name, payload }, index) => {
    const spec = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!spec) {
      faults.push({ step: index + 1, field: 'name', message: `没有“${name}”这个命令` });
      return null;
    }
    const parsed = spec.schema.safeParse(payload);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      faults.push({ step: index + 1, field: ['payload', ...issue.path].join('.'), message: issue.message });
    }
    return null;
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, payloads };
}
