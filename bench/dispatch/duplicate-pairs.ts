import { DUPLICATE_THRESHOLD, fingerprint, scoreDuplicate } from '../../domain/routing/duplicates/duplicates.ts';
import type { TriageModel } from '../../domain/routing/dispatch/model.ts';
import type { LabelledLead } from './data.ts';

export interface PairAccuracy {
  pairs: number;
  found: number;
  missed: string[];
  wrong: string[];
  f1: number;
}

/** Every lead against every earlier one: which pairs are proposed, against the labels. */
export function pairAccuracy(model: TriageModel, leads: readonly LabelledLead[]): PairAccuracy {
  const prints = leads.map((lead) => ({ lead, print: fingerprint(model, lead) }));
  const missed: string[] = [];
  const wrong: string[] = [];
  let found = 0;
  prints.forEach((late, index) => {
    for (const early of prints.slice(0, index)) {
      const { score, why } = scoreDuplicate(early.print, late.print);
      const same = late.lead.expected.duplicateOf === early.lead.id;
      const line = `${early.lead.id} / ${late.lead.id} ${score.toFixed(2)}：${why.join('；')}`;
      if (same && score >= DUPLICATE_THRESHOLD) found++;
      else if (same) missed.push(line);
      else if (score >= DUPLICATE_THRESHOLD) wrong.push(line);
    }
  });
  const all = 2 * found + missed.length + wrong.length;
  return { pairs: found + missed.length, found, missed, wrong, f1: all === 0 ? 1 : (2 * found) / all };
}
