/** 查封、扣押 (行政强制法 chapter 3): asked for, approved, carried out with its papers, kept, extended, decided on. */
import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { choice, fileHash, instant, itemId, legalDate, longText, officers, text, yesNo } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

export const MEASURES = ['seal', 'detain'] as const;
export type Measure = (typeof MEASURES)[number];
export const MEASURE_LABELS: Record<Measure, string> = { seal: '查封', detain: '扣押' };

/** 行政强制法 21, 27, 28. */
export const SEIZURE_ENDINGS = ['returned', 'confiscated', 'destroyed', 'police'] as const;
export type SeizureEnding = (typeof SEIZURE_ENDINGS)[number];
export const SEIZURE_ENDING_LABELS: Record<SeizureEnding, string> = {
  returned: '解除并退还',
  confiscated: '依法没收',
  destroyed: '依法销毁',
  police: '随案移送公安机关',
};

/** 行政强制法 28(1). */
export const LIFTING_GROUNDS = ['no-violation', 'unrelated', 'decided', 'expired', 'refused', 'other'] as const;
export type LiftingGround = (typeof LIFTING_GROUNDS)[number];
export const LIFTING_GROUND_LABELS: Record<LiftingGround, string> = {
  'no-violation': '当事人没有违法行为',
  unrelated: '查封、扣押的场所、设施或者财物与违法行为无关',
  decided: '对违法行为已经作出处理决定，不再需要查封、扣押',
  expired: '查封、扣押期限已经届满',
  refused: '负责人认为不应当采取（行政强制法第十九条）',
  other: '其他不再需要采取查封、扣押措施的情形',
};

const measure = () => choice('措施', MEASURES, MEASURE_LABELS);
const seizureId = () => itemId('查封扣押');
const goods = <Shape extends z.ZodRawShape>(more: Shape) =>
  z
    .array(
      z
        .object({ name: text('名称', 100), quantity: text('数量', 40), ...more })
        .strict()
        .meta({ title: '物品' }),
    )
    .min(1, '请填写清单')
    .max(200, '清单最多200项');

