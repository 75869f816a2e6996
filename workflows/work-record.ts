import type { ProjectionBatch } from '../activities/projection.ts';
import { foldOn, type Head, type Outcome, unopenedHead } from '../domain/work/execute.ts';
import { isOpened, type WorkFile } from '../domain/work/file.ts';
import type { AnyKind } from '../domain/work/kind.ts';
import { type Outlook, outlookOf } from '../domain/work/outlook.ts';
import type { RecordedEvent } from '../domain/work/record.ts';
import { bytesOf, carriedEvent, carriedState, overfull } from '../domain/work/size.ts';
import { nextAction } from '../domain/work/tick.ts';
import { refuse, type Refusal } from '../domain/result.ts';
import { parseInstant } from '../domain/terms/instant.ts';
import type { Instant, IsoInstant, TermPolicy } from '../domain/terms/model.ts';
import { caseLight, deriveTerms, lightIndex, type LightIndex } from '../domain/terms/view.ts';
import type { WakeUp } from '../domain/terms/wakeup.ts';
import type { Light } from '../domain/vocabulary.ts';
import type { CarriedItem, RecordHead, Tail, WorkInput } from './messages.ts';
import { pooled } from './policy-pool.ts';
import type { KeptReceipt } from './receipts.ts';
import { sha256 } from './sha256.ts';

/** No answer and no batch is larger: Temporal refuses two megabytes. */
const PART_BYTES = 500_000;
/**
 * What earlier commands left unwritten goes along with an answer up to here. Beyond, PostgreSQL has been away for a while:
 * the workflow writes by itself, or every answer would repeat all of it in the history.
 */
const ANSWER_BYTES = 64_000;
/** More than this is not kept for PostgreSQL: the history would outgrow what Temporal keeps of a run. */
const MOST_UNWRITTEN_BYTES = 8_000_000;

/** The item as this run holds it: its head, and what of it is not known to be in PostgreSQL. Never waits. */
export class WorkRecord {
  readonly id: string;
  policy: TermPolicy;
  private readonly kind: AnyKind;
  private readonly rules: number;
  private head: Head;
  /** Accepted, not known to be in PostgreSQL, with their bytes; `previous` is the hash before them. */
  private previous: string;
  private unwritten: RecordedEvent[];
  private sizes: number[];
  /** Last event that a person has to know of before acting. */
  private changedSeq: number;
  private lastAt: IsoInstant | null;
  /** Bytes of the state, reckoned from what its events brought. */
  private bytes: number;
  /** The next own action, as found for this state; only the loop asks for it, so that no query moves it. */
  private ahead: { state: Head['state']; next: WakeUp | null } | null = null;
  /** The light that was derived last. */
  private shown: { state: Head['state']; policy: TermPolicy; at: Instant; light: Light; index: LightIndex } | null = null;

  constructor(kind: AnyKind, { caseId, policy, rules, carried }: WorkInput) {
    this.kind = kind;
    this.rules = rules;
    this.id = caseId;
    this.policy = pooled(policy);
    this.head = carried
      ? { state: carriedState(kind, kind.upcast(carried.state, carried.stateVersion ?? 1)), hash: carried.hash }
      : unopenedHead(caseId, sha256);
    this.bytes = carried ? bytesOf(this.head.state) : 0;
    this.previous = carried?.pending?.previous ?? this.head.hash;
    this.unwritten = [...(carried?.pending?.events ?? [])];
    this.sizes = this.unwritten.map(bytesOf);
    this.changedSeq = carried?.changedSeq ?? this.head.state.version;
    this.lastAt = carried?.lastAt ?? this.unwritten.at(-1)?.at ?? null;
  }

  get current(): Head {
    return this.head;
  }

  get version(): number {
    return this.head.state.version;
  }

  /** Null before the case is opened. */
  get file(): WorkFile | null {
    const { state } = this.head;
    return isOpened(state) ? state : null;
  }

  get pending(): number {
    return this.unwritten.length;
  }

  /** What is not known to be written no longer goes along with an answer. */
  get isBehind(): boolean {
    return this.unwrittenBytes() > ANSWER_BYTES;
  }

  /** What is not known to be written can be carried into another run. */
  get isPortable(): boolean {
    return this.unwrittenBytes() <= PART_BYTES;
  }

  /** When the last event was, in UTC milliseconds; null where this run does not know. */
  get lastEventAt(): Instant | null {
    return this.lastAt === null ? null : parseInstant(this.lastAt);
  }

  /** The instant of what happens now: never before what happened already. */
  instant(at: Instant): Instant {
    return Math.max(at, this.lastEventAt ?? at);
  }

  /** Null where there is room for these events. */
  overfull(events: readonly RecordedEvent[]): Refusal | null {
    if (this.unwrittenBytes() > MOST_UNWRITTEN_BYTES) {
      return refuse('record-behind', `数据库长时间没有写入${this.kind.own}的记录，暂不能继续办理`, ['由运维人员恢复数据库后重新提交']);
    }
    return overfull(this.kind, this.bytes, bytesOf(events.map((event) => carriedEvent(this.kind, event))), events);
  }

  /** The one place where the case changes. */
  accept({ events, head }: Outcome & { ok: true }): void {
    if (events.length === 0) return;
    const carried = events.map((event) => carriedEvent(this.kind, event));
    const isWhole = carried.every((event, index) => event === events[index]);
    this.head = isWhole ? head : { state: foldOn(this.kind, this.head.state, carried), hash: head.hash };
    this.bytes += bytesOf(carried.map(({ data, terms }) => [data, terms]));
    this.unwritten.push(...events);
    this.sizes.push(...events.map(bytesOf));
    this.lastAt = events.at(-1)?.at ?? this.lastAt;
    this.changedSeq = events.findLast(({ type }) => !this.kind.unremarkable.includes(type))?.seq ?? this.changedSeq;
  }

