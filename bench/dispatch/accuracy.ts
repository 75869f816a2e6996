import type { TriageModel } from '../../domain/routing/dispatch/model.ts';
import type { TriageResult } from '../../domain/routing/dispatch/result.ts';
import { triage } from '../../domain/routing/dispatch/triage.ts';
import type { LabelledLead } from './data.ts';

export interface Answer {
  lead: LabelledLead;
  result: TriageResult;
  /** Place of the right department among the proposals, 0 = first; -1 = not among them. */
  rank: number;
  milliseconds: number;
}

export interface Accuracy {
  leads: number;
  top1: number;
  top3: number;
  domain: number;
  kind: number;
  emergencyRecall: number;
  criminalRecall: number;
  /** Leads called an emergency or a crime that are not. */
  falseAlarms: number;
  toPerson: number;
  p50: number;
  p95: number;
}

/**
 * Each lead is read so often and its quickest reading counts: what else the machine does is not the product's time.
 */
const READINGS = 3;

export function answer(model: TriageModel, leads: readonly LabelledLead[]): Answer[] {
  return leads.map((lead) => {
    let milliseconds = Infinity;
    let result = triage(model, lead);
    for (let reading = 0; reading < READINGS; reading++) {
      const started = performance.now();
      result = triage(model, lead);
      milliseconds = Math.min(milliseconds, performance.now() - started);
    }
    const rank = result.departments.findIndex(({ department }) => department === lead.expected.department);
    return { lead, result, rank, milliseconds };
  });
}

export function accuracyOf(answers: readonly Answer[]): Accuracy {
  const part = (of: readonly Answer[], is: (each: Answer) => boolean) => (of.length === 0 ? 1 : of.filter(is).length / of.length);
  const wanted = (kind: string) => answers.filter(({ lead }) => lead.expected.kind === kind);
  const right = ({ lead, result }: Answer) => result.kind === lead.expected.kind;
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const quantile = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return {
    leads: answers.length,
    top1: part(answers, ({ rank }) => rank === 0),
    top3: part(answers, ({ rank }) => rank >= 0 && rank < 3),
    domain: part(answers, ({ lead, result }) => result.domain === lead.expected.domain),
    kind: part(answers, right),
    emergencyRecall: part(wanted('emergency'), right),
    criminalRecall: part(wanted('criminal'), right),
    falseAlarms: answers.filter(
      ({ lead, result }) => (result.kind === 'emergency' || result.kind === 'criminal') && result.kind !== lead.expected.kind,
    ).length,
    toPerson: part(answers, ({ result }) => result.toPerson),
    p50: quantile(0.5),
    p95: quantile(0.95),
  };
}

/** Misses of department or kind, with what the product itself says about them. */
export function misses(answers: readonly Answer[]): string[] {
  return answers
    .filter(({ rank, lead, result }) => rank !== 0 || result.kind !== lead.expected.kind)
    .map(({ lead, result, rank }) =>
      [
        `${lead.id} 应为 ${lead.expected.kind} ${lead.expected.domain} ${lead.expected.department}，` +
          `研判为 ${result.kind} ${result.domain} ${result.departments[0]?.department ?? '无'}（正确单位排第 ${rank < 0 ? '—' : rank + 1}）`,
        `    ${lead.text}`,
        ...result.explanation.slice(0, 6).map((line) => `    · ${line}`),
      ].join('\n'),
    );
}
