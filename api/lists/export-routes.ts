/** Lists out again, as they came in: whole versions as CSV or JSON, two of them side by side, a draft's rows. */
import { z } from 'zod';
import type { FactorDefinitions } from '../../domain/lists/benchmarks.ts';
import { compareVersions } from '../../domain/lists/compare.ts';
import { LIST_LABELS, LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import type { ListRows } from '../../domain/lists/registry.ts';
import { versionInForce } from '../../domain/lists/versions.ts';
import { hasRole, LIST_APPROVERS } from '../../domain/roles.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { contentDisposition } from '../files/file-name.ts';
import { decodeOrdinal, encodeCursor, pageOf } from '../http/cursor.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { cursorField, limitField, searchField } from '../http/query-fields.ts';
import { type Route, route, routeForKeys, SENT } from '../http/route.ts';
import { pageOfSchema } from '../cases/case-schemas.ts';
import type { Caller } from '../session/caller.ts';
import { APPROVERS, type DraftServices, tag, versionParams } from './draft-routes.ts';
import { writeCsv } from './list-table.ts';
import { type DraftRow, factorsOf, readDraft, rowsOf } from './list-drafts.ts';

const READERS = { scope: 'lists:read' } as const;
const version = z.string().max(40, '版本无效');

export const exportRoutes = (services: DraftServices): Route[] =>
  LIST_NAMES.flatMap((name) => [draftRows(services, name), exported(services, name), compared(services, name)]);

export const mayReadDrafts = (caller: Caller): boolean => caller.via === 'session' && hasRole(caller.person, ...LIST_APPROVERS);

function draftRows({ database }: DraftServices, name: ListName): Route {
  return route(APPROVERS, {
    method: 'get',
    path: `/lists/${name}/drafts/{version}/rows`,
    id: `draft-${name}-rows`,
    audit: ofNobody(),
    tag,
    summary: `${LIST_LABELS[name]}草稿的各项`,
    params: versionParams,
    query: z.strictObject({ q: searchField, cursor: cursorField, limit: limitField(100, 500) }),
    answers: {
      200: {
        description: '一页',
        schema: pageOfSchema(z.object({}).loose()).extend({ list: z.string(), version: z.string(), total: z.int() }),
      },
    },
    handle: async ({ params, query }) => {
      await readDraft(database, name, params.version);
      const wanted = (query.q ?? '').trim().toLowerCase();
      const rows = (await rowsOf(database, name, params.version)).filter(
        (row) => wanted === '' || JSON.stringify(row).toLowerCase().includes(wanted),
      );
      const scope = `draft-${name}`;
      const after = decodeOrdinal(scope, query.cursor);
      const page = pageOf(rows.slice(after, after + query.limit + 1), query.limit, () =>
        encodeCursor(scope, { key: after + query.limit, id: params.version }),
      );
      return { body: { list: name, version: params.version, total: rows.length, items: page.items, nextCursor: page.nextCursor } };
    },
  });
}

interface Whole<Name extends ListName> {
  version: DraftRow;
  rows: ListRows[Name][];
  factors: FactorDefinitions | null;
}

/** A version with all its rows; drafts only for those who publish. */
async function whole<Name extends ListName>({ database }: DraftServices, name: Name, wanted: string, caller: Caller): Promise<Whole<Name>> {
  const { check: _check, ...row } = await readDraft(database, name, wanted);
  if (row.status !== 'published' && !mayReadDrafts(caller)) throw forbidden('role-required', '草稿只供起草和批准的人查看');
  return {
    version: row,
    rows: await rowsOf(database, name, wanted),
    factors: name === 'benchmarks' ? await factorsOf(database, wanted) : null,
  };
}

function exported(services: DraftServices, name: ListName): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: `/lists/${name}/export`,
    id: `export-${name}`,
    audit: audits('export', { early: true }),
    tag,
    summary: `导出${LIST_LABELS[name]}`,
    description: 'CSV 为 UTF-8（带 BOM，表格软件可以直接打开），JSON 另含版本信息；改动后可以原样导入。默认为今天有效的版本。',
    query: z.strictObject({ version: version.optional(), format: z.enum(['csv', 'json'], '格式为 csv 或者 json').default('csv') }),
    answers: { 200: { description: '文件', type: 'text/csv' } },
    handle: async ({ query, caller, now, response }) => {
      const inForce = versionInForce((await services.lists.snapshot()).versions[name], legalDateOf(now));
      const wanted = query.version ?? inForce?.version;
      if (wanted === undefined) throw notFound(`今天没有有效的${LIST_LABELS[name]}`, 'no-list-version');
      const { version: row, rows, factors } = await whole(services, name, wanted, caller);
      const json = query.format === 'json';
      const content = json
        ? `${JSON.stringify(
            {
              list: name,
              version: row.version,
              effectiveFrom: row.effectiveFrom,
              effectiveUntil: row.effectiveUntil,
              contentHash: row.contentHash,
              ...(factors ? { factors } : {}),
              rows,
            },
            null,
            2,
          )}\n`
        : writeCsv(name, rows as never);
      response
        .status(200)
        .set({
          'Content-Type': json ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
          'Content-Disposition': contentDisposition('attachment', `${LIST_LABELS[name]}-${row.version}.${query.format}`),
        });
      response.end(content);
      return SENT;
    },
  });
}

const refSchema = z.object({ code: z.string(), title: z.string() });

function compared(services: DraftServices, name: ListName): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: `/lists/${name}/compare`,
    id: `compare-${name}`,
    audit: ofNobody(),
    tag,
    summary: `比较${LIST_LABELS[name]}的两版`,
    description: '按编号逐项、按栏目逐处说明：新增、删去、由什么改为什么。各项的先后不算改动。',
    query: z.strictObject({ from: version, to: version }),
    answers: {
      200: {
        description: '变动',
        schema: z.object({
          list: z.enum(LIST_NAMES),
          from: z.string(),
          to: z.string(),
          added: z.array(refSchema),
          removed: z.array(refSchema),
          changed: z.array(
            refSchema.extend({
              fields: z.array(z.object({ field: z.string(), heading: z.string(), before: z.string(), after: z.string() })),
            }),
          ),
          unchanged: z.int(),
          lines: z.array(z.string()),
        }),
      },
    },
    handle: async ({ query, caller }) => {
      const [from, to] = await Promise.all([whole(services, name, query.from, caller), whole(services, name, query.to, caller)]);
      const comparison = compareVersions(name, from.rows as never, to.rows as never, { ...from.factors, ...to.factors });
      return {
        body: {
          ...comparison,
          from: query.from,
          to: query.to,
          unchanged: to.rows.length - comparison.added.length - comparison.changed.length,
        },
      };
    },
  });
}
