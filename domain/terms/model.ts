/**
 * Terms as data (期限即数据). A policy holds the definitions, a case's ledger what happened to them, and one pure
 * function derives deadline, light and explanation from ledger, calendar and `now`. Nothing is accumulated.
 *
 * Instants are UTC epoch milliseconds (`Instant`) in computations and ISO 8601 strings in records.
 * Legal dates are `YYYY-MM-DD` in Asia/Shanghai.
 */
import type { CountyNames } from '../county/names.ts';
import type { UnitRef } from '../people.ts';

/** UTC epoch milliseconds. */
export type Instant = number;
/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
export type LegalDate = string;
/** ISO 8601 instant as recorded. */
export type IsoInstant = string;

export type TermUnit = 'workday' | 'naturalDay' | 'month' | 'year' | 'workHour' | 'hour' | 'minute';
export type Roll = 'none' | 'next' | 'previous';
/**
 * Who set it. `statutory`: a law or an administrative regulation gives the figure. `rule`: the statute gives none, and the
 * figure is that of the sector's or place's rule which the county follows. `internal`: the county's own, binding nobody else.
 * Policies from before the three were told apart know no `rule`.
 */
export const TERM_EFFECTS = ['statutory', 'rule', 'internal'] as const;
export type TermEffect = (typeof TERM_EFFECTS)[number];
export const TERM_EFFECT_LABELS: Record<TermEffect, string> = { statutory: '法定', rule: '规定', internal: '内部' };

/** Why a term may stand still. Each definition names the grounds that stop it. */
export const PAUSE_GROUNDS = [
  'suspension',
  'hearing',
  'announcement',
  'appraisal',
  'goods-testing',
  'co-investigation',
  'jurisdiction-dispute',
  'litigation-standstill',
  'transfer',
] as const;
export type PauseGround = (typeof PAUSE_GROUNDS)[number];
export const PAUSE_GROUND_LABELS: Record<PauseGround, string> = {
  suspension: '中止调查',
  hearing: '听证期间',
  announcement: '公告期间',
  appraisal: '检测、检验、检疫、鉴定期间',
  'goods-testing': '查封、扣押物品的检测、检验、检疫、技术鉴定期间',
  'co-investigation': '协查期间',
  'jurisdiction-dispute': '管辖争议期间',
  'litigation-standstill': '复议、诉讼期间',
  transfer: '移送交接期间',
};

/** One lawful step of lengthening; steps are taken in order. */
export interface ExtensionStep {
  /** In the term's own unit; null: bounded only by the collective decision that fixes it. */
  maxLength: number | null;
  /** Who approves: a role, or the collective decision of the heads (负责人集体讨论). */
  approver: 'head' | 'collective';
  basis: string;
}

/** One test on an event. A path that leads nowhere is neither `in` a list nor kept out by `notIn`. */
export type TriggerCondition =
  | { path: string; in: (string | number | boolean | null)[] }
  | { path: string; notIn: (string | number | boolean | null)[] }
  | { path: string; exists: boolean };

/** A time that runs out before a term begins: the suit's before the court's, the payment's before the surcharge's. */
export interface LeadStep {
  length: number;
  unit: 'naturalDay' | 'workday' | 'month';
  /** Its own last day moves on where it is no workday (民事诉讼法 85(3)); what follows is counted from the moved day. */
  roll?: 'next';
  /** In the reader's words. */
  what: string;
  basis?: string;
}

/** Where the first step is counted from, and the steps in turn. The term's anchor is derived from it, calendar by calendar. */
export interface Lead {
  from: IsoInstant;
  steps: LeadStep[];
}

/**
 * How an event arms, meets or cancels a term. Paths are dotted, from the event (`data.servedOn`); a path ending in `?`
 * may lead nowhere, any other must lead to a value of its kind or the event is refused.
 */
