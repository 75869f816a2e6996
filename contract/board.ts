/** The supervisor's board and the days ahead, derived at `now`. */
import type { AlarmKind } from '../domain/alarms.ts';
import type { StoreWords } from '../domain/installation.ts';
import type { UnitRef } from '../domain/people.ts';
import type { IsoInstant, TermEffect } from '../domain/terms/model.ts';
import type { Light, Stage, Tier } from '../domain/vocabulary.ts';
import type { ItemRow } from './items.ts';
import type { Page } from './page.ts';

export interface Board {
  now: IsoInstant;
  lights: Record<Light, number>;
  kinds: { kind: string; lights: Record<Light, number> }[];
  /** Of cases. */
  stages: { stage: Stage; lights: Record<Light, number> }[];
  towns: { town: Pick<UnitRef, 'id' | 'name'>; lights: Record<Light, number> }[];
  tiers: { tier: Tier; lights: Record<Light, number> }[];
  /** Cases that run without anything due and without a reason, or whose own next action did not come. */
  stuck: number;
  stuckBy: { nothingDue: number; late: number };
  /** The last comparison of workflows, record and read model; null where none was made. */
  reconciliation: { at: IsoInstant; compared: number; differences: number; remaining: number } | null;
  /** Items that nothing will move on without an operator, the longest first; `count` of them in all. */
  alarms: {
    count: number;
    items: {
      itemKind: string;
      caseId: string;
      kind: AlarmKind;
      label: string;
      text: string;
      todo: string;
      since: IsoInstant;
      title: string | null;
      number: string | null;
    }[];
  };
  /** Stores that are lost or older than the others, with what to do: only reading is served until they are mended. */
  stores: StoreWords[];
  red: Page<ItemRow>;
  yellow: Page<ItemRow>;
}

/** What turns on one day; of each colour the first are listed, all are counted. */
export interface ForecastDay {
  date: string;
  counts: { yellow: number; red: number };
  yellow: ItemRow[];
  red: ItemRow[];
}

export interface Forecast {
  now: IsoInstant;
  days: ForecastDay[];
  /** How many turn in the time asked, the most first. */
  towns: { id: string; name: string; yellow: number; red: number }[];
  handlers: { id: string; name: string; yellow: number; red: number }[];
}

/**
 * `GET /board/terms`: open terms that are late or near their end, by whose they are. A breach of a statute and a slip of the
 * office's own pace are never one figure.
 */
export interface LateTerms {
  now: IsoInstant;
  classes: { effect: TermEffect; label: string; red: number; yellow: number }[];
}
