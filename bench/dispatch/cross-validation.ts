import { buildTriage, withLessons, type TriageLists, type TriageModel } from '../../domain/routing/dispatch/model.ts';
import { triage } from '../../domain/routing/dispatch/triage.ts';
import { learn, NO_LESSONS } from '../../domain/routing/dispatch/learn.ts';
import { joinTopics } from '../../domain/routing/dispatch/topics.ts';
import type { LexiconTopic } from '../../domain/routing/dispatch/lists.ts';
import { accuracyOf, answer, type Accuracy, type Answer } from './accuracy.ts';
import type { LabelledLead } from './data.ts';

/** The share of the first department, and whether it was right: what confidence is fitted on. */
export interface Calibrating {
  share: number;
  confidence: number;
  right: boolean;
}

export interface WrittenAccuracy {
  sentences: number;
  top1: number;
  top3: number;
  domain: number;
  answers: Calibrating[];
}

/**
 * What is learned from text are the topics' profiles and the expressions' precision, both from the lexicon's
 * written sentences. Each sentence is answered by a model that never saw it. The first sentences of each topic were
 * written together with the lexicon's words and are left out of the count, so that the words' own author does not
 * mark his own paper.
 */
export function crossValidateWritten(lists: TriageLists, folds: number): WrittenAccuracy {
  const answers: (Calibrating & { third: boolean; domain: boolean })[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const asked: { text: string; topic: string }[] = [];
    let running = 0;
    const topics = lists.lexicon.topics.map((topic) => ({
      ...topic,
      examples: topic.examples.filter((example, index) => {
        const out = running++ % folds === fold;
        if (out && index >= writtenWithWords(topic)) asked.push({ text: example.text, topic: topic.topic });
        return !out;
      }),
    }));
    const model = buildTriage({ ...lists, lexicon: { ...lists.lexicon, topics } });
    const wanted = new Map(joinTopics(lists.duties.items, lists.lexicon).map((topic) => [topic.code, topic]));
    for (const { text, topic } of asked) {
      const right = wanted.get(topic);
      if (!right) continue;
      const { departments, confidence, domain } = triage(model, { text });
      const rank = departments.findIndex(({ department }) => department === right.department);
      answers.push({
        share: departments[0]?.score ?? 0,
        confidence,
        right: rank === 0,
        third: rank >= 0 && rank < 3,
        domain: domain === right.domain,
      });
    }
  }
  const part = (is: (each: (typeof answers)[number]) => boolean) => answers.filter(is).length / Math.max(1, answers.length);
  return {
    sentences: answers.length,
    top1: part(({ right }) => right),
    top3: part(({ third }) => third),
    domain: part(({ domain }) => domain),
    answers,
  };
}

const writtenWithWords = (topic: LexiconTopic & { kind: string }): number => (topic.kind === 'duty' ? 9 : 4);

/**
 * Learning from returned dispatches, folded over labelled leads: every miss of the other folds is taught as a
 * correction, then this fold is answered. Shows that lessons help where leads are alike and do no harm where they
 * are not.
 */
export function crossValidateLessons(model: TriageModel, leads: readonly LabelledLead[], folds: number): Accuracy {
  const answers: Answer[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const [test, rest] = [leads.filter((_, index) => index % folds === fold), leads.filter((_, index) => index % folds !== fold)];
    const lessons = answer(model, rest)
      .filter(({ rank }) => rank !== 0)
      .reduce(
        (weights, { lead, result }) =>
          learn(weights, {
            id: `return-${lead.id}`,
            text: lead.text,
            by: 'bench',
            at: lead.receivedAt ?? '2026-01-01T00:00:00+08:00',
            proposed: result.departments[0]?.department ?? '无',
            chosen: lead.expected.department,
          }),
        NO_LESSONS,
      );
    answers.push(...answer(withLessons(model, lessons), test));
  }
  return accuracyOf(answers);
}

/** Bins of confidence: how many leads, how sure on average, how many of them right. */
export function reliability(
  answers: readonly Calibrating[],
  edges: readonly number[],
): { from: number; leads: number; sure: number; right: number }[] {
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? 1;
    const inside = answers.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    const mean = (of: (each: Calibrating) => number) => inside.reduce((sum, each) => sum + of(each), 0) / Math.max(1, inside.length);
    return { from, leads: inside.length, sure: mean(({ confidence }) => confidence), right: mean(({ right }) => (right ? 1 : 0)) };
  });
}