export interface TermTrigger {
  /** The event's type. */
  event: string;
  /**
   * Arming: where the count starts. Meeting and cancelling: when it took effect. An ISO instant or a legal date;
   * default: the event's own `at`.
   */
  anchor?: string;
  /**
   * Arming: the count starts at the end of a term of this length from the anchor. Where that term's own last day rolls, the
   * ledger keeps the step, so that another calendar moves both.
   */
  offset?: { length: number; unit: 'naturalDay' | 'workday' | 'month'; roll?: 'next'; what?: string; basis?: string };
  /** Arming: the event itself says what runs out first, as `{ from, steps }` (what really happened to a decision). */
  lead?: string;
  /** Arming: the length where the event sets it. */
  length?: string;
  /** Arming: the last moment where the event itself sets it (a date ordered by a document, an answer due). */
  due?: string;
  /** Meeting: the event also meets the very term that it arms. */
  self?: true;
  /** All of these hold. */
  when?: TriggerCondition | TriggerCondition[];
}

/** Events between which a ground stands; while it does, every term naming the ground stands still. */
export interface PauseTrigger {
  ground: PauseGround;
  startedBy: TermTrigger[];
  endedBy: TermTrigger[];
  /** Dotted path that tells several pauses on the same ground apart (an appraisal's id). */
  instance?: string;
  /** A fixed name instead, so that an end closes only what its own start opened. */
  ref?: string;
  basis: string;
}

export interface TermDefinition {
  key: string;
  label: string;
  effect: TermEffect;
  /** Of class `rule`: which one the county follows. */
  rule?: { key: string; name: string };
  length: number;
  unit: TermUnit;
  /** `back`: the last day to act, counted back from the anchor (at least 7 workdays before the hearing). */
  direction?: 'forward' | 'back';
  roll: Roll;
  pausedBy: PauseGround[];
  extensions: ExtensionStep[];
  armedBy: TermTrigger[];
  /**
   * What an arming event does to a term that is still open: leave it (statutory clocks never reset), start anew, or
   * start anew only where that begins later.
   */
  rearm?: 'keep' | 'restart' | 'later';
  /** Dotted path that tells several open terms of this key apart (each preservation has its own 7 workdays). */
  instance?: string;
  metBy: TermTrigger[];
  /** Ends the term without meeting it (the case closed otherwise, the document was withdrawn). */
  cancelledBy: TermTrigger[];
  /** A stage's own term: armed on entering the stage, met on leaving it, restarted when entered again. */
  stage?: string;
  /** Yellow at the earlier of: this share of the length used up, or this much (own unit) remaining. */
  yellow: { share: number; remaining: number };
  /** Key of the ladder that acts on it; none for terms of the party (payment) that only inform. */
  ladder?: string;
  /**
   * Whose duty it is, for the words of the reminder. Red on a party's term (payment, correction) is a prompt to act,
   * not a fault of the office.
   */
  duty: 'dispatcher' | 'handler' | 'reviewer' | 'head' | 'party' | 'receiver' | 'other-body';
  /**
   * A window in which somebody may act (陈述申辩期, 诉讼期): it is never late. At its end it lapses, stays green, and its
   * ladder only tells the office that it may go on.
   */
  window?: true;
  basis: string;
  /** Set where the law leaves the figure to local or sector rules: what it is taken from, to be checked. */
  local?: string;
}

export type RungAction = 'remind' | 'notify-supervisor' | 'urge' | 'supervise' | 'transfer';

export interface Rung {
  action: RungAction;
  /** Offset in working hours or workdays from the light's change; `yellow`/`red` name the instant. Negative: before. */
  at: 'yellow' | 'red';
  after: { length: number; unit: 'workHour' | 'workday' };
  /** Answer due, for urge and supervise. */
  answerWithin?: { length: number; unit: 'workHour' | 'workday' };
  /** Delivered at any hour: where waiting for the office to open would defeat it (an emergency). */
  anyHour?: true;
  /** For transfer: proposed to the higher tier, or carried out where the policy says so. */
  automatic?: boolean;
  /** For transfer: who takes over, where the record names nobody. Without it an automatic transfer may stay a proposal. */
  receiver?: UnitRef;
  basis: string;
}

