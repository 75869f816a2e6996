import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { CASH_GROUNDS } from '../state.ts';
import { choice, legalDate, longText, text, yesNo, yuan } from '../../work/fields.ts';
import { serviceFields } from '../service-fields.ts';
import { command } from '../../work/command.ts';
import { CASH_GROUND_LABELS } from '../stopping/commands.ts';

export const PAYMENT_CHANNELS = ['bank', 'electronic', 'cash'] as const;
export const PAYMENT_CHANNEL_LABELS: Record<(typeof PAYMENT_CHANNELS)[number], string> = {
  bank: '银行缴纳',
  electronic: '电子支付',
  cash: '当场收缴',
};

export const COURT_ANSWERS = ['accepted', 'refused', 'ruled', 'completed', 'ended'] as const;
export const COURT_ANSWER_LABELS: Record<(typeof COURT_ANSWERS)[number], string> = {
  accepted: '受理',
  refused: '不予受理（不准予执行）',
  ruled: '裁定准予执行',
  completed: '执行完毕',
  ended: '裁定终结执行',
};

export const executionCommands = {
  RecordPayment: command({
    label: '登记缴款',
    help: '登记罚没款、加处罚款的缴纳，每笔填写票据号码；罚款与加处罚款分开登记。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第六十七条', '《行政处罚法》第七十条', '《行政处罚法》第七十二条'],
    schema: z
      .object({
        amount: yuan('金额'),
        paidOn: legalDate('缴款日期'),
        channel: choice('缴款方式', PAYMENT_CHANNELS, PAYMENT_CHANNEL_LABELS).default('bank'),
        receipt: text('票据号码', 60),
        forSurcharge: yesNo('缴纳的是加处罚款').default(false),
        cashGround: choice('当场收缴的情形', CASH_GROUNDS, CASH_GROUND_LABELS).nullable().default(null),
        onWater: yesNo('在水上收缴', '上缴的二个工作日自抵岸之日起算').default(false),
        landedOn: legalDate('抵岸日期')
          .nullable()
          .default(null)
          .meta({ title: '抵岸日期', input: 'date', help: '尚未抵岸的不填，抵岸后登记' }),
      })
      .strict(),
  }),
  GrantInstalments: command({
    label: '批准延期分期',
    help: '当事人确有经济困难的，经申请可以暂缓或者分期缴纳罚款。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政处罚法》第六十六条第二款'],
    schema: z
      .object({
        appliedOn: legalDate('申请日期'),
        reason: longText('批准理由', '写明当事人的经济困难', 2000),
        plan: z
          .array(
            z
              .object({ dueOn: legalDate('缴纳期限'), amount: yuan('金额') })
              .strict()
              .meta({ title: '期次' }),
          )
          .min(1, '请填写缴纳计划')
          .max(36, '最多36期')
          .meta({ title: '缴纳计划', input: 'list', help: '只有一期的为延期缴纳' }),
      })
      .strict(),
  }),
  DemandPerformance: command({
    label: '催告履行',
    help: '当事人逾期不履行的，书面催告：写明履行的义务、期限、方式、金额和陈述申辩权，并送达。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十五条', '《行政强制法》第五十四条'],
    schema: z
      .object({ text: longText('催告内容', '写明应当履行的义务、期限、方式和依法享有的陈述权、申辩权', 3000), ...serviceFields })
      .strict(),
    lookups: (payload) => (payload.recordingHash === null ? {} : { files: [payload.recordingHash] }),
  }),
  ApplyCourtEnforcement: command({
    label: '申请法院强制执行',
    help: '复议、诉讼期限届满，催告十个工作日后仍不履行的，三个月内向人民法院申请强制执行。',
    stages: ['execution'],
    roles: HEADS,
    basis: ['《行政强制法》第五十三条', '《行政强制法》第五十四条', '《行政强制法》第五十五条'],
    schema: z
      .object({
        appliedOn: legalDate('申请日期'),
        court: text('受理法院', 100),
        materials: z
          .array(text('申请材料', 100))
          .min(1, '请填写申请材料')
          .max(20, '最多20项')
          .meta({ title: '申请材料', input: 'list', help: '强制执行申请书、决定书及事实理由依据、当事人意见及催告情况、标的情况等' }),
        lateReason: longText('逾期申请的正当理由', '超过三个月的必须填写', 1000).nullable().default(null),
      })
      .strict(),
  }),
  RecordCourtAnswer: command({
    label: '登记法院答复',
    help: '登记法院对强制执行申请的受理、裁定和执行结果。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政强制法》第五十六条至第五十八条'],
    schema: z
      .object({
        on: legalDate('答复日期'),
        answer: choice('答复', COURT_ANSWERS, COURT_ANSWER_LABELS),
        text: longText('内容', '文书编号和主要内容', 2000),
      })
      .strict(),
  }),
  RecordPerformance: command({
    label: '登记履行情况',
    help: '登记罚款以外的处罚和责令事项的履行情况。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第六十六条'],
    schema: z
      .object({
        on: legalDate('履行日期'),
        what: text('履行的事项', 100),
        result: longText('履行情况', undefined, 2000),
        complete: yesNo('已履行完毕'),
      })
      .strict(),
  }),
};
