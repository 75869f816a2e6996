import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../domain/result.ts';

/** A rule's «no» as an update's failure: type = code, details = what the API and the form show. Never retried. */
export function refusal({ code, message, needs, basis }: Refusal): ApplicationFailure {
  const details = basis ? { code, message, needs, basis } : { code, message, needs };
  return ApplicationFailure.create({ type: code, message, nonRetryable: true, details: [details] });
}

/** Throws where the outcome is a refusal. */
export function refuseIf(outcome: { ok: true } | Refusal | null): void {
  if (outcome && !outcome.ok) throw refusal(outcome);
}
