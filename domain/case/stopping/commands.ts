import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { CASH_GROUNDS, type CashGround } from '../state.ts';
import { choice, itemId, legalDate, longText, officers, text, yesNo, yuan } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

export const CASH_GROUND_LABELS: Record<CashGround, string> = {
  small: '一百元以下的罚款',
  'hard-later': '不当场收缴事后难以执行',
  remote: '边远、水上、交通不便地区，当事人到银行缴纳确有困难并经本人提出',
};

/** Facts that the benchmark asks for, by its own keys; the decision checks them against the matter's benchmark. */
export const factorsField = () =>
  z
    .record(z.string().max(60, '裁量要素名称过长'), z.union([z.string().max(200, '裁量要素不能超过200字'), z.number(), z.boolean()]))
    .default({})
    .meta({ title: '裁量要素', input: 'factors', help: '按裁量基准如实填写' });

const education = () => longText('教育情况', '不予处罚的，应当对当事人进行教育，写明怎样教育', 2000);

export const stoppingCommands = {
  RecordStopAction: command({
    label: '记录制止',
    help: '发现正在发生的违法行为，当场制止并记录结果。',
    stages: ['discovery', 'stopping', 'evidence'],
    roles: HANDLERS,
    basis: ['《行政处罚法》第二十八条第一款'],
    schema: z
      .object({
        action: longText('制止措施', undefined, 1000),
        result: longText('制止结果', undefined, 1000),
        corrected: yesNo('当场改正').default(false),
        officerIds: officers(),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds }),
  }),
  OrderCorrection: command({
    label: '责令改正',
    help: '责令当事人改正或者限期改正违法行为，写明要求和期限。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第二十八条第一款'],
    schema: z
      .object({
        requirement: longText('改正要求', undefined, 2000),
        dueOn: legalDate('改正期限', '当事人应当改正完毕的最后一日'),
        documentNumber: text('责令改正通知书文号', 60).nullable().default(null),
        officerIds: officers(),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds }),
  }),
  RecordCorrectionCheck: command({
    label: '复查改正',
    help: '改正期限届满或者当事人报告改正后到现场复查；拒不改正的每一次都记录。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: HANDLERS,
    basis: ['《行政处罚法》第二十八条第一款'],
    schema: z
      .object({
        correctionId: itemId('责令改正'),
        corrected: yesNo('已改正'),
        correctedOn: legalDate('改正日期', '已改正的填实际改正之日').nullable().default(null),
        refused: yesNo('当事人明确拒绝改正').default(false),
        findings: longText('复查情况', undefined, 2000),
        officerIds: officers('复查人员'),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds }),
  }),
  ExemptFirstViolation: command({
    label: '首违不罚',
    help: '初次违法、危害后果轻微并及时改正的，经负责人批准可以不予处罚，并对当事人进行教育。',
    stages: ['stopping'],
    roles: HEADS,
    basis: ['《行政处罚法》第三十三条第一款后段', '《行政处罚法》第三十三条第三款'],
    schema: z
      .object({
        finding: longText('危害后果轻微的认定', '写明事实和证据', 2000),
        condition: longText(
          '初次违法、符合条件的说明',
          '列入首违不罚清单的，对照清单的条件逐项说明；未列入的，说明为什么是初次违法、可以不予处罚',
          2000,
        ),
        education: education(),
        educatedOn: legalDate('教育日期'),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const, history: 'case' as const }),
  }),
  ExemptMinorViolation: command({
    label: '轻微不罚',
    help: '违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚，并对当事人进行教育。',
    stages: ['stopping'],
    roles: HEADS,
    basis: ['《行政处罚法》第三十三条第一款前段', '《行政处罚法》第三十三条第三款'],
    schema: z
      .object({
        finding: longText('违法行为轻微的认定', '写明事实和证据', 2000),
        noHarm: yesNo('没有造成危害后果'),
        education: education(),
        educatedOn: legalDate('教育日期'),
      })
      .strict(),
  }),
  DecideOnTheSpot: command({
    label: '当场处罚',
    help: '违法事实确凿并有法定依据，对公民二百元以下、对单位三千元以下罚款或者警告的，可以当场作出决定。',
    stages: ['stopping'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十一条', '《行政处罚法》第五十二条'],
    schema: z
      .object({
        facts: longText('违法事实'),
        fine: yuan('罚款金额', '只给予警告的填0').default(0),
        warning: yesNo('警告').default(false),
        factors: factorsField(),
        officerIds: officers(),
        certificateShown: yesNo('已出示执法证件'),
        rightsTold: yesNo('已告知事实、理由、依据和陈述申辩权'),
        statement: longText('当事人的陈述申辩', '没有提出的不填', 2000).nullable().default(null),
        statementAnswer: longText('对陈述申辩的复核', '提出陈述申辩的，写明是否采纳和理由', 2000).nullable().default(null),
        formNumber: text('当场处罚决定书编号', 60),
        handedOver: yesNo('决定书已当场交付当事人'),
        signed: yesNo('当事人已签收'),
        signatureNote: longText('拒绝签收的注明', '当事人拒绝签收的，在决定书上注明', 500).nullable().default(null),
        correctedOnSpot: yesNo('违法行为已当场改正').default(false),
        correction: z
          .object({ requirement: longText('改正要求', undefined, 1000), dueOn: legalDate('改正期限') })
          .strict()
          .nullable()
          .default(null)
          .meta({ title: '责令改正', help: '此前已责令改正或者已当场改正的不填' }),
        cash: z
          .object({
            ground: choice('当场收缴的情形', CASH_GROUNDS, CASH_GROUND_LABELS),
            requestedByParty: yesNo('由当事人本人提出').default(false),
            receipt: text('罚款专用票据号', 60),
            onWater: yesNo('在水上收缴', '抵岸后登记抵岸日期，上缴的二个工作日自抵岸之日起算').default(false),
          })
          .strict()
          .nullable()
          .default(null)
          .meta({ title: '当场收缴', help: '不当场收缴的不填，由当事人到银行或者通过电子支付缴纳' }),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, matter: 'case' as const, history: 'case' as const }),
  }),
  ReportOnTheSpotPenalty: command({
    label: '当场处罚备案',
    help: '执法人员当场作出的处罚决定，应当报所属机关备案。',
    stages: ['execution'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十二条第三款'],
    schema: z.object({ to: text('备案接收人或者机构', 100) }).strict(),
  }),
  CloseCorrected: command({
    label: '改正后办结',
    help: '条款规定先责令改正，当事人在期限内改正完毕的，不予处罚，由负责人批准办结。',
    stages: ['stopping'],
    roles: HEADS,
    basis: ['《行政处罚法》第二十八条第一款', '《行政处罚法》第五十四条'],
    schema: z.object({ reason: longText('办结理由', undefined, 2000) }).strict(),
  }),
};
