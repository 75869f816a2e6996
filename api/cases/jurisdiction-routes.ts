import { z } from 'zod';
import type { CaseEvent } from '../../domain/case/events.ts';
import { disputeOf, type DisputeStanding } from '../../domain/case/referral/dispute.ts';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import { deriveTerms } from '../../domain/terms/view.ts';
import { audits } from '../audit/says.ts';
import type { Database } from '../database/database.ts';
import { notFound } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { instantSchema, unitNameSchema } from './case-schemas.ts';
import { caseIdParams } from './params.ts';
import type { Policies } from './policy-store.ts';
import { policyOf } from './read-case.ts';
import { asCaseEvents, readEvents } from './records.ts';
import type { Standings } from './standing.ts';

/** The case's own term of each phase. */
const TERMS: Record<DisputeStanding['phase'], string | null> = {
  consulting: 'jurisdiction-consultation',
  designating: 'jurisdiction-designation',
  over: null,
};

const PHASE_LABELS = { consulting: '协商中', designating: '等待指定管辖', over: '已解决' } as const;

const STEPS = { JurisdictionDisputeRaised: 'raised', JurisdictionConsulted: 'consulted', JurisdictionDesignated: 'designated' } as const;
type StepEvent = { [Type in keyof typeof STEPS]: Extract<CaseEvent, { type: Type }> }[keyof typeof STEPS];

const stepSchema = z.object({
  disputeId: z.string(),
  step: z.enum(['raised', 'consulted', 'designated']),
  at: instantSchema,
  by: z.object({ name: z.string(), unit: z.string() }),
  unit: z.string().nullable().meta({ title: '对方、协商确定的或者指定的单位' }),
  agreed: z.boolean().nullable(),
  text: z.string(),
  document: z.string().nullable(),
  moved: z.boolean().nullable().meta({ title: '案件因此改由该单位办理' }),
});

const isStep = (event: CaseEvent): event is StepEvent => event.type in STEPS;

function stepOf(event: StepEvent): z.infer<typeof stepSchema> {
  const { at, actor } = event;
  const shared = { disputeId: event.data.disputeId, at, by: { name: actor.name, unit: actor.unit.name } };
  switch (event.type) {
    case 'JurisdictionDisputeRaised':
      return { ...shared, step: 'raised', unit: event.data.with.name, agreed: null, text: event.data.reason, document: null, moved: null };
    case 'JurisdictionConsulted':
      return {
        ...shared,
        step: 'consulted',
        unit: event.data.unit?.name ?? null,
        agreed: event.data.agreed,
        text: event.data.result,
        document: null,
        moved: null,
      };
    case 'JurisdictionDesignated':
      return {
        ...shared,
        step: 'designated',
        unit: event.data.unit.name,
        agreed: null,
        text: '',
        document: event.data.document,
        moved: event.data.moved,
      };
  }
}

const disputeSchema = z
  .object({
    disputeId: z.string(),
    phase: z.enum(['consulting', 'designating', 'over']),
    label: z.string(),
    sides: z.array(unitNameSchema.loose()),
    raisedAt: instantSchema,
    failedAt: instantSchema.nullable(),
    over: z.object({ at: instantSchema, how: z.string() }).nullable(),
    deadline: z.string().nullable().meta({ title: '本阶段最后一日' }),
    workflowId: z.string(),
    basis: z.string(),
    steps: z.array(stepSchema).meta({ title: '提出、协商、指定，先后各由谁' }),
  })
  .meta({ title: '管辖争议' });

const answerOf = (dispute: DisputeStanding, deadline: string | null, steps: z.infer<typeof stepSchema>[]) => {
  const { disputeId, phase, sides, raisedAt, failedAt, over } = dispute;
  return {
    disputeId,
    phase,
    label: PHASE_LABELS[phase],
    sides,
    raisedAt,
    failedAt,
    over,
    deadline,
    steps,
    workflowId: workflowIdOfItem(kindOf('dispute'), disputeId),
    basis: '《行政处罚法》第二十五条',
  };
};

export const jurisdictionRoutes = ({
  database,
  standings,
  policies,
}: {
  database: Database;
  standings: Standings;
  policies: Policies;
}): Route[] => [
  route(
    {},
    {
      method: 'get',
      path: '/cases/{caseId}/jurisdiction',
      id: 'caseJurisdiction',
      audit: audits('read'),
      tag: '案件',
      summary: '管辖争议的进展',
      description:
        '争议是与案件同行的工作事项（见 /disputes/{id}）：先协商，协商不成的由共同的上一级机关指定；按期限提醒双方负责人或者上级。',
      params: caseIdParams,
      answers: { 200: { description: '最近一次争议', schema: disputeSchema } },
      handle: async ({ params, caller, now }) => {
        const standing = await standings.visibleTo(caller.person, params.caseId);
        const dispute = disputeOf(standing.state);
        if (!dispute) throw notFound('本案没有管辖争议', 'no-dispute');
        const terms = deriveTerms(await policyOf(policies, standing), standing.state.ledger, now);
        const deadline = terms.find(({ key, open }) => open && key === TERMS[dispute.phase])?.deadline?.slice(0, 10) ?? null;
        const events = asCaseEvents(await readEvents(database, params.caseId));
        return { body: answerOf(dispute, deadline, events.filter(isStep).map(stepOf)) };
      },
    },
  ),
];
