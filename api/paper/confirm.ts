/**
 * The second person's yes: only this makes a draft a case. First the draft is bound (`confirming`, with who confirmed and under
 * which go-live), then the case is started under the id that the draft has had from the first, with one update id. Whatever
 * breaks between the two, confirming again finds the same case.
 */
import { unchecked, unready } from '../../domain/paper/draft.ts';
import type { Person } from '../../domain/people.ts';
import { refuse, type Refusal } from '../../domain/result.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant, LegalDate } from '../../domain/terms/model.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { importFile } from '../../domain/case/machine.ts';
import type { ImportEnvelope } from '../../workflows/messages.ts';
import { newRun } from '../cases/commander.ts';
import { releaseNumbers, reserveNumbers } from '../cases/numbers.ts';
import { type CommandAnswer, givenNow, outcomeUnknown, send } from '../cases/sending.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { Problem, refused } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import type { Outcome } from '../temporal/gateway.ts';
import type { ActsRun } from './acts.ts';
import { change, type DraftRow, moved, noteStep, readDraft } from './draft-store.ts';
import { goLiveOf, noGoLive, type PaperServices, refusesCheck, runOf } from './shown.ts';

const UPDATE_ID = 'import';

/** What stands against handing it over, or confirming it, but for who does it. */
export function faultOf(draft: DraftRow, run: ActsRun, goLiveOn: LegalDate | null): Refusal | null {
  if (goLiveOn === null) return noGoLive();
  const missing = unready(draft.acts, draft.pages);
  if (missing) return missing;
  if (run.fault) return refuse(run.fault.code, run.fault.message, run.fault.needs, run.fault.basis);
  const unit = run.file?.unit;
  if (!unit || unit.id === draft.unitId) return null;
  return refuse('other-unit', `录完各步后本案由${unit.name}承办，而录入稿写的承办单位是${draft.unitName}`, [
    `由${unit.name}录入和核对`,
    '或者更正分派、移送的步骤',
  ]);
}

const unknownActs = (run: ActsRun): number[] => run.unknown.flatMap((why, index) => (why.length > 0 ? [index + 1] : []));

export async function confirm(services: PaperServices, person: Person, draft: DraftRow, now: Instant): Promise<CommandAnswer> {
  if (draft.status === 'submitted') {
    const { bound, run } = await bind(services, person, draft, now);
    return enter(services, person, bound, now, run);
  }
  if (draft.status !== 'confirming' && draft.status !== 'entered') {
    throw new Problem(409, 'not-submitted', '录入稿没有提交核对，不能核对通过', { needs: ['由录入人提交核对'] });
  }
  if (draft.checkedBy !== person.id) {
    throw new Problem(409, 'confirmed-by-another', '这份录入稿已由另一人核对通过', { needs: ['刷新后查看'] });
  }
  return enter(services, person, draft, now);
}

/** Asked again of what stands now, and written only where nothing has moved since: neither the draft nor the go-live. */
async function bind(services: PaperServices, person: Person, draft: DraftRow, now: Instant): Promise<{ bound: DraftRow; run: ActsRun }> {
  const { database } = services;
  const goLiveOn = await goLiveOf(database, now);
  const run = await runOf(services, draft, goLiveOn, now);
  const refusal =
    (await refusesCheck(database, person, draft, run.named, legalDateOf(now))) ??
    faultOf(draft, run, goLiveOn) ??
    unchecked(
      draft.acts.length,
      unknownActs(run),
      draft.checks.filter(({ by }) => by === person.id),
    );
  if (refusal) throw refused(refusal);
  return database.transaction(async (queries) => {
    // Whoever changes the settings waits for this, and this for whoever changes them.
    await queries.run('lock table county, county_change in share mode');
    if ((await goLiveOf(queries, now)) !== goLiveOn) throw moved(draft);
    await change(queries, draft, `status = 'confirming', checked_by = $4, go_live_on = $5, confirming_at = now()`, [person.id, goLiveOn]);
    await noteStep(queries, draft, 'confirmed', person.id);
    return { bound: { ...draft, status: 'confirming', checkedBy: person.id, goLiveOn }, run };
  });
}

