import { z } from 'zod';
import { HANDLERS, HEADS, REVIEWERS } from '../../roles.ts';
import { leftOutField, OTHER_PENALTIES, OTHER_PENALTY_LABELS } from '../evidence/commands.ts';
import { choice, choices, instant, legalDate, longText, people, personId, text, yesNo, yuan } from '../../work/fields.ts';
import { serviceFields } from '../service-fields.ts';
import { command } from '../../work/command.ts';

const files = (hash: string | null) => (hash === null ? {} : { files: [hash] });

export const STATEMENT_KINDS = ['statement', 'defence', 'waiver', 'no-answer'] as const;
export const STATEMENT_KIND_LABELS: Record<(typeof STATEMENT_KINDS)[number], string> = {
  statement: '陈述',
  defence: '申辩',
  waiver: '明确放弃',
  'no-answer': '逾期未提出',
};

export const HEARING_ENDS = ['held', 'absent', 'left'] as const;
export const HEARING_END_LABELS: Record<(typeof HEARING_ENDS)[number], string> = {
  held: '听证完毕',
  absent: '当事人无正当理由拒不出席',
  left: '当事人未经许可中途退出',
};

export const DECISION_KINDS = ['penalty', 'order', 'no-penalty', 'not-established', 'transfer', 'police'] as const;
export const DECISION_KIND_LABELS: Record<(typeof DECISION_KINDS)[number], string> = {
  penalty: '给予行政处罚',
  order: '责令限期拆除、恢复原状等（不是行政处罚）',
  'no-penalty': '不予行政处罚',
  'not-established': '违法事实不能成立',
  transfer: '移送其他行政机关',
  police: '涉嫌犯罪，移送司法机关',
};

/** Papers that ServeDocument serves; notice, demand and on-the-spot papers are served by their own commands. */
export const SERVABLE_DOCUMENTS = [
  'decision',
  'correction-order',
  'hearing-notice',
  'instalment-decision',
  'transfer-letter',
  'coercion-decision',
  'other',
] as const;
export const DOCUMENT_LABELS: Record<(typeof SERVABLE_DOCUMENTS)[number], string> = {
  decision: '行政处罚（不予处罚）决定书',
  'correction-order': '责令改正通知书',
  'hearing-notice': '听证通知书',
  'instalment-decision': '延期（分期）缴纳罚款决定书',
  'transfer-letter': '案件移送函',
  'coercion-decision': '强制执行（代履行）决定书',
  other: '其他文书',
};

const points = () =>
  z
    .array(
      z
        .object({
          argument: longText('当事人的意见', undefined, 1000),
          adopted: yesNo('采纳'),
          answer: longText('复核情况和理由', undefined, 2000),
        })
        .strict()
        .meta({ title: '意见' }),
    )
    .max(30, '最多30条');

