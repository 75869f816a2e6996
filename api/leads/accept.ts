/**
 * A lead becomes a case: opened, dispatched, and only then is the lead accepted. The case's id is reserved on the lead
 * first and every step bears an id of the lead's own, so that repeating after a fault goes on where it stopped and
 * never makes a second case.
 */
import { plainDepartment } from '../../domain/routing/plain-department.ts';
import type { Counties } from '../county/county.ts';
import { v7 as timeOrderedId } from 'uuid';
import { z } from 'zod';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { execute } from '../../domain/case/machine.ts';
import type { CaseHead as Head } from '../../domain/case/types.ts';
import { unopenedHead } from '../../domain/work/execute.ts';
import { type CommandName, specOf } from '../../domain/case/catalogue.ts';
import { matterCode } from '../../domain/case/fields.ts';
import { longText, personId, text, unitId } from '../../domain/work/fields.ts';
import type { Person } from '../../domain/people.ts';
import { hasRole } from '../../domain/roles.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import { caseLight, deriveTerms } from '../../domain/terms/view.ts';
import { type CommandServices, newRun, requireRole } from '../cases/commander.ts';
import { lookUp } from '../cases/lookups.ts';
import { requireOwnTown } from '../cases/opener.ts';
import { type CommandAnswer, givenNow, send } from '../cases/sending.ts';
import { fingerprintOf } from '../http/fingerprint.ts';
import { invalid, Problem, refused } from '../http/problem.ts';
import { sha256 } from '../session/tokens.ts';
import type { Standings } from '../cases/standing.ts';
import type { LeadRecord, Leads } from './lead-store.ts';
import type { TriageService } from './triage.ts';

export const acceptSchema = z.strictObject({
  title: text('案件名称', 120).optional(),
  townId: unitId('属地镇街').optional(),
  /** The unit that handles it; the town where none is given. */
  unitId: unitId('承办单位').optional(),
  department: text('主管部门', 60).optional(),
  reason: longText('改派理由', undefined, 1000).optional(),
  matterCode: matterCode().optional(),
  handlerId: personId('承办人').optional(),
  instruction: longText('处置要求', undefined, 1000).optional(),
});
export type Acceptance = z.infer<typeof acceptSchema>;
export const leadIdParams = z.object({ leadId: z.string().meta({ title: '线索' }) });

export interface AcceptServices extends CommandServices {
  leads: Leads;
  standings: Standings;
  triage: TriageService;
  county: Counties;
}

export interface AcceptedLead extends CommandAnswer {
  leadId: string;
  dispatched: boolean;
}

const decided = (lead: LeadRecord) =>
  new Problem(
    409,
    'lead-decided',
    `这条线索已经${lead.status === 'accepted' ? '受理' : lead.status === 'merged' ? '合并' : '办结'}，不能再受理`,
    { needs: ['刷新线索'], more: { caseId: lead.caseId } },
  );

export async function acceptLead(
  services: AcceptServices,
  person: Person,
  lead: LeadRecord,
  acceptance: Acceptance,
  now: Instant,
): Promise<AcceptedLead> {
  requireRole(person, 'OpenCase');
  if (lead.status === 'accepted' && lead.decidedBy === person.id) return repeated(services, person, lead, now);
  if (lead.status !== 'new') throw decided(lead);
  const townId = acceptance.townId ?? lead.townId;
  if (townId === null) throw invalid([{ path: 'townId', title: '属地镇街', message: '线索没有写明属地，请选择属地镇街' }]);
  requireOwnTown(person, townId);
  const county = (await services.county.read())?.name ?? '';
  const proposed = lead.triage.dispatch.departments[0]?.department ?? null;
  const chosen = acceptance.department === undefined ? proposed : plainDepartment(acceptance.department, county);
  const corrects = proposed !== null && chosen !== null && chosen !== plainDepartment(proposed, county);
  if (corrects && acceptance.reason === undefined) {
    throw invalid([{ path: 'reason', title: '改派理由', message: `建议的主管部门是${proposed}，改为${chosen}请写明理由` }]);
  }

  const dispatches = hasRole(person, ...specOf('DispatchCase').roles);
  const steps = await dryRun(services, person, lead, acceptance, townId, chosen, dispatches, now);
  const caseId = await services.leads.reserveCase(lead.id, timeOrderedId());
  if (caseId === null) throw decided((await services.leads.visibleTo(person, lead.id)) ?? lead);
  let answer = await sendStep(services, person, caseId, lead.id, steps[0]!);
  if (steps[1]) answer = await sendStep(services, person, caseId, lead.id, steps[1]);

  const accepted = await services.leads.decide(lead.id, {
    status: 'accepted',
    person,
    reason: acceptance.reason ?? null,
    department: chosen,
    ...(corrects
      ? {
          correction: {
            id: timeOrderedId(),
            text: lead.text,
            proposed: plainDepartment(proposed, county),
            chosen,
            reason: acceptance.reason ?? '',
          },
        }
      : {}),
  });
  if (!accepted) {
    const current = await services.leads.visibleTo(person, lead.id);
    // Two attempts of the same acceptance end in the same case; anything else was somebody else's decision.
    if (current?.caseId !== caseId) throw decided(current ?? lead);
  }
  if (corrects) services.triage.refresh();
  return { ...answer, leadId: lead.id, dispatched: dispatches };
}

