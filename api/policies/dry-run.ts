/** What a policy would do to the cases that are open now, by the very function that would move them. */
import type { CaseFile } from '../../domain/case/state.ts';
import type { CasePolicy, Instant } from '../../domain/terms/model.ts';
import { rebind, type TermDifference } from '../../domain/terms/rebind.ts';
import { caseLight, deriveTerms } from '../../domain/terms/view.ts';
import type { Light } from '../../domain/vocabulary.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Database } from '../database/database.ts';

const PAGE = 200;
/** More than a county has open; where there are more, the answer says so. */
const MOST_CASES = 50_000;
const MOST_SAMPLES = 50;

export interface DryRun {
  cases: number;
  capped: boolean;
  /** Cases with at least one deadline that moves, goes or comes. */
  affected: number;
  turnYellow: number;
  turnRed: number;
  turnBetter: number;
  /** Terms by key, the most moved first. */
  terms: { key: string; label: string; moved: number; dropped: number; added: number; kept: number }[];
  /** Those that would turn worse first. */
  samples: { caseId: string; stage: string; before: Light; after: Light; differences: TermDifference[] }[];
  /** Cases that the policy cannot be derived for, with the reason: it must not be published. */
  faults: { caseId: string; reason: string }[];
}

const WORSE: Record<Light, number> = { grey: 0, green: 0, yellow: 1, red: 2 };

export async function dryRun(database: Database, policies: Policies, next: CasePolicy, now: Instant): Promise<DryRun> {
  const result: DryRun = { cases: 0, capped: false, affected: 0, turnYellow: 0, turnRed: 0, turnBetter: 0, terms: [], samples: [], faults: [] };
  const terms = new Map<string, DryRun['terms'][number]>();
  const mild: DryRun['samples'] = [];
  for (let after = ''; ;) {
    const rows = await database.rows<{ id: string; stage: string; state: CaseFile; hash: string }>(
      `select id, stage, state, policy_hash as hash from case_view where stage <> 'archived' and id > $1 order by id limit $2`, [after, PAGE],
    );
    for (const { id, stage, state, hash } of rows) {
      if (result.cases >= MOST_CASES) {
        result.capped = true;
        break;
      }
      result.cases += 1;
      const before = await policies.byHash(hash);
      try {
        const { entries, differences } = rebind(state.ledger, before, next, now, state.stage);
        const changed = differences.filter(({ change }) => change !== 'unmoved');
        const was = caseLight(deriveTerms(before, state.ledger, now)).light;
        const is = caseLight(deriveTerms(next, [...state.ledger, ...entries], now)).light;
        count(terms, changed);
        if (changed.length === 0 && was === is) continue;
        result.affected += 1;
        if (WORSE[is] > WORSE[was]) result[is === 'red' ? 'turnRed' : 'turnYellow'] += 1;
        if (WORSE[is] < WORSE[was]) result.turnBetter += 1;
        const sample = { caseId: id, stage, before: was, after: is, differences: changed.slice(0, 20) };
        const list = WORSE[is] > WORSE[was] ? result.samples : mild;
        if (list.length < MOST_SAMPLES) list.push(sample);
      } catch (error) {
        if (result.faults.length < MOST_SAMPLES) result.faults.push({ caseId: id, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    const last = rows.at(-1);
    if (!last || result.capped) break;
    after = last.id;
    // Other people's requests come through between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
  result.samples = [...result.samples, ...mild].slice(0, MOST_SAMPLES);
  const changes = (entry: DryRun['terms'][number]) => entry.moved + entry.dropped + entry.added;
  result.terms = [...terms.values()].sort((a, b) => changes(b) - changes(a));
  return result;
}

function count(terms: Map<string, DryRun['terms'][number]>, differences: readonly TermDifference[]): void {
  for (const { term, label, change } of differences) {
    const key = term.split('#')[0] ?? term;
    const entry = terms.get(key) ?? { key, label, moved: 0, dropped: 0, added: 0, kept: 0 };
    if (change !== 'unmoved') entry[change] += 1;
    terms.set(key, entry);
  }
}
