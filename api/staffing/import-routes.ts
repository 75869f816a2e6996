import { z } from 'zod';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { audits } from '../audit/says.ts';
import { flagField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import { takeTable } from '../http/upload.ts';
import { importDoor, sheetField } from '../tables/import-door.ts';
import { readTable } from '../tables/read-table.ts';
import { previewOf, previewSchema } from '../tables/review.ts';
import { PROPOSER, type StaffingServices, tag } from './access.ts';
import { importStaff, lookAtStaff } from './import.ts';
import { STAFF_TABLES } from './staff-table.ts';

const WORDS = { unit: { path: 'units', what: '单位' }, person: { path: 'people', what: '人员' } } as const;
const answerSchema = previewSchema.extend({ proposed: z.int().meta({ title: '提出的项数' }) });

export const staffImportRoutes = (services: StaffingServices): Route[] =>
  (['unit', 'person'] as const).flatMap((subject) => {
    const { path, what } = WORDS[subject];
    const spec = STAFF_TABLES[subject];
    return [
      route(PROPOSER, {
        method: 'post',
        path: `/${path}/import`,
        id: `import-${path}`,
        audit: audits('administration', {
          waits: true,
          detail: (_call, body) => ({ proposed: (body as { proposed?: number } | undefined)?.proposed }),
        }),
        tag,
        summary: `导入${what}：XLSX 或者 CSV，每行一项，由安全管理员批准后生效`,
        description: `一行有误则都不导入，有误的行全部列出；已经在册或者待批准、内容相同的不重复提出。preview=true 只检查不写入。`,
        query: z.strictObject({ preview: flagField('只检查'), sheet: sheetField }),
        streams: 'multipart/form-data',
        answers: { 200: { description: '各行', schema: answerSchema } },
        handle: async ({ query, request, caller, now }) => {
          const table = await readTable(await takeTable(request), spec, query.sheet);
          const today = legalDateOf(now);
          if (query.preview)
            return { body: { ...previewOf(table, await lookAtStaff(services, subject, table, today), true), proposed: 0 } };
          return { body: await importStaff(services, caller.person, subject, table, today) };
        },
      }),
      ...importDoor({
        path: `/${path}/import`,
        id: `import-${path}`,
        what,
        tag,
        access: PROPOSER,
        audit: 'administration',
        spec,
        allOrNone: true,
        review: (table, _caller, now) => lookAtStaff(services, subject, table, legalDateOf(now)),
      }),
    ];
  });
