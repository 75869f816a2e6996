import { z } from 'zod';
import { ENTERERS } from '../../domain/paper/draft.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { flagField } from '../http/query-fields.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { takeTable } from '../http/upload.ts';
import { paperTag as tag } from './draft-parts.ts';
import type { PaperServices } from './shown.ts';
import { importTable, PAPER_COLUMNS, paperTemplate } from './table.ts';

const rowSchema = z.object({ line: z.int(), reference: z.string(), draftId: z.string().nullable(), faults: z.array(z.string()) });
const ENTERER = { roles: ENTERERS } as const;

export const paperTableRoutes = (services: PaperServices): Route[] => [
  route(ENTERER, {
    method: 'get',
    path: '/paper-table/template',
    id: 'paperTemplate',
    audit: ofNobody(),
    tag,
    summary: '纸质案卷导入模板（CSV）',
    answers: { 200: { description: '表头和一行示例', type: 'text/csv' } },
    handle: async ({ response }) => {
      response.type('text/csv; charset=utf-8').attachment('纸质案卷导入模板.csv').send(paperTemplate());
      return SENT;
    },
  }),
  route(ENTERER, {
    method: 'post',
    path: '/paper-table',
    id: 'importPaperDrafts',
    audit: audits('other', {
      waits: true,
      detail: (_call, body) => ({
        drafts: (body as { rows: { draftId: string | null }[] }).rows.filter(({ draftId }) => draftId !== null).length,
      }),
    }),
    tag,
    summary: '导入纸质案卷：XLSX 或者 CSV，每行一份录入稿',
    description: `栏目：${PAPER_COLUMNS.join('、')}。逐行按导入人的权限办理：成立的各成为一份录入稿，其余说明原因；之后各自上传扫描件、补齐各步、由另一人核对。preview=true 只检查。`,
    query: z.strictObject({ preview: flagField('只检查') }),
    streams: 'multipart/form-data',
    answers: { 200: { description: '各行', schema: z.object({ rows: z.array(rowSchema) }) } },
    handle: async ({ query, request, caller }) => ({
      body: { rows: await importTable(services, caller.person, await takeTable(request), query.preview ?? false) },
    }),
  }),
];
