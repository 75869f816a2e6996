import { z } from 'zod';
import type { PolicyRow } from '../../contract/policies.ts';
import { longText } from '../../domain/work/fields.ts';
import { policyChangeSchema, type PolicyChange } from '../../domain/case/policy.ts';
import { isRefusal } from '../../domain/case/types.ts';
import { caseLight, deriveTerms } from '../../domain/terms/view.ts';
import { BUREAU_HEAD, hasRole, POLICY_APPROVERS } from '../../domain/roles.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { instantSchema, lightSchema } from '../cases/case-schemas.ts';
import { type CommandServices, previewCommand } from '../cases/commander.ts';
import type { Standings } from '../cases/standing.ts';
import { iso } from '../database/database.ts';
import { refused } from '../http/problem.ts';
import { type Route, route, routeForKeys } from '../http/route.ts';
import { approvePolicy, checkPolicy, draftPolicy, POLICY_COLUMNS, readPolicy, type StoredPolicy, withdrawPolicy } from './policy-drafts.ts';

const tag = '办案规则';
const ADMIN = { roles: ['list-admin'] } as const;
const APPROVERS = { roles: POLICY_APPROVERS } as const;
const READERS = { scope: 'lists:read' } as const;
const BODY_LIMIT = 2 * 1024 * 1024;

const hashParams = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, '规则版本无效') });
const rowSchema = z.object({
  hash: z.string(),
  policyId: z.string(),
  version: z.int(),
  calendarVersion: z.string(),
  status: z.enum(['draft', 'checked', 'published', 'derived']),
  note: z.string().nullable(),
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  createdAt: instantSchema,
  publishedAt: instantSchema.nullable(),
  openCases: z.int().meta({ title: '适用这一版的在办案件' }),
});
const differenceSchema = z
  .object({ term: z.string(), label: z.string(), change: z.enum(['moved', 'unmoved', 'dropped', 'kept', 'added']), text: z.string() })
  .loose();
const checkSchema = z.object({
  ok: z.boolean(),
  at: instantSchema,
  faults: z.array(z.object({ code: z.string(), message: z.string(), needs: z.array(z.string()) })),
  differences: z.array(z.object({ part: z.string(), key: z.string(), label: z.string(), kind: z.string() }).loose()),
  dryRun: z
    .object({
      cases: z.int(),
      capped: z.boolean(),
      affected: z.int(),
      turnYellow: z.int(),
      turnRed: z.int(),
      turnBetter: z.int(),
      terms: z.array(z.object({ key: z.string(), label: z.string(), moved: z.int(), dropped: z.int(), added: z.int(), kept: z.int() })),
      samples: z.array(
        z.object({
          caseId: z.string(),
          stage: z.string(),
          before: lightSchema,
          after: lightSchema,
          differences: z.array(differenceSchema),
        }),
      ),
      faults: z.array(z.object({ caseId: z.string(), reason: z.string() })),
    })
    .nullable(),
});

const shown = (row: StoredPolicy): PolicyRow => ({ ...row, createdAt: iso(row.createdAt), publishedAt: iso(row.publishedAt) });

