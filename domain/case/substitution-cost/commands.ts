/** What substitute performance cost, a debt of its own: decided, served, paid, demanded, to the court (行政强制法 51(2), 53, 54). */
import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { choice, itemId, legalDate, longText, text, yesNo, yuan } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { COURT_ANSWERS, COURT_ANSWER_LABELS } from '../execution/commands.ts';
import { LITIGATION_KIND_LABELS, LITIGATION_RESULTS, LITIGATION_RESULT_LABELS } from '../litigation/commands.ts';
import { serviceFields } from '../service-fields.ts';

/** The debt outlives the case's own end: nobody else closes it. */
const STAGES = ['stopping', 'evidence', 'review', 'decision', 'execution', 'closed'] as const;

export const REMEDY_KINDS = ['review', 'suit'] as const;
export const REMEDY_STEPS = ['started', 'answered', 'ended'] as const;
export const REMEDY_STEP_LABELS: Record<(typeof REMEDY_STEPS)[number], string> = {
  started: '受理',
  answered: '已经答复、答辩',
  ended: '终结',
};

/** 行政强制法 40, and the office's own correction. */
export const COST_ENDINGS = ['withdrawn', 'died', 'dissolved', 'other'] as const;
export const COST_ENDING_LABELS: Record<(typeof COST_ENDINGS)[number], string> = {
  withdrawn: '费用决定由本机关撤销',
  died: '公民死亡，无遗产可供执行，又无义务承受人',
  dissolved: '法人或者其他组织终止，无财产可供执行，又无义务承受人',
  other: '行政机关认为需要终结执行的其他情形',
};

const ART_51 = '《行政强制法》第五十一条第二款';
const cost = () => itemId('代履行费用决定');

