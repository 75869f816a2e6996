import { audits, ofNobody } from '../audit/says.ts';
import { z } from 'zod';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { flagField } from '../http/query-fields.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { takeTable } from '../http/upload.ts';
import { PROPOSER, type StaffingServices, tag } from './access.ts';
import { CHOICES, COLUMNS, importStaff, templateOf } from './import.ts';

const WORDS = { unit: { path: 'units', what: '单位' }, person: { path: 'people', what: '人员' } } as const;
const rowSchema = z.object({ line: z.int(), name: z.string(), words: z.string(), faults: z.array(z.string()) });

export const staffImportRoutes = (services: StaffingServices): Route[] =>
  (['unit', 'person'] as const).flatMap((subject) => {
    const { path, what } = WORDS[subject];
    return [
      route(PROPOSER, {
        method: 'get',
        path: `/${path}/import/template`,
        id: `${path}Template`,
        audit: ofNobody(),
        tag,
        summary: `${what}导入模板（CSV）`,
        answers: { 200: { description: '表头和一行示例', type: 'text/csv' } },
        handle: async ({ response }) => {
          response.type('text/csv; charset=utf-8').attachment(`${what}导入模板.csv`).send(templateOf(subject));
          return SENT;
        },
      }),
      route(PROPOSER, {
        method: 'post',
        path: `/${path}/import`,
        id: `import-${path}`,
        audit: audits('administration', { waits: true }),
        tag,
        summary: `导入${what}：XLSX 或者 CSV，每行一项，由安全管理员批准后生效`,
        description: `栏目：${COLUMNS[subject].join('、')}。${subject === 'unit' ? '类别' : '岗位'}填写${CHOICES[subject].join('、')}。preview=true 只检查不写入；有误的行全部列出，一行有误则都不导入。`,
        query: z.strictObject({ preview: flagField('只检查') }),
        streams: 'multipart/form-data',
        answers: { 200: { description: '各行', schema: z.object({ rows: z.array(rowSchema), proposed: z.int() }) } },
        handle: async ({ query, request, caller, now }) => {
          const bytes = await takeTable(request);
          const asked = { subject, bytes, preview: query.preview ?? false };
          return { body: await importStaff(services, caller.person, asked, legalDateOf(now)) };
        },
      }),
    ];
  });
