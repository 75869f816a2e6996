/** The lists that decisions stand on, as in force on a day, with the version they were read from. */
import { z } from 'zod';
import { LIST_LABELS, LIST_NAMES, type ListName } from '../../domain/lists/list-names.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { legalDate } from '../../domain/work/fields.ts';
import { ofNobody } from '../audit/says.ts';
import type { Database } from '../database/database.ts';
import { iso } from '../database/database.ts';
import { decodeOrdinal, encodeCursor, pageOf } from '../http/cursor.ts';
import { invalid, notFound } from '../http/problem.ts';
import { cursorField, idField, limitField, searchField } from '../http/query-fields.ts';
import { type Route, routeForKeys } from '../http/route.ts';
import { instantSchema, pageOfSchema } from '../cases/case-schemas.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Lists } from './list-store.ts';
import { rowsOn } from './list-store.ts';
import { mayReadDrafts } from './export-routes.ts';

export interface ListServices {
  database: Database;
  lists: Lists;
  policies: Policies;
}

const tag = '清单';
const READERS = { scope: 'lists:read' } as const;

const listQuery = z.strictObject({
  on: legalDate('适用日期').optional(),
  version: idField('版本'),
  code: idField('编号'),
  q: searchField,
  cursor: cursorField,
  limit: limitField(100, 500),
});

export function listRoutes(services: ListServices): Route[] {
  return [
    ...LIST_NAMES.map((name) => versionedList(services, name)),
    ...[...LIST_NAMES, 'calendar' as const, 'lexicon' as const].map((name) => versionsOf(services, name)),
    departments(services),
    calendar(services),
    policy(services),
  ];
}

function versionedList({ lists }: ListServices, name: ListName): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: `/lists/${name}`,
    id: `list-${name}`,
    audit: ofNobody(),
    tag,
    summary: LIST_LABELS[name],
    description: '默认是今天有效的版本；on 指定适用日期，version 指定版本。',
    query: listQuery,
    answers: {
      200: {
        description: '一页清单',
        schema: pageOfSchema(z.object({}).loose()).extend({
          list: z.string(),
          version: z.string(),
          effectiveFrom: z.string(),
          effectiveUntil: z.string().nullable(),
          total: z.int(),
          factors: z.record(z.string(), z.object({ type: z.string(), label: z.string() })).optional(),
        }),
      },
    },
    handle: async ({ query, now }) => {
      const snapshot = await lists.snapshot();
      const found =
        query.version === undefined ? rowsOn(snapshot, name, query.on ?? legalDateOf(now)) : byVersion(snapshot, name, query.version);
      if (!found.version) throw notFound(`这一天没有有效的${LIST_LABELS[name]}`, 'no-list-version');
      const { version } = found;
      const wanted = (query.q ?? '').trim().toLowerCase();
      const rows = snapshot.rows[name]
        .filter((entry) => entry.version.version === version.version)
        .filter((entry) => query.code === undefined || entry.code === query.code)
        .filter((entry) => wanted === '' || JSON.stringify(entry.row).toLowerCase().includes(wanted));
      const after = decodeOrdinal(`list-${name}`, query.cursor);
      const page = pageOf(rows.slice(after, after + query.limit + 1), query.limit, () =>
        encodeCursor(`list-${name}`, { key: after + query.limit, id: version.version }),
      );
      return {
        body: {
          list: name,
          version: version.version,
          effectiveFrom: version.effectiveFrom,
          effectiveUntil: version.effectiveUntil ?? null,
          total: rows.length,
          items: page.items.map(({ row }) => row),
          nextCursor: page.nextCursor,
          ...(name === 'benchmarks' ? { factors: snapshot.factors.get(version.version) ?? {} } : {}),
        },
      };
    },
  });
}

function byVersion(snapshot: Awaited<ReturnType<Lists['snapshot']>>, name: ListName, wanted: string) {
  const version = snapshot.versions[name].find((one) => one.version === wanted);
  if (!version) throw invalid([{ path: 'query.version', title: '版本', message: '没有这个版本' }]);
  return { version };
}

interface VersionRow {
  version: string;
  status: string;
  effectiveFrom: string;
  effectiveUntil: string | null;
  contentHash: string;
  note: string | null;
  createdBy: string;
  approvedBy: string | null;
  publishedAt: Date | null;
  rows: number;
}

