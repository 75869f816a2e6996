/** Opens a case: its id is reserved first, so that repeating finds the same case and never opens a second. */
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { execute } from '../../domain/case/machine.ts';
import { unopenedHead } from '../../domain/work/execute.ts';
import { specOf } from '../../domain/case/catalogue.ts';
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { v7 as timeOrderedId } from 'uuid';
import { maySeeCase } from '../access/visibility.ts';
import { reserve } from '../database/idempotency.ts';
import { parse } from '../http/parse.ts';
import { forbidden, refused } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import { type CommandServices, newRun, requireRole } from './commander.ts';
import { type CommandAnswer, givenNow, send } from './sending.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { lookUp } from './lookups.ts';
import { restored } from './restored.ts';

export interface OpenRequest {
  person: Person;
  payload: unknown;
  key: string | null;
  /** Reserved elsewhere (a lead reserves the case it becomes). */
  caseId?: string;
  now: Instant;
}

const OPEN_UPDATE_ID = 'open';

/** People of a town open cases of their own town; the county's people anywhere. */
export function requireOwnTown(person: Person, townId: string): void {
  if (maySeeCase(person, { townId, unitId: townId, concernedUnitIds: [], handlerIds: [], concernedPersonIds: [], barredPersonIds: [] }))
    return;
  throw forbidden('not-your-town', `${person.unit.name}的人员只能建立本镇街的案件`, ['由属地镇街或者指挥调度员建立']);
}

export async function openCase(services: CommandServices, request: OpenRequest): Promise<CommandAnswer> {
  const { person, now } = request;
  requireRole(person, 'OpenCase');
  const { schema } = specOf('OpenCase');
  const payload = parse(schema, restored(schema, request.payload, null)) as { townId: string };
  const fingerprint = fingerprintOf('open', payload);
  const key = request.key ?? timeOrderedId();
  const caseId =
    request.caseId ??
    (request.key === null
      ? timeOrderedId()
      : await reserve(services.database, { personId: person.id, route: 'POST /cases', key, fingerprint }, timeOrderedId()));
  const [lookups, policy] = await Promise.all([
    lookUp(services, 'OpenCase', payload, { caseId, file: null, now }),
    services.policies.current(),
  ]);
  requireOwnTown(person, payload.townId);
  // Asked here first: a refused opening must not leave an empty workflow behind.
  const decided = execute(
    unopenedHead(caseId, sha256),
    'OpenCase',
    payload,
    { id: caseId, now, actor: person, policy, lookups, rules: CURRENT_RULES },
    sha256,
  );
  if (!decided.ok) throw refused(decided);
  const stillSeen = () => services.standings.visibleTo(person, caseId);
  const sending = { caseId, personId: person.id, updateId: OPEN_UPDATE_ID, key, fingerprint, stillSeen };
  return send(services, sending, async () => {
    const envelope = { name: 'OpenCase', payload, actor: person, lookups, fingerprint, at: givenNow() };
    return {
      outcome: await services.gateway.commandWithStart(await newRun(services.gateway, caseId, policy), OPEN_UPDATE_ID, envelope, true),
      base: null,
    };
  });
}
