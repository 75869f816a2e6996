import { z } from 'zod';
import { type Dispute, disputeDeadline, disputeOf, disputeTerms, phaseOf } from '../../domain/case/dispute.ts';
import { notFound } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { instantSchema, unitNameSchema } from './case-schemas.ts';
import { caseIdParams } from './params.ts';
import type { Policies } from './policy-store.ts';
import { policyOf } from './read-case.ts';
import type { Standings } from './standing.ts';

const PHASE_LABELS = { consulting: '协商中', designating: '等待指定管辖', over: '已解决' } as const;

const disputeSchema = z.object({
  disputeId: z.string(), phase: z.enum(['consulting', 'designating', 'over']), label: z.string(), sides: z.array(unitNameSchema.loose()),
  raisedAt: instantSchema, failedAt: instantSchema.nullable(), over: z.object({ at: instantSchema, how: z.string() }).nullable(),
  deadline: z.string().nullable().meta({ title: '本阶段最后一日' }), workflowId: z.string(), basis: z.string(),
}).meta({ title: '管辖争议' });

const answerOf = (dispute: Dispute, deadline: string | null) => {
  const { disputeId, sides, raisedAt, failedAt, over } = dispute;
  const phase = phaseOf(dispute);
  return {
    disputeId, phase, label: PHASE_LABELS[phase], sides, raisedAt, failedAt, over, deadline, workflowId: `jurisdiction-${disputeId}`,
    basis: '《行政处罚法》第二十五条',
  };
};

export const jurisdictionRoutes = ({ standings, policies }: { standings: Standings; policies: Policies }): Route[] => [
  route({ scope: 'cases:read' }, {
    method: 'get', path: '/cases/{caseId}/jurisdiction', id: 'caseJurisdiction', tag: '案件', summary: '管辖争议的进展',
    description: '争议由与案件相连的工作流跟进：先协商，协商不成的由共同的上一级机关指定；逐次提醒双方负责人或者上级。',
    params: caseIdParams,
    answers: { 200: { description: '最近一次争议', schema: disputeSchema } },
    handle: async ({ params, caller }) => {
      const standing = await standings.visibleTo(caller.person, params.caseId);
      const dispute = disputeOf(standing.state);
      if (!dispute) throw notFound('本案没有管辖争议', 'no-dispute');
      const deadline = dispute.over ? null : disputeDeadline(dispute, disputeTerms(await policyOf(policies, standing)));
      return { body: answerOf(dispute, deadline) };
    },
  }),
];