export interface Ladder {
  key: string;
  label: string;
  /** What its rungs say names the class of the term first (法定期限“…”). */
  saysClass?: true;
  rungs: Rung[];
}

export interface CalendarYear {
  year: number;
  /** Weekdays that are off. Weekend days need not be listed. */
  off: { date: LegalDate; name: string }[];
  /** Weekend days worked 调休上班. */
  makeUp: { date: LegalDate; name: string }[];
  /** The notice that published it. */
  notice: string;
}

export interface Calendar {
  version: string;
  years: CalendarYear[];
  /** A county's own days, on top of the years; approved by two people. */
  overrides: { date: LegalDate; workday: boolean; reason: string }[];
  /**
   * Holidays that lie on the same date (`MM-DD`) every year by 全国年节及纪念日放假办法, counted where the year's notice is not in
   * yet: that they are off needs no notice. Absent in calendars from before this was said.
   */
  fixed?: { date: string; name: string }[];
  /** Local hours of a workday, `HH:MM`, in order. */
  workingHours: { from: string; to: string }[];
}

/** What happened to a case's terms; append-only, recorded inside the event that caused it. */
export type LedgerEntry =
  | {
      op: 'armed';
      /** `key#n`: the n-th time this term is armed in the case, from 1. */
      term: string;
      key: string;
      /** When it was armed; the anchor may lie before or after. */
      at: IsoInstant;
      anchor: IsoInstant;
      length: number;
      unit: TermUnit;
      roll: Roll;
      why: string;
      /** Which one it is, where several of a key may be open. */
      ref?: string;
      /** What runs out before it: the anchor is its end, by the calendar of the day it was armed. */
      lead?: Lead;
      /** The length came from the event, not from the policy: a new policy does not change it. */
      fixed?: true;
    }
  /** `term: '*'`: the ground stands for the whole case and stops every term that names it, also those armed later. */
  | { op: 'paused'; term: string; at: IsoInstant; ground: PauseGround; why: string; ref?: string }
  | { op: 'resumed'; term: string; at: IsoInstant; ground: PauseGround; why: string; ref?: string }
  | { op: 'extended'; term: string; at: IsoInstant; length: number; step: number; approver: string; basis: string; why: string }
  | { op: 'reanchored'; term: string; at: IsoInstant; anchor: IsoInstant; why: string }
  /** By a new policy or calendar. `improved`: its light got better by it, told here because the former rule is gone. */
  | { op: 'redefined'; term: string; at: IsoInstant; length: number; unit: TermUnit; roll: Roll; why: string; improved: boolean }
  | { op: 'met'; term: string; at: IsoInstant; why: string }
  | { op: 'cancelled'; term: string; at: IsoInstant; why: string }
  | { op: 'breached'; term: string; at: IsoInstant; why: string }
  /**
   * A rung fired: nominal is the instant it stood for, delivered the one it was told at. `passed`: it stood for a time
   * before the case was entered here and was told to nobody; delivered is then the moment of entry.
   */
  | { op: 'rung'; term: string; rung: number; epoch: number; nominal: IsoInstant; delivered: IsoInstant; passed?: true };

/** The policy a work item's terms run under: immutable, content-hashed, copied into the workflow at start. */
export interface TermPolicy {
  id: string;
  version: number;
  /** SHA-256 of the canonical JSON of everything else in the policy. */
  hash: string;
  terms: TermDefinition[];
  pauseTriggers: PauseTrigger[];
  ladders: Ladder[];
  calendar: Calendar;
  /** Whose names its cases are decided in; absent in policies from before they were in them. */
  county?: CountyNames;
}
