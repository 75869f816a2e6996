/**
 * What the API's queries answer, in one place for the side that answers and the side that shows. Instants are
 * ISO 8601 with offset; lights and terms are derived at `now`, which every answer names.
 */
import type { AlarmKind } from '../domain/alarms.ts';
import type { Anchor } from '../domain/case/closing/anchor.ts';
import type { EarlierViolation } from '../domain/case/context.ts';
import type { EarlierMeaning } from '../domain/case/earlier-means.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { CommandName } from '../domain/case/catalogue.ts';
import type { FactorValue } from '../domain/discretion/factors.ts';
import type { Spread } from '../domain/discretion/spread.ts';
import type { StoreWords } from '../domain/installation.ts';
import type { ListFinding } from '../domain/lists/check-list.ts';
import type { CaseEffect, CaseEffectKind } from '../domain/lists/touched-cases.ts';
import type { UnitRef } from '../domain/people.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { PolicyDifference } from '../domain/terms/policy.ts';
import type { TermDifference } from '../domain/terms/rebind.ts';
import type { TermView } from '../domain/terms/view.ts';
import type { Channel, Light, Stage, SubjectKind, Tier } from '../domain/vocabulary.ts';

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A count that may have been cut off, and says so. */
export interface CappedCount {
  count: number;
  capped: boolean;
}

/** The term that names a case's light. */
export interface NamingTerm {
  key: string;
  label: string;
  deadline: IsoInstant | null;
  provisional: boolean;
}

/** A case as a row of a list, a queue or a board. */
export interface CaseRow {
  id: string;
  number: string | null;
  title: string;
  stage: Stage;
  tier: Tier;
  light: Light;
  term: NamingTerm | null;
  town: Pick<UnitRef, 'id' | 'name'>;
  unit: Pick<UnitRef, 'id' | 'name'>;
  handlers: { id: string; name: string }[];
  partyName: string | null;
  matterCode: string | null;
  matterName: string | null;
  emergency: boolean;
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  yellowAt: IsoInstant | null;
  redAt: IsoInstant | null;
  waiting: string | null;
  outcome: string | null;
  version: number;
}

/** Another case of a party: the facts of the county; where it happened only for one who may open it. */
export interface EarlierCase extends EarlierViolation {
  mayOpen: boolean;
}

/** `GET /cases/{id}`, now or as known at an earlier instant. */
export interface CaseAnswer {
  now: IsoInstant;
  asOf: IsoInstant | null;
  version: number;
  head: string;
  light: Light;
  term: NamingTerm | null;
  /** Every term of the case, open ones first, worst light first. */
  terms: TermView[];
  case: CaseFile;
  /** Records of the parties, in the order of the file; null where the projection has none yet. */
  partyIds: (string | null)[];
  /** Other cases of the parties across the county, newest first. */
  earlier: EarlierCase[];
  /** What they mean for this case. */
  earlierMeans: EarlierMeaning[];
  nextWakeUp: { at: IsoInstant; why: string } | null;
  waiting: string | null;
}

/** One term of `GET /cases/{id}/terms`: the view with its derivation, line by line. */
export interface ExplainedTerm extends TermView {
  lines: { text: string; basis?: string }[];
}

export interface Board {
  now: IsoInstant;
  lights: Record<Light, number>;
  stages: { stage: Stage; lights: Record<Light, number> }[];
  towns: { town: Pick<UnitRef, 'id' | 'name'>; lights: Record<Light, number> }[];
  tiers: { tier: Tier; lights: Record<Light, number> }[];
  /** Cases that run without anything due and without a reason, or whose own next action did not come. */
  stuck: number;
  stuckBy: { nothingDue: number; late: number };
  /** The last comparison of workflows, record and read model; null where none was made. */
  reconciliation: { at: IsoInstant; compared: number; differences: number; remaining: number } | null;
  /** Cases that nothing will move on without an operator, the longest first; `count` of them in all. */
  alarms: {
    count: number;
    items: { caseId: string; kind: AlarmKind; label: string; text: string; todo: string; since: IsoInstant; title: string | null; number: string | null }[];
  };
  /** Stores that are lost or older than the others, with what to do: only reading is served until they are mended. */
  stores: StoreWords[];
  red: Page<CaseRow>;
  yellow: Page<CaseRow>;
}

export interface ForecastDay {
  date: string;
  yellow: CaseRow[];
  red: CaseRow[];
}

/** `GET /me/work`. */
export interface Work {
  now: IsoInstant;
  cases: (CaseRow & { next: { name: CommandName; label: string } | null })[];
  answersDue: { caseId: string; title: string; kind: 'urge' | 'supervision' | 'transfer'; text: string; dueAt: IsoInstant | null }[];
  notifications: NotificationRow[];
}

