import { z } from 'zod';
import { CASE_OFFICERS } from '../../roles.ts';
import { choice, legalDate, longText, text, yesNo, yuan } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

export const LITIGATION_KINDS = ['review', 'suit'] as const;
export const LITIGATION_KIND_LABELS: Record<(typeof LITIGATION_KINDS)[number], string> = { review: '行政复议', suit: '行政诉讼' };
export const LITIGATION_STEPS = ['started', 'ended'] as const;
export const LITIGATION_STEP_LABELS: Record<(typeof LITIGATION_STEPS)[number], string> = { started: '已受理', ended: '已终结' };

/** 行政复议法 33, 41, 63–73; 行政诉讼法 60, 62, 69–77. */
export const LITIGATION_RESULTS = [
  'upheld',
  'dismissed',
  'changed',
  'revoked',
  'illegal',
  'void',
  'ordered',
  'mediated',
  'withdrawn',
  'rejected',
] as const;
export const LITIGATION_RESULT_LABELS: Record<(typeof LITIGATION_RESULTS)[number], string> = {
  upheld: '维持',
  dismissed: '驳回复议请求、诉讼请求',
  changed: '变更',
  revoked: '撤销',
  illegal: '确认违法',
  void: '确认无效',
  ordered: '责令履行、判决履行',
  mediated: '调解',
  withdrawn: '当事人撤回',
  rejected: '驳回申请、驳回起诉',
};

export const litigationCommands = {
  RecordLitigation: command({
    label: '登记复议诉讼',
    help: '登记行政复议、行政诉讼的受理和终结；期间不加处罚款。结案、归档后当事人申请复议、起诉的，案卷调出，不必重新办理。',
    stages: ['execution', 'closed', 'archived'],
    roles: CASE_OFFICERS,
    whileSuspended: true,
    basis: ['《行政处罚法》第七十三条', '《行政复议法》第四十二条', '《行政诉讼法》第五十六条'],
    schema: z
      .object({
        kind: choice('种类', LITIGATION_KINDS, LITIGATION_KIND_LABELS),
        step: choice('进展', LITIGATION_STEPS, LITIGATION_STEP_LABELS),
        on: legalDate('日期'),
        reference: text('文书编号', 100),
        copyReceivedOn: legalDate('收到申请书、起诉状副本的日期', '受理时填写，答复、答辩的期限自收到副本之日起计算；不填的为受理日期')
          .nullable()
          .default(null),
        simplified: yesNo('复议适用简易程序', '受理时填写，五个工作日内答复').default(false),
        stopsExecution: yesNo('决定停止执行').default(false),
        result: choice('结果', LITIGATION_RESULTS, LITIGATION_RESULT_LABELS).nullable().default(null),
        servedOn: legalDate('文书送达当事人的日期', '终结时填写，当事人起诉和申请执行的期限自送达计算；不填的为终结日期')
          .nullable()
          .default(null),
        fine: yuan('变更后的罚款').nullable().default(null),
        oppositeRequest: yesNo('第三人提出相反请求，或者利害关系人同为原告且诉讼请求相反', '只有这时变更可以更重').default(false),
        text: longText('说明', undefined, 2000).nullable().default(null),
      })
      .strict(),
  }),
  RecordLitigationAnswer: command({
    label: '登记答复答辩',
    help: '行政复议十个工作日（简易程序五个工作日）内提交答复和证据，行政诉讼十五日内提交答辩状和证据。',
    stages: ['execution', 'closed'],
    roles: CASE_OFFICERS,
    whileSuspended: true,
    basis: ['《行政复议法》第四十八条', '《行政复议法》第五十四条', '《行政诉讼法》第六十七条'],
    schema: z
      .object({
        kind: choice('种类', LITIGATION_KINDS, LITIGATION_KIND_LABELS),
        submittedOn: legalDate('提交日期'),
        reference: text('答复书、答辩状编号', 100),
        materials: z
          .array(text('材料', 100))
          .min(1, '请填写提交的材料')
          .max(50, '最多50项')
          .meta({ title: '提交的证据和依据', input: 'list', help: '作出决定的证据、依据和其他有关材料' }),
      })
      .strict(),
  }),
};
