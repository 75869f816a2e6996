/** What is asked when a paper file is begun, and of every act beside its own form. */
import { z } from 'zod';
import { instant, longText, personId, text, unitId } from '../work/fields.ts';

export const beginSchema = z.strictObject({
  reference: text('纸质案卷号', 100),
  unitId: unitId('承办单位'),
  reason: longText('补录理由', undefined, 1000),
  sameElsewhere: text('同号说明', 300)
    .nullable()
    .default(null)
    .meta({ title: '同号说明', help: '其他单位已有同号案卷的，说明为什么不是同一件' }),
});
export type Begin = z.infer<typeof beginSchema>;

/** Of every act: when and by whom it was done on paper, and where the file says so. */
export const actHeadSchema = z.strictObject({
  at: instant('办理时间', '按案卷所载'),
  by: personId('办理人'),
  pages: text('卷宗页', 200).meta({ title: '卷宗页', help: '这一步依据扫描件的哪几页，如“3-5、8”' }),
});
