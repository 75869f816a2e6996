/**
 * From a domain event to what it does to the case's terms. The policy's triggers are data, read here in one order:
 * pauses end and begin, open terms are cancelled or met, then new ones are armed. A term that should be armed and
 * cannot be (an anchor that is no date) refuses the event, and with it the command.
 */
import { refuse, type Refusal } from '../result.ts';
import { momentOrNull, toShanghaiIso } from './instant.ts';
import { extendTerm, isPauseGround, pauseTerms, resumeTerms, type Entries } from './guards.ts';
import { foldLedger } from './ledger.ts';
import type { TermPolicy, Instant, IsoInstant, LedgerEntry, TermDefinition, TermTrigger } from './model.ts';
import { anchorFor, isMissing, lengthFor, lookUp, momentFor, triggers, type TermEvent } from './triggers.ts';

/**
 * The rung that an event carries out, in `data.rung` of Reminded, SupervisorNotified, Urged, SupervisionIssued and
 * TransferProposed.
 */
export interface RungReference {
  term: string;
  rung: number;
  epoch: number;
  nominal: IsoInstant;
}

/** One event's work on a ledger: entries are appended as they come about, each seeing those before it. */
class Work {
  readonly entries: LedgerEntry[] = [];
  refusal: Refusal | null = null;
  private readonly policy: Pick<TermPolicy, 'terms' | 'pauseTriggers' | 'calendar'>;
  private readonly ledger: readonly LedgerEntry[];
  private readonly event: TermEvent;

  constructor(policy: Pick<TermPolicy, 'terms' | 'pauseTriggers' | 'calendar'>, ledger: readonly LedgerEntry[], event: TermEvent) {
    this.policy = policy;
    this.ledger = ledger;
    this.event = event;
  }

  private now(): LedgerEntry[] {
    return this.entries.length === 0 ? (this.ledger as LedgerEntry[]) : [...this.ledger, ...this.entries];
  }

  private take(result: Entries | Refusal): void {
    if (result.ok) this.entries.push(...result.entries);
    else this.refusal ??= result;
  }

  private refOf(path: string | undefined): string | null {
    if (path === undefined) return null;
    const value = lookUp(this.event, path);
    return isMissing(value) ? null : String(value);
  }

  /** Events that name ledger work outright. */
  direct(): void {
    const data = (this.event.data ?? {}) as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    switch (this.event.type) {
      case 'TermsPaused':
      case 'TermsResumed': {
        if (!isPauseGround(data.ground)) {
          this.refusal ??= refuse('pause-ground-unknown', `没有“${String(data.ground ?? '')}”这一中止事由。`, ['选择中止事由']);
          return;
        }
        const at = isMissing(data.at) ? this.event.at : text(data.at);
        const request = { ground: data.ground, at, why: text(data.why), ref: this.refOf('data.ref') };
        const act = this.event.type === 'TermsPaused' ? pauseTerms : resumeTerms;
        this.take(act(this.now(), request));
        return;
      }
      case 'TermExtended':
        this.take(
          extendTerm(this.policy, this.now(), {
            term: text(data.term),
            length: Number(data.length),
            approver: text(data.approver),
            basis: text(data.basis),
            why: text(data.why),
            at: this.event.at,
          }),
        );
        return;
      case 'TermBreached':
        this.entries.push({ op: 'breached', term: text(data.term), at: this.event.at, why: text(data.why) });
        return;
      case 'RungsPassed':
        if (!Array.isArray(data.rungs)) return;
        for (const { term, rung, epoch, nominal } of data.rungs as RungReference[]) {
          this.entries.push({ op: 'rung', term, rung, epoch, nominal, delivered: this.event.at, passed: true });
        }
        return;
      case 'PolicyRebound':
      case 'CalendarRevised':
        // Computed against both policies by rebind.ts before the event was decided.
        if (Array.isArray(data.entries)) this.entries.push(...(data.entries as LedgerEntry[]));
        return;
    }
  }

  rung(): void {
    const rung = lookUp(this.event, 'data.rung') as RungReference | null | undefined;
    if (isMissing(rung)) return;
    const { term, rung: index, epoch, nominal } = rung as RungReference;
    this.entries.push({ op: 'rung', term, rung: index, epoch, nominal, delivered: this.event.at });
  }

