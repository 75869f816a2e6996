/**
 * One work item, one workflow, whatever its kind. Handlers decide, keep what was decided and answer with it; they never
 * wait. Whoever gets the answer writes it to PostgreSQL; Temporal holds it by then. The loop at the end is the only one that
 * waits: for the item's
 * next own action, for something that nobody else writes down, for the time to continue as new.
 * Rules live in domain/; what touches the world, in activities/.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  currentUpdateInfo,
  defineQuery,
  defineSignal,
  defineUpdate,
  log,
  patched,
  proxyActivities,
  proxyLocalActivities,
  rootCause,
  setHandler,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { WorkActivities } from '../activities/activities.ts';
import { refuse, type Refusal } from '../domain/result.ts';
import { instantOf } from '../domain/terms/instant.ts';
import type { Instant } from '../domain/terms/model.ts';
import { sealPolicy } from '../domain/terms/policy.ts';
import type { WorkLookups } from '../domain/work/context.ts';
import { execute, type Outcome, recordSystem, take, type Told } from '../domain/work/execute.ts';
import { isOpened, type WorkFile } from '../domain/work/file.ts';
import { importFile } from '../domain/work/import.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import { wakeUpAnswer } from '../domain/work/outlook.ts';
import type { RecordedEvent } from '../domain/work/record.ts';
import { tick } from '../domain/work/tick.ts';
import { type Bound, doubtOf } from '../temporal/authentic.ts';
import { SLOW_TASK_QUEUE } from '../temporal/names.ts';
import { Companion } from './companion.ts';
import { DueTimer } from './due-timer.ts';
import { Heard } from './heard.ts';
import { malformed, malformedImport, undated } from './envelope-check.ts';
import {
  COMMAND_UPDATE,
  type CommandEnvelope,
  HEAD_QUERY,
  type HeadAnswer,
  IMPORT_UPDATE,
  type ImportEnvelope,
  type Receipt as ReceiptOf,
  RUN_SHAPE,
  STATE_QUERY,
  type Tail as TailOf,
  TAIL_QUERY,
  type TailAnswer,
  TOLD_SIGNAL,
  type WorkInput,
  type WorkResult,
} from './messages.ts';
import { Messenger } from './messenger.ts';
import { pooled } from './policy-pool.ts';
import { type KeptReceipt, Receipts } from './receipts.ts';
import { refuseIf } from './refusal.ts';
import { sha256 } from './sha256.ts';
import { Showcase } from './showcase.ts';
import { WorkRecord } from './work-record.ts';

type Receipt = ReceiptOf<RecordedEvent>;
type Tail = TailOf<RecordedEvent>;
type Envelope = CommandEnvelope<WorkLookups>;
type PaperEnvelope = ImportEnvelope<WorkLookups>;

const commandUpdate = defineUpdate<Receipt, [Envelope]>(COMMAND_UPDATE);
const importUpdate = defineUpdate<Receipt, [PaperEnvelope]>(IMPORT_UPDATE);
const headQuery = defineQuery<HeadAnswer>(HEAD_QUERY);
const stateQuery = defineQuery<WorkFile | null>(STATE_QUERY);
const tailQuery = defineQuery<TailAnswer<RecordedEvent>>(TAIL_QUERY);
const toldSignal = defineSignal<[Told]>(TOLD_SIGNAL);

// Of runs from before: inside the workflow task, so that PostgreSQL was written before Temporal. Only replayed.
const atOnce = proxyLocalActivities<WorkActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '3s',
  retry: { maximumAttempts: 1 },
});

// Through the server, for as long as it takes. Tried again without a further event: what waits for PostgreSQL for days must
// not fill the history with copies of itself.
const untilDone = proxyActivities<WorkActivities>({
  startToCloseTimeout: '15s',
  scheduleToCloseTimeout: '2d',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '10s' },
});

// Work that no person waits for, though histories not for longer than Temporal keeps them.
const inTime = proxyActivities<WorkActivities>({
  taskQueue: SLOW_TASK_QUEUE,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '20s',
  scheduleToCloseTimeout: '1d',
  retry: { initialInterval: '5s', maximumInterval: '10m' },
});

/** A run's events are replayed whenever its case is cold; so many take some hundreds of milliseconds. */
const MOST_EVENTS = 600;
const MOST_HISTORY_BYTES = 4_000_000;