/** The same person asks again, having missed the answer: the case as it stands. */
async function repeated(services: AcceptServices, person: Person, lead: LeadRecord, now: Instant): Promise<AcceptedLead> {
  if (lead.caseId === null) throw decided(lead);
  const { caseId, version, state } = await services.standings.visibleTo(person, lead.caseId);
  const { light } = caseLight(deriveTerms(await services.policies.current(), state.ledger, now));
  const { stage, tier } = state;
  return {
    caseId,
    version,
    stage,
    tier,
    light,
    events: [],
    durable: true,
    readable: true,
    leadId: lead.id,
    dispatched: state.dispatch !== null,
  };
}

interface Step {
  name: CommandName;
  payload: unknown;
  lookups: Awaited<ReturnType<typeof lookUp>>;
}

/** Both steps decided here first: what the rules refuse is refused before anything is there. */
async function dryRun(
  services: AcceptServices,
  person: Person,
  lead: LeadRecord,
  acceptance: Acceptance,
  townId: string,
  department: string | null,
  dispatches: boolean,
  now: Instant,
): Promise<Step[]> {
  const caseId = 'preview';
  const opening = {
    title: acceptance.title ?? titleOf(lead),
    townId,
    address: lead.address,
    channel: lead.channel,
    receivedAt: toShanghaiIso(lead.receivedAt.getTime()),
    text: lead.text,
    leadId: lead.id,
    matterCode: acceptance.matterCode ?? null,
    parties: [],
    conduct: null,
    emergency: lead.kind === 'emergency',
    handlerId: acceptance.handlerId ?? null,
  };
  const dispatch = {
    unitId: acceptance.unitId ?? townId,
    instruction: acceptance.instruction ?? `请核查处置。${department ? `主管部门：${department}。` : ''}`,
  };
  const policy = await services.policies.current();
  let head: Head = unopenedHead(caseId, sha256);
  const steps: Step[] = [];
  for (const [name, payload] of [['OpenCase', opening], ...(dispatches ? [['DispatchCase', dispatch] as const] : [])] as [
    CommandName,
    unknown,
  ][]) {
    const file = head.state.stage === 'unopened' ? null : head.state;
    const parsed: unknown = specOf(name).schema.parse(payload);
    const lookups = await lookUp(services, name, parsed, { caseId, file, now });
    const outcome = execute(head, name, parsed, { id: caseId, now, actor: person, policy, lookups, rules: CURRENT_RULES }, sha256);
    if (!outcome.ok) throw refused(outcome);
    head = outcome.head;
    steps.push({ name, payload: parsed, lookups });
  }
  return steps;
}

const titleOf = (lead: LeadRecord): string => {
  const title = `${lead.townName ?? ''}${lead.address}：${lead.text}`.replaceAll(/\s+/g, ' ');
  return title.length > 60 ? `${title.slice(0, 59)}…` : title;
};

async function sendStep(
  services: AcceptServices,
  person: Person,
  caseId: string,
  leadId: string,
  { name, payload, lookups }: Step,
): Promise<CommandAnswer> {
  const updateId = `lead:${leadId}:${name}`;
  const { gateway } = services;
  const stillSeen = () => services.standings.visibleTo(person, caseId);
  const sending = { caseId, personId: person.id, updateId, key: updateId, fingerprint: fingerprintOf(updateId, null), stillSeen };
  return send(services, sending, async ({ view }) => {
    const holds = view ? { holds: { version: view.version, head: view.head } } : {};
    const envelope = { name, payload, actor: person, lookups, at: givenNow(), ...holds };
    if (name !== 'OpenCase') return { outcome: await gateway.command(caseId, updateId, envelope) };
    return {
      outcome: await gateway.commandWithStart(await newRun(gateway, caseId, await services.policies.current()), updateId, envelope, true),
      base: null,
    };
  });
}
