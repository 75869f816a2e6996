import { z } from 'zod';
import { limitField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import type { Database } from '../database/database.ts';
import { caseIdParams } from './params.ts';
import { similarCases } from './similar-cases.ts';
import type { Standings } from './standing.ts';

const similarSchema = z.object({
  caseId: z.string(), number: z.string().nullable(), town: z.string(), decidedOn: z.string(), conductOn: z.string().nullable(),
  tier: z.string().nullable(), fine: z.number().nullable(),
  range: z.object({ min: z.number().nullable(), max: z.number().nullable(), unit: z.string() }).nullable(),
  deviated: z.boolean(), factors: z.record(z.string(), z.unknown()), shared: z.array(z.string()), sameTier: z.boolean(),
}).meta({ title: '同类案件' });

export const similarRoutes = ({ database, standings }: { database: Database; standings: Standings }): Route[] => [
  route({ scope: 'cases:read' }, {
    method: 'get', path: '/cases/{caseId}/similar', id: 'similarCases', tag: '案件', summary: '同类已结处罚案件及其罚款，供裁量参考',
    description: '同一违法事项、已经结案的处罚案件：裁量档次相同的在前，新的在前。只有事实和数额，没有当事人。',
    params: caseIdParams,
    query: z.strictObject({ limit: limitField(20, 100) }),
    answers: {
      200: {
        description: '同类案件',
        schema: z.object({ matterCode: z.string().nullable(), tier: z.string().nullable(), items: z.array(similarSchema) }),
      },
    },
    handle: async ({ params, query, caller }) => {
      const { caseId, state } = await standings.visibleTo(caller.person, params.caseId);
      const proposed = state.conclusion?.proposed;
      const tier = proposed?.derivation?.tier ?? null;
      const matterCode = state.matter?.code ?? null;
      const items = matterCode === null
        ? []
        : await similarCases(database, { caseId, matterCode, tier, factors: proposed?.factors ?? {} }, query.limit);
      return { body: { matterCode, tier, items } };
    },
  }),
];
