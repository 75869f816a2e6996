/** The fields that only a case's commands have; those of any kind are the kernel's. */
import { z } from 'zod';
import { CIRCUMSTANCES, CIRCUMSTANCE_LABELS } from '../routing/tier.ts';
import { SUBJECT_KINDS, SUBJECT_KIND_LABELS } from '../vocabulary.ts';
import { choice, choices, id, legalDate, meta, printable, text, yesNo } from '../work/fields.ts';

export const matterCode = (title = '违法事项') => id(title).meta(meta(title, 'matter'));
export const caseIdField = (title: string) => id(title).meta(meta(title, 'case'));
export const evidenceId = (title: string) => id(title).meta(meta(title, 'evidence'));
export const evidenceIds = (title: string) => z.array(id(title)).max(500).meta(meta(title, 'evidence-list'));

/** Circumstances that the graded list looks at; recorded by those who find them. */
export const circumstances = () =>
  choices('分级办案情形', CIRCUMSTANCES, CIRCUMSTANCE_LABELS, '有这些情形的，按分级办案清单提级审核或者办理');

export const partySchema = z
  .object({
    partyId: id('当事人').nullable().default(null).meta(meta('当事人档案编号', 'text')),
    name: text('姓名或名称', 100),
    kind: choice('当事人类型', SUBJECT_KINDS, SUBJECT_KIND_LABELS),
    identifier: z
      .string()
      .max(30, '证件号码过长')
      .refine(printable, '证件号码无效')
      .nullable()
      .default(null)
      .meta(meta('身份证号或统一社会信用代码', 'text')),
    birthDate: legalDate('出生日期').nullable().default(null),
    address: text('住址或住所', 300).nullable().default(null),
    phone: text('联系电话', 40).nullable().default(null),
    electronicServiceConsent: yesNo('已签电子送达确认书').default(false),
  })
  .strict()
  .meta(meta('当事人', 'party'));

export const conductSchema = z
  .object({
    on: legalDate('违法行为发生之日'),
    endedOn: legalDate('行为终了之日', '连续或者继续状态的，填终了之日').nullable().default(null),
    continuing: yesNo('连续或者继续状态').default(false),
    place: text('违法行为发生地', 300),
    graveHarm: yesNo('涉及公民生命健康安全、金融安全且有危害后果', '是的，追责时效为五年，否则为二年').default(false),
  })
  .strict()
  .meta({ title: '违法行为' });
