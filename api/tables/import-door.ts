/** The three doors beside every import: a template to fill in, a look before anything is written, the refused rows to correct. */
import type { Response } from 'express';
import { z } from 'zod';
import type { AuditKind } from '../../domain/audit/entry.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { contentDisposition } from '../files/file-name.ts';
import { Problem } from '../http/problem.ts';
import { type PeopleOnly, type Route, route, SENT } from '../http/route.ts';
import { takeTable } from '../http/upload.ts';
import type { SessionCaller } from '../session/caller.ts';
import { readTable, type Table } from './read-table.ts';
import { previewOf, previewSchema, reasonsOf, type Reviewed } from './review.ts';
import type { TableSpec } from './spec.ts';
import { faultyTable, TABLE_FORMATS, TABLE_TYPES, type TableFile, templateOf } from './write-table.ts';

export interface ImportDoor {
  /** Of the import itself: `/leads/import`. */
  path: string;
  /** The operation ids begin with it. */
  id: string;
  what: string;
  tag: string;
  access: PeopleOnly;
  /** What looking at a table is in the audit trail: it tells what is on file. */
  audit: AuditKind;
  spec: TableSpec;
  /** One refused row keeps all out. */
  allOrNone: boolean;
  /** Says of every row what would become of it; writes nothing. What else is to be said goes into the table's notes. */
  review: (table: Table, caller: SessionCaller, now: Instant) => Promise<Reviewed<unknown>[]>;
}

export const sheetField = z.string().max(100, '工作表的名称过长').optional().meta({ title: '工作表' });
const formatField = z.enum(TABLE_FORMATS, '格式为 xlsx 或者 csv').default('xlsx').meta({ title: '格式' });

export function importDoor(door: ImportDoor): Route[] {
  const { path, id, what, tag, access, spec } = door;
  const send = (response: Response, name: string, { format, bytes }: TableFile): typeof SENT => {
    response
      .status(200)
      .set({ 'Content-Type': TABLE_TYPES[format], 'Content-Disposition': contentDisposition('attachment', `${name}.${format}`) })
      .end(bytes);
    return SENT;
  };
  return [
    route(access, {
      method: 'get',
      path: `${path}/template`,
      id: `${id}Template`,
      audit: ofNobody(),
      tag,
      summary: `${what}导入模板：表头、示例、填写说明`,
      query: z.strictObject({ format: formatField }),
      answers: { 200: { description: '文件', type: TABLE_TYPES.xlsx } },
      handle: async ({ query, response }) => send(response, `${what}导入模板`, await templateOf(spec, what, query.format)),
    }),
    route(access, {
      method: 'post',
      path: `${path}/preview`,
      id: `${id}Preview`,
      audit: audits(door.audit, { detail: (_call, body) => ({ counts: (body as { counts?: unknown } | undefined)?.counts ?? null }) }),
      tag,
      summary: `看看${what}表格导入以后会怎样，不写入`,
      description: `XLSX，或者以逗号、分号、制表符分隔的文本（UTF-8、UTF-16、GB18030、Big5）。栏目：${spec.columns.map(({ heading, required }) => heading + (required ? '（必填）' : '')).join('、')}。有几张工作表都可以导入时，用 sheet 指明。`,
      query: z.strictObject({ sheet: sheetField }),
      streams: 'multipart/form-data',
      answers: { 200: { description: '各行', schema: previewSchema } },
      handle: async ({ request, query, caller, now }) => {
        const table = await readTable(await takeTable(request), spec, query.sheet);
        const rows = await door.review(table, caller, now);
        return { body: previewOf(table, rows, door.allOrNone) };
      },
    }),
    route(access, {
      method: 'post',
      path: `${path}/faults`,
      id: `${id}Faults`,
      audit: audits(door.audit),
      tag,
      summary: `${what}表格里不能导入的行（须整张导入的，整张表），连同原因，改正后可以直接再导入`,
      query: z.strictObject({ sheet: sheetField, format: formatField }),
      streams: 'multipart/form-data',
      answers: { 200: { description: '文件', type: TABLE_TYPES.xlsx } },
      handle: async ({ request, query, caller, now, response }) => {
        const table = await readTable(await takeTable(request), spec, query.sheet);
        const reviewed = await door.review(table, caller, now);
        const refused = reviewed.filter(({ faults }) => faults.length > 0);
        if (refused.length === 0) throw new Problem(409, 'no-faulty-rows', '没有不能导入的行', { needs: ['直接导入'] });
        // What goes in whole comes back whole: its sound rows are not on record yet.
        const rows = (door.allOrNone ? reviewed : refused).map(({ raw, faults }) => ({ raw, reason: reasonsOf(faults) }));
        return send(response, `${what}待改正`, await faultyTable(table, rows, query.format));
      },
    }),
  ];
}