// An item ends with its last stage. Cancelling its workflow does not end it; an operator who must can terminate it.
export const workflowOf =
  (kind: AnyKind) =>
  (input: WorkInput): Promise<WorkResult> =>
    CancellationScope.nonCancellable(() => run(kind, input));

async function run(kind: AnyKind, input: WorkInput): Promise<WorkResult> {
  const { caseId: id, rules, carried, shape } = input;
  // Not a refusal: whatever this code recorded would bind the code that knows those rules. The task fails until it runs there.
  if (rules > kind.currentRules || (shape ?? 1) > RUN_SHAPE || (carried?.stateVersion ?? 1) > kind.stateVersion) {
    throw new Error(`${kind.name} ${id} needs a newer worker: rules ${rules}, shape ${shape ?? 1}`);
  }
  const fromBefore = shape === undefined;
  const record = new WorkRecord(kind, input);
  const receipts = new Receipts(carried?.receipts);
  const timer = new DueTimer();
  const companion = new Companion(carried?.dispute ?? null);
  const messenger = new Messenger();
  const showcase = new Showcase(input.searchable ?? false);
  const heard = new Heard(carried?.heard);
  let unfiledRuns = carried?.unfiledRuns ?? [];
  /** Events that no caller was given, or that nobody may have written. */
  let toWrite = fromBefore ? false : (carried?.pending?.events.length ?? 0) > 0;
  /** A projection through the server is under way. */
  let writing = false;
  let archiving = false;
  let archivedVersion = -1;
  /** A run from before goes on in one of today's shape. */
  let moving = false;

  // ---------------------------------------------------------------------------------------------- deciding

  /** When a command counts as given. Runs from before took the workflow's time. */
  const instantOfEnvelope = ({ at }: { at?: string }): Instant =>
    fromBefore || at === undefined ? Date.now() : record.instant(instantOf(at));

  function decide(envelope: Envelope): Outcome {
    const { name, payload, actor, lookups } = envelope;
    const now = instantOfEnvelope(envelope);
    return numbered(
      execute(kind, record.current, name, payload, { id, now, actor, policy: record.policy, lookups, rules }, sha256),
      lookups.numbers,
      now,
    );
  }

  function decideImport(paper: PaperEnvelope): Outcome {
    if (record.file) return refuse('already-open', `${kind.label}已经建立，不能再补录`, [`用新的${kind.label}编号补录`]);
    const now = instantOfEnvelope(paper);
    return numbered(importFile(kind, id, paper, record.policy, now, rules, sha256), paper.numbers, now);
  }

  /** With the events of the numbers that were reserved for what was decided. */
  function numbered(decided: Outcome, reserved: object | null | undefined, now: Instant): Outcome {
    if (!decided.ok || !reserved || !kind.registers || !isOpened(decided.head.state)) return decided;
    const numbers = recordSystem(
      kind,
      decided.head,
      kind.registers.allotted(decided.head.state, reserved),
      { now, policy: record.policy },
      sha256,
    );
    return numbers.ok ? { ok: true, events: [...decided.events, ...numbers.events], head: numbers.head } : numbers;
  }

  const asksRegister = (events: readonly RecordedEvent[]): boolean => kind.registers?.asks(events) ?? false;
  /** Cases were there before other kinds: what is said of them does not name them. */
  const ofKind = (): { kind?: string } => (kind.name === 'case' ? {} : { kind: kind.name });

  function taken(outcome: Outcome & { ok: true }): void {
    record.accept(outcome);
    if (isOpened(outcome.head.state)) messenger.note(kind, id, outcome.events, outcome.head.state);
  }

  /** What another item tells this one. Where this one has nothing to say to it any more, that is all right. */
  function hear(told: Told & Bound): void {
    if (heard.before(told.bound?.id)) return;
    const now = record.instant(instantOf(told.at));
    const outcome = take(kind, record.current, told, { id, now, policy: record.policy, rules }, sha256);
    if (!outcome.ok)
      return void log.info('what another item told is not taken', { kind: kind.name, id, command: told.command, reason: outcome.message });
    taken(outcome);
    toWrite = true;
  }

  function accepted(outcome: Outcome): Outcome & { ok: true } {
    // The validator said yes to this. A no can only come from other rules than then, on replay: loudly, not as an answer. Its
    // sentence may quote the case and stays out of what Temporal shows.
    if (!outcome.ok) throw new Error(`${kind.name} ${id} refuses what it had accepted (${outcome.code})`);
    taken(outcome);
    if (asksRegister(outcome.events)) toWrite = true;
    return outcome;
  }

  const staleness = ({ expectedVersion: seen }: Envelope): Refusal | null =>
    seen === undefined || record.isCurrent(seen)
      ? null
      : refuse('stale-version', `${kind.label}已更新到第${record.version}版，您看到的是第${seen}版`, [`刷新${kind.label}后重新操作`]);

  /** What stands in the way before the rules are asked. */
  const inadmissible = ({ at, holds }: { at?: string; holds?: Envelope['holds'] }): Refusal | null =>
    (fromBefore ? null : undated(at, record.lastEventAt, Date.now())) ?? (holds ? record.contradiction(holds) : null);

  const roomFor = (outcome: Outcome): Outcome | Refusal => (outcome.ok ? (record.overfull(outcome.events) ?? outcome) : outcome);

  /** An item that moves to another policy or calendar is given it with the command. */
  function rebind(events: readonly RecordedEvent[], { lookups }: Envelope): void {
    if (!events.some(({ type }) => type === 'PolicyRebound' || type === 'CalendarRevised')) return;
    const { policy } = record;
    record.policy = pooled(lookups.policy ?? sealPolicy({ ...policy, calendar: lookups.calendar ?? policy.calendar }, sha256));
  }

  // ---------------------------------------------------------------------------------------------- handlers

  const updateId = (): string => currentUpdateInfo()?.id ?? '';

  // What the validator found holds for the handler, which follows in the same breath. On replay there is no validator, and
  // the handler decides the same again.
  let tried: { updateId: string; before: unknown; outcome: Outcome } | null = null;
  const attempt = (work: () => Outcome): Outcome => {
    const outcome = work();
    tried = { updateId: updateId(), before: record.current, outcome };
    return outcome;
  };
  const outcomeOf = (work: () => Outcome): Outcome => {
    const found = tried?.updateId === updateId() && tried.before === record.current ? tried.outcome : work();
    tried = null;
    return found;
  };

  /** Once for each update id: also in a later run, where Temporal itself no longer knows the id. */
  function once(envelope: Envelope | PaperEnvelope, act: () => RecordedEvent[]): Receipt {
    const known = receipts.get(updateId(), 'former' in envelope ? envelope.former : undefined);
    // Nothing of a repetition is looked at: the validator let it pass unread.
    if (known) return withTail(known, 0);
    const { fingerprint } = envelope;
    if ('holds' in envelope && envelope.holds) {
      // What still asks a register for its number is written by the workflow, which hears of it: not let go before.
      if (!asksRegister(record.tail()?.events ?? [])) record.confirm(envelope.holds);
      // Whoever got the answers before has not written them: PostgreSQL is away, or he died.
      if (record.pending > 0) toWrite = true;
    }
    const now = instantOfEnvelope(envelope);
    const events = act();
    const receipt = { ...record.receipt(events, now), ...(fingerprint === undefined ? {} : { fingerprint }) };
    return withTail(receipts.keep(updateId(), receipt, now), events.length);
  }

  /** `own`: how many of the last events this answer is about. */
  function withTail(receipt: KeptReceipt, own: number): Receipt {
    const sealed = withReceipts(record.answered(own), updateId());
    return sealed ? { ...receipt, sealed } : receipt;
  }

  /** `but`: the update that is being answered; its caller has its receipt. */
  function withReceipts(tail: Tail | null, but = ''): Tail | null {
    const [first, last] = [tail?.events[0], tail?.events.at(-1)];
    if (!tail || !first || !last) return tail;
    const answered = receipts.between(first.seq, last.seq, but);
    return answered.length > 0 ? { ...tail, receipts: answered } : tail;
  }

  // Validators are never asynchronous. What they refuse leaves no event; on replay they are not asked again.
  setHandler(
    commandUpdate,
    (envelope) =>
      once(envelope, () => {
        const { events } = accepted(outcomeOf(() => decide(envelope)));
        rebind(events, envelope);
        return events;
      }),
    {
      validator: (envelope) => {
        if (receipts.get(updateId(), envelope.former)) return;
        refuseIf(malformed(kind, envelope) ?? inadmissible(envelope) ?? staleness(envelope));
        refuseIf(roomFor(attempt(() => decide(envelope))));
      },
    },
  );

  setHandler(importUpdate, (paper) => once(paper, () => accepted(outcomeOf(() => decideImport(paper))).events), {
    validator: (paper) => {
      if (receipts.get(updateId())) return;
      refuseIf(malformedImport(kind, paper) ?? inadmissible(paper));
      refuseIf(roomFor(attempt(() => decideImport(paper))));
    },
  });

  setHandler(headQuery, () => ({
    version: record.version,
    hash: record.current.hash,
    stage: record.current.state.stage,
    pending: record.pending,
    nextWakeUp: wakeUpAnswer(record.outlook(Date.now()).next),
  }));

  setHandler(tailQuery, () => ({ version: record.version, head: record.current.hash, tail: withReceipts(record.tail()) }));

  setHandler(stateQuery, () => record.file);

  setHandler(toldSignal, hear);

  // ---------------------------------------------------------------------------------------------- writing down

  /**
   * Null where the activity failed for good; it will be asked again with what has come since. No failure of the world may
   * end a case: a local activity's arrives as it is, another's inside an ActivityFailure, and all are TemporalFailures.
   */
  const unlessFailed = <Answer>(answer: Promise<Answer>): Promise<Answer | null> =>
    answer.then(authentic, (error: unknown) => {
      if (!(error instanceof TemporalFailure)) throw error;
      log.warn('an activity failed and will be asked again', { kind: kind.name, id, reason: rootCause(error) ?? error.message });
      return null;
    });

  /** An answer that no worker of ours gave is none, and it is asked again. */
  function authentic<Answer>(answer: Answer): Answer | null {
    const doubt = doubtOf(answer);
    if (doubt === 'unknown-key') throw new Error(`${kind.name} ${id}: the key of an activity's answer is not in the ring`);
    return doubt !== null && patched('sealed-answers') ? null : answer;
  }

  /** Numbers that the registers gave while writing, to a case that had none reserved: events like any other. */
  function allot(numbers: object): void {
    const allotted = record.file && kind.registers ? kind.registers.allotted(record.file, numbers) : [];
    if (allotted.length === 0) return;
    const outcome = recordSystem(kind, record.current, allotted, { now: record.instant(Date.now()), policy: record.policy }, sha256);
    if (!outcome.ok) throw new Error(`${kind.name} ${id} refused its number (${outcome.code})`);
    taken(outcome);
    toWrite = true;
  }

  /** What no caller writes, or has written: scheduled, it is durable before it is done. */
  function writeDown(): void {
    const tail = withReceipts(record.tail());
    toWrite = false;
    if (!tail) return;
    writing = true;
    void unlessFailed(untilDone.writeRecord({ caseId: id, ...ofKind(), ...tail })).then((written) => {
      writing = false;
      if (written) {
        record.confirm(written);
        allot(written);
      }
      // What came meanwhile met the same PostgreSQL; it is not left to those who were answered.
      if (record.pending > 0) toWrite = true;
    });
  }

  // Of runs from before.
  async function writeWithinTask(): Promise<void> {
    const batch = record.batch();
    const projected = await unlessFailed(atOnce.projectCase(batch));
    if (projected) wasWritten(projected);
    else catchUp();
  }

  // Of runs from before.
  function catchUp(): void {
    writing = true;
    void unlessFailed(untilDone.projectCase(record.batch())).then((projected) => {
      writing = false;
      if (projected) wasWritten(projected);
    });
  }

  function wasWritten(projected: { version: number; head: string }): void {
    record.confirm(projected);
    allot(projected);
  }

  /** Settles and anchors the record, keeps Temporal's own history; a case reopened meanwhile simply goes on. */
  function archive(): void {
    const { version } = record;
    const { workflowId, runId } = workflowInfo();
    archiving = true;
    void unlessFailed(inTime.anchorCase({ caseId: id, version, head: record.current.hash }))
      .then((anchored) => anchored && unlessFailed(inTime.fileHistories({ caseId: id, workflowId, runIds: [...unfiledRuns, runId] })))
      .then((filed) => {
        archiving = false;
        if (filed) archivedVersion = version;
      });
  }

  function fileEarlierRuns(): void {
    const runIds = unfiledRuns;
    if (runIds.length === 0) return;
    void unlessFailed(inTime.fileHistories({ caseId: id, workflowId: workflowInfo().workflowId, runIds })).then((filed) => {
      if (filed) unfiledRuns = [];
    });
  }

  // ---------------------------------------------------------------------------------------------- acting by itself

  function act(): void {
    timer.reset();
    const now = Date.now();
    const next = record.next(now);
    if (next === null || next.at > now) return;
    const outcome = tick(kind, record.current, { now: fromBefore ? now : record.instant(now), policy: record.policy }, sha256);
    if (!outcome.ok) throw new Error(`${kind.name} ${id} refused its own action (${outcome.code})`);
    taken(outcome);
    if (outcome.events.length > 0) toWrite = true;
  }

  function aimTimer(): void {
    const now = Date.now();
    const next = record.next(now);
    // What was due and is still due after acting is looked at again in a minute, never in a circle.
    timer.aim(next && (next.at > now ? next.at : now + 60_000), now, next?.why ?? '');
  }

  // ---------------------------------------------------------------------------------------------- the loop

  const isOpen = (): boolean => record.file !== null;
  const isArchived = (): boolean => record.file !== null && kind.final.includes(record.file.stage);
  const mustWrite = (): boolean => record.pending > 0 && !writing && (fromBefore ? !moving : toWrite || record.isBehind || isArchived());
  const isAtEnd = (): boolean => isArchived() && record.pending === 0;
  const isDone = (): boolean => isAtEnd() && archivedVersion === record.version;
  const isLong = (): boolean => {
    const { continueAsNewSuggested, historyLength, historySize } = workflowInfo();
    return continueAsNewSuggested || (!fromBefore && (historyLength > MOST_EVENTS || historySize > MOST_HISTORY_BYTES));
  };
  // What a dispute is told leaves with a task of its own; a new run would not tell it again.
  const mayContinueAsNew = (): boolean =>
    fromBefore && !moving ? !mustWrite() : record.isPortable && companion.isQuiet && messenger.isQuiet;
  /** Up to where the loop has followed; a run from before was led by its writing alone. */
  let followed = 0;
  const hasWork = (): boolean =>
    (!fromBefore && record.version !== followed) ||
    mustWrite() ||
    timer.hasRung ||
    (isAtEnd() && !archiving) ||
    ((isLong() || moving) && mayContinueAsNew());

  if (input.opening && !isOpen()) [input.opening, ...(input.heard ?? [])].forEach(hear);
  if (!isOpen()) await condition(isOpen, '1 minute');
  if (!isOpen()) return { ended: 'never-opened', version: 0, head: record.current.hash };
  fileEarlierRuns();

  for (;;) {
    moving = fromBefore && record.isPortable && patched('durable-first');
    act();
    followed = record.version;
    if (fromBefore) while (mustWrite()) await writeWithinTask();
    else if (mustWrite()) writeDown();
    if (record.file) {
      companion.follow(kind, id, record.file, record.policy, new Date(record.lastEventAt ?? Date.now()).toISOString());
      messenger.send();
      if (!fromBefore) showcase.show(kind, record.file, record.light(record.lastEventAt ?? Date.now()).index);
    }
    if (isAtEnd() && !isDone() && !archiving) archive();
    if (isDone()) {
      await condition(allHandlersFinished);
      if (isDone()) return { ended: 'archived', version: record.version, head: record.current.hash };
    }
    if (isLong() || moving) {
      await condition(allHandlersFinished);
      if (mayContinueAsNew()) {
        const runs = [...unfiledRuns, workflowInfo().runId];
        const next = {
          ...record.carryOver(),
          receipts: receipts.entries(),
          unfiledRuns: runs,
          ...heard.carryOver(),
          ...companion.carryOver(),
        };
        // Whoever runs this code has registered the attributes before it served.
        await continueAsNew<(input: WorkInput) => Promise<WorkResult>>({
          caseId: id,
          rules,
          policy: record.policy,
          shape: RUN_SHAPE,
          searchable: true,
          carried: next,
        });
      }
    }
    aimTimer();
    await condition(hasWork);
  }
}
