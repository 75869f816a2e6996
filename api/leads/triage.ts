/**
 * Triage 线索研判 for the API: the domain's model, built once per set of lists and kept, with the lessons of corrected
 * dispatches. What it says of a lead is stored with the lead: a later list changes no earlier proposal.
 */
import { findDuplicates, fingerprint, type LeadPrint } from '../../domain/routing/duplicates/duplicates.ts';
import { learn, type LearnedWeights, NO_LESSONS } from '../../domain/routing/dispatch/learn.ts';
import { joinLexicon } from '../../domain/routing/dispatch/lists.ts';
import { buildTriage, type TriageModel, withLessons } from '../../domain/routing/dispatch/model.ts';
import type { DepartmentProposal } from '../../domain/routing/dispatch/result.ts';
import { triage } from '../../domain/routing/dispatch/triage.ts';
import type { MatterCandidate } from '../../domain/routing/dispatch/matters.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Channel } from '../../domain/vocabulary.ts';
import { type Database, iso } from '../database/database.ts';
import type { Lists, ListSnapshot } from '../lists/list-store.ts';
import { rowsOn } from '../lists/list-store.ts';
import type { LeadKind } from './lead-schemas.ts';
import type { LeadRecord } from './lead-store.ts';

export interface TriageQuestion {
  text: string;
  town: string | null;
  channel: Channel | null;
  address: string | null;
  receivedAt: string | null;
}

export interface Triage {
  kind: LeadKind;
  /** Which words made it criminal or an emergency. */
  kindWhy: { sign: string; words: string[]; item: string; weight: number }[];
  suspected: 'emergency' | 'criminal' | null;
  domain: string;
  dispatch: { departments: DepartmentProposal[]; confidence: number; toPerson: boolean; why: string[]; matters: MatterCandidate[] };
  /** List versions it was read with. */
  versions: { duties: string; matters: string; lexicon: string; lessons: number };
}

export interface Duplicate {
  leadId: string;
  score: number;
  why: string[];
  text: string;
}

export interface TriageService {
  read(question: TriageQuestion): Promise<Triage>;
  duplicates(lead: LeadRecord, candidates: readonly LeadRecord[]): Promise<Duplicate[]>;
  /** Forgets what was learnt; the next reader learns anew. */
  refresh(): void;
  /** Builds the model ahead of the first lead; it takes a second of this process's time. */
  warm(): Promise<void>;
}

const LESSONS = 400;
const LESSONS_KEPT_MS = 60_000;
const PRINTS_KEPT = 1_000;

interface CorrectionRow {
  id: string;
  text: string;
  proposed: string;
  chosen: string;
  by: string;
  at: Date;
}

export function createTriage(database: Database, lists: Lists, clock: () => Instant): TriageService {
  let built: { stamp: string; model: TriageModel } | null = null;
  let lessons: { weights: LearnedWeights; at: Instant } | null = null;
  /** Fingerprints of leads compared lately, by lead, the latest last; of one set of lists. */
  const prints = new Map<string, LeadPrint>();
  let printsOf = '';

  const readLessons = async (): Promise<LearnedWeights> => {
    const rows = await database.rows<CorrectionRow>(
      'select id, text, proposed, chosen, by_id as by, at from dispatch_correction order by at desc, id desc limit $1',
      [LESSONS],
    );
    return rows.reduce((weights, row) => learn(weights, { ...row, at: iso(row.at) }), NO_LESSONS);
  };

  const modelNow = async (): Promise<TriageModel> => {
    const snapshot = await lists.snapshot();
    const stale = !lessons || clock() - lessons.at > LESSONS_KEPT_MS;
    const weights = stale ? await readLessons() : lessons!.weights;
    const taught = stale && lessons !== null && weights.version !== lessons.weights.version;
    if (stale) lessons = { weights, at: clock() };
    // A version that was published for a later day comes into force without another publication.
    const stamp = `${legalDateOf(clock())} ${snapshot.stamp}`;
    if (built?.stamp !== stamp) built = { stamp, model: buildFrom(snapshot, weights, clock()) };
    else if (taught || built.model.lists.weights !== weights) built.model = withLessons(built.model, weights);
    return built.model;
  };

  return {
    read: async ({ text, town, channel, address, receivedAt }) => {
      const model = await modelNow();
      const read = triage(model, {
        text,
        town: town ?? undefined,
        channel: channel ?? undefined,
        address: address ?? undefined,
        receivedAt: receivedAt ?? undefined,
      });
      return {
        kind: read.kind,
        kindWhy: read.kindWhy,
        suspected: read.suspected ?? null,
        domain: read.domain,
        dispatch: {
          departments: read.departments,
          confidence: read.confidence,
          toPerson: read.toPerson,
          why: read.explanation,
          matters: read.matters,
        },
        versions: {
          duties: model.lists.duties.version,
          matters: model.lists.matters.version,
          lexicon: model.lists.lexicon.version,
          lessons: model.lists.weights?.version ?? 0,
        },
      };
    },
    duplicates: async (lead, candidates) => {
      const model = await modelNow();
      if (printsOf !== built?.stamp) {
        prints.clear();
        printsOf = built?.stamp ?? '';
      }
      const print = (one: LeadRecord): LeadPrint => {
        const made = prints.get(one.id) ?? fingerprint(model, asked(one));
        prints.delete(one.id);
        prints.set(one.id, made);
        return made;
      };
      const found = findDuplicates(print(lead), candidates.map(print));
      for (const oldest of prints.keys()) {
        if (prints.size <= PRINTS_KEPT) break;
        prints.delete(oldest);
      }
      return found.map((one) => ({ ...one, text: candidates.find(({ id }) => id === one.leadId)?.text ?? '' }));
    },
    refresh: () => {
      lessons = null;
    },
    warm: async () => {
      await modelNow();
    },
  };
}

const asked = (lead: LeadRecord) => ({
  id: lead.id,
  text: lead.text,
  town: lead.townName ?? undefined,
  address: lead.address,
  channel: lead.channel,
  receivedAt: iso(lead.receivedAt),
});

function buildFrom(snapshot: ListSnapshot, weights: LearnedWeights, now: Instant): TriageModel {
  const today = legalDateOf(now);
  const duties = rowsOn(snapshot, 'duties', today);
  const matters = rowsOn(snapshot, 'matters', today);
  return buildTriage({
    duties: { version: duties.version?.version ?? '', items: duties.rows },
    matters: { version: matters.version?.version ?? '', items: matters.rows },
    lexicon: joinLexicon([...snapshot.lexicon]),
    weights,
  });
}
