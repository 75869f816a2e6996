/**
 * The one way a case changes: decide, evolve, let the clockwork move the terms, seal. Used by the workflow, by the
 * import of paper cases, by the API to answer «what could I do next» and by every test. Pure.
 */
import { catalogue, type CommandName, isCommandName } from './catalogue.ts';
import type { Person } from '../people.ts';
import { SYSTEM_ACTOR, type ActorRef } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { termEffects } from '../terms/clockwork.ts';
import { parseInstant } from '../terms/instant.ts';
import type { Instant } from '../terms/model.ts';
import { STAGE_LABELS, ROLE_LABELS } from '../vocabulary.ts';
import type { CommandContext } from './context.ts';
import { deciders, readiness } from './deciders.ts';
import { type CaseEvent, caseEvents, evolve, type NewCaseEvent } from './events.ts';
import { notRecused } from './guards.ts';
import { genesis, sealHash, type Sha256 } from '../work/record.ts';
import type { CaseFile, CaseState } from './state.ts';
import { isRefusal, type Ready, type ReadyContext } from './types.ts';

export interface Head {
  state: CaseState;
  /** Hash of the last event, or of the case's genesis. */
  hash: string;
}

export const unopenedHead = (caseId: string, sha256: Sha256): Head => ({
  state: { stage: 'unopened', version: 0 },
  hash: genesis(caseId, sha256),
});

export type Outcome = { ok: true; events: CaseEvent[]; head: Head } | Refusal;

const recordedActor = (actor: Person | ActorRef): ActorRef => ({
  id: actor.id,
  name: actor.name,
  unit: actor.unit,
  roles: actor.roles,
});

/** Stage, role and standing of the actor: what every command asks before its own rules. */
export function admissible(state: CaseState, name: CommandName, actor: Person): Refusal | null {
  const spec = catalogue[name];
  if (!actor.active) return refuse('role-required', '该账号已停用', ['联系系统管理员']);
  if (!spec.roles.some((role) => actor.roles.includes(role))) {
    return refuse('role-required', `${spec.label}须由${spec.roles.map((role) => ROLE_LABELS[role]).join('、')}进行`, [
      `由${ROLE_LABELS[spec.roles[0] ?? 'handler']}操作`,
    ]);
  }
  if (!(spec.stages as readonly string[]).includes(state.stage)) {
    const allowed = spec.stages.map((stage) => (stage === 'unopened' ? '未立' : STAGE_LABELS[stage])).join('、');
    const now = state.stage === 'unopened' ? '尚未建立' : `处于“${STAGE_LABELS[state.stage]}”阶段`;
    return refuse('wrong-stage', `案件${now}，${spec.label}只能在${allowed}阶段进行`, [`案件进入${allowed}阶段`], [...spec.basis]);
  }
  if (state.stage === 'unopened') return null;
  const recused = notRecused(state, actor);
  if (recused) return recused;
  if (spec.byHandler && !state.handlers.some((handler) => handler.id === actor.id)) {
    return refuse('not-your-case', '您不是本案的承办人', state.handlers.length > 0
      ? [`由承办人${state.handlers.map((handler) => handler.name).join('、')}操作`]
      : ['先指定承办人']);
  }
  if (state.suspension && !spec.whileSuspended) {
    return refuse('case-suspended', `案件已中止（${state.suspension.reason}），恢复后方可${spec.label}`, ['先恢复案件（恢复调查）']);
  }
  return null;
}

/** Everything that stands in a command's way before its form is filled in: `admissible`, then its own readiness. */
export function possible(state: CaseState, name: CommandName, context: ReadyContext): Refusal | null {
  const refusal = admissible(state, name, context.actor);
  if (refusal) return refusal;
  const ready: Ready | undefined = readiness[name];
  const found = state.stage === 'unopened' || !ready ? null : ready(state, context);
  return isRefusal(found) ? found : null;
}

/**
 * Decides one command; the events come sealed, the state evolved. `payload` has been parsed by the command's schema.
 */
export function execute(head: Head, name: string, payload: unknown, context: CommandContext, sha256: Sha256): Outcome {
  if (!isCommandName(name)) return refuse('unknown-command', `没有“${name}”这个命令`);
  const refusal = possible(head.state, name, context);
  if (refusal) return refusal;
  // The catalogue and the deciders share their keys; the payload's type was fixed by its schema.
  const decide = deciders[name] as (state: CaseState, payload: unknown, context: CommandContext) =>
    NewCaseEvent[] | Refusal;
  const decision = decide(head.state, payload, context);
  if (isRefusal(decision)) return decision;
  return record(head, decision, recordedActor(context.actor), [...catalogue[name].basis], context, sha256);
}

/** What the policy does by itself (ladder rungs, breaches, allotted numbers): recorded in the system's name. */
export function recordSystem(head: Head, events: NewCaseEvent[], context: Pick<CommandContext, 'now' | 'policy'>, sha256: Sha256): Outcome {
  return record(head, events, SYSTEM_ACTOR, [], context, sha256);
}

function record(
  head: Head,
  decided: NewCaseEvent[],
  actor: ActorRef,
  basis: string[],
  context: Pick<CommandContext, 'now' | 'policy'>,
  sha256: Sha256,
): Outcome {
  const at = new Date(context.now).toISOString();
  const events: CaseEvent[] = [];
  let { state, hash } = head;
  for (const { type, data, basis: own } of decided) {
    const draft = { seq: state.version + 1, type, at, actor, data, terms: [], basis: own ?? basis, hash: '' } as CaseEvent;
    const evolved = evolve(state, draft);
    const effects = termEffects(
      context.policy,
      state.stage === 'unopened' ? [] : state.ledger,
      { ...draft, label: caseEvents[type].label },
      state.stage === 'unopened' ? null : state.stage,
      evolved.stage,
    );
    if (!effects.ok) return effects;
    const complete = { ...draft, terms: effects.entries };
    hash = sealHash(hash, complete, sha256);
    const sealed = { ...complete, hash } as CaseEvent;
    state = settle(state, evolved, sealed);
    events.push(sealed);
  }
  return { ok: true, events, head: { state, hash } };
}

/** What every event does beside its own evolution: version, ledger and the instant its stage was entered. */
function settle(before: CaseState, evolved: CaseFile, event: CaseEvent): CaseFile {
  return {
    ...evolved,
    version: event.seq,
    // The same list where nothing is added: what was derived of it still holds (terms/instants.ts).
    ledger: event.terms.length === 0 ? evolved.ledger : [...evolved.ledger, ...event.terms],
    stageEnteredAt: before.stage === evolved.stage ? evolved.stageEnteredAt : event.at,
  };
}

/** Folds recorded events into the state as it was then; `until` (inclusive) answers «as known at». */
export function fold(events: readonly CaseEvent[], until?: Instant): CaseState {
  const known = until === undefined ? events : events.slice(0, firstAfter(events, until));
  return foldOn({ stage: 'unopened', version: 0 }, known);
}

/** The state after `events`, which follow on `state` without a gap. */
export function foldOn(state: CaseState, events: readonly CaseEvent[]): CaseState {
  return events.reduce((before, event) => settle(before, evolve(before, event), event), state);
}

function firstAfter(events: readonly CaseEvent[], until: Instant): number {
  const index = events.findIndex(({ at }) => parseInstant(at) > until);
  return index < 0 ? events.length : index;
}
