import { z } from 'zod';
import { STAGES, type Role } from '../../vocabulary.ts';
import { caseIdField, choice, itemId, longText, officers, personId, text, yesNo } from '../fields.ts';
import { command } from '../../work/command.ts';

const RUNNING = STAGES.filter((stage) => stage !== 'closed' && stage !== 'archived');
const UNTIL_CLOSED = STAGES.filter((stage) => stage !== 'archived');

const OFFICE: Role[] = [
  'handler', 'bureau-handler', 'town-reviewer', 'bureau-reviewer', 'town-head', 'bureau-head', 'dispatcher',
  'supervisor',
];

export const RECUSAL_SOURCES = ['self', 'party'] as const;
export const RECUSAL_SOURCE_LABELS: Record<(typeof RECUSAL_SOURCES)[number], string> = { self: '本人提出', party: '当事人申请' };

export const LINK_KINDS = ['parallel', 'linked', 'merged-into', 'dispute'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
export const LINK_KIND_LABELS: Record<LinkKind, string> = {
  parallel: '同时办理', linked: '有关联', 'merged-into': '并入该案', dispute: '管辖争议',
};

/** What a record correction can change; `other` only notes what is wrong in an earlier event. */
export const CORRECTABLE_FIELDS =
  ['title', 'address', 'conduct-place', 'party-name', 'party-address', 'party-phone', 'other'] as const;
export type Correctable = (typeof CORRECTABLE_FIELDS)[number];
export const CORRECTABLE_FIELD_LABELS: Record<Correctable, string> = {
  title: '案件名称', address: '地址', 'conduct-place': '违法行为发生地', 'party-name': '当事人姓名或者名称',
  'party-address': '当事人住址', 'party-phone': '当事人电话', other: '其他记录',
};

export const anyStageCommands = {
  AddNote: command({
    label: '添加备注',
    help: '记下办案中需要留痕的情况；备注不能修改或者删除。',
    stages: UNTIL_CLOSED,
    roles: [...OFFICE, 'assistant'],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十七条'],
    schema: z.object({ text: longText('备注', undefined, 2000) }).strict(),
  }),
  ReassignHandler: command({
    label: '变更承办人',
    help: '由负责人或者督办员重新指定承办人，不少于两名持证执法人员。',
    stages: UNTIL_CLOSED,
    roles: ['town-head', 'bureau-head', 'supervisor'],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十二条'],
    schema: z
      .object({ handlerIds: officers('承办人', '第一名为主办人；不少于两名持证执法人员'), reason: longText('变更理由', undefined, 1000) })
      .strict(),
    lookups: (payload) => ({ people: payload.handlerIds }),
  }),
  HandOver: command({
    label: '移交案件',
    help: '承办人把案件移交给本单位另一名执法人员，列明材料；对方接收后生效。',
    stages: UNTIL_CLOSED,
    roles: ['handler', 'bureau-handler'],
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第四十二条', '《行政处罚法》第四十七条'],
    schema: z
      .object({
        toId: personId('接收人'),
        papers: z.array(text('材料', 100)).min(1, '请填写移交材料').max(100, '最多100项').meta({ title: '移交材料', input: 'list' }),
        reason: longText('移交理由', undefined, 1000),
      })
      .strict(),
    lookups: (payload) => ({ people: [payload.toId] }),
  }),
  AcceptHandOver: command({
    label: '接收移交',
    help: '核对材料清单后接收案件，成为承办人。',
    stages: UNTIL_CLOSED,
    roles: ['handler', 'bureau-handler'],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十二条'],
    schema: z.object({ papersComplete: yesNo('材料与清单一致') }).strict(),
  }),
  DeclineHandOver: command({
    label: '不接收移交',
    help: '材料不全或者不能承办的，写明理由退回。',
    stages: UNTIL_CLOSED,
    roles: ['handler', 'bureau-handler'],
    whileSuspended: true,
    schema: z.object({ reason: longText('不接收的理由', undefined, 1000) }).strict(),
  }),
  Recuse: command({
    label: '申请回避',
    help: '执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避；当事人也有权申请。',
    stages: RUNNING,
    roles: ['handler', 'bureau-handler', 'town-reviewer', 'bureau-reviewer', 'town-head', 'bureau-head'],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十三条'],
    schema: z
      .object({
        personId: personId('回避人员'),
        by: choice('提出方式', RECUSAL_SOURCES, RECUSAL_SOURCE_LABELS),
        reason: longText('回避理由', undefined, 1000),
      })
      .strict(),
    lookups: (payload) => ({ people: [payload.personId] }),
  }),
  DecideRecusal: command({
    label: '决定是否回避',
    help: '由负责人决定；负责人自己的回避由集体讨论决定。决定前不停止调查。',
    stages: RUNNING,
    roles: ['town-head', 'bureau-head'],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十三条'],
    schema: z
      .object({
        recusalId: itemId('回避申请'),
        granted: yesNo('同意回避'),
        reason: longText('决定理由', undefined, 1000),
        memberIds: z.array(personId('参加人员')).max(20, '最多20名').default([])
          .meta({ title: '集体讨论参加人员', input: 'people', help: '决定负责人的回避时填写' }),
        minutes: longText('集体讨论记录', '决定负责人的回避时填写', 5000).nullable().default(null),
      })
      .strict(),
    lookups: (payload) => (payload.memberIds.length > 0 ? { people: payload.memberIds } : {}),
  }),
  LinkCases: command({
    label: '关联案件',
    help: '登记有关联的案件；并入其他案件的，关联后再结案。',
    stages: UNTIL_CLOSED,
    roles: ['handler', 'bureau-handler', 'town-head', 'bureau-head', 'dispatcher'],
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
    roles: ['handler', 'bureau-handler', 'town-head', 'bureau-head'],
    whileSuspended: true,
    basis: ['《行政处罚法》第四十七条'],
    schema: z
      .object({
        seq: z.number({ error: '请填写记录序号' }).int('记录序号应为整数').min(1, '记录序号从1起').max(1_000_000, '记录序号过大')
          .meta({ title: '有误的记录序号', input: 'text' }),
        field: choice('更正内容', CORRECTABLE_FIELDS, CORRECTABLE_FIELD_LABELS),
        party: z.number({ error: '当事人序号应为数字' }).int('当事人序号应为整数').min(1, '当事人序号从1起').max(20, '当事人序号过大')
          .nullable().default(null).meta({ title: '第几名当事人', input: 'text' }),
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
    roles: ['handler', 'bureau-handler', 'town-reviewer', 'bureau-reviewer', 'town-head', 'bureau-head'],
    whileSuspended: true,
    basis: ['《行政处罚法》第二十七条', '《行政执法机关移送涉嫌犯罪案件的规定》第三条'],
    schema: z.object({ suspected: yesNo('涉嫌犯罪'), grounds: longText('理由', undefined, 2000) }).strict(),
  }),
};