  pauses(): void {
    const fixedRefs = new Set(this.policy.pauseTriggers.flatMap(({ ref }) => (ref === undefined ? [] : [ref])));
    for (const trigger of this.policy.pauseTriggers) {
      const ref = trigger.ref ?? this.refOf(trigger.instance);
      const standing = () => foldLedger(this.now()).pauses.filter((pause) => pause.ground === trigger.ground && pause.to === null);
      for (const ended of trigger.endedBy) {
        if (!triggers(this.event, ended)) continue;
        for (const pause of standing()) {
          // An end that does not say which ends all that were told apart by an id.
          const all = ref === null && trigger.instance !== undefined && pause.ref !== null && !fixedRefs.has(pause.ref);
          if (pause.ref !== ref && !all) continue;
          const moment = momentFor(this.event, ended.anchor, '恢复计时');
          if (!moment.ok) {
            this.refusal ??= moment;
            return;
          }
          const at = toShanghaiIso(Math.max(moment.at, pause.from));
          const request = { ground: trigger.ground, at, why: trigger.basis, ref: pause.ref };
          this.take(resumeTerms(this.now(), request));
        }
      }
      for (const started of trigger.startedBy) {
        if (!triggers(this.event, started)) continue;
        if (standing().some((pause) => pause.ref === ref)) continue;
        const moment = momentFor(this.event, started.anchor, '中止计时');
        if (!moment.ok) {
          this.refusal ??= moment;
          return;
        }
        // A day recorded late does not reach back into an earlier pause on the same ground.
        const ends = foldLedger(this.now())
          .pauses.filter((pause) => pause.ground === trigger.ground && pause.ref === ref)
          .map(({ to }) => to ?? moment.at);
        const at = toShanghaiIso(Math.max(moment.at, ...ends));
        this.take(pauseTerms(this.now(), { ground: trigger.ground, at, why: trigger.basis, ref }));
      }
    }
  }

  /** Ends open terms of a definition; `only` limits it to one. */
  private end(definition: TermDefinition, op: 'met' | 'cancelled', at: Instant, why: string, ref: string | null): void {
    for (const record of foldLedger(this.now()).records) {
      if (record.key !== definition.key || record.end !== null) continue;
      if (ref !== null && record.ref !== null && record.ref !== ref) continue;
      this.entries.push({ op, term: record.term, at: toShanghaiIso(at), why });
    }
  }

  private endBy(definition: TermDefinition, list: readonly TermTrigger[], op: 'met' | 'cancelled'): void {
    const trigger = list.find((candidate) => triggers(this.event, candidate));
    if (!trigger) return;
    const moment = momentFor(this.event, trigger.anchor, definition.label);
    if (!moment.ok) {
      this.refusal ??= moment;
      return;
    }
    this.end(definition, op, moment.at, this.event.type, this.refOf(definition.instance));
  }

  endings(stageBefore: string | null, stageAfter: string): void {
    for (const definition of this.policy.terms) {
      this.endBy(definition, definition.cancelledBy, 'cancelled');
      this.endBy(
        definition,
        definition.metBy.filter(({ self }) => !self),
        'met',
      );
      if (definition.stage !== undefined && definition.stage === stageBefore && stageAfter !== stageBefore) {
        const at = momentOrNull(this.event.at);
        if (at !== null) this.end(definition, 'met', at, this.event.type, null);
      }
    }
  }

  private arm(definition: TermDefinition, trigger: TermTrigger): void {
    const start = anchorFor(this.event, trigger, definition.label, this.policy.calendar);
    const armedAt = momentFor(this.event, undefined, definition.label);
    if (!start.ok || !armedAt.ok) {
      this.refusal ??= start.ok ? (armedAt as Refusal) : start;
      return;
    }
    const { anchor, lead } = start;
    const length = lengthFor(this.event, definition, trigger, anchor);
    if (!length.ok) {
      this.refusal ??= length;
      return;
    }
    const ref = this.refOf(definition.instance);
    const earlier = foldLedger(this.now()).records.filter(({ key }) => key === definition.key);
    const open = earlier.filter((record) => record.end === null && record.ref === ref);
    if (open.length > 0) {
      const rearm = definition.rearm ?? 'keep';
      if (rearm === 'keep' || (rearm === 'later' && open.some((record) => record.anchor >= anchor))) return;
      for (const { term } of open) {
        const why = `重新起算（${this.event.label}）`;
        this.entries.push({ op: 'cancelled', term, at: toShanghaiIso(armedAt.at), why });
      }
    }
    this.entries.push({
      op: 'armed',
      term: `${definition.key}#${earlier.length + 1}`,
      key: definition.key,
      at: toShanghaiIso(armedAt.at),
      anchor: toShanghaiIso(anchor),
      ...length.armed,
      why: this.event.type,
      ...(lead === null ? {} : { lead }),
      ...(ref === null ? {} : { ref }),
    });
  }

  arming(stageBefore: string | null, stageAfter: string): void {
    for (const definition of this.policy.terms) {
      const trigger = definition.armedBy.find((candidate) => triggers(this.event, candidate));
      if (trigger) this.arm(definition, trigger);
      else if (definition.stage !== undefined && definition.stage === stageAfter && stageAfter !== stageBefore) {
        this.arm(definition, { event: this.event.type });
      } else continue;
      this.endBy(
        definition,
        definition.metBy.filter(({ self }) => self),
        'met',
      );
    }
  }
}

/**
 * The ledger entries that an event brings about, in order, or the refusal of the event. `stageBefore` is null when the
 * case is opened. Events the policy does not speak of bring none.
 */
export function termEffects(
  policy: Pick<TermPolicy, 'terms' | 'pauseTriggers' | 'calendar'>,
  ledger: readonly LedgerEntry[],
  event: TermEvent,
  stageBefore: string | null,
  stageAfter: string,
): Entries | Refusal {
  const work = new Work(policy, ledger, event);
  work.direct();
  work.rung();
  work.pauses();
  work.endings(stageBefore, stageAfter);
  work.arming(stageBefore, stageAfter);
  return work.refusal ?? { ok: true, entries: work.entries };
}
