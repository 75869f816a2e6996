import { z } from 'zod';
import { choice, itemId, legalDate, longText, officers, text, unitId, yesNo } from '../../work/fields.ts';
import { HANDLERS, HEADS, SUPERIORS } from '../../roles.ts';
import { command } from '../../work/command.ts';

/** What goes with a referral, 移送规定 6. */
export const REFERRAL_PAPERS = ['transfer-letter', 'investigation-report', 'goods-list', 'expert-report', 'other'] as const;
export const REFERRAL_PAPER_LABELS: Record<(typeof REFERRAL_PAPERS)[number], string> = {
  'transfer-letter': '涉嫌犯罪案件移送书',
  'investigation-report': '涉嫌犯罪案件情况的调查报告',
  'goods-list': '涉案物品清单',
  'expert-report': '有关检验报告或者鉴定结论',
  other: '其他有关涉嫌犯罪的材料',
};

export const OBJECTION_WAYS = ['police', 'procurator'] as const;
export const OBJECTION_WAY_LABELS: Record<(typeof OBJECTION_WAYS)[number], string> = {
  police: '提请公安机关复议',
  procurator: '建议人民检察院依法进行立案监督',
};

const RULES = '《行政执法机关移送涉嫌犯罪案件的规定》';
const RUNNING = ['discovery', 'stopping', 'evidence', 'review', 'decision', 'execution'] as const;

export const referralCommands = {
  ReferToPolice: command({
    label: '提请移送公安',
    help: '违法行为涉嫌犯罪的，组成两人以上专案组核实后提出报告，附移送材料清单，报正职负责人审批。',
    stages: RUNNING,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第二十七条', `${RULES}第五条、第六条`],
    schema: z
      .object({
        crime: text('涉嫌罪名', 100),
        grounds: longText('涉嫌犯罪的事实和理由'),
        officerIds: officers('专案组', '两名以上持证执法人员专门负责'),
        files: z
          .array(
            z
              .object({
                kind: choice('材料种类', REFERRAL_PAPERS, REFERRAL_PAPER_LABELS),
                title: text('材料名称', 200),
                evidenceId: itemId('对应证据').nullable().default(null),
              })
              .strict()
              .meta({ title: '移送材料' }),
          )
          .min(1, '请填写移送材料')
          .max(200, '移送材料最多200份')
          .meta({ title: '移送材料', input: 'list' }),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds }),
  }),
  ApproveReferral: command({
    label: '批准移送公安',
    help: '由正职负责人或者主持工作的负责人三日内决定批准；批准后二十四小时内向同级公安机关移送。',
    stages: RUNNING,
    roles: HEADS,
    whileSuspended: true,
    basis: [`${RULES}第五条`],
    schema: z.object({ opinion: longText('审批意见', undefined, 1000).nullable().default(null) }).strict(),
  }),
  RefuseReferral: command({
    label: '不批准移送公安',
    help: '决定不批准移送的，由正职负责人将理由记录在案；案件继续按行政程序办理。',
    stages: RUNNING,
    roles: HEADS,
    whileSuspended: true,
    basis: [`${RULES}第五条`],
    schema: z.object({ reason: longText('不批准的理由', undefined, 2000) }).strict(),
  }),
  HandOverToPolice: command({
    label: '向公安移送',
    help: '批准后二十四小时内把案件和材料移送同级公安机关，取得回执；按本地规定抄送检察机关。',
    stages: RUNNING,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: [`${RULES}第五条、第六条`],
    schema: z
      .object({
        to: text('接收公安机关', 100),
        receipt: text('移送回执', 100),
        custody: z
          .array(itemId('移送项目'))
          .max(1000, '移送项目最多1000项')
          .default([])
          .meta({ title: '移送的证据', input: 'evidence-list', help: '逐项清点移送的证据和物品' }),
        goodsIncluded: yesNo('涉案物品一并移交').default(false),
        copiedToProcurator: yesNo('已抄送人民检察院').default(false),
      })
      .strict(),
  }),
  RecordPoliceAnswer: command({
    label: '登记公安答复',
    help: '收到公安机关立案或者不予立案通知书后登记；不予立案的，三日内可以提请复议或者建议立案监督。',
    stages: RUNNING,
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: [`${RULES}第七条、第八条、第九条`],
    schema: z
      .object({
        filed: yesNo('公安机关已立案'),
        receivedOn: legalDate('收到通知书日期'),
        documentNumber: text('通知书文号', 60).nullable().default(null),
        text: longText('答复内容', undefined, 2000),
        waits: yesNo('等待刑事案件处理结果', '选“是”的，本案中止；选“否”的，由负责人以移送公安结案').default(false),
      })
      .strict(),
  }),
  ObjectToPolice: command({
    label: '异议公安不立案',
    help: '对不予立案决定有异议的，自接到通知书之日起三日内提请公安机关复议，或者建议人民检察院立案监督。',
    stages: RUNNING,
    roles: HEADS,
    whileSuspended: true,
    basis: [`${RULES}第九条`],
    schema: z.object({ to: choice('途径', OBJECTION_WAYS, OBJECTION_WAY_LABELS), grounds: longText('异议理由', undefined, 2000) }).strict(),
  }),
  HandOverGoodsToPolice: command({
    label: '移交涉案物品',
    help: '接到公安机关立案通知书之日起三日内，把涉案物品和其他材料移交公安机关并办结交接手续。',
    stages: [...RUNNING, 'closed'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: [`${RULES}第十二条`],
    schema: z.object({ items: longText('物品和材料', undefined, 2000), receipt: text('交接回执', 100) }).strict(),
  }),
  RaiseJurisdictionDispute: command({
    label: '提出管辖争议',
    help: '两个以上单位对管辖发生争议的，写明理由与对方协商；协商不成的，报请共同的上一级机关指定管辖。',
    stages: RUNNING,
    roles: HEADS,
    whileSuspended: true,
    basis: ['《行政处罚法》第二十五条'],
    schema: z.object({ unitId: unitId('争议对方'), reason: longText('争议理由', undefined, 2000) }).strict(),
    lookups: (payload) => ({ units: [payload.unitId] }),
  }),
  RecordConsultation: command({
    label: '记录管辖协商',
    help: '记录协商结果；达成一致的写明由哪个单位管辖，达不成的报请指定管辖。',
    stages: RUNNING,
    roles: HEADS,
    whileSuspended: true,
    basis: ['《行政处罚法》第二十五条'],
    schema: z
      .object({
        agreed: yesNo('协商一致'),
        unitId: unitId('管辖单位').nullable().default(null),
        result: longText('协商情况', undefined, 2000),
      })
      .strict(),
    lookups: (payload) => (payload.unitId === null ? {} : { units: [payload.unitId] }),
  }),
  DesignateJurisdiction: command({
    label: '指定管辖',
    help: '由争议双方共同的上一级机关（县级）指定管辖单位，写明文书文号；可以不经协商直接指定。',
    stages: RUNNING,
    roles: SUPERIORS,
    whileSuspended: true,
    basis: ['《行政处罚法》第二十五条'],
    schema: z.object({ unitId: unitId('管辖单位'), document: text('指定管辖文书文号', 100) }).strict(),
    lookups: (payload) => ({ units: [payload.unitId], matter: 'case' as const }),
  }),
};
