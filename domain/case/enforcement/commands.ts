import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { choice, itemId, legalDate, longText, text, yesNo, yuan } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

/** 行政强制法 39(1). */
export const EXECUTION_SUSPENSIONS = ['no-ability', 'third-party', 'irreparable', 'other'] as const;
export const EXECUTION_SUSPENSION_LABELS: Record<(typeof EXECUTION_SUSPENSIONS)[number], string> = {
  'no-ability': '当事人履行行政决定确有困难或者暂无履行能力',
  'third-party': '第三人对执行标的主张权利，确有理由',
  irreparable: '执行可能造成难以弥补的损失，且中止执行不损害公共利益',
  other: '行政机关认为需要中止执行的其他情形',
};

/** 行政强制法 40, 39(2). */
export const EXECUTION_ENDINGS = ['died', 'dissolved', 'object-gone', 'revoked', 'three-years', 'other'] as const;
export const EXECUTION_ENDING_LABELS: Record<(typeof EXECUTION_ENDINGS)[number], string> = {
  died: '公民死亡，无遗产可供执行，又无义务承受人',
  dissolved: '法人或者其他组织终止，无财产可供执行，又无义务承受人',
  'object-gone': '执行标的灭失',
  revoked: '据以执行的行政决定被撤销',
  'three-years': '当事人确无能力履行，没有明显社会危害，中止执行满三年未恢复执行',
  other: '行政机关认为需要终结执行的其他情形',
};

export const CASH_STEPS = ['to-agency', 'to-bank'] as const;
export const CASH_STEP_LABELS: Record<(typeof CASH_STEPS)[number], string> = {
  'to-agency': '执法人员交至行政机关',
  'to-bank': '行政机关缴付指定的银行',
};

export const enforcementCommands = {
  HandOverCash: command({
    label: '上缴当场收缴的罚款',
    help: '当场收缴的罚款，收缴之日（水上的为抵岸之日）起二个工作日内交至行政机关，行政机关二个工作日内缴付指定的银行。',
    stages: ['execution', 'closed'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第七十一条'],
    schema: z
      .object({
        receipt: text('收缴罚款的票据号码', 60),
        step: choice('环节', CASH_STEPS, CASH_STEP_LABELS),
        on: legalDate('交付日期'),
        proof: text('交接凭证', 200),
      })
      .strict(),
  }),
  RecordLanding: command({
    label: '登记抵岸',
    help: '在水上当场收缴的罚款，自抵岸之日起二个工作日内交至行政机关：抵岸后登记日期。',
    stages: ['execution', 'closed'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第七十一条'],
    schema: z.object({ receipt: text('收缴罚款的票据号码', 60), landedOn: legalDate('抵岸日期') }).strict(),
  }),
  RecordDemandComment: command({
    label: '登记对催告的意见',
    help: '当事人收到催告书后陈述、申辩的，如实记录。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十六条'],
    schema: z.object({ receivedOn: legalDate('提出日期'), text: longText('陈述、申辩的内容', undefined, 5000) }).strict(),
  }),
  AnswerDemandComment: command({
    label: '复核对催告的意见',
    help: '对当事人提出的事实、理由和证据进行复核；成立的应当采纳。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十六条'],
    schema: z.object({ id: itemId('意见'), adopted: yesNo('予以采纳'), findings: longText('复核情况和理由', undefined, 3000) }).strict(),
  }),
  WaiveSurcharge: command({
    label: '决定不加处罚款',
    help: '加处罚款是行政机关可以采取的措施；决定不加处的，由负责人写明理由。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政处罚法》第七十二条第一款'],
    schema: z.object({ reason: longText('不加处罚款的理由', undefined, 2000) }).strict(),
  }),
  AgreeExecution: command({
    label: '达成执行协议',
    help: '在不损害公共利益和他人合法权益的情况下与当事人约定分阶段履行；当事人采取补救措施的，可以减免加处的罚款。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政强制法》第四十二条'],
    schema: z
      .object({
        performBy: legalDate('履行期限', '到期没有履行协议的，恢复强制执行，减免不再有效'),
        surcharge: yuan('约定缴纳的加处罚款', '免除的填0'),
        remedy: longText('当事人采取的补救措施', '减免加处罚款的必须填写', 1000).nullable().default(null),
        text: longText('协议内容', '写明分阶段履行的安排', 3000),
      })
      .strict(),
  }),
  SuspendExecution: command({
    label: '中止执行',
    help: '当事人暂无履行能力等情形，由负责人决定中止执行；情形消失后恢复执行。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政强制法》第三十九条'],
    schema: z
      .object({
        ground: choice('中止执行的情形', EXECUTION_SUSPENSIONS, EXECUTION_SUSPENSION_LABELS),
        reason: longText('查明的情况', undefined, 2000),
      })
      .strict(),
  }),
  ResumeExecution: command({
    label: '恢复执行',
    help: '中止执行的情形消失后，恢复执行。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政强制法》第三十九条'],
    schema: z.object({ reason: longText('恢复执行的理由', undefined, 2000) }).strict(),
  }),
  EndExecution: command({
    label: '终结执行',
    help: '当事人死亡或者终止且无财产、无义务承受人等情形，由负责人决定终结执行。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政强制法》第四十条', '《行政强制法》第三十九条第二款'],
    schema: z
      .object({
        ground: choice('终结执行的情形', EXECUTION_ENDINGS, EXECUTION_ENDING_LABELS),
        reason: longText('查明的情况和依据', '写明死亡、终止、无财产和无义务承受人的证明', 2000),
      })
      .strict(),
  }),
};
