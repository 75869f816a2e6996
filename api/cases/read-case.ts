/** `GET /cases/{id}`: the case with its terms and lights, now or as known at an earlier instant. */
import { fold } from '../../domain/case/execute.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { momentOrNull, toShanghaiIso } from '../../domain/terms/instant.ts';
import { isWorse } from '../../domain/terms/light.ts';
import type { CasePolicy, Instant } from '../../domain/terms/model.ts';
import { caseLight, deriveTerms, type TermView } from '../../domain/terms/view.ts';
import type { CaseAnswer } from '../../domain/views.ts';
import { type Database, iso } from '../database/database.ts';
import { invalid, notFound } from '../http/problem.ts';
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
  standing: Standing,
  now: Instant,
  asOf: string | undefined,
): Promise<CaseAnswer> {
  const until = asOf === undefined ? null : readMoment(asOf);
  const { file, head } =
    until === null
      ? { file: standing.state, head: standing.head }
      : await stateAsOf(services.database, standing.caseId, until);
  const policy = await policyOf(services.policies, standing);
  const terms = deriveTerms(policy, file.ledger, until ?? now).sort(byUrgency);
  const { light, term } = caseLight(terms);
  const [earlier, wake] = await Promise.all([
    services.histories.of(
      file.parties.flatMap(({ identifier }) => (identifier ? [identifier] : [])),
      standing.caseId,
    ),
    until === null ? nextOf(services.database, standing.caseId) : null,
  ]);
  return {
    now: toShanghaiIso(now),
    asOf: until === null ? null : toShanghaiIso(until),
    version: file.version,
    head,
    light,
    term: term && { key: term.key, label: term.label, deadline: term.deadline, provisional: term.provisional },
    terms,
    case: file,
    earlier,
    nextWakeUp: wake?.at ? { at: iso(wake.at), why: wake.waiting ?? '' } : null,
    waiting: wake?.at ? null : (wake?.waiting ?? null),
  };
}

function readMoment(text: string): Instant {
  const at = momentOrNull(text);
  if (at === null)
    throw invalid([{ path: 'query.asOf', title: '时点', message: '不是有效时间（如 2026-03-02T10:00:00+08:00）' }]);
  return at;
}

async function stateAsOf(
  database: Database,
  caseId: string,
  until: Instant,
): Promise<{ file: CaseFile; head: string }> {
  const events = asCaseEvents(await readEvents(database, caseId));
  const state = fold(events, until);
  if (state.stage === 'unopened') throw notFound('那时案件尚未建立', 'not-yet-opened');
  return { file: state, head: events[state.version - 1]?.hash ?? '' };
}

const nextOf = (database: Database, caseId: string) =>
  database.first<{ at: Date | null; waiting: string | null }>(
    'select next_wake_up_at as at, waiting from case_view where id = $1',
    [caseId],
  );