export const decisionCommands = {
  NotifyProposedDecision: command({
    label: '处罚事先告知',
    help: '作出处罚决定前，告知当事人拟处罚的内容、事实、理由、依据和陈述、申辩、听证等权利，并送达告知书。',
    stages: ['decision'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十四条', '《行政处罚法》第六十二条', '《行政处罚法》第六十三条'],
    schema: z
      .object({
        facts: longText('违法事实', '写明认定的事实和证据'),
        reasons: longText('处罚理由', undefined, 3000),
        legalBasis: longText('处罚依据', '写明违反的条款和处罚的条款', 2000),
        ...serviceFields,
      })
      .strict(),
    lookups: (payload) => files(payload.recordingHash),
  }),
  RecordStatement: command({
    label: '记录陈述申辩',
    help: '记录当事人的陈述、申辩、放弃或者逾期未提出；提出的每一条都要复核并答复是否采纳。',
    stages: ['decision'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十五条'],
    schema: z
      .object({
        kind: choice('情形', STATEMENT_KINDS, STATEMENT_KIND_LABELS),
        receivedOn: legalDate('提出日期', '邮寄的填交邮日期；逾期未提出的填记录当日'),
        text: longText('内容', '陈述申辩的原意、放弃的书面材料或者逾期未提出的情况'),
        points: points().default([]).meta({ title: '逐条复核', input: 'list', help: '收到时来不及复核的可以不填，另行复核' }),
        waivesHearing: yesNo('同时明确放弃听证').default(false),
      })
      .strict(),
  }),
  RecheckStatement: command({
    label: '复核陈述申辩',
    help: '对已经记录、尚未复核的陈述申辩逐条复核，写明是否采纳和理由；复核之后方可作出决定。',
    stages: ['decision'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十五条第一款'],
    schema: z.object({ points: points().min(1, '请填写逐条复核').meta({ title: '逐条复核', input: 'list' }) }).strict(),
  }),
  RequestHearing: command({
    label: '登记听证申请',
    help: '当事人在收到告知书后五个工作日内要求听证的，登记申请。',
    stages: ['decision'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第六十三条', '《行政处罚法》第六十四条'],
    schema: z.object({ requestedOn: legalDate('申请日期', '邮寄的填交邮日期'), text: longText('申请内容', undefined, 2000) }).strict(),
  }),
  ScheduleHearing: command({
    label: '安排听证',
    help: '确定听证的时间、地点和主持人，至少提前七个工作日通知当事人。',
    stages: ['decision'],
    roles: [...REVIEWERS, ...HEADS],
    basis: ['《行政处罚法》第六十四条'],
    schema: z
      .object({
        heldAt: instant('听证时间'),
        place: text('听证地点', 200),
        chairId: personId('主持人', '由非本案调查人员担任'),
        noticeOn: legalDate('通知送达日期'),
        receipt: text('通知送达凭证', 200),
        public: yesNo('公开举行').default(true),
        closedReason: longText('不公开的理由', '涉及国家秘密、商业秘密或者个人隐私的', 500).nullable().default(null),
      })
      .strict(),
    lookups: (payload) => ({ people: [payload.chairId] }),
  }),
  RecordHearing: command({
    label: '记录听证',
    help: '主持人记录听证情况和处理意见；笔录交当事人核对签字。',
    stages: ['decision'],
    roles: [...REVIEWERS, ...HEADS, ...HANDLERS],
    basis: ['《行政处罚法》第六十四条', '《行政处罚法》第六十五条'],
    schema: z
      .object({
        heldOn: legalDate('举行日期'),
        ended: choice('听证结果', HEARING_ENDS, HEARING_END_LABELS),
        attendance: longText('出席情况', undefined, 1000),
        summary: longText('听证笔录摘要', undefined, 10_000),
        opinion: longText('主持人意见', undefined, 3000),
        signed: yesNo('当事人已核对签字'),
        signatureNote: longText('未签字的说明', '拒绝签字的，由主持人在笔录中注明', 500).nullable().default(null),
      })
      .strict(),
  }),
  RecordCollectiveDiscussion: command({
    label: '记录集体讨论',
    help: '情节复杂或者重大违法行为的案件，由负责人集体讨论决定，记录参加人员、意见和结论。',
    stages: ['decision'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十七条第二款'],
    schema: z
      .object({
        heldOn: legalDate('讨论日期'),
        memberIds: people('参加人员'),
        minutes: longText('讨论记录', '写明每名参加人员的意见', 10_000),
        conclusion: longText('讨论结论', undefined, 2000),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.memberIds }),
  }),
  Decide: command({
    label: '作出决定',
    help: '负责人对调查结果审查后作出决定：处罚、不予处罚、违法事实不能成立或者移送。',
    stages: ['decision'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十七条', '《行政处罚法》第五十九条'],
    schema: z
      .object({
        kind: choice('决定', DECISION_KINDS, DECISION_KIND_LABELS),
        fine: yuan('罚款金额').default(0),
        confiscation: yuan('没收金额', '没收违法所得、没收非法财物折价').default(0),
        others: choices('其他处罚', OTHER_PENALTIES, OTHER_PENALTY_LABELS),
        reasons: longText('决定理由', '写明对陈述、申辩、听证意见的采纳情况'),
        correction: z
          .object({ requirement: longText('改正要求', undefined, 1000), dueOn: legalDate('改正期限') })
          .strict()
          .nullable()
          .default(null)
          .meta({ title: '责令改正', help: '此前已责令改正的可以不填' }),
        education: longText('教育情况', '不予处罚的，应当对当事人进行教育', 1000).nullable().default(null),
        agency: text('移送机关', 100).nullable().default(null),
        leftOut: leftOutField(),
        gainsReason: longText('违法所得不予没收的理由', '依法退赔的，写明退赔情况', 1000).nullable().default(null),
        otherActReason: longText('不是同一违法行为的理由', '当事人此前因相近行为被罚款的，写明为什么不是同一个违法行为', 1000)
          .nullable()
          .default(null),
        lawNote: longText('行为时法律的说明', '清单没有登载行为时有效条款的，写明查明的规定和适用哪一个的理由', 1000)
          .nullable()
          .default(null),
        paperNumber: text('原决定书文号', 60)
          .nullable()
          .default(null)
          .meta({ title: '原决定书文号', input: 'text', help: '只用于补录已在纸质卷宗作出的决定' }),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const, history: 'case' as const }),
  }),
  ServeDocument: command({
    label: '送达文书',
    help: '宣告后当场交付；当事人不在场的，七个工作日内送达。按送达方式填写凭证。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第六十一条', '《民事诉讼法》第八十七条至第九十五条'],
    schema: z.object({ document: choice('文书', SERVABLE_DOCUMENTS, DOCUMENT_LABELS), ...serviceFields }).strict(),
    lookups: (payload) => files(payload.recordingHash),
  }),
};
