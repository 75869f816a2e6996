import { explain } from './explain.ts';
import { kindWhy, proposal } from './matched.ts';
import { rankMatters } from './matters.ts';
import type { TriageModel } from './model.ts';
import type { PersonReason, TriageResult } from './result.ts';
import { departmentShares, rankBy } from './scoring.ts';
import { NO_DOMAIN } from './topics.ts';
import { weigh, type Evidence, type TriageLead } from './weigh.ts';

export { buildTriage, withLessons, THRESHOLD, type TriageLists, type TriageModel } from './model.ts';
export type { DepartmentProposal, Matched, MatchSource, PersonReason, TriageResult } from './result.ts';
export { weigh, type Evidence, type TriageLead } from './weigh.ts';

/** Triage of leads 线索研判: what sort of lead it is, whose it is, and why; a proposal for a person, never a decision. */

const DEPARTMENTS_SHOWN = 5;
const DOMAINS_SHOWN = 5;

/** Never throws, whatever the text; reads at most READ_LIMIT of it. */
export function triage(model: TriageModel, lead: TriageLead): TriageResult {
  const evidence = weigh(model, lead);
  const { topics, scoring } = model;
  const ranked = departmentShares(topics, evidence.topicShares, scoring.assisting);
  const domains = rankBy(topics, evidence.topicShares, (topic) => topic.domain);
  const matters = rankMatters(model.matters, evidence.text, evidence.hits, topics, evidence.topicShares);
  const departments = ranked
    .slice(0, DEPARTMENTS_SHOWN)
    .filter((each) => each.share >= 0.005)
    .map((each) => proposal(model, evidence, each, matters));
  const confidence = calibrated(
    topics.reduce((sum, topic, index) => sum + (topic.department === ranked[0]?.name ? (evidence.softShares[index] ?? 0) : 0), 0),
  );
  const personReasons = reasonsForPerson(model, evidence, confidence);
  const result: Omit<TriageResult, 'explanation'> = {
    kind: evidence.decision.kind,
    kindWhy: kindWhy(model, evidence),
    ...(evidence.decision.suspected ? { suspected: evidence.decision.suspected } : {}),
    domain: domains[0]?.name ?? NO_DOMAIN,
    domains: domains.slice(0, DOMAINS_SHOWN).map(({ name, share }) => ({ domain: name, score: round(share) })),
    departments,
    confidence: round(confidence),
    toPerson: personReasons.length > 0,
    personReasons,
    matters,
  };
  return { ...result, explanation: explain(result, model.threshold, evidence.text.truncated) };
}

function reasonsForPerson(model: TriageModel, evidence: Evidence, confidence: number): PersonReason[] {
  const { kind, suspected } = evidence.decision;
  const silent = evidence.topicShares.every((share) => share === 0);
  return [
    ...(kind === 'enforcement' ? [] : [kind]),
    ...(suspected ? [`suspected-${suspected}` as const] : []),
    ...(silent ? ['no-signal' as const] : confidence < model.threshold ? ['below-threshold' as const] : []),
    ...(evidence.text.truncated ? ['truncated' as const] : []),
  ];
}

/**
 * From the first department's share to how often that is right. Logistic, fitted on cross-validated answers to the
 * project's own written leads (bench/dispatch shows the fit); 0 stays 0.
 */
function calibrated(share: number): number {
  if (share <= 0) return 0;
  const bounded = Math.min(0.999, Math.max(0.001, share));
  const logit = Math.log(bounded / (1 - bounded));
  return 1 / (1 + Math.exp(-(CALIBRATION.intercept + CALIBRATION.slope * logit)));
}

export const CALIBRATION = { intercept: 2.1, slope: 1 };

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
