/** What a policy would do to the cases that are open now, by the very function that would move them. */
import type { CaseFile } from '../../domain/case/state.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { rebind, type TermDifference } from '../../domain/terms/rebind.ts';
import { caseLight, deriveTerms } from '../../domain/terms/view.ts';
import type { PolicyDryRun } from '../../contract/policies.ts';
import type { Light } from '../../domain/vocabulary.ts';
import { casePages, MOST_OPEN_CASES } from '../cases/open-pages.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Database } from '../database/database.ts';

const PAGE = 200;
const MOST_SAMPLES = 50;

const WORSE: Record<Light, number> = { grey: 0, green: 0, yellow: 1, red: 2 };

export async function dryRun(database: Database, policies: Policies, next: CasePolicy, now: Instant): Promise<PolicyDryRun> {
  const result: PolicyDryRun = {
    cases: 0,
    capped: false,
    affected: 0,
    turnYellow: 0,
    turnRed: 0,
    turnBetter: 0,
    terms: [],
    samples: [],
    faults: [],
  };
  const terms = new Map<string, PolicyDryRun['terms'][number]>();
  const mild: PolicyDryRun['samples'] = [];
  const pages = casePages<{ caseId: string; stage: string; state: CaseFile; hash: string }>(
    database,
    'stage, state, policy_hash as hash',
    'not c.ended',
    PAGE,
  );
  for await (const rows of pages) {
    for (const { caseId, stage, state, hash } of rows) {
      if (result.cases >= MOST_OPEN_CASES) {
        result.capped = true;
        break;
      }
      result.cases += 1;
      const before = await policies.byHash(hash);
      try {
        const { entries, differences } = rebind(CURRENT_RULES, state.ledger, before, next, now, state.stage);
        const changed = differences.filter(({ change }) => change !== 'unmoved');
        const was = caseLight(deriveTerms(before, state.ledger, now)).light;
        const is = caseLight(deriveTerms(next, [...state.ledger, ...entries], now)).light;
        count(terms, changed);
        if (changed.length === 0 && was === is) continue;
        result.affected += 1;
        if (WORSE[is] > WORSE[was]) result[is === 'red' ? 'turnRed' : 'turnYellow'] += 1;
        if (WORSE[is] < WORSE[was]) result.turnBetter += 1;
        const sample = { caseId, stage, before: was, after: is, differences: changed.slice(0, 20) };
        const list = WORSE[is] > WORSE[was] ? result.samples : mild;
        if (list.length < MOST_SAMPLES) list.push(sample);
      } catch (error) {
        if (result.faults.length < MOST_SAMPLES)
          result.faults.push({ caseId, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    if (result.capped) break;
  }
  result.samples = [...result.samples, ...mild].slice(0, MOST_SAMPLES);
  const changes = (entry: PolicyDryRun['terms'][number]) => entry.moved + entry.dropped + entry.added;
  result.terms = [...terms.values()].sort((a, b) => changes(b) - changes(a));
  return result;
}

function count(terms: Map<string, PolicyDryRun['terms'][number]>, differences: readonly TermDifference[]): void {
  for (const { term, label, change } of differences) {
    const key = term.split('#')[0] ?? term;
    const entry = terms.get(key) ?? { key, label, moved: 0, dropped: 0, added: 0, kept: 0 };
    if (change !== 'unmoved') entry[change] += 1;
    terms.set(key, entry);
  }
}