export const seizureCommands = {
  RequestSeizure: command({
    label: '呈请查封扣押',
    help: '实施查封、扣押前，向负责人报告理由、依据和对象并经批准。',
    stages: ['stopping', 'evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政强制法》第十八条第一项', '《行政强制法》第二十二条'],
    schema: z
      .object({
        measure: measure(),
        goods: goods({}).meta({ title: '场所、设施或者财物', input: 'list' }),
        reason: longText('理由', '写明涉嫌的违法事实和采取措施的必要', 2000),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const, power: 'compulsory' as const }),
  }),
  ApproveSeizure: command({
    label: '审批查封扣押',
    help: '负责人审批；情况紧急当场实施的，二十四小时内补办，认为不应当采取的立即解除。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HEADS,
    whileSuspended: true,
    basis: ['《行政强制法》第十八条第一项', '《行政强制法》第十九条'],
    schema: z.object({ seizureId: seizureId(), approved: yesNo('批准'), reason: longText('理由', undefined, 1000) }).strict(),
  }),
  SealOrDetain: command({
    label: '实施查封扣押',
    help: '经批准后由两名以上执法人员到场实施，当场交付决定书和清单；情况紧急的可以当场实施并补办批准。',
    stages: ['stopping', 'evidence'],
    roles: HANDLERS,
    basis: ['《行政强制法》第十八条', '《行政强制法》第十九条', '《行政强制法》第二十三条', '《行政强制法》第二十四条'],
    schema: z
      .object({
        seizureId: seizureId().nullable().default(null),
        urgentReason: longText('情况紧急的理由', '未经批准当场实施的必须填写', 1000).nullable().default(null),
        preservationId: itemId('由先行登记保存转来').nullable().default(null),
        measure: measure(),
        goods: goods({ condition: text('特征、状况', 200) }).meta({ title: '查封扣押清单', input: 'list' }),
        carriedOutAt: instant('实施时间'),
        officerIds: officers(),
        certificateShown: yesNo('已出示执法身份证件'),
        partyNotified: yesNo('已通知当事人到场'),
        partyPresent: yesNo('当事人到场'),
        witness: text('见证人', 60).nullable().default(null),
        rightsTold: yesNo('已当场告知理由、依据、权利和救济途径'),
        statement: longText('当事人的陈述和申辩', '没有陈述、申辩的不填', 2000).nullable().default(null),
        signed: yesNo('现场笔录已由当事人或者见证人签名'),
        signatureNote: longText('未签名的说明', '当事人拒绝的，在笔录中注明', 500).nullable().default(null),
        related: yesNo('均与违法行为有关'),
        necessities: yesNo('含公民个人及其所扶养家属的生活必需品'),
        sealedElsewhere: yesNo('已被其他国家机关依法查封'),
        documentNumber: text('决定书文号', 60),
        handedOver: yesNo('决定书和清单已当场交付'),
        keeper: text('保管人', 100),
        place: text('保管地点', 200),
        recordingHash: fileHash('全程音像记录').nullable().default(null),
        recordingNote: longText('没有音像记录的说明', undefined, 500).nullable().default(null),
      })
      .strict(),
    lookups: ({ officerIds, recordingHash }) => ({
      people: officerIds,
      matter: 'case' as const,
      power: 'compulsory' as const,
      ...(recordingHash === null ? {} : { files: [recordingHash] }),
    }),
  }),
  ExtendSeizure: command({
    label: '延长查封扣押',
    help: '情况复杂的，期限届满前经负责人批准可以延长一次，不超过三十日（法律、行政法规另有规定的除外），并书面告知当事人理由。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HEADS,
    whileSuspended: true,
    basis: ['《行政强制法》第二十五条第一款', '《行政强制法》第二十五条第二款'],
    schema: z
      .object({
        seizureId: seizureId(),
        days: z
          .number({ error: '延长日数应为数字' })
          .int('延长日数应为整数')
          .min(1, '延长日数至少为1')
          .max(365, '延长日数过多')
          .meta({ title: '延长日数', input: 'text' }),
        reason: longText('延长的理由', '写明情况复杂之处，与告知当事人的一致', 2000),
        toldOn: legalDate('书面告知当事人日期'),
        receipt: text('告知凭证', 200),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const, power: 'compulsory' as const }),
  }),
  RecordCustody: command({
    label: '登记保管情况',
    help: '记录查封、扣押物品的保管人、地点和状况；行政机关应当妥善保管，不得使用或者损毁，保管费用不由当事人承担。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HANDLERS,
    whileSuspended: true,
    basis: ['《行政强制法》第二十六条'],
    schema: z
      .object({
        seizureId: seizureId(),
        on: legalDate('日期'),
        keeper: text('保管人', 100),
        place: text('保管地点', 200),
        note: longText('状况', undefined, 500),
      })
      .strict(),
  }),
  ResolveSeizure: command({
    label: '处理查封扣押物品',
    help: '在期限内作出处理决定：依法没收、销毁，或者解除并立即退还；涉嫌犯罪移送的一并移送。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: [...HANDLERS, ...HEADS],
    whileSuspended: true,
    basis: ['《行政强制法》第二十一条', '《行政强制法》第二十七条', '《行政强制法》第二十八条'],
    schema: z
      .object({
        seizureId: seizureId(),
        kind: choice('处理决定', SEIZURE_ENDINGS, SEIZURE_ENDING_LABELS),
        ground: choice('解除事由', LIFTING_GROUNDS, LIFTING_GROUND_LABELS, '解除并退还的必须选择').nullable().default(null),
        on: legalDate('处理日期'),
        recipient: text('接收人', 100).nullable().default(null),
        legalBasis: text('销毁的依据', 200).nullable().default(null),
        partyToldOn: legalDate('书面告知当事人日期', '移送公安机关的必须填写').nullable().default(null),
        note: longText('处理情况', '写明文书文号；变卖的写明价款和退还、补偿情况', 1000),
      })
      .strict(),
  }),
};