export const substitutionCostCommands = {
  DecideSubstitutionCost: command({
    label: '决定代履行费用',
    help: '代履行的费用按照成本合理确定，由当事人承担，法律另有规定的除外；逐项写明成本，作出决定并送达。',
    stages: STAGES,
    roles: HEADS,
    whileSuspended: true,
    basis: [ART_51, '《行政强制法》第五十二条'],
    schema: z
      .object({
        substitutionId: itemId('代履行决定'),
        items: z
          .array(
            z
              .object({ what: text('成本项目', 100), amount: yuan('金额') })
              .strict()
              .meta({ title: '成本' }),
          )
          .min(1, '请填写成本')
          .max(50, '最多50项')
          .meta({ title: '成本', input: 'list', help: '人工、机械、运输、处置等，合计不超过实际发生的费用' }),
        overBudget: longText('超出费用预算的理由', '合计超出代履行决定书写明的费用预算的必须填写', 1000).nullable().default(null),
        otherwise: longText('不由当事人承担的法律规定', '法律另有规定不由当事人承担的，写明条文和实际承担者', 500).nullable().default(null),
        payDays: z
          .int()
          .min(1, '缴纳期限至少一日')
          .max(180, '缴纳期限至多180日')
          .default(15)
          .meta({ title: '缴纳期限（日）', input: 'number', help: '自收到费用决定之日起；法律没有规定，由决定书写明' }),
        documentNumber: text('决定书文号', 60),
      })
      .strict(),
  }),
  ServeSubstitutionCost: command({
    label: '送达代履行费用决定',
    help: '费用决定应当送达当事人，缴纳期限和救济期限自送达起算。',
    stages: STAGES,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政强制法》第三十八条', ART_51],
    schema: z.object({ costId: cost(), ...serviceFields }).strict(),
    lookups: ({ recordingHash }) => (recordingHash === null ? {} : { files: [recordingHash] }),
  }),
  RecordSubstitutionCostPayment: command({
    label: '登记代履行费用缴纳',
    help: '登记当事人缴纳的代履行费用，每笔填写票据号码。',
    stages: STAGES,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: [ART_51],
    schema: z.object({ costId: cost(), amount: yuan('金额'), paidOn: legalDate('缴纳日期'), receipt: text('票据号码', 60) }).strict(),
  }),
  DemandSubstitutionCost: command({
    label: '催告缴纳代履行费用',
    help: '当事人逾期不缴纳的，申请人民法院强制执行前书面催告：写明金额、期限、方式和陈述申辩权，并送达。',
    stages: STAGES,
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十五条', '《行政强制法》第五十四条'],
    schema: z
      .object({
        costId: cost(),
        text: longText('催告内容', '写明应当缴纳的金额、期限、方式和依法享有的陈述权、申辩权', 3000),
        ...serviceFields,
      })
      .strict(),
    lookups: ({ recordingHash }) => (recordingHash === null ? {} : { files: [recordingHash] }),
  }),
  AnswerSubstitutionCostComment: command({
    label: '复核对费用催告的意见',
    help: '当事人收到催告书后的陈述和申辩，应当记录、复核；理由成立的应当采纳。',
    stages: STAGES,
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第三十六条'],
    schema: z
      .object({
        costId: cost(),
        receivedOn: legalDate('提出日期'),
        text: longText('当事人的意见', undefined, 3000),
        adopted: yesNo('采纳', '理由成立的应当采纳：撤销费用决定，或者重新确定'),
        answer: longText('复核情况和理由', undefined, 2000),
      })
      .strict(),
  }),
  RecordSubstitutionCostRemedy: command({
    label: '登记费用复议诉讼',
    help: '当事人对费用决定申请行政复议或者提起行政诉讼的受理、答复答辩和结果。',
    stages: STAGES,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政强制法》第八条', '《行政复议法》第二十条', '《行政诉讼法》第四十六条'],
    schema: z
      .object({
        costId: cost(),
        kind: choice('种类', REMEDY_KINDS, LITIGATION_KIND_LABELS),
        step: choice('环节', REMEDY_STEPS, REMEDY_STEP_LABELS),
        on: legalDate('日期', '受理的填受理日期，答复的填提交日期，终结的填决定、裁判日期'),
        reference: text('文号', 100),
        copyReceivedOn: legalDate('收到副本的日期', '本机关的答复、答辩期限自收到之日起算').nullable().default(null),
        result: choice('结果', LITIGATION_RESULTS, LITIGATION_RESULT_LABELS).nullable().default(null),
        amount: yuan('变更后的费用').nullable().default(null),
        servedOn: legalDate('文书送达当事人的日期', '不填的为终结日期').nullable().default(null),
      })
      .strict(),
  }),
  ApplyCourtForSubstitutionCost: command({
    label: '申请执行代履行费用',
    help: '复议、诉讼期限届满，催告十个工作日后仍不缴纳的，三个月内向人民法院申请强制执行。',
    stages: STAGES,
    roles: HEADS,
    basis: ['《行政强制法》第五十三条', '《行政强制法》第五十四条', '《行政强制法》第五十五条'],
    schema: z
      .object({
        costId: cost(),
        appliedOn: legalDate('申请日期'),
        court: text('受理法院', 100),
        lateReason: longText('逾期申请的正当理由', '超过期限的必须填写', 1000).nullable().default(null),
      })
      .strict(),
  }),
  RecordSubstitutionCostCourtAnswer: command({
    label: '登记费用执行答复',
    help: '登记法院对代履行费用强制执行申请的受理、裁定和执行结果。',
    stages: STAGES,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政强制法》第五十六条', '《行政强制法》第五十七条'],
    schema: z
      .object({
        costId: cost(),
        on: legalDate('答复日期'),
        answer: choice('答复', COURT_ANSWERS, COURT_ANSWER_LABELS),
        text: longText('内容', '文书编号和主要内容', 2000),
      })
      .strict(),
  }),
  EndSubstitutionCost: command({
    label: '终结追缴代履行费用',
    help: '费用决定有错的由本机关撤销，可以重新决定；当事人死亡、终止且无财产的，终结执行。',
    stages: STAGES,
    roles: HEADS,
    whileSuspended: true,
    basis: ['《行政强制法》第四十条'],
    schema: z
      .object({
        costId: cost(),
        ground: choice('情形', COST_ENDINGS, COST_ENDING_LABELS),
        reason: longText('查明的情况和依据', undefined, 2000),
      })
      .strict(),
  }),
};
