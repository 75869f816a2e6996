/** Lists from draft to publication: rows or a file in, checked, approved by a second person. One set of routes a list. */
import { z } from 'zod';
import { legalDate, longText } from '../../domain/work/fields.ts';
import { factorDefinitionsSchema } from '../../domain/lists/benchmarks.ts';
import { CASE_EFFECT_LABELS, CASE_EFFECTS } from '../../domain/lists/touched-cases.ts';
import { LIST_LABELS, LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import { LIST_APPROVERS } from '../../domain/roles.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import type { Database } from '../database/database.ts';
import { iso } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { checkDraft } from './list-check.ts';
import { DRAFT_COLUMNS, type DraftContent, draftLike, draftList, type DraftRow, readDraft, withdrawList } from './list-drafts.ts';
import { TABLE_LIMIT } from '../http/upload.ts';
import { importDoor, sheetField } from '../tables/import-door.ts';
import { readUpload, rowsFrom } from './list-import.ts';
import { publishList } from './list-publish.ts';
import { reviewList } from './list-review.ts';
import { listTable } from './list-table.ts';
import type { Lists } from './list-store.ts';
import { rowFaultSchema } from './row-faults.ts';

export interface DraftServices {
  database: Database;
  lists: Lists;
}

export const tag = '清单发布';
export const ADMIN = { roles: ['list-admin'] } as const;
/** The second of the two, and who may look at drafts. */
export const APPROVERS = { roles: LIST_APPROVERS } as const;

export const versionParams = z.object({ version: z.string().max(40, '版本无效') });
const effectiveFrom = legalDate('生效日期');
const note = longText('说明', undefined, 500);

export const draftSchema = z.object({
  list: z.enum(LIST_NAMES),
  version: z.string(),
  status: z.enum(['draft', 'checked', 'published']),
  effectiveFrom: z.string(),
  effectiveUntil: z.string().nullable(),
  contentHash: z.string(),
  base: z.string().nullable().meta({ title: '所依据的版本' }),
  note: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instantSchema,
  approvedBy: z.string().nullable(),
  publishedAt: instantSchema.nullable(),
  rows: z.int(),
});
export const findingSchema = z.object({
  list: z.enum(LIST_NAMES),
  row: z.int().meta({ title: '第几项', description: '0：不在某一项' }),
  item: z.string(),
  field: z.string(),
  heading: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
  inherited: z.boolean().meta({ title: '现行版本已有' }),
});
export const casesSchema = z.object({
  cases: z.int().meta({ title: '在办案件' }),
  capped: z.boolean(),
  touched: z.int(),
  counts: z.object(Object.fromEntries(CASE_EFFECTS.map((kind) => [kind, z.int().meta({ title: CASE_EFFECT_LABELS[kind] })]))),
  samples: z.array(
    z.object({
      caseId: z.string(),
      number: z.string().nullable(),
      stage: z.string(),
      item: z.string(),
      effect: z.enum(CASE_EFFECTS),
      message: z.string(),
    }),
  ),
});
const checkSchema = z.object({
  ok: z.boolean(),
  at: instantSchema,
  contentHash: z.string(),
  against: z.string(),
  errors: z.int(),
  warnings: z.int(),
  findings: z.array(findingSchema),
  changes: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
  cases: casesSchema,
  leads: z.object({ waiting: z.int(), touched: z.int() }).nullable().meta({ title: '待处理线索' }),
});

export const shown = <Row extends DraftRow>(row: Row) => ({ ...row, createdAt: iso(row.createdAt), publishedAt: iso(row.publishedAt) });

export function draftRoutes(services: DraftServices): Route[] {
  return [overview(services), ...LIST_NAMES.flatMap((name) => routesOf(services, name))];
}

function overview({ database }: DraftServices): Route {
  return route(APPROVERS, {
    method: 'get',
    path: '/lists/drafts',
    id: 'listDrafts',
    audit: ofNobody(),
    tag,
    summary: '各清单的草稿：起草、检查、待批准',
    answers: {
      200: { description: '新的在前', schema: z.object({ items: z.array(draftSchema.extend({ check: checkSchema.nullable() })) }) },
    },
    handle: async () => {
      const rows = await database.rows<DraftRow>(
        `select ${DRAFT_COLUMNS}, v.check_result as check from list_version v where v.status <> 'published' and v.list = any($1) order by v.created_at desc limit 200`,
        [[...LIST_NAMES]],
      );
      return { body: { items: rows.map(shown) } };
    },
  });
}

function routesOf<Name extends ListName>(services: DraftServices, name: Name): Route[] {
  const { database, lists } = services;
  const label = LIST_LABELS[name];
  const write = async (caller: { person: Parameters<typeof draftList>[1] }, content: DraftContent<Name>, now: number) => {
    const version = await draftList(database, caller.person, name, content, now);
    return {
      status: 201,
      body: shown(await readDraft(database, name, version)),
      headers: { Location: `/api/v1/lists/${name}/drafts/${version}` },
    };
  };
  return [
    route(ADMIN, {
      method: 'post',
      path: `/lists/${name}/drafts`,
      id: `draft-${name}`,
      audit: audits('publication'),
      tag,
      summary: `起草${label}`,
      description:
        '给出完整的清单（rows），或者在最新一版上的改动（changes：put 为新增或者整项代替，remove 为删去的编号）。有误的行全部列出，不作部分保存。',
      body: z
        .strictObject({
          effectiveFrom,
          note,
          rows: z.array(z.unknown()).optional().meta({ title: '清单各项' }),
          changes: z
            .strictObject({
              put: z.array(z.unknown()).default([]).meta({ title: '新增或者代替' }),
              remove: z.array(z.string()).max(5_000, '删去过多').default([]).meta({ title: '删去' }),
            })
            .optional()
            .meta({ title: '改动' }),
          ...(name === 'benchmarks'
            ? { factors: factorDefinitionsSchema.optional().meta({ title: '裁量要素', help: '不填写则沿用' }) }
            : {}),
        })
        .refine((body) => (body.rows === undefined) !== (body.changes === undefined), {
          path: ['rows'],
          message: '清单各项和改动，填写其中一样',
        }),
      bodyLimit: TABLE_LIMIT,
      answers: {
        201: { description: '草稿', schema: draftSchema },
        422: { description: '有误的行', schema: z.object({ rows: z.array(rowFaultSchema).optional() }).loose() },
      },
      handle: async ({ body, caller, now }) => {
        const { rows, changes, ...rest } = body;
        const given = rowsFrom(name, rows ?? changes?.put ?? []);
        const factors = (body as { factors?: DraftContent<Name>['factors'] }).factors;
        const content = changes ? { changes: { put: given, remove: changes.remove } } : { rows: given };
        return write(caller, { effectiveFrom: rest.effectiveFrom, note: rest.note, ...content, ...(factors ? { factors } : {}) }, now);
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: `/lists/${name}/drafts/import`,
      id: `import-${name}`,
      audit: audits('publication'),
      tag,
      summary: `由文件起草${label}`,
      description:
        'XLSX、CSV（栏名与导出的相同）或者导出的 JSON，字段名 file；也可以直接以 text/csv 提交。有误的行全部列出，不作部分保存。同样内容、同一生效日期的草稿已经有了的，回答那一份。',
      query: z.strictObject({ effectiveFrom, note, sheet: sheetField }),
      streams: 'multipart/form-data',
      answers: {
        201: { description: '草稿', schema: draftSchema },
        200: { description: '早已起草的同样的草稿', schema: draftSchema },
        422: { description: '有误的行', schema: z.object({ rows: z.array(rowFaultSchema).optional() }).loose() },
      },
      handle: async ({ request, query: { sheet, ...asked }, caller, now }) => {
        const { rows, factors } = await readUpload(request, name, sheet);
        const same = factors ? null : await draftLike(database, name, rows, asked.effectiveFrom);
        if (same === null) return write(caller, { ...asked, rows, ...(factors ? { factors } : {}) }, now);
        const { check: _check, ...known } = await readDraft(database, name, same);
        return { body: shown(known), headers: { Location: `/api/v1/lists/${name}/drafts/${same}` } };
      },
    }),
    ...importDoor({
      path: `/lists/${name}/drafts/import`,
      id: `import-${name}`,
      what: label,
      tag,
      access: ADMIN,
      audit: 'publication',
      spec: listTable(name),
      allOrNone: true,
      review: (table) => reviewList(database, name, table),
    }),
    route(APPROVERS, {
      method: 'get',
      path: `/lists/${name}/drafts/{version}`,
      id: `draft-${name}-version`,
      audit: ofNobody(),
      tag,
      summary: `${label}的一份草稿和检查结果`,
      params: versionParams,
      answers: { 200: { description: '草稿', schema: draftSchema.extend({ check: checkSchema.nullable() }) } },
      handle: async ({ params }) => ({ body: shown(await readDraft(database, name, params.version)) }),
    }),
    route(ADMIN, {
      method: 'delete',
      path: `/lists/${name}/drafts/{version}`,
      id: `withdraw-${name}`,
      audit: audits('publication'),
      tag,
      summary: `撤回${label}草稿`,
      params: versionParams,
      answers: { 204: { description: '已撤回' } },
      handle: async ({ params }) => {
        await withdrawList(database, name, params.version);
        return {};
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: `/lists/${name}/drafts/{version}/check`,
      id: `check-${name}`,
      audit: audits('publication'),
      tag,
      summary: `检查${label}草稿`,
      description: '逐项检查清单自身、与其他清单的衔接，并对全部在办案件说明影响。不改动任何案件；有错误的不能批准。',
      params: versionParams,
      answers: { 200: { description: '检查结果', schema: checkSchema } },
      handle: async ({ params, now }) => ({ body: await checkDraft(database, lists, name, params.version, now) }),
    }),
    route(APPROVERS, {
      method: 'post',
      path: `/lists/${name}/drafts/{version}/approve`,
      id: `approve-${name}`,
      audit: audits('publication', { waits: true }),
      tag,
      summary: `批准并发布${label}（起草人以外的人）`,
      description: '草稿须已通过检查，且检查以后内容和其他清单都没有变化。发布后前一版于生效日期的前一日止；再次批准不产生新的结果。',
      params: versionParams,
      body: z.strictObject({
        contentHash: z
          .string()
          .regex(/^[0-9a-f]{64}$/, '内容哈希无效')
          .optional()
          .meta({ title: '所批准的内容哈希' }),
      }),
      answers: { 200: { description: '已发布', schema: draftSchema } },
      handle: async ({ params, body, caller, now }) => {
        await publishList(database, lists, caller.person, name, params.version, body.contentHash ?? null, now);
        const { check: _check, ...row } = await readDraft(database, name, params.version);
        return { body: shown(row) };
      },
    }),
  ];
}
