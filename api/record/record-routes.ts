import { z } from 'zod';
import { instantSchema } from '../cases/case-schemas.ts';
import { caseIdParams } from '../cases/params.ts';
import type { Standings } from '../cases/standing.ts';
import { limitField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { checkCountyChain, latestAnchors } from './county-chain.ts';
import { verifyCase, type VerifyServices } from './verify.ts';

const tag = '记录';

const faultSchema = z.object({ n: z.int(), caseId: z.string().nullable(), reason: z.string() });
const anchorSchema = z.object({
  n: z.int(), caseId: z.string(), number: z.string().nullable(), head: z.string(), length: z.int(), at: instantSchema, previous: z.string(), hash: z.string(),
});

export const recordRoutes = (services: VerifyServices & { standings: Standings }): Route[] => [
  route({ scope: 'cases:read' }, {
    method: 'get', path: '/cases/{caseId}/verify', id: 'verifyCase', tag, summary: '核验记录是否完整、未被改动',
    description: '事件链逐条重算；页面所示由事件重新推出；与办案引擎、归档的流程历史、全县锚定及其库外留存、证据文件逐一比对。',
    params: caseIdParams,
    see: (params, { person }) => services.standings.visibleTo(person, params.caseId),
    answers: {
      200: {
        description: '各份副本的比对',
        schema: z.object({
          ok: z.boolean(),
          head: z.string(),
          length: z.int(),
          checks: z.array(z.object({ name: z.string(), ok: z.boolean(), known: z.boolean(), text: z.string() })),
        }),
      },
    },
    handle: async ({ seen, now }) => ({ body: await verifyCase(services, seen, now) }),
  }),
  route({ roles: ['auditor', 'supervisor', 'sys-admin'] }, {
    method: 'get', path: '/record/anchors', id: 'anchors', tag, summary: '全县归档锚定：核验整条链，列出最近的锚定',
    description: '每件归档案件的末条哈希按次序相接成链，并在数据库之外留有副本。把最近一号的编号和哈希抄存，日后即可证明此前的案件没有被改动或删去。',
    query: z.strictObject({
      before: z.coerce.number({ error: '应为编号' }).int({ error: '应为编号' }).min(1, { error: '应为编号' }).optional().meta({ title: '编号小于' }),
      limit: limitField(50, 200),
    }),
    answers: {
      200: {
        description: '核验结果和锚定，新的在前',
        schema: z.object({
          ok: z.boolean(), length: z.int(), head: z.string(), faults: z.array(faultSchema), items: z.array(anchorSchema),
        }),
      },
    },
    handle: async ({ query, now }) => {
      const { database, evidence } = services;
      const [chain, items] = await Promise.all([
        checkCountyChain(database, evidence.folder, now),
        latestAnchors(database, query.before ?? null, query.limit),
      ]);
      return { body: { ...chain, items } };
    },
  }),
];
