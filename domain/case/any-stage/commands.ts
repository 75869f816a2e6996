import { z } from 'zod';
import { STAGES } from '../../vocabulary.ts';
import { command } from '../../work/command.ts';
import { choice, longText, yesNo } from '../../work/fields.ts';
import { caseIdField } from '../fields.ts';
import { CASE_OFFICERS, HANDLERS, HEADS } from '../../roles.ts';

const RUNNING = STAGES.filter((stage) => stage !== 'closed' && stage !== 'archived');
const UNTIL_CLOSED = STAGES.filter((stage) => stage !== 'archived');

export const LINK_KINDS = ['parallel', 'linked', 'joint', 'merged-into', 'dispute'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
export const LINK_KIND_LABELS: Record<LinkKind, string> = {
  parallel: '同时办理',
  linked: '有关联',
  // Each offender is decided on in a case of his own; the cases tell one story.
  joint: '共同违法',
  'merged-into': '并入该案',
  dispute: '管辖争议',
};

/** What a record correction can change; `other` only notes what is wrong in an earlier event. */
export const CORRECTABLE_FIELDS = ['title', 'address', 'conduct-place', 'party-name', 'party-address', 'party-phone', 'other'] as const;
export type Correctable = (typeof CORRECTABLE_FIELDS)[number];
export const CORRECTABLE_FIELD_LABELS: Record<Correctable, string> = {
  title: '案件名称',
  address: '地址',
  'conduct-place': '违法行为发生地',
  'party-name': '当事人姓名或者名称',
  'party-address': '当事人住址',
  'party-phone': '当事人电话',
  other: '其他记录',
};

export const anyStageCommands = {
  LinkCases: command({
    label: '关联案件',
    help: '登记有关联的案件；并入其他案件的，关联后再结案。',
    stages: UNTIL_CLOSED,
    roles: [...HANDLERS, ...HEADS, 'dispatcher'],
    whileSuspended: true,
    schema: z
      .object({
        caseId: caseIdField('关联的案件'),
        kind: choice('关联关系', LINK_KINDS, LINK_KIND_LABELS),
        reason: longText('理由', undefined, 1000),
      })
      .strict(),
  }),
  CorrectRecord: command({
    label: '更正记录',
    help: '记录有误的，写明误在哪里、应为什么；原记录保留，更正另行记载。',
    stages: UNTIL_CLOSED,
    roles: [...HANDLERS, ...HEADS],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十七条'],
    schema: z
      .object({
        seq: z
          .number({ error: '请填写记录序号' })
          .int('记录序号应为整数')
          .min(1, '记录序号从1起')
          .max(1_000_000, '记录序号过大')
          .meta({ title: '有误的记录序号', input: 'text' }),
        field: choice('更正内容', CORRECTABLE_FIELDS, CORRECTABLE_FIELD_LABELS),
        party: z
          .number({ error: '当事人序号应为数字' })
          .int('当事人序号应为整数')
          .min(1, '当事人序号从1起')
          .max(20, '当事人序号过大')
          .nullable()
          .default(null)
          .meta({ title: '第几名当事人', input: 'text' }),
        before: longText('原记录', '更正其他记录时填写', 2000).nullable().default(null),
        after: longText('更正为', undefined, 2000),
        reason: longText('更正理由', undefined, 1000),
      })
      .strict(),
  }),
  MarkCriminalSuspicion: command({
    label: '标记涉嫌犯罪',
    help: '发现违法行为涉嫌犯罪的，标记后应当移送公安机关；标记有误的，由正职负责人写明理由取消。',
    stages: RUNNING,
    roles: CASE_OFFICERS,
    whileSuspended: true,
    basis: ['《行政处罚法》第二十七条', '《行政执法机关移送涉嫌犯罪案件的规定》第三条'],
    schema: z.object({ suspected: yesNo('涉嫌犯罪'), grounds: longText('理由', undefined, 2000) }).strict(),
  }),
};
