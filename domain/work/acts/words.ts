/** What the acts that any kind knows have to be told of a kind: its words, its law, and who may handle its items. */
import type { z } from 'zod';
import type { Person } from '../../people.ts';
import type { Refusal } from '../../result.ts';
import type { PauseGround } from '../../terms/model.ts';
import type { CommandSpec } from '../command.ts';
import type { WorkContext } from '../context.ts';
import type { EventSpecs } from '../event.ts';
import type { WorkFile } from '../file.ts';
import type { Deciders, Readiness } from '../rules.ts';

/** Articles by act; none where no article is certain. `ownWork`: nobody approves what they handled themselves. */
export type ActArticles = Partial<
  Record<
    'note' | 'reassignment' | 'handOver' | 'takeOver' | 'recusal' | 'ownWork' | 'suspension' | 'extension' | 'supervision' | 'correction',
    string[]
  >
>;

export interface ActLaw {
  articles: ActArticles;
  recusal: {
    /** When somebody has to be recused, and who may ask for it; a sentence of the form. */
    help: string;
    /** What happens until it is decided; a sentence of the form. */
    meanwhile: string;
    /** Who asks for it, beside the one who is recused. */
    asker: string;
  };
  /** Why an item may be suspended, in the reader's words; `ground` stops the terms that name it. */
  causes: Readonly<Record<string, { label: string; ground: PauseGround }>>;
}

/** Who may handle an item of the kind. */
export interface Fit {
  /** 执法人员, and what is asked of those who are chosen, as the form says it: 不少于两名持证执法人员. */
  who: string;
  demand: string | null;
  field: () => z.ZodArray<z.ZodString>;
  /** Those who are to handle it from now on, all together. */
  handlers: (file: WorkFile, ids: readonly string[], context: WorkContext, words: Pick<ActWords, 'own' | 'law'>) => Refusal | null;
  /** One who takes over from a handler, whatever the unit. */
  receiver: (person: Person, context: WorkContext) => Refusal | null;
}

export interface ActWords<Item extends string = string> {
  /** In the names of commands and events that were released with it: SuspendCase, CaseSuspended. */
  item: Item;
  /** 案件, 本案; and what working on it is called: 办案. */
  label: string;
  own: string;
  work: string;
  /** Stages in which it runs, and those in which it may still be looked after. */
  running: readonly string[];
  open: readonly string[];
  law: ActLaw;
  fit: Fit;
}

export type ActReadiness<Commands> = Readiness<Commands, WorkFile, WorkContext>;

export type ActDeciders<Commands extends Record<string, CommandSpec>, Events, Readies = object> = Deciders<
  Commands,
  Events,
  WorkFile,
  WorkContext,
  Readies
>;

export type ActEventSpecs<Events, Commands, File extends WorkFile> = EventSpecs<Events, File, Commands>;
