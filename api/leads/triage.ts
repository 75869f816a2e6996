/** Triage for the API. */
import type { Channel } from '../../domain/vocabulary.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Lists } from '../lists/list-store.ts';
import { rowsOn } from '../lists/list-store.ts';
import type { LeadKind } from './lead-schemas.ts';
import type { LeadRecord } from './lead-store.ts';

export interface TriageQuestion {
  text: string;
  town: string | null;
  channel: Channel | null;
  address: string | null;
}

export interface Triage {
  kind: LeadKind;
  dispatch: {
    departments: { department: string; score: number; matched: { words: string[]; item: string; itemTitle: string }[]; assisting?: string[] }[];
    confidence: number;
    toPerson: boolean;
    why: string[];
  };
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
}

export function createTriage(lists: Lists, clock: () => number): TriageService {
  return {
    read: async ({ text }) => {
      const { rows } = rowsOn(await lists.snapshot(), 'duties', legalDateOf(clock()));
      const found = new Map<string, { words: string[]; item: string; itemTitle: string }[]>();
      for (const duty of rows) {
        const words = duty.keywords.filter((word) => text.includes(word));
        if (words.length > 0) found.set(duty.leadDepartment, [...(found.get(duty.leadDepartment) ?? []), { words, item: duty.code, itemTitle: duty.item }]);
      }
      const total = [...found.values()].flat().reduce((sum, { words }) => sum + words.length, 0);
      const departments = [...found].map(([department, matched]) => ({
        department, matched, score: matched.reduce((sum, { words }) => sum + words.length, 0) / total,
      })).sort((a, b) => b.score - a.score);
      const confidence = departments[0]?.score ?? 0;
      return {
        kind: 'enforcement',
        dispatch: { departments, confidence, toPerson: confidence < 0.5, why: confidence < 0.5 ? ['没有足够的关键词，请人工判断'] : [] },
      };
    },
    duplicates: async () => [],
    refresh: () => undefined,
  };
}
