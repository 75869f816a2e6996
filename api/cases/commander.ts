/**
 * Carries a command from a person to a case's workflow and back: parse, look up, send, say honestly what came of it.
 * The one place for single commands, bulk runs and everything that acts on a case in somebody's name.
 */
import { CURRENT_RULES, type Lookups } from '../../domain/case/context.ts';
import { execute, fold } from '../../domain/case/machine.ts';
import type { CaseOutcome as Decided } from '../../domain/case/types.ts';
import { CASE_STATE_VERSION } from '../../domain/case/upcast.ts';
import { verifyChain } from '../../domain/work/record.ts';
import { type CommandName, specOf } from '../../domain/case/catalogue.ts';
import type { Person } from '../../domain/people.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { ReadRegisters } from '../../record/numbering.ts';
import { type CarriedCase, type CaseInput, type CommandEnvelope, RUN_SHAPE } from '../../workflows/messages.ts';
import { v7 as timeOrderedId } from 'uuid';
import { requireEntitled } from '../access/entitled.ts';
import type { Database } from '../database/database.ts';
import { recentReceipts } from './receipts.ts';
import { parse } from '../http/parse.ts';
import { Problem } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import type { Gateway, Outcome } from '../temporal/gateway.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { updateIdsOf } from '../../temporal/update-id.ts';
import { lookUp, type LookupServices } from './lookups.ts';
import type { Policies } from './policy-store.ts';
import { releaseNumbers, type Reserved, reserveNumbers } from './numbers.ts';
import { asCaseEvents, readEvents } from './records.ts';
import { restored } from './restored.ts';
import { type CommandAnswer, givenNow, send, type SendingServices } from './sending.ts';
import type { Standing, Standings } from './standing.ts';
import type { Ground } from './turns.ts';

export interface CommandServices extends LookupServices, SendingServices {
  database: Database;
  gateway: Gateway;
  policies: Policies;
  standings: Standings;
  registers: ReadRegisters;
}

export interface CommandRequest {
  person: Person;
  standing: Standing;
  name: CommandName;
  payload: unknown;
  /** As the client sent it; null where it sent none. */
  key: string | null;
  expectedVersion: number | null;
  now: Instant;
}

/** 403 before anything else is told: this role never does this. */
export const requireRole = (person: Person, name: CommandName): void => requireEntitled(person, specOf(name));

/** What was filled in; what the form was shown masked, and left alone, is what is on file. */
function parsed({ name, payload, standing }: CommandRequest): unknown {
  const { schema } = specOf(name);
  return parse(schema, restored(schema, payload, standing.state));
}

/** Sends one command; throws the problem that says why not, or that nobody knows yet. */
export async function runCommand(services: CommandServices, request: CommandRequest): Promise<CommandAnswer> {
  const { person, name } = request;
  const { caseId } = request.standing;
  requireRole(person, name);
  const payload: unknown = parsed(request);
  const fingerprint = fingerprintOf(`command ${caseId} ${name}`, payload);
  const key = request.key ?? timeOrderedId();
  const { id: updateId, former } = updateIdsOf(person.id, key);
  const stillSeen = () => services.standings.visibleTo(person, caseId);
  return send(services, { caseId, personId: person.id, updateId, former, key, fingerprint, stillSeen }, async (ground) => {
    const standing = await asOf(services, person, request.standing, ground);
    const asked = { ...request, standing };
    const lookups = await lookUp(services, name, payload, { caseId, file: standing.state, now: request.now, person });
    const reserved = TAKES_NUMBER.has(name) ? await numbersFor(services, asked, payload, lookups) : null;
    const envelope: CommandEnvelope = {
      name,
      payload,
      actor: person,
      lookups: reserved ? { ...lookups, numbers: reserved.numbers } : lookups,
      fingerprint,
      at: givenNow(),
      former,
      ...(standing.head === '' ? {} : { holds: { version: standing.version, head: standing.head } }),
      ...(request.expectedVersion === null ? {} : { expectedVersion: request.expectedVersion }),
    };
    let outcome = await services.gateway.command(caseId, updateId, envelope);
    if (outcome.kind === 'not-running') outcome = await onEndedWorkflow(services, asked, envelope, updateId);
    if (reserved && outcome.kind === 'refused') await releaseNumbers(services.database, caseId, reserved);
    return {
      outcome,
      ...(standing.older ? {} : { base: standing.head === '' ? null : { ...standing, stateVersion: CASE_STATE_VERSION } }),
    };
  });
}