export function policyRoutes(services: CommandServices & { standings: Standings }): Route[] {
  const { database, policies } = services;
  return [
    routeForKeys(READERS, {
      method: 'get',
      path: '/policies',
      id: 'policies',
      audit: ofNobody(),
      tag,
      summary: '办案规则各版：期限、中止、督办阶梯、数额标准',
      answers: { 200: { description: '新的在前', schema: z.object({ items: z.array(rowSchema) }) } },
      handle: async ({ caller }) => {
        const drafts = caller.via === 'session' && hasRole(caller.person, ...POLICY_APPROVERS);
        const rows = await database.rows<StoredPolicy>(
          `select ${POLICY_COLUMNS}, (select count(*)::int from work_view c where c.policy_hash = p.hash and c.kind = 'case' and not c.ended) as "openCases"
           from policy_version p where p.status in ('published', 'derived') or $1 order by p.version desc, p.created_at desc limit 200`,
          [drafts],
        );
        return { body: { items: rows.map(shown) } };
      },
    }),
    routeForKeys(READERS, {
      method: 'get',
      path: '/policies/{hash}',
      id: 'policy',
      audit: ofNobody(),
      tag,
      summary: '一版办案规则的全部内容和检查结果',
      params: hashParams,
      answers: { 200: { description: '规则', schema: rowSchema.extend({ body: z.object({}).loose(), dryRun: checkSchema.nullable() }) } },
      handle: async ({ params }) => {
        const row = await readPolicy(database, params.hash);
        return { body: { ...row, ...shown(row) } };
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/policies',
      id: 'draftPolicy',
      audit: audits('publication'),
      tag,
      summary: '起草新一版办案规则',
      description: '没有填写的部分沿用现行规则；日历不在此改动。草稿检查通过、另一人批准后发布，新案件即适用。',
      body: policyChangeSchema.extend({ note: longText('说明', undefined, 500) }),
      bodyLimit: BODY_LIMIT,
      answers: { 201: { description: '草稿', schema: rowSchema } },
      handle: async ({ body: { note, ...change }, caller }) => {
        const hash = await draftPolicy(database, policies, caller.person, note, change as PolicyChange);
        return {
          status: 201,
          body: shown(withoutBody(await readPolicy(database, hash))),
          headers: { Location: `/api/v1/policies/${hash}` },
        };
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/policies/{hash}/check',
      id: 'checkPolicy',
      audit: audits('publication'),
      tag,
      summary: '检查一版规则，并对全部在办案件试算',
      description:
        '规则自身的错误逐一说明；没有错误的，对每件在办案件按换用新规则试算，说明哪些期限变动、多少案件转黄转红。不改动任何案件。',
      params: hashParams,
      answers: { 200: { description: '检查结果', schema: checkSchema } },
      handle: async ({ params, now }) => ({ body: await checkPolicy(database, policies, params.hash, now) }),
    }),
    route(APPROVERS, {
      method: 'post',
      path: '/policies/{hash}/approve',
      id: 'approvePolicy',
      audit: audits('publication', { waits: true }),
      tag,
      summary: '批准并发布办案规则（起草人以外的人）',
      params: hashParams,
      answers: { 200: { description: '已发布', schema: rowSchema } },
      handle: async ({ params, caller }) => {
        await approvePolicy(database, policies, caller.person, params.hash);
        return { body: shown(withoutBody(await readPolicy(database, params.hash))) };
      },
    }),
    route(ADMIN, {
      method: 'delete',
      path: '/policies/{hash}',
      id: 'withdrawPolicy',
      audit: audits('publication'),
      tag,
      summary: '撤回办案规则草稿',
      params: hashParams,
      answers: { 204: { description: '已撤回' } },
      handle: async ({ params }) => {
        await withdrawPolicy(database, params.hash);
        return {};
      },
    }),
    route(
      { roles: [BUREAU_HEAD] },
      {
        method: 'post',
        path: '/cases/{caseId}/policy/preview',
        id: 'previewPolicy',
        audit: audits('read'),
        tag,
        summary: '预览案件换用另一版规则：逐项期限的变动',
        description: '与 RebindPolicy 同一规则、同一算法，不改动案件；已用去的时间照算。',
        params: z.object({ caseId: z.string() }),
        body: z.strictObject({ policyHash: hashParams.shape.hash }),
        answers: {
          200: {
            description: '变动',
            schema: z.object({
              from: z.object({}).loose(),
              to: z.object({}).loose(),
              before: lightSchema,
              after: lightSchema,
              differences: z.array(differenceSchema),
            }),
          },
        },
        handle: async ({ params, body, caller, now }) => {
          const standing = await services.standings.visibleTo(caller.person, params.caseId);
          const decided = await previewCommand(services, {
            person: caller.person,
            standing,
            name: 'RebindPolicy',
            payload: { policyHash: body.policyHash, reason: '预览' },
            key: null,
            expectedVersion: null,
            now,
          });
          if (isRefusal(decided)) throw refused(decided);
          const rebound = decided.events.find(({ type }) => type === 'PolicyRebound');
          if (rebound?.type !== 'PolicyRebound') throw new Error('RebindPolicy decided no PolicyRebound');
          const [old, next] = await Promise.all([policies.byHash(rebound.data.from.hash), policies.byHash(rebound.data.to.hash)]);
          const { ledger } = standing.state;
          return {
            body: {
              from: rebound.data.from,
              to: rebound.data.to,
              differences: rebound.data.differences,
              before: caseLight(deriveTerms(old, ledger, now)).light,
              after: caseLight(deriveTerms(next, [...ledger, ...rebound.data.entries], now)).light,
            },
          };
        },
      },
    ),
  ];
}

const withoutBody = ({ body: _body, dryRun: _dryRun, ...row }: Awaited<ReturnType<typeof readPolicy>>): StoredPolicy => row;