/** Starts the case, or finds that it was started. `known`: its acts as they were run a moment ago. */
async function enter(services: PaperServices, checker: Person, draft: DraftRow, now: Instant, known?: ActsRun): Promise<CommandAnswer> {
  const { database, gateway } = services;
  const { caseId, reference, reason } = draft;
  const fingerprint = fingerprintOf(`paper ${draft.id}`, draft.revision);
  // Every envelope is of this very draft: who confirms again gets what the first was answered.
  const sending = { caseId, personId: checker.id, updateId: UPDATE_ID, key: draft.id, fingerprint, stillSeen: () => Promise.resolve() };
  try {
    const answer = await send(services, sending, async () => {
      const [goLiveOn, policy] = await Promise.all([goLiveOf(database, now), services.policies.current()]);
      // Under the earlier of the two days: a go-live that was moved since opens nothing.
      const until = [goLiveOn, draft.goLiveOn].filter((day) => day !== null).sort()[0];
      if (until === undefined) throw refused(noGoLive());
      const run = known ?? (await runOf(services, draft, until, now));
      const enterer = (await services.people.byIds([draft.enteredBy])).get(draft.enteredBy);
      if (!enterer) throw new Error(`draft ${draft.id}: nobody is called ${draft.enteredBy}`);
      const check = { draft: draft.id, checkedBy: { id: checker.id, name: checker.name }, goLiveOn: until };
      const envelope: ImportEnvelope = { reference, reason, actor: enterer, steps: run.steps, check, fingerprint };
      const refusal = faultOf(draft, run, until);
      const decided = refusal ?? importFile(caseId, envelope, policy, now, CURRENT_RULES, sha256);
      if (!decided.ok) return { outcome: await acceptedBefore(services, draft, decided), base: null };
      const reserved = await reserveNumbers(services, caseId, decided.events);
      const paper: ImportEnvelope = { ...envelope, ...(reserved ? { numbers: reserved.numbers } : {}), at: givenNow() };
      const outcome = await gateway.importWithStart(await newRun(gateway, caseId, policy), UPDATE_ID, paper);
      if (reserved && outcome.kind === 'refused') await releaseNumbers(database, caseId, reserved);
      return { outcome, base: null };
    });
    await ended(services, draft, checker.id);
    return answer;
  } catch (error) {
    // Refused by the rules: certain that there is no case. Whatever else went wrong leaves it bound, to be gone on with.
    if (error instanceof Problem && error.status < 500 && error.code !== 'idempotency-key-reused')
      await reopened(services, draft, checker.id, error);
    throw error;
  }
}

/** What was accepted before its answer was lost is answered by the workflow, whatever the rules say now. */
async function acceptedBefore({ gateway }: PaperServices, { id, caseId }: DraftRow, refusal: Refusal): Promise<Outcome> {
  const head = await gateway.head(caseId);
  if (head === null || (head !== 'away' && head.version === 0)) return { kind: 'refused', refusal };
  const receipt = head === 'away' ? null : await gateway.answered(caseId, [UPDATE_ID]);
  if (receipt === null) throw outcomeUnknown(id);
  return { kind: 'done', receipt };
}

/** The case is there: its scan is the case's, and the draft is over. Done once, however often it is confirmed. */
async function ended({ database }: PaperServices, draft: DraftRow, checkerId: string): Promise<void> {
  await database.transaction(async (queries) => {
    const done = await queries.run(
      `update paper_draft set status = 'entered', ended_at = now(), updated_at = now() where id = $1 and status = 'confirming'`,
      [draft.id],
    );
    if (done === 0) return;
    await queries.run(
      `insert into case_upload (case_id, hash, name, uploaded_by) select $2, hash, name, uploaded_by from paper_file where draft_id = $1
         on conflict do nothing`,
      [draft.id, draft.caseId],
    );
    await noteStep(queries, draft, 'entered', checkerId);
  });
}

/** The rules refused it after all (a list or the go-live moved in between): it waits for its checker again. */
async function reopened({ database }: PaperServices, draft: DraftRow, checkerId: string, error: Problem): Promise<void> {
  await database.transaction(async (queries) => {
    const done = await queries.run(
      `update paper_draft set status = 'submitted', checked_by = null, go_live_on = null, confirming_at = null, updated_at = now()
        where id = $1 and status = 'confirming'`,
      [draft.id],
    );
    if (done > 0) await noteStep(queries, draft, 'refused', checkerId, error.message);
  });
}

/** Confirmed, and broken off before it was told: gone on with in the name of who confirmed. */
const BROKEN_OFF = '2 minutes';

export async function goOnWithConfirmed(services: PaperServices, now: Instant): Promise<number> {
  const rows = await services.database.rows<{ id: string }>(
    `select id from paper_draft where status = 'confirming' and confirming_at < now() - interval '${BROKEN_OFF}' order by id limit 20`,
  );
  for (const { id } of rows) {
    const draft = await readDraft(services.database, id);
    const checker = draft?.checkedBy ? (await services.people.byIds([draft.checkedBy])).get(draft.checkedBy) : undefined;
    if (draft?.status === 'confirming' && checker) await enter(services, checker, draft, now);
  }
  return rows.length;
}
