/** Carries a command on a work item of any kind from a person to its workflow and back; opening included. */
import { v7 as timeOrderedId } from 'uuid';
import type { ItemReceipt } from '../../contract/items.ts';
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { CommandSpec } from '../../domain/work/command.ts';
import type { WorkLookups } from '../../domain/work/context.ts';
import { execute, unopenedHead } from '../../domain/work/execute.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { policyOfKind } from '../../domain/work/policy.ts';
import { RUN_SHAPE } from '../../workflows/messages.ts';
import type { Policies } from '../cases/policy-store.ts';
import { type CommandAnswer, givenNow, send, type SendingServices } from '../cases/sending.ts';
import { requireEntitled } from '../access/entitled.ts';
import { reserve } from '../database/idempotency.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { parse } from '../http/parse.ts';
import { invalid, refused, unavailable } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import { updateIdsOf } from '../../temporal/update-id.ts';
import type { Gateway, Outcome } from '../temporal/gateway.ts';
import { type ItemStanding, itemVisibleTo } from './item-store.ts';
import { findIn, type RegisterServices } from './registers.ts';

export interface ItemServices extends RegisterServices, SendingServices {
  gateway: Gateway;
  policies: Policies;
}

export interface ItemRequest {
  kind: AnyKind;
  person: Person;
  name: string;
  payload: unknown;
  /** As the client sent it; null where it sent none. */
  key: string | null;
  now: Instant;
}

const OPEN_UPDATE_ID = 'open';

/** The command of that name that a person may give; one that only another item's workflow tells is none. */
export function specOfItem(kind: AnyKind, name: string): CommandSpec | null {
  const spec = Object.hasOwn(kind.commands, name) ? kind.commands[name] : undefined;
  return spec && !spec.told ? spec : null;
}

/** What the command may look at; throws the 422 that names the fields whose ids do not exist or may not be seen. */
async function lookUp(
  services: ItemServices,
  kind: AnyKind,
  spec: CommandSpec,
  payload: unknown,
  person: Person,
  id: string,
): Promise<WorkLookups> {
  const { lookups, faults } = await findIn(services, spec, payload, { id, own: kind.own, person });
  if (faults.length > 0) throw invalid(faults);
  return lookups;
}

const receiptOf = (kind: AnyKind, { caseId, version, stage, light, events, readable }: CommandAnswer): ItemReceipt => ({
  kind: kind.name,
  id: caseId,
  version,
  stage,
  light,
  events,
  durable: true,
  readable,
});

/** A worker that does not know the kind would fail its task again and again, for as long as it got it. */
const notServedYet = ({ label }: AnyKind) =>
  unavailable('kind-not-served-yet', `正在升级：还有办案进程是较早的版本，不会办理${label}，没有建立。旧进程全部停下约五分钟后再提交`, 60);

/** Opens an item: its id is reserved first, so that repeating finds the same one and never opens a second. */
export async function openItem(services: ItemServices, request: ItemRequest & { spec: CommandSpec }): Promise<ItemReceipt> {
  const { kind, person, name, now, spec } = request;
  requireEntitled(person, spec);
  const payload: unknown = parse(spec.schema, request.payload);
  const fingerprint = fingerprintOf(`open ${kind.name}`, payload);
  const key = request.key ?? timeOrderedId();
  const id =
    request.key === null
      ? timeOrderedId()
      : await reserve(services.database, { personId: person.id, route: `POST /${kind.plural}`, key, fingerprint }, timeOrderedId());
  const [lookups, county] = await Promise.all([lookUp(services, kind, spec, payload, person, id), services.policies.current()]);
  const policy = policyOfKind(kind, county, sha256);
  // As the oldest of the workers can carry it; undefined where one of them knows nothing of the kind.
  const rules = (await services.gateway.capability()).kinds[kind.name];
  // Asked here first: a refused opening must not leave an empty workflow behind.
  const decided = execute(
    kind,
    unopenedHead(id, sha256),
    name,
    payload,
    { id, now, actor: person, policy, lookups, rules: rules ?? kind.currentRules },
    sha256,
  );
  if (!decided.ok) throw refused(decided);
  const stillSeen = () => itemVisibleTo(services.database, kind, person, id);
  const sending = { caseId: id, kind: kind.name, personId: person.id, updateId: OPEN_UPDATE_ID, key, fingerprint, stillSeen };
  return receiptOf(
    kind,
    await send(services, sending, async () => {
      // In its turn: what was opened before under this key has been answered by then.
      if (rules === undefined) throw notServedYet(kind);
      const input = { caseId: id, policy, rules, shape: RUN_SHAPE, searchable: true };
      const envelope = { name, payload, actor: person, lookups, fingerprint, at: givenNow() };
      return { outcome: await services.gateway.commandWithStart(input, OPEN_UPDATE_ID, envelope, true, kind), base: null };
    }),
  );
}

/** The workflow of an item at its end is over: a repetition gets its answer again, all else what the rules say of it. */
async function ofEnded(
  { gateway, policies }: ItemServices,
  { kind, person, name, payload, key, now, standing }: ItemRequest & { standing: ItemStanding },
  lookups: WorkLookups,
  updateIds: readonly string[],
): Promise<Outcome> {
  const { id, stage, state, head } = standing;
  const before = key === null ? null : await gateway.answered({ kind: kind.name, id }, updateIds);
  if (before) return { kind: 'done', receipt: before };
  if (!kind.final.includes(stage)) return { kind: 'not-running' };
  const context = {
    id,
    now,
    actor: person,
    policy: await policies.byHash(standing.policyHash),
    lookups,
    rules: standing.rules ?? kind.currentRules,
  };
  const decided = execute(kind, { state, hash: head }, name, payload, context, sha256);
  return decided.ok ? { kind: 'not-running' } : { kind: 'refused', refusal: decided };
}

/** Sends one command; throws the problem that says why not, or that nobody knows yet. */
export async function commandItem(
  services: ItemServices,
  request: ItemRequest & { spec: CommandSpec; standing: ItemStanding; expectedVersion: number | null },
): Promise<ItemReceipt> {
  const { kind, person, name, spec, standing } = request;
  const { id } = standing;
  requireEntitled(person, spec);
  const payload: unknown = parse(spec.schema, request.payload);
  const fingerprint = fingerprintOf(`command ${id} ${name}`, payload);
  const key = request.key ?? timeOrderedId();
  const { id: updateId, former } = updateIdsOf(person.id, key);
  const stillSeen = () => itemVisibleTo(services.database, kind, person, id);
  return receiptOf(
    kind,
    await send(
      services,
      { caseId: id, kind: kind.name, personId: person.id, updateId, former, key, fingerprint, stillSeen },
      async ({ view }) => {
        // In its turn it may stand elsewhere than when it was read; and whether its reader may see it is asked again.
        const now =
          view?.version === standing.version && view.head === standing.head
            ? standing
            : await itemVisibleTo(services.database, kind, person, id);
        const lookups = await lookUp(services, kind, spec, payload, person, id);
        const envelope = {
          name,
          payload,
          actor: person,
          lookups,
          fingerprint,
          at: givenNow(),
          former,
          holds: { version: now.version, head: now.head },
          ...(request.expectedVersion === null ? {} : { expectedVersion: request.expectedVersion }),
        };
        const outcome = await services.gateway.command({ kind: kind.name, id }, updateId, envelope);
        return {
          outcome:
            outcome.kind === 'not-running'
              ? await ofEnded(services, { ...request, standing: now, payload }, lookups, [updateId, ...former])
              : outcome,
        };
      },
    ),
  );
}
