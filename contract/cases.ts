/** What the API answers of cases. Instants are ISO 8601 with offset; lights and terms are derived at `now`. */
import type { FilePaper } from '../domain/case/closing/file-list.ts';
import type { EarlierViolation } from '../domain/case/context.ts';
import type { EarlierMeaning } from '../domain/case/earlier-means.ts';
import type { Debt } from '../domain/case/execution/owed.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { TermView } from '../domain/terms/view.ts';
import type { Light, Stage, Tier } from '../domain/vocabulary.ts';
import type { ItemAnswer, ItemRow, NamingTerm } from './items.ts';

/** A case as a row of a list, a desk or a board. */
export interface CaseRow extends ItemRow {
  kind: 'case';
  stage: Stage;
  tier: Tier;
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
  /** What its decision still asks for in money, by the terms that it runs under; null where nothing is owed. */
  debt: Debt | null;
  /** What its file holds, volume by volume in the order that the county's setting knows. */
  papers: FilePaper[];
  /** Other work items that it is linked with. */
  related: ItemAnswer['related'];
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
