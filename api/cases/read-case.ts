/** `GET /cases/{id}`: the case with its terms and lights, now or as known at an earlier instant. */
import { boundList } from '../../domain/case/closing/file-list.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { earlierMeans } from '../../domain/case/earlier-means.ts';
import { debtOf } from '../../domain/case/execution/owed.ts';
import { fold } from '../../domain/case/machine.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { countedBy } from '../../domain/case/terms-of.ts';
import type { Person } from '../../domain/people.ts';
import { legalDateOf, momentOrNull, toShanghaiIso } from '../../domain/terms/instant.ts';
import { isWorse } from '../../domain/terms/light.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { caseLight, deriveTerms, type TermView } from '../../domain/terms/view.ts';
import type { CaseAnswer } from '../../contract/cases.ts';
import type { WorkFile } from '../../domain/work/file.ts';
import { type Database, iso } from '../database/database.ts';
import { invalid, notFound } from '../http/problem.ts';
import { relatedOf } from '../items/related.ts';
import { withSight } from './earlier-sight.ts';
import type { Histories } from './earlier-violations.ts';
import type { Policies } from './policy-store.ts';
import { asCaseEvents, readEvents } from './records.ts';
import type { Standing } from './standing.ts';

export interface ReadServices {
  database: Database;
  policies: Policies;
  histories: Histories;
}

/** The policy that the case runs under; the newest for one that cannot be read yet. */
export const policyOf = (policies: Policies, standing: Standing): Promise<CasePolicy> =>
  standing.policyHash === null ? policies.current() : policies.byHash(standing.policyHash);

/** Open terms first, the worst light first, then by their deadline. */
export const byUrgency = (a: TermView, b: TermView): number =>
  Number(b.open) - Number(a.open) ||
  (a.light === b.light ? 0 : isWorse(a.light, b.light) ? -1 : 1) ||
  ((a.deadline ?? '9999') < (b.deadline ?? '9999') ? -1 : 1);

export async function readCase(
  services: ReadServices,
  person: Person,
  standing: Standing,
  now: Instant,
  asOf: string | undefined,
): Promise<CaseAnswer> {
  const until = asOf === undefined ? null : readMoment(asOf);
  const { file, head } =
    until === null ? { file: standing.state, head: standing.head } : await stateAsOf(services.database, standing.caseId, until);
  const policy = await policyOf(services.policies, standing);
  const rules = standing.rules ?? CURRENT_RULES;
  const terms = deriveTerms(policy, file.ledger, until ?? now).sort(byUrgency);
  const { light, term } = caseLight(terms);
  const [history, place, related] = await Promise.all([
    // What the county knew then cannot be told from what it knows now.
    until === null
      ? services.histories.of(
          file.parties.flatMap(({ identifier }) => (identifier ? [identifier] : [])),
          standing.caseId,
        )
      : null,
    placeOf(services.database, standing.caseId),
    relatedOf(services.database, person, file as WorkFile),
  ]);
  const wake = until === null ? place : undefined;
  const earlier = history && (await withSight(services.database, person, history));
  return {
    now: toShanghaiIso(now),
    asOf: until === null ? null : toShanghaiIso(until),
    version: file.version,
    head,
    light,
    term: term && { key: term.key, label: term.label, effect: term.effect, deadline: term.deadline, provisional: term.provisional },
    terms,
    case: file,
    debt: debtOf(file, legalDateOf(until ?? now), countedBy({ rules, policy })),
    papers: boundList(file, { rules, policy }),
    related,
    partyIds: file.parties.map((_party, index) => place?.partyIds?.[index] ?? null),
    earlier: earlier ?? [],
    earlierMeans: history ? earlierMeans(file, history, policy.thresholds.firstViolation ?? null) : [],
    nextWakeUp: wake?.at ? { at: iso(wake.at), why: wake.waiting ?? '' } : null,
    waiting: wake?.at ? null : (wake?.waiting ?? null),
  };
}

function readMoment(text: string): Instant {
  const at = momentOrNull(text);
  if (at === null) throw invalid([{ path: 'query.asOf', title: '时点', message: '不是有效时间（如 2026-03-02T10:00:00+08:00）' }]);
  return at;
}

async function stateAsOf(database: Database, caseId: string, until: Instant): Promise<{ file: CaseFile; head: string }> {
  const events = asCaseEvents(await readEvents(database, caseId));
  const state = fold(events, until);
  if (state.stage === 'unopened') throw notFound('那时案件尚未建立', 'not-yet-opened');
  return { file: state, head: events[state.version - 1]?.hash ?? '' };
}

/** When the case acts next, and its parties' records in the order of the file. */
const placeOf = (database: Database, caseId: string) =>
  database.first<{ at: Date | null; waiting: string | null; partyIds: string[] | null }>(
    `select c.next_wake_up_at as at, c.waiting, (
       select array_agg(coalesce(p.merged_into_id, p.id) order by x.ordinal) from case_party x join party p on p.id = x.party_id where x.case_id = c.id
     ) as "partyIds" from work_view c where c.id = $1`,
    [caseId],
  );
