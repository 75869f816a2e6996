/** What a decision may look at beside the case itself. Everything arrives as data; nothing is fetched. */
import type { LaterRows } from '../discretion/lighter.ts';
import type { Benchmark } from '../lists/benchmarks.ts';
import type { Matter } from '../lists/matters.ts';
import type { Refusal } from '../result.ts';
import type { CasePolicy } from './policy.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Outcome } from '../vocabulary.ts';
import type { WorkContext, WorkLookups } from '../work/context.ts';
import type { AllottedNumbers } from './decision/decision-number.ts';

/** An earlier case of the same party in the county. */
export interface EarlierViolation {
  caseId: string;
  number: string | null;
  matterCode: string;
  matterName: string;
  town: string;
  decidedOn: LegalDate | null;
  outcome: Outcome | null;
  fine: number | null;
  conductOn: LegalDate | null;
  place: string | null;
}

/** A matter as the lists have it for the case. */
export interface LookedUpMatter {
  row: Matter;
  benchmark: Benchmark | null;
  /** List versions the rows were read from. */
  versions: { matters: string; benchmarks: string | null; delegation: string };
  /** The rows of the day of the command, where they are others than at the conduct (行政处罚法 37). */
  later?: LaterRows;
  /** Whether the power is in force for the responsible unit on the day (行政处罚法 24). */
  competence: { ok: true; why: string } | Refusal;
}

/** Another matter that the same act may fall under. */
export type ConcurringMatter = LookedUpMatter;

/** List snapshots and registers as the API found them; recorded where a decision stands on them. */
export interface Lookups extends WorkLookups {
  matter: LookedUpMatter | null;
  /** The further matters that a command names (行政处罚法 29). */
  concurring?: ConcurringMatter[];
  history: EarlierViolation[];
  /** Numbers that the registers have reserved for this command, where it takes any. */
  numbers?: AllottedNumbers | null;
  policy?: CasePolicy | null;
}

export const NO_LOOKUPS: Lookups = { people: {}, units: {}, matter: null, files: {}, history: [] };

export type CommandContext = WorkContext<CasePolicy, Lookups>;

/**
 * The rules as they stand; raised with every guard that refuses what was accepted before, and with every decision that
 * answers other events than before. 2: an entered paper case records the rungs it has behind it as passed. 3: a penalty
 * given on the spot on paper records that its form's number is its decision's; what was decided to go to the police is
 * not returned for more evidence, and is not closed before its goods and papers are with them; a publication is withdrawn as
 * revoked only when the decision was; the time of a public notice of the proposed decision is not counted; several parties
 * are not penalised in one case. 4: what each article says, as the worked examples have it; what was read of a form and left
 * out of its event is recorded. 5: what says nothing new is not recorded again, no day is set beyond what anybody means, and
 * a case waits for the police only on the number of their notice. 6: a late paper goes into a volume that the file has, what
 * was spent in the party's stead is decided on before the file is put away, and whose unit has nothing to do with a case writes
 * nothing into it (`SINCE_SIXTH` in ./authority.ts).
 */
export const CURRENT_RULES = 6;