function versionsOf({ database }: ListServices, name: ListName | 'calendar' | 'lexicon'): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: `/lists/${name}/versions`,
    id: `versions-${name}`,
    audit: ofNobody(),
    tag,
    summary: `${name in LIST_LABELS ? LIST_LABELS[name as ListName] : name === 'calendar' ? '工作日历' : '研判词表'}的版本`,
    answers: {
      200: {
        description: '版本，新的在前',
        schema: z.object({
          items: z.array(
            z.object({
              version: z.string(),
              status: z.string(),
              effectiveFrom: z.string(),
              effectiveUntil: z.string().nullable(),
              contentHash: z.string(),
              note: z.string().nullable(),
              createdBy: z.string(),
              approvedBy: z.string().nullable(),
              publishedAt: instantSchema.nullable(),
              rows: z.int(),
            }),
          ),
        }),
      },
    },
    handle: async ({ caller }) => {
      const drafts = mayReadDrafts(caller);
      const rows = await database.rows<VersionRow>(
        `select v.version, v.status, v.effective_from as "effectiveFrom", v.effective_until as "effectiveUntil", v.content_hash as "contentHash",
           v.note, v.created_by as "createdBy", v.approved_by as "approvedBy", v.published_at as "publishedAt",
           (select count(*)::int from list_row r where r.version_id = v.id) as rows
         from list_version v where v.list = $1 and (v.status = 'published' or $2) order by v.effective_from desc, v.version desc`,
        [name, drafts],
      );
      return { body: { items: rows.map((row) => ({ ...row, publishedAt: iso(row.publishedAt) })) } };
    },
  });
}

/** Departments as the duty list names them, with the unit that each is. */
function departments({ database, lists }: ListServices): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: '/lists/departments',
    id: 'list-departments',
    audit: ofNobody(),
    tag,
    summary: '部门（按履职事项清单的称呼）',
    answers: {
      200: {
        description: '部门',
        schema: z.object({
          items: z.array(z.object({ name: z.string(), unitId: z.string().nullable(), leads: z.int().meta({ title: '牵头事项数' }) })),
          nextCursor: z.null(),
        }),
      },
    },
    handle: async ({ now }) => {
      const { rows } = rowsOn(await lists.snapshot(), 'duties', legalDateOf(now));
      const units = await database.rows<{ id: string; name: string }>('select id, name from unit');
      const names = [...new Set(rows.flatMap((duty) => [duty.leadDepartment, ...duty.assistingDepartments]))];
      const items = names.map((name) => ({
        name,
        unitId: units.find((unit) => unit.name === name || unit.name.endsWith(`县${name}`))?.id ?? null,
        leads: rows.filter((duty) => duty.leadDepartment === name).length,
      }));
      return { body: { items: items.sort((a, b) => b.leads - a.leads), nextCursor: null } };
    },
  });
}

function calendar({ policies }: ListServices): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: '/lists/calendar',
    id: 'list-calendar',
    audit: ofNobody(),
    tag,
    summary: '现行工作日历：节假日、调休上班、工作时间',
    answers: {
      200: {
        description: '日历；没有列出的年份尚未公布，涉及的期限为暂定',
        schema: z.object({
          version: z.string(),
          items: z.array(z.object({ year: z.int(), notice: z.string() }).loose()),
          overrides: z.array(z.unknown()),
          workingHours: z.array(z.object({ from: z.string(), to: z.string() })),
          nextCursor: z.null(),
        }),
      },
    },
    handle: async () => {
      const { version, years, overrides, workingHours } = (await policies.current()).calendar;
      return { body: { version, items: years, overrides, workingHours, nextCursor: null } };
    },
  });
}

function policy({ policies }: ListServices): Route {
  return routeForKeys(READERS, {
    method: 'get',
    path: '/lists/policy',
    id: 'list-policy',
    audit: ofNobody(),
    tag,
    summary: '现行办案规则：期限、督办阶梯、阈值',
    answers: { 200: { description: '办案规则', schema: z.object({ id: z.string(), version: z.int(), hash: z.string() }).loose() } },
    handle: async () => ({ body: await policies.current() }),
  });
}