/** Commands whose events a register numbers. */
const TAKES_NUMBER: ReadonlySet<CommandName> = new Set<CommandName>(['FileCase', 'Decide', 'DecideOnTheSpot']);

/**
 * The case as it stands in this turn: as it was read before, or read anew where others were first. Rows that lost workflow
 * tasks left, from before writing waited for Temporal, are cleared away first: the workflow would contradict them.
 */
async function asOf({ keeper, standings }: CommandServices, person: Person, seen: Standing, { view }: Ground): Promise<Standing> {
  if (view && view.version > view.settled) await keeper.heal(seen.caseId);
  else if (view ? view.version === seen.version && view.head === seen.head : seen.head === '') return seen;
  return standings.visibleTo(person, seen.caseId);
}

/** What the registers reserve for a command that will be accepted; where it is refused, nothing is reserved. */
async function numbersFor(
  services: CommandServices,
  request: CommandRequest,
  payload: unknown,
  lookups: Lookups,
): Promise<Reserved | null> {
  const decided = await decideHere(services, request, payload, lookups);
  return decided.ok ? reserveNumbers(services, request.standing.caseId, decided.events) : null;
}

/** What the case's own rules would say now, without sending it. */
export async function previewCommand(services: CommandServices, request: CommandRequest): Promise<Decided> {
  const { standing, name, person, now } = request;
  requireRole(person, name);
  const payload: unknown = parsed(request);
  const lookups = await lookUp(services, name, payload, { caseId: standing.caseId, file: standing.state, now, person });
  return decideHere(services, request, payload, lookups);
}

async function decideHere(services: CommandServices, request: CommandRequest, payload: unknown, lookups: Lookups): Promise<Decided> {
  const { standing, name, person, now } = request;
  const policy = standing.policyHash === null ? await services.policies.current() : await services.policies.byHash(standing.policyHash);
  const context = { id: standing.caseId, now, actor: person, policy, lookups, rules: standing.rules ?? CURRENT_RULES };
  return execute({ state: standing.state, hash: standing.head }, name, payload, context, sha256);
}

/**
 * The workflow of an archived case has ended. A repeated request gets the answer it got then; what may still be done
 * (reopening, publicity) takes the case up again from its record, once the rules have said yes.
 */
async function onEndedWorkflow(
  services: CommandServices,
  request: CommandRequest,
  envelope: CommandEnvelope,
  updateId: string,
): Promise<Outcome> {
  const { standing } = request;
  const before = request.key === null ? null : await services.gateway.answered(standing.caseId, [updateId, ...(envelope.former ?? [])]);
  if (before) return { kind: 'done', receipt: before };
  if (standing.stage !== 'archived' || standing.policyHash === null) return { kind: 'not-running' };
  const decided = await decideHere(services, request, envelope.payload, envelope.lookups);
  if (!decided.ok) return { kind: 'refused', refusal: decided };
  return services.gateway.commandWithStart(
    {
      ...(await newRun(services.gateway, standing.caseId, await services.policies.byHash(standing.policyHash))),
      carried: await fromRecord(services, standing.caseId),
    },
    updateId,
    envelope,
    false,
  );
}

/**
 * What every run is started with: as the oldest of the workers can carry it. Those of today's shape serve a namespace only
 * once it knows the search attributes.
 */
export async function newRun(gateway: Gateway, caseId: string, policy: CasePolicy): Promise<Omit<CaseInput, 'carried'>> {
  const { rules, shape } = await gateway.capability();
  return { caseId, policy, rules, ...(shape < RUN_SHAPE ? {} : { shape: RUN_SHAPE, searchable: true }) };
}

/** The case folded from its record, once the whole chain has been walked: a broken record is never carried on. */
async function fromRecord(services: CommandServices, caseId: string): Promise<CarriedCase> {
  const events = await readEvents(services.database, caseId);
  const chain = verifyChain(caseId, events, sha256);
  const state = fold(asCaseEvents(events));
  if (!chain.ok || state.stage === 'unopened') {
    throw new Problem(409, 'record-broken', `案件的记录不完整，不能继续办理：${chain.ok ? '没有事件' : chain.reason}`, {
      needs: ['由执法监督人员核查记录'],
    });
  }
  const lastRun = await services.gateway.lastRun(caseId);
  const lastAt = events.at(-1)?.at;
  return {
    state,
    hash: chain.head,
    unfiledRuns: lastRun === null ? [] : [lastRun],
    receipts: await recentReceipts(services.database, caseId),
    ...(lastAt === undefined ? {} : { lastAt }),
  };
}