  /** Whether somebody who saw the case at that version knows enough of it to act. */
  isCurrent(version: number): boolean {
    return version >= this.changedSeq && version <= this.version;
  }

  /**
   * What PostgreSQL is said to hold, against what this case knows of its own end. Null where they agree, and where it lies
   * too far back to be known here.
   */
  contradiction({ version, head }: RecordHead): Refusal | null {
    const own = version === this.version ? this.head.hash : this.hashAt(version);
    if (version <= this.version && (own === null || own === head)) return null;
    const where = version > this.version ? `记录到第${version}号，流程只到第${this.version}号` : `第${version}号事件，记录与流程不同`;
    return refuse('record-contradicts', `${this.kind.label}的流程与记录不一致（${where}），没有办理`, [
      `由运维人员按运维手册核对并恢复${this.kind.own}`,
    ]);
  }

  /** PostgreSQL holds everything up to there. */
  confirm({ version, head }: RecordHead): void {
    const index = this.unwritten.findIndex(({ seq }) => seq === version);
    if (index < 0 || this.unwritten[index]?.hash !== head) return;
    this.previous = head;
    this.unwritten.splice(0, index + 1);
    this.sizes.splice(0, index + 1);
  }

  /** Terms, light and next action at an instant. Changes nothing: queries ask it too. */
  outlook(now: Instant): Outlook {
    return outlookOf(this.kind, this.id, this.head.state, this.policy, now);
  }

  /** The light at an instant; what an answer tells is shown, too. */
  light(now: Instant): { light: Light; index: LightIndex } {
    const { state } = this.head;
    const { policy, shown } = this;
    if (shown?.state === state && shown.policy === policy && shown.at === now) return shown;
    const terms = isOpened(state) ? deriveTerms(policy, state.ledger, now) : [];
    this.shown = { state, policy, at: now, light: caseLight(terms).light, index: lightIndex(terms) };
    return this.shown;
  }

  /** The case's next own action. What was found for this very state holds until its instant has come. */
  next(now: Instant): WakeUp | null {
    const { state } = this.head;
    const { ahead } = this;
    if (ahead?.state !== state || (ahead.next !== null && ahead.next.at <= now)) {
      this.ahead = { state, next: nextAction(this.kind, state, this.policy, now, this.id) };
    }
    return this.ahead?.next ?? null;
  }

  /** `at`: the instant of the events. */
  receipt(events: readonly RecordedEvent[], at: Instant): KeptReceipt {
    const file = this.opened();
    return {
      caseId: this.id,
      version: file.version,
      stage: file.stage,
      ...this.kind.answer(file),
      light: this.light(at).light,
      events: events.map(({ seq, type }) => ({ seq, type })),
      head: this.head.hash,
      at: new Date(at).toISOString(),
    };
  }

  /** What goes along with the answer to a command that made the last `own` events. */
  answered(own: number): Tail<RecordedEvent> | null {
    const before = this.sizes.slice(0, Math.max(0, this.sizes.length - own)).reduce((sum, size) => sum + size, 0);
    return before > ANSWER_BYTES ? null : this.tail();
  }

  /** What is not known to be in PostgreSQL, as far as it fits into one message; null where nothing is. */
  tail(): Tail<RecordedEvent> | null {
    if (this.unwritten.length === 0) return null;
    const fitting = this.fitting();
    return {
      previous: this.previous,
      events: this.unwritten.slice(0, fitting),
      policyHash: this.policy.hash,
      rules: this.rules,
      ...this.ownPolicy(),
      ...(fitting < this.unwritten.length ? { more: true } : {}),
    };
  }

  /** Everything unwritten, for the local activity of runs from before. */
  batch(): ProjectionBatch {
    return { caseId: this.id, previous: this.previous, events: [...this.unwritten] as ProjectionBatch['events'] };
  }

  /** For the next run; what is unwritten becomes durable with that step. */
  carryOver(): Pick<CarriedItem, 'state' | 'stateVersion' | 'hash' | 'changedSeq' | 'pending' | 'lastAt'> {
    return {
      state: this.opened(),
      stateVersion: this.kind.stateVersion,
      hash: this.head.hash,
      changedSeq: this.changedSeq,
      ...(this.lastAt === null ? {} : { lastAt: this.lastAt }),
      ...(this.unwritten.length > 0 ? { pending: { previous: this.previous, events: this.unwritten } } : {}),
    };
  }

  /** A kind's own terms are published with its code: the record gets them with the events that first run under them. */
  private ownPolicy(): { policy?: TermPolicy } {
    const bringsPolicy = this.kind.terms !== null && this.unwritten.some(({ seq, type }) => seq === 1 || type === 'CalendarRevised');
    return bringsPolicy ? { policy: this.policy } : {};
  }

  private unwrittenBytes(): number {
    return this.sizes.reduce((sum, size) => sum + size, 0);
  }

  private fitting(): number {
    let bytes = 0;
    const index = this.sizes.findIndex((size) => (bytes += size) > PART_BYTES);
    return index < 0 ? this.sizes.length : Math.max(1, index);
  }

  private hashAt(version: number): string | null {
    const first = this.unwritten[0]?.seq;
    if (first === undefined || version < first - 1) return null;
    return version === first - 1 ? this.previous : (this.unwritten[version - first]?.hash ?? null);
  }

  private opened(): WorkFile {
    if (!this.file) throw new Error(`${this.kind.name} ${this.id} is not open`);
    return this.file;
  }
}
