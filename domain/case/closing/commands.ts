import { z } from 'zod';
import { BUREAU_HEAD, HANDLERS, HEADS } from '../../roles.ts';
import { STAGE_LABELS } from '../../vocabulary.ts';
import { choice, legalDate, longText, text, yesNo } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { publishingCommands } from './publishing-commands.ts';

export const CLOSING_GROUNDS = [
  'executed',
  'order-performed',
  'no-penalty',
  'court-ended',
  'transferred-agency',
  'transferred-police',
  'revoked',
  'merged',
  'terminated',
  'execution-ended',
] as const;
export type ClosingGround = (typeof CLOSING_GROUNDS)[number];
export const CLOSING_GROUND_LABELS: Record<ClosingGround, string> = {
  executed: '处罚决定执行完毕',
  'order-performed': '责令事项已经履行或者强制执行完毕',
  'no-penalty': '不予处罚或者违法事实不能成立，决定已送达',
  'court-ended': '人民法院裁定终结执行',
  'transferred-agency': '已移送其他行政机关',
  'transferred-police': '已移送公安机关立案',
  revoked: '决定被撤销，不再处罚',
  merged: '并入其他案件办理',
  terminated: '终止调查',
  'execution-ended': '终结执行',
};

/** 市场监督管理行政处罚程序规定 47; 行政处罚法 36. */
export const TERMINATION_CAUSES = ['party-gone', 'limitation', 'other'] as const;
export type TerminationCause = (typeof TERMINATION_CAUSES)[number];
export const TERMINATION_CAUSE_LABELS: Record<TerminationCause, string> = {
  'party-gone': '涉嫌违法的公民死亡，或者法人、其他组织终止且没有权利义务承受人',
  limitation: '超过追责时效',
  other: '其他应当终止调查的情形',
};

/** How long the file is kept; the archive department's own table decides (档案法实施条例), so it is the unit's to choose. */
export const RETENTIONS = ['permanent', 'years-30', 'years-10'] as const;
export const RETENTION_LABELS: Record<(typeof RETENTIONS)[number], string> = { permanent: '永久', 'years-30': '30年', 'years-10': '10年' };

export const VOLUMES = ['main', 'secondary'] as const;
export const VOLUME_LABELS: Record<(typeof VOLUMES)[number], string> = { main: '正卷', secondary: '副卷' };

export const REOPEN_STAGES = ['discovery', 'evidence', 'execution'] as const;
const REOPEN_LABELS = { discovery: STAGE_LABELS.discovery, evidence: STAGE_LABELS.evidence, execution: STAGE_LABELS.execution } as const;

/** How many sheets' sides a paper has. */
const pages = () =>
  z
    .number({ error: '页数应为数字' })
    .int('页数应为整数')
    .min(1, '页数至少为1')
    .max(100_000, '页数过多')
    .meta({ title: '页数', input: 'text' });

export const closingCommands = {
  CloseCase: command({
    label: '批准结案',
    help: '该做的都已做完或者有法定理由不再办理的，由负责人批准结案。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十七条', '《行政处罚法》第六十六条'],
    schema: z
      .object({
        ground: choice('结案情形', CLOSING_GROUNDS, CLOSING_GROUND_LABELS),
        cause: choice('终止调查的情形', TERMINATION_CAUSES, TERMINATION_CAUSE_LABELS, '终止调查的必须选择').nullable().default(null),
        reason: longText('结案理由', undefined, 2000),
        uncorrectedReason: longText('未改正仍结案的理由', '复查仍未改正的必须填写，如已另行申请强制执行', 1000).nullable().default(null),
      })
      .strict(),
  }),
  ArchiveCase: command({
    label: '立卷归档',
    help: '一案一卷，按卷内目录逐项核对页数，填写案卷号和保管期限。',
    stages: ['closed'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十七条'],
    schema: z
      .object({
        fileNumber: text('案卷号', 60),
        retention: choice('保管期限', RETENTIONS, RETENTION_LABELS),
        papers: z
          .array(
            z
              .object({ title: text('材料名称', 100), pages: pages() })
              .strict()
              .meta({ title: '材料' }),
          )
          .min(1, '请填写卷内目录')
          .max(500, '卷内目录最多500项')
          .meta({ title: '卷内目录', input: 'list' }),
      })
      .strict(),
  }),
  AddLatePaper: command({
    label: '补入归档材料',
    help: '归档后收到的材料（复议诉讼文书、迟到的回证等）补入案卷，不必重新办理。',
    stages: ['archived'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十七条'],
    schema: z
      .object({
        title: text('材料名称', 100),
        volume: choice('卷别', VOLUMES, VOLUME_LABELS).default('main'),
        pages: pages(),
        receivedOn: legalDate('收到日期'),
        reason: longText('补入的原因', undefined, 1000),
      })
      .strict(),
  }),
  ReopenCase: command({
    label: '重新办理',
    help: '结案、归档后发现确有错误或者尚有未尽事项的，经执法局负责人批准重新办理。',
    stages: ['closed', 'archived'],
    roles: [BUREAU_HEAD],
    basis: ['《行政处罚法》第七十五条第二款'],
    schema: z
      .object({
        to: choice('回到阶段', REOPEN_STAGES, REOPEN_LABELS),
        reason: longText('重新办理的理由', undefined, 2000),
        legalBasis: longText('依据', undefined, 500),
        decisionRevoked: yesNo('撤销原决定', '回到调查取证重新作出决定的，应当撤销原决定').default(false),
      })
      .strict(),
  }),
  ...publishingCommands,
};
