/**
 * Carries a command from a person to a case's workflow and back: parse, look up, send, say honestly what came of it.
 * The one place for single commands, bulk runs and everything that acts on a case in somebody's name.
 */
import { CURRENT_RULES, type Lookups } from '../../domain/case/context.ts';
import { execute, fold, type Outcome as Decided } from '../../domain/case/execute.ts';
import { verifyChain } from '../../domain/case/record.ts';
import { type CommandName, specOf } from '../../domain/commands/catalogue.ts';
import type { Person } from '../../domain/people.ts';
import { refuse } from '../../domain/result.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { ROLE_LABELS } from '../../domain/vocabulary.ts';
import type { CarriedCase, CommandEnvelope, Receipt } from '../../workflows/messages.ts';
import { v7 as timeOrderedId } from 'uuid';
import type { Database } from '../database/database.ts';
import { parse } from '../http/parse.ts';
import { Problem, refused, unavailable } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import type { Gateway, Outcome } from '../temporal/gateway.ts';
import { fingerprintOf, keyReused } from '../http/fingerprint.ts';
import { lookUp, type LookupServices } from './lookups.ts';
import type { Policies } from './policy-store.ts';
import { asCaseEvents, readEvents } from './records.ts';
import type { Standing } from './standing.ts';

export interface CommandServices extends LookupServices {
  database: Database;
  gateway: Gateway;
  policies: Policies;
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

/** `durable`: in Temporal's history. `readable`: also in PostgreSQL, so that every query shows it. */
export interface CommandAnswer extends Pick<Receipt, 'caseId' | 'version' | 'stage' | 'tier' | 'light' | 'events'> {
  durable: true;
  readable: boolean;
}

/** 403 before anything else is told: this role never does this. */
export function requireRole(person: Person, name: CommandName): void {
  const spec = specOf(name);
  if (spec.roles.some((role) => person.roles.includes(role))) return;
  throw refused(
    refuse('role-required', `${spec.label}须由${spec.roles.map((role) => ROLE_LABELS[role]).join('、')}进行`, [
      `由${ROLE_LABELS[spec.roles[0] ?? 'handler']}操作`,
    ]),
  );
}

/** Sends one command; throws the problem that says why not, or that nobody knows yet. */
export async function runCommand(services: CommandServices, request: CommandRequest): Promise<CommandAnswer> {
  const { person, standing, name, now } = request;
  requireRole(person, name);
  const payload: unknown = parse(specOf(name).schema, request.payload);
  const lookups = await lookUp(services, name, payload, { caseId: standing.caseId, file: standing.state, now });
  const fingerprint = fingerprintOf(`command ${standing.caseId} ${name}`, payload);
  const key = request.key ?? timeOrderedId();
  const updateId = `${person.id}:${key}`;
  const envelope: CommandEnvelope = {
    name,
    payload,
    actor: person,
    lookups,
    fingerprint,
    ...(request.expectedVersion === null ? {} : { expectedVersion: request.expectedVersion }),
  };
  let outcome = await services.gateway.command(standing.caseId, updateId, envelope);
  if (outcome.kind === 'not-running') outcome = await onEndedWorkflow(services, request, envelope, updateId);
  return answerOf(services, outcome, key, fingerprint);
}

/** What the case's own rules would say now, without sending it. */
export async function previewCommand(services: CommandServices, request: CommandRequest): Promise<Decided> {
  const { standing, name, person, now } = request;
  requireRole(person, name);
  const payload: unknown = parse(specOf(name).schema, request.payload);
  const lookups = await lookUp(services, name, payload, { caseId: standing.caseId, file: standing.state, now });
  return decideHere(services, request, payload, lookups);
}

async function decideHere(
  services: CommandServices,
  request: CommandRequest,
  payload: unknown,
  lookups: Lookups,
): Promise<Decided> {
  const { standing, name, person, now } = request;
  const policy =
    standing.policyHash === null
      ? await services.policies.current()
      : await services.policies.byHash(standing.policyHash);
  const context = { caseId: standing.caseId, now, actor: person, policy, lookups, rules: CURRENT_RULES };
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
  const before = request.key === null ? null : await services.gateway.answered(standing.caseId, updateId);
  if (before) return { kind: 'done', receipt: before };
  if (standing.stage !== 'archived' || standing.policyHash === null) {
    throw unavailable('case-not-running', '案件的办理流程没有在运行，没有办理；请稍后重试，仍不行请告诉运维人员', 30);
  }
  const decided = await decideHere(services, request, envelope.payload, envelope.lookups);
  if (!decided.ok) return { kind: 'refused', refusal: decided };
  return services.gateway.commandWithStart(
    {
      caseId: standing.caseId,
      policy: await services.policies.byHash(standing.policyHash),
      rules: CURRENT_RULES,
      carried: await fromRecord(services, standing.caseId),
    },
    updateId,
    envelope,
    false,
  );
}

/** The case folded from its record, once the whole chain has been walked: a broken record is never carried on. */
async function fromRecord(services: CommandServices, caseId: string): Promise<CarriedCase> {
  const events = await readEvents(services.database, caseId);
  const chain = verifyChain(caseId, events, sha256);
  const state = fold(asCaseEvents(events));
  if (!chain.ok || state.stage === 'unopened') {
    throw new Problem(
      409,
      'record-broken',
      `案件的记录不完整，不能继续办理：${chain.ok ? '没有事件' : chain.reason}`,
      { needs: ['由执法监督人员核查记录'] },
    );
  }
  const lastRun = await services.gateway.lastRun(caseId);
  return { state, hash: chain.head, unfiledRuns: lastRun === null ? [] : [lastRun] };
}

/** Turns what came of it into the contract's answer or problem. `key` is what a repetition must bear. */
export async function answerOf(
  services: Pick<CommandServices, 'database'>,
  outcome: Outcome,
  key: string,
  fingerprint: string,
): Promise<CommandAnswer> {
  switch (outcome.kind) {
    case 'refused':
      throw refused(outcome.refusal);
    case 'not-running':
      throw unavailable('case-not-running', '案件的办理流程没有在运行，没有办理；请稍后重试', 30);
    case 'unknown':
      throw outcomeUnknown(key);
    case 'done': {
      const { caseId, version, stage, tier, light, events } = outcome.receipt;
      if (outcome.receipt.fingerprint !== undefined && outcome.receipt.fingerprint !== fingerprint) throw keyReused();
      return {
        caseId,
        version,
        stage,
        tier,
        light,
        events,
        durable: true,
        readable: await isReadable(services.database, caseId, version),
      };
    }
  }
}

/** 503 that does not pretend: it may have been done. Repeating with the key is safe and finds out. */
export const outcomeUnknown = (key: string): Problem =>
  unavailable(
    'outcome-unknown',
    '办案引擎没有及时回答，还不能确认是否已经办理。请用同一个 Idempotency-Key 重新提交：已经办理的不会重复办理。',
    2,
    { outcome: 'unknown', idempotencyKey: key },
  );

async function isReadable(database: Database, caseId: string, version: number): Promise<boolean> {
  try {
    const row = await database.first<{ version: number }>(
      'select version from case_view where id = $1',
      [caseId],
      'version-of',
    );
    return row !== undefined && row.version >= version;
  } catch {
    return false;
  }
}
