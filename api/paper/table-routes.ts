import { z } from 'zod';
import { ENTERERS } from '../../domain/paper/draft.ts';
import { audits } from '../audit/says.ts';
import { type Route, route } from '../http/route.ts';
import { takeTable } from '../http/upload.ts';
import { importDoor, sheetField } from '../tables/import-door.ts';
import { readTable } from '../tables/read-table.ts';
import { paperTag as tag } from './draft-parts.ts';
import { PAPER_TABLE } from './paper-table.ts';
import type { PaperServices } from './shown.ts';
import { importPaper, reviewPaper } from './table.ts';

const rowSchema = z.object({ line: z.int(), reference: z.string(), draftId: z.string().nullable(), faults: z.array(z.string()) });
const ENTERER = { roles: ENTERERS } as const;

export const paperTableRoutes = (services: PaperServices): Route[] => [
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
    description: '逐行按导入人的权限办理：成立的各成为一份录入稿，其余说明原因；之后各自上传扫描件、补齐各步、由另一人核对。',
    query: z.strictObject({ sheet: sheetField }),
    streams: 'multipart/form-data',
    answers: { 200: { description: '各行', schema: z.object({ rows: z.array(rowSchema) }) } },
    handle: async ({ query, request, caller }) => {
      const table = await readTable(await takeTable(request), PAPER_TABLE, query.sheet);
      return { body: { rows: await importPaper(services, table, caller.person) } };
    },
  }),
  ...importDoor({
    path: '/paper-table',
    id: 'paperTable',
    what: '纸质案卷',
    tag,
    access: ENTERER,
    audit: 'other',
    spec: PAPER_TABLE,
    allOrNone: false,
    review: (table, { person }) => reviewPaper(services, table, person),
  }),
];