export interface NotificationRow {
  id: string;
  caseId: string;
  kind: string;
  text: string;
  at: IsoInstant;
  readAt: IsoInstant | null;
}

export interface LeadRow {
  id: string;
  ticket: string | null;
  channel: Channel;
  receivedAt: IsoInstant;
  reporterName: string | null;
  reporterPhone: string | null;
  town: Pick<UnitRef, 'id' | 'name'> | null;
  address: string;
  text: string;
  kind: 'enforcement' | 'out-of-scope' | 'criminal' | 'emergency';
  status: 'new' | 'accepted' | 'merged' | 'rejected';
  department: string | null;
  caseId: string | null;
  mergedIntoId: string | null;
  decidedReason: string | null;
}

/** One number of the county's chain of anchors; `number`: the case's in the register, null where it was never filed. */
export interface AnchorRow extends Anchor {
  number: string | null;
}

export interface ChainFault {
  n: number;
  caseId: string | null;
  reason: string;
}

/** `GET /record/chain`: the whole chain walked, up to number `length`, which ends in `head`. */
export interface ChainCheck {
  ok: boolean;
  length: number;
  head: string;
  /** The first faults, oldest first. */
  faults: ChainFault[];
}

/** `GET /cases/{id}/verify`: what each copy says. */
export interface Verification {
  /** Every copy was compared and agrees. */
  ok: boolean;
  /** Nothing contradicts, but a copy could not be asked: neither proof nor doubt. */
  open: boolean;
  checks: {
    name: string;
    ok: boolean;
    /** False where the other copy could not be asked: neither proof nor doubt. */
    known: boolean;
    text: string;
  }[];
  head: string;
  length: number;
}

/** A closed case like another one, for a figure to be seen beside others; no parties. */
export interface SimilarCase {
  caseId: string;
  number: string | null;
  town: string;
  decidedOn: string;
  conductOn: string | null;
  /** Tier of the benchmark that the proposal stood on. */
  tier: string | null;
  /** The clause's row: for the act itself, or after an order was refused. */
  stage: string | null;
  subjectKind: SubjectKind | null;
  /** Yuan. */
  fine: number | null;
  range: { min: number | null; max: number | null; unit: string } | null;
  deviated: boolean;
  factors: Record<string, FactorValue>;
  /** Factors with the same value as this case's, of those that both have. */
  shared: string[];
  sameTier: boolean;
  sameSubject: boolean;
  /** The reader may open it. */
  mayOpen: boolean;
}

/** What `GET /cases/{id}/similar` answers beside matter and tier. */
export interface SimilarCases {
  items: SimilarCase[];
  /** Fines of the same tier, clause row and kind of party; null where there is none. */
  alike: Spread | null;
  /** Fines of the whole matter. */
  all: Spread | null;
}

/** Which open cases a list's draft touches. */
export interface TouchedCases {
  /** Open cases that were looked at. */
  cases: number;
  capped: boolean;
  touched: number;
  counts: Record<CaseEffectKind, number>;
  /** The gravest first. */
  samples: CaseEffect[];
}

/** A list's draft tried before anybody approves it. */
export interface ListCheck {
  ok: boolean;
  at: string;
  /** Of what content, beside which published lists: another one makes this check stale. */
  contentHash: string;
  against: string;
  errors: number;
  warnings: number;
  findings: ListFinding[];
  changes: { added: number; removed: number; changed: number };
  cases: TouchedCases;
  /** Leads waiting for a person whose proposed department stands on a duty that goes or changes; null for other lists. */
  leads: { waiting: number; touched: number } | null;
}

/** What a policy would do to the cases that are open now. */
export interface PolicyDryRun {
  cases: number;
  capped: boolean;
  /** Cases with at least one deadline that moves, goes or comes. */
  affected: number;
  turnYellow: number;
  turnRed: number;
  turnBetter: number;
  /** Terms by key, the most moved first. */
  terms: { key: string; label: string; moved: number; dropped: number; added: number; kept: number }[];
  /** Those that would turn worse first. */
  samples: { caseId: string; stage: string; before: Light; after: Light; differences: TermDifference[] }[];
  /** Cases that the policy cannot be derived for, with the reason: it must not be published. */
  faults: { caseId: string; reason: string }[];
}

/** A policy's draft tried before anybody approves it. */
export interface PolicyCheck {
  ok: boolean;
  at: string;
  faults: { code: string; message: string; needs: string[] }[];
  differences: PolicyDifference[];
  /** Null where the policy is faulty in itself. */
  dryRun: PolicyDryRun | null;
}
