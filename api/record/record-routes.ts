import { z } from 'zod';
import { kinds } from '../../domain/kinds.ts';
import { PROOF_READERS } from '../../domain/roles.ts';
import { audits, besideTheItem } from '../audit/says.ts';
import { instantSchema, pageOfSchema } from '../cases/case-schemas.ts';
import { caseIdParams, itemIdParams } from '../cases/params.ts';
import { itemVisibleTo } from '../items/item-store.ts';
import type { Standings } from '../cases/standing.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound } from '../http/problem.ts';
import { cursorField, limitField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { anchorNumbered, latestAnchors, walkChain, WHOLE } from './county-chain.ts';
import { proofOfTrail } from './trail-proof.ts';
import { verifyItem, type VerifyServices } from './verify.ts';

type RecordServices = VerifyServices & { standings: Standings };

const tag = '记录';
const AUDITORS = { roles: PROOF_READERS } as const;
const ORDER = '-n';

const faultSchema = z.object({ n: z.int(), caseId: z.string().nullable(), reason: z.string() });
const anchorSchema = z.object({
  n: z.int(),
  caseId: z.string(),
  kind: z.string().nullable(),
  number: z.string().nullable(),
  head: z.string(),
  length: z.int(),
  at: instantSchema,
  previous: z.string(),
  hash: z.string(),
});

const verification = {
  description: '各份副本的比对',
  schema: z.object({
    ok: z.boolean().meta({ title: '各份副本都比对过，全部一致' }),
    open: z.boolean().meta({ title: '没有矛盾，但有副本未能比对' }),
    head: z.string(),
    length: z.int(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), known: z.boolean(), text: z.string() })),
  }),
};

const verifying = {
  method: 'get',
  audit: besideTheItem(),
  summary: '核验记录是否完整、未被改动',
  description: '事件链逐条重算；页面所示由事件重新推出；与办案引擎、归档的流程历史、全县锚定及其库外留存、证据文件逐一比对。',
  answers: { 200: verification },
} as const;

/** Of every kind; a case's is told apart by the name of its parameter only. */
const verifyRoutes = (services: RecordServices): Route[] =>
  kinds.map((kind) =>
    kind.name === 'case'
      ? route(
          {},
          {
            ...verifying,
            path: '/cases/{caseId}/verify',
            id: 'verifyCase',
            tag,
            params: caseIdParams,
            see: (params, { person }) => services.standings.visibleTo(person, params.caseId),
            handle: async ({ seen, now }) => ({ body: await verifyItem(services, kind, seen.caseId, now) }),
          },
        )
      : route(
          {},
          {
            ...verifying,
            path: `/${kind.plural}/{id}/verify`,
            id: `${kind.name}Verify`,
            tag: kind.label,
            params: itemIdParams,
            see: (params, { person }) => itemVisibleTo(services.database, kind, person, params.id),
            handle: async ({ seen, now }) => ({ body: await verifyItem(services, kind, seen.id, now) }),
          },
        ),
  );

export const recordRoutes = (services: RecordServices): Route[] => [
  ...verifyRoutes(services),
  route(AUDITORS, {
    method: 'get',
    path: '/record/chain',
    id: 'verifyChain',
    audit: audits('read'),
    tag,
    summary: '全县归档锚定链和审计日志：从头核验到尾',
    description:
      '每件归档案件的末条哈希按次序相接成链，并在数据库之外留有副本。把最近一号的编号和哈希抄存，日后即可证明此前的案件没有被改动或删去。' +
      '审计日志同样逐条相接，这里只答它是否相符、末条哈希是什么，不答内容。',
    answers: {
      200: {
        description: '核验结果',
        schema: z.object({
          ok: z.boolean().meta({ title: '归档锚定链相符' }),
          length: z.int(),
          head: z.string(),
          faults: z.array(faultSchema),
          trail: z
            .object({ ok: z.boolean(), length: z.int(), head: z.string(), archived: z.int(), faults: z.array(z.int()) })
            .meta({ title: '审计日志的链' }),
        }),
      },
    },
    handle: async ({ now }) => ({
      body: {
        ...(await walkChain(services.database, services.evidence.folder, now, WHOLE)),
        trail: await proofOfTrail(services.database, services.evidence.folder),
      },
    }),
  }),
  route(AUDITORS, {
    method: 'get',
    path: '/record/anchors',
    id: 'anchors',
    audit: audits('read'),
    tag,
    summary: '归档锚定，新的在前',
    query: z.strictObject({ cursor: cursorField, limit: limitField(50, 200) }),
    answers: { 200: { description: '锚定', schema: pageOfSchema(anchorSchema) } },
    handle: async ({ query: { cursor, limit } }) => {
      const before = decodeCursor(ORDER, cursor, 'ordinal')?.key ?? null;
      const rows = await latestAnchors(services.database, before === null ? null : Number(before), limit + 1);
      return { body: pageOf(rows, limit, ({ n, caseId }) => encodeCursor(ORDER, { key: n, id: caseId })) };
    },
  }),
  route(AUDITORS, {
    method: 'get',
    path: '/record/anchors/{n}',
    id: 'anchor',
    audit: audits('read'),
    tag,
    summary: '某一号归档锚定，与抄存的比对',
    params: z.object({
      n: z.coerce
        .number({ error: '应为编号' })
        .int({ error: '应为编号' })
        .min(1, { error: '应为编号' })
        .max(2_147_483_647, { error: '应为编号' }),
    }),
    answers: { 200: { description: '锚定', schema: anchorSchema } },
    handle: async ({ params }) => {
      const anchor = await anchorNumbered(services.database, params.n);
      if (!anchor) throw notFound(`没有第${params.n}号锚定`, 'anchor-not-found');
      return { body: anchor };
    },
  }),
];
