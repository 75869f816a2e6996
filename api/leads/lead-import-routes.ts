/** Leads from tables: a template, a look, the import, what could not be taken. */
import { z } from 'zod';
import { audits } from '../audit/says.ts';
import { type Route, route } from '../http/route.ts';
import { takeTable } from '../http/upload.ts';
import { actorIdOf } from '../session/caller.ts';
import { importDoor, sheetField } from '../tables/import-door.ts';
import { readTable } from '../tables/read-table.ts';
import { faultSchema } from '../tables/review.ts';
import type { IntakeServices } from './intake.ts';
import { importLeads, reviewLeads } from './lead-import.ts';
import { LEAD_TABLE } from './lead-table.ts';

const tag = '线索';
const DISPATCHERS = { roles: ['dispatcher'] } as const;

const answerSchema = z.object({
  imported: z.int().meta({ title: '收下' }),
  existing: z.int().meta({ title: '早已收到，内容相同' }),
  errors: z.array(z.object({ line: z.int(), reason: z.string(), faults: z.array(faultSchema) })),
});

export const leadImportRoutes = (services: IntakeServices): Route[] => [
  route(DISPATCHERS, {
    method: 'post',
    path: '/leads/import',
    id: 'importLeads',
    audit: audits('intake', {
      detail: (_call, body) => {
        const { imported, existing, errors } = (body ?? {}) as Partial<z.infer<typeof answerSchema>>;
        return { imported, existing, refused: errors?.length };
      },
    }),
    tag,
    summary: '由表格导入线索',
    description:
      'XLSX，或者以逗号、分号、制表符分隔的文本。有误的行说明行号和理由，其余照收；同一渠道的同一工单号，内容相同的不再收，内容不同的不覆盖，作为有误的行退回。',
    query: z.strictObject({ sheet: sheetField }),
    streams: 'multipart/form-data',
    answers: { 200: { description: '导入结果', schema: answerSchema } },
    handle: async ({ request, query, caller, now }) => {
      const table = await readTable(await takeTable(request), LEAD_TABLE, query.sheet);
      return { body: await importLeads(services, table, caller.person, actorIdOf(caller), now) };
    },
  }),
  ...importDoor({
    path: '/leads/import',
    id: 'importLeads',
    what: '线索',
    tag,
    access: DISPATCHERS,
    audit: 'intake',
    spec: LEAD_TABLE,
    allOrNone: false,
    review: (table, { person }, now) => reviewLeads(services, table, person, now),
  }),
];
