/** A ledger grown by events, as a case grows it. */
import { eventLabel } from '../../../domain/case/events.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { termEffects } from '../../../domain/terms/clockwork.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { LedgerEntry, TermDefinition } from '../../../domain/terms/model.ts';
import { deriveTerms, type TermView } from '../../../domain/terms/view.ts';
import type { Refusal } from '../../../domain/result.ts';
import type { Stage } from '../../../domain/vocabulary.ts';

/** `2026-03-02T10:00` in Shanghai, as an instant; a date alone is its 00:00. */
export const at = (text: string): number => instantOf(text.includes('T') ? `${text.length === 16 ? `${text}:00` : text}+08:00` : text);

export class Book {
  readonly policy: CasePolicy;
  readonly ledger: LedgerEntry[] = [];
  stage: Stage | null = null;

  constructor(policy: CasePolicy = countyPolicy) {
    this.policy = policy;
  }

  /** What an event would do, without recording it. */
  effects(type: string, when: string, data: unknown = {}, stage: Stage = this.stage ?? 'discovery') {
    return termEffects(
      this.policy,
      this.ledger,
      { type, label: eventLabel(type), at: new Date(at(when)).toISOString(), data },
      this.stage,
      stage,
    );
  }

  /** Records an event; throws where it is refused. */
  did(type: string, when: string, data: unknown = {}, stage: Stage = this.stage ?? 'discovery'): this {
    const effects = this.effects(type, when, data, stage);
    if (!effects.ok) throw new Error(`${effects.code}: ${effects.message}`);
    this.ledger.push(...effects.entries);
    this.stage = stage;
    return this;
  }

  refused(type: string, when: string, data: unknown = {}): Refusal {
    const effects = this.effects(type, when, data);
    if (effects.ok) throw new Error(`${type} was not refused`);
    return effects;
  }

  terms(now: string): TermView[] {
    return deriveTerms(this.policy, this.ledger, at(now));
  }

  /** The last armed term of the key. */
  term(key: string, now: string): TermView {
    const found = this.terms(now)
      .filter((term) => term.key === key)
      .at(-1);
    if (!found) throw new Error(`${key} was never armed`);
    return found;
  }

  has(key: string): boolean {
    return this.ledger.some((entry) => entry.op === 'armed' && entry.key === key);
  }
}

/** A plain definition for tests of one rule. */
export const definition = (more: Partial<TermDefinition> = {}): TermDefinition => ({
  key: 'test',
  label: '测试期限',
  effect: 'internal',
  length: 10,
  unit: 'workday',
  roll: 'none',
  pausedBy: ['suspension', 'appraisal'],
  extensions: [
    { maxLength: 5, approver: 'head', basis: '规则甲' },
    { maxLength: null, approver: 'collective', basis: '规则乙' },
  ],
  armedBy: [{ event: 'Begun' }],
  metBy: [{ event: 'Done' }],
  cancelledBy: [{ event: 'Dropped' }],
  yellow: { share: 0.8, remaining: 1 },
  duty: 'handler',
  basis: '测试规则',
  ladder: 'stage',
  ...more,
});

export const policyOf = (...terms: TermDefinition[]): CasePolicy => ({ ...countyPolicy, terms });
