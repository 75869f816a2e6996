import { z } from 'zod';
import { APPRAISAL_KINDS, type AppraisalKind, PRESERVATION_ENDINGS, type PreservationEnding } from '../state.ts';
import { PENALTY_KINDS, PENALTY_STAGES, PENALTY_STAGE_LABELS } from '../../lists/matters.ts';
import { BUREAU_HEAD, CASE_OFFICERS, HANDLERS, HEADS } from '../../roles.ts';
import { EVIDENCE_KINDS, EVIDENCE_KIND_LABELS } from '../../vocabulary.ts';
import { circumstances, evidenceId, evidenceIds, matterCode, partySchema } from '../fields.ts';
import { choice, choices, fileHash, instant, itemId, legalDate, longText, officers, text, yesNo, yuan } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { factorsField } from '../stopping/commands.ts';

export const PRESERVATION_ENDING_LABELS: Record<PreservationEnding, string> = {
  returned: '返还当事人',
  appraised: '送交检测、检验、检疫、鉴定',
  transferred: '移送有关部门处理',
  confiscated: '依法没收',
  'measures-lifted': '解除先行登记保存',
  sealed: '依法查封、扣押',
};

export const APPRAISAL_KIND_LABELS: Record<AppraisalKind, string> = {
  test: '检测',
  inspection: '检验',
  quarantine: '检疫',
  appraisal: '鉴定',
};

export const INTERVIEW_ROLES = ['party', 'witness', 'other'] as const;
export const INTERVIEW_ROLE_LABELS: Record<(typeof INTERVIEW_ROLES)[number], string> = {
  party: '当事人',
  witness: '证人',
  other: '其他知情人',
};

/** 行政处罚法 57(1); a suspected crime is referred by its own command. */
export const CONCLUSION_KINDS = ['penalty', 'order', 'no-penalty', 'not-established', 'transfer'] as const;
export const CONCLUSION_KIND_LABELS: Record<(typeof CONCLUSION_KINDS)[number], string> = {
  penalty: '建议给予行政处罚',
  order: '建议责令限期拆除、恢复原状等，不给予行政处罚',
  'no-penalty': '建议不予行政处罚',
  'not-established': '违法事实不能成立，建议不予行政处罚',
  transfer: '建议移送其他行政机关',
};

/** Penalties beside the fine. */
const isOther = (kind: (typeof PENALTY_KINDS)[number]): boolean => kind !== '罚款';
export const OTHER_PENALTIES = PENALTY_KINDS.filter(isOther) as unknown as readonly [string, ...string[]];
export const OTHER_PENALTY_LABELS = Object.fromEntries(OTHER_PENALTIES.map((kind) => [kind, kind]));

/** Penalties of the clause that are not imposed, each with its reason (行政处罚法 5(2)). */
export const leftOutField = () =>
  z
    .array(
      z
        .object({ kind: choice('处罚', OTHER_PENALTIES, OTHER_PENALTY_LABELS), reason: longText('不并处的理由', undefined, 500) })
        .strict()
        .meta({ title: '不并处的处罚' }),
    )
    .max(20, '最多20项')
    .default([])
    .meta({ title: '不并处的处罚', input: 'list', help: '条文规定应当或者可以并处而不并处的，逐项写明理由' });

const BEFORE_REVIEW = ['discovery', 'stopping', 'evidence', 'decision'] as const;
const filesOf = (hash: string | null) => (hash === null ? {} : { files: [hash] });
const witness = () => text('见证人', 60).nullable().default(null);

export const evidenceCommands = {
  RequestFiling: command({
    label: '申请立案',
    help: '办案人员认为符合立案标准的，写明理由报负责人审批；负责人以“批准立案”作出决定。',
    stages: ['stopping'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十四条第二款'],
    schema: z
      .object({ reason: longText('立案理由', '写明初步查明的事实和涉嫌违反的规定', 3000), officerIds: officers('拟承办人') })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, matter: 'case' as const }),
  }),
  FileCase: command({
    label: '批准立案',
    help: '由承办单位负责人本人审批立案并确定两名以上持证承办人；批准之日为立案日期，案号由系统连续编排。',
    stages: ['stopping'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十四条第二款', '《行政处罚法》第四十二条', '《行政处罚法》第三十六条'],
    schema: z
      .object({
        officerIds: officers('承办人', '第一名为主办人；不少于两名持证执法人员'),
        reason: longText('立案理由', undefined, 3000),
        circumstances: circumstances(),
        paperNumber: text('原案号', 60)
          .nullable()
          .default(null)
          .meta({ title: '原案号', input: 'text', help: '只用于补录已在纸质卷宗立案的案件' }),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, matter: 'case' as const }),
  }),
  IdentifyParties: command({
    label: '查明当事人',
    help: '查明或者更换当事人，写明依据；身份证号和统一社会信用代码会核对校验码。',
    stages: ['stopping', 'evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十条'],
    schema: z
      .object({
        parties: z.array(partySchema).min(1, '请填写当事人').max(20, '当事人最多20名').meta({ title: '当事人' }),
        how: longText('查明依据', '如身份证、营业执照、询问笔录', 1000),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const }),
  }),
  AddEvidence: command({
    label: '添加证据',
    help: '登记依法收集的证据：种类、收集人、时间、地点、原件或者复制件；附件上传后以哈希固定。',
    stages: BEFORE_REVIEW,
    roles: HANDLERS,
    basis: ['《行政处罚法》第四十六条', '《行政处罚法》第四十二条'],
    schema: z
      .object({
        kind: choice('证据种类', EVIDENCE_KINDS, EVIDENCE_KIND_LABELS),
        title: text('证据名称', 200),
        fileHash: fileHash().nullable().default(null),
        original: yesNo('原件、原物', '复制件、复制品选“否”'),
        copyNote: longText('复制件说明', '复制件写明原件存放处和核对情况', 500).nullable().default(null),
        officerIds: officers('收集人'),
        collectedAt: instant('收集时间'),
        place: text('收集地点', 300),
        provider: text('提供人', 100).nullable().default(null),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, ...filesOf(payload.fileHash) }),
  }),
  RecordOffSiteEvidence: command({
    label: '登记非现场证据',
    help: '监控设备经法制和技术审核、地点已公布的记录，由两名执法人员审核内容真实、清晰、完整、准确后才能使用。',
    stages: BEFORE_REVIEW,
    roles: HANDLERS,
    basis: ['《行政处罚法》第四十一条'],
    schema: z
      .object({
        title: text('记录名称', 200),
        fileHash: fileHash('记录文件'),
        deviceNumber: text('设备编号', 60),
        deviceCheckedOn: legalDate('技术审核日期', '设备检定、校准合格之日'),
        legalReviewOn: legalDate('法制审核日期'),
        sitePublished: yesNo('设置地点已向社会公布'),
        publishedWhere: text('公布载体', 200),
        capturedAt: instant('记录时间'),
        place: text('设置地点', 300),
        reviewerIds: officers('审核人员', '不少于两名持证执法人员'),
        review: longText('审核意见', '记录内容是否真实、清晰、完整、准确', 1000),
        passed: yesNo('审核符合要求'),
        partyToldOn: legalDate('告知当事人日期', '应当及时告知当事人违法事实').nullable().default(null),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.reviewerIds, files: [payload.fileHash] }),
  }),
  VerifyEvidence: command({
    label: '核实证据',
    help: '证据经查证属实，方可作为认定案件事实的根据；写明怎样核实。',
    stages: BEFORE_REVIEW,
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十六条第二款'],
    schema: z.object({ evidenceIds: evidenceIds('核实的证据'), findings: longText('核实情况', '真实性、合法性、关联性', 2000) }).strict(),
  }),
  ExcludeEvidence: command({
    label: '排除证据',
    help: '以非法手段取得的证据，不得作为认定案件事实的根据；排除后仍留在案卷中。',
    stages: ['discovery', 'stopping', 'evidence', 'review', 'decision'],
    roles: CASE_OFFICERS,
    basis: ['《行政处罚法》第四十六条第三款'],
    schema: z
      .object({
        evidenceId: evidenceId('证据'),
        illegal: longText('取得方式违法之处', undefined, 1000),
        reason: longText('排除理由', undefined, 1000),
      })
      .strict(),
  }),
  PreserveEvidence: command({
    label: '先行登记保存',
    help: '证据可能灭失或者以后难以取得的，经负责人批准先行登记保存；情况紧急的先保存，二十四小时内补办批准。',
    stages: ['stopping', 'evidence'],
    roles: [...HANDLERS, ...HEADS],
    basis: ['《行政处罚法》第五十六条'],
    schema: z
      .object({
        items: z
          .array(
            z
              .object({ name: text('物品名称', 100), quantity: text('数量', 40), place: text('保存地点', 200) })
              .strict()
              .meta({ title: '物品' }),
          )
          .min(1, '请填写物品清单')
          .max(200, '物品最多200项')
          .meta({ title: '物品清单', input: 'list' }),
        officerIds: officers(),
        urgentReason: longText('情况紧急的理由', '由负责人办理的不填', 1000).nullable().default(null),
        partyPresent: yesNo('当事人在场'),
        witness: witness(),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds }),
  }),
  ApprovePreservation: command({
    label: '补办保存批准',
    help: '对紧急情况下先行登记保存的，由负责人决定是否批准；不批准的应当立即解除。',
    stages: ['stopping', 'evidence', 'review', 'decision'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十六条', '《市场监督管理行政处罚程序规定》第三十三条第二款'],
    schema: z
      .object({ preservationId: itemId('先行登记保存'), approved: yesNo('批准'), reason: longText('理由', undefined, 1000) })
      .strict(),
  }),
  ResolvePreservation: command({
    label: '处理登记保存',
    help: '先行登记保存后七个工作日内作出处理决定：返还、送检、移送、没收、解除或者查封扣押。',
    stages: ['stopping', 'evidence', 'review', 'decision', 'execution'],
    roles: [...HANDLERS, ...HEADS],
    whileSuspended: true,
    basis: ['《行政处罚法》第五十六条', '《行政处罚法》第八十五条'],
    schema: z
      .object({
        preservationId: itemId('先行登记保存'),
        kind: choice('处理决定', PRESERVATION_ENDINGS, PRESERVATION_ENDING_LABELS),
        note: longText('处理情况', '写明依据、接收人或者文书文号', 1000),
      })
      .strict(),
  }),
  RecordInterview: command({
    label: '记录询问',
    help: '两名执法人员出示证件后询问当事人或者有关人员，制作笔录；拒绝签名的注明原因。',
    stages: BEFORE_REVIEW,
    roles: HANDLERS,
    basis: ['《行政处罚法》第五十五条', '《行政处罚法》第四十二条'],
    schema: z
      .object({
        person: text('被询问人', 60),
        role: choice('身份', INTERVIEW_ROLES, INTERVIEW_ROLE_LABELS),
        officerIds: officers('询问人'),
        askedAt: instant('询问时间'),
        place: text('询问地点', 300),
        certificateShown: yesNo('已出示执法证件'),
        summary: longText('询问内容', undefined, 10_000),
        fileHash: fileHash('笔录').nullable().default(null),
        signed: yesNo('被询问人已签名'),
        signatureNote: longText('未签名的说明', '拒绝或者不能签名的，注明原因', 500).nullable().default(null),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, ...filesOf(payload.fileHash) }),
  }),
  RecordSampling: command({
    label: '抽样取证',
    help: '收集证据时可以采取抽样取证的方法，记录样品、抽样方法和在场人员。',
    stages: ['stopping', 'evidence'],
    roles: HANDLERS,
    basis: ['《行政处罚法》第五十六条'],
    schema: z
      .object({
        from: text('被抽样物品', 200),
        samples: z
          .array(
            z
              .object({ name: text('样品名称', 100), quantity: text('数量', 40) })
              .strict()
              .meta({ title: '样品' }),
          )
          .min(1, '请填写样品')
          .max(100, '样品最多100项')
          .meta({ title: '样品', input: 'list' }),
        method: longText('抽样方法', undefined, 1000),
        takenOn: legalDate('抽样日期'),
        partyPresent: yesNo('当事人在场'),
        witness: witness(),
        officerIds: officers(),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds }),
  }),
  RequestAppraisal: command({
    label: '委托检测鉴定',
    help: '委托有资质的机构检测、检验、检疫或者鉴定，书面告知当事人；所需时间不计入办案期限。',
    stages: ['stopping', 'evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第四十六条第一款第七项', '《市场监督管理行政处罚程序规定》第六十四条'],
    schema: z
      .object({
        kind: choice('事项', APPRAISAL_KINDS, APPRAISAL_KIND_LABELS),
        subject: longText('委托内容', undefined, 1000),
        body: text('受托机构', 100),
        seizureId: itemId('查封扣押的物品')
          .nullable()
          .default(null)
          .meta({ title: '查封扣押的物品', input: 'text', help: '送检的是查封、扣押物品的选择；期间不计入查封、扣押期限' }),
        expectedOn: legalDate('预计完成日期').nullable().default(null),
        partyToldOn: legalDate('告知当事人日期'),
      })
      .strict(),
  }),
  RecordAppraisal: command({
    label: '记录检测鉴定结论',
    help: '收到结论后登记为证据并告知当事人，办案期限恢复计算。',
    stages: ['stopping', 'evidence'],
    roles: HANDLERS,
    byHandler: true,
    whileSuspended: true,
    basis: ['《行政处罚法》第四十六条第一款第七项', '《行政处罚法》第四十六条第二款'],
    schema: z
      .object({
        appraisalId: itemId('委托'),
        opinion: longText('结论'),
        fileHash: fileHash('报告').nullable().default(null),
        receivedAt: instant('收到时间'),
        partyToldOn: legalDate('告知当事人日期'),
        officerIds: officers('接收人员'),
      })
      .strict(),
    lookups: (payload) => ({ people: payload.officerIds, ...filesOf(payload.fileHash) }),
  }),
  WeighClauses: command({
    label: '比较竞合条款',
    help: '同一个违法行为违反多个法律规范应当罚款的，列出各条款，按照罚款数额高的规定处罚；适用的事项随之确定。',
    stages: ['evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第二十九条'],
    schema: z
      .object({
        act: longText('为什么是同一个违法行为', '写明行为的时间、地点、方式', 2000),
        candidates: z
          .array(
            z
              .object({
                matterCode: matterCode('也违反的事项'),
                why: longText('违反的规定和理由', undefined, 1000),
                stage: choice('适用罚则', PENALTY_STAGES, PENALTY_STAGE_LABELS, '不选的按改正复查记录确定').nullable().default(null),
              })
              .strict()
              .meta({ title: '条款' }),
          )
          .min(1, '请列出也违反的条款')
          .max(10, '最多10项')
          .meta({ title: '也违反的条款', input: 'list' }),
        stage: choice('本案事项适用罚则', PENALTY_STAGES, PENALTY_STAGE_LABELS, '不选的按改正复查记录确定').nullable().default(null),
        factors: factorsField(),
      })
      .strict(),
    lookups: (payload) => ({
      matter: 'case' as const,
      matters: payload.candidates.map(({ matterCode: code }) => code),
      history: 'case' as const,
    }),
  }),
  ConcludeInvestigation: command({
    label: '调查终结',
    help: '查清事实后提出处理建议：拟罚数额须在裁量基准幅度内，偏离的说明理由并经上一级批准。',
    stages: ['evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十七条', '《行政处罚法》第三十四条', '《行政处罚法》第四十六条'],
    schema: z
      .object({
        kind: choice('处理建议', CONCLUSION_KINDS, CONCLUSION_KIND_LABELS),
        facts: longText('查明的事实'),
        report: longText('调查终结报告', '写明证据、定性、裁量情节和建议', 10_000),
        evidenceIds: evidenceIds('认定事实的证据'),
        stage: choice('适用罚则', PENALTY_STAGES, PENALTY_STAGE_LABELS, '不选的按改正复查记录确定').nullable().default(null),
        factors: factorsField(),
        fine: yuan('拟罚款金额').default(0),
        confiscation: yuan('拟没收金额', '没收违法所得、没收非法财物折价').default(0),
        others: choices('其他处罚', OTHER_PENALTIES, OTHER_PENALTY_LABELS),
        leftOut: leftOutField(),
        deviationReason: longText('偏离裁量基准的理由', '在基准幅度内的不填', 2000).nullable().default(null),
        openPreservations: z
          .array(
            z
              .object({ id: itemId('先行登记保存'), reason: longText('尚未处理的理由', undefined, 500) })
              .strict()
              .meta({ title: '尚未处理的保存' }),
          )
          .max(50, '最多50项')
          .default([])
          .meta({ title: '尚未处理的登记保存', input: 'list', help: '仍在七个工作日内的，写明理由' }),
        circumstances: circumstances(),
      })
      .strict(),
    lookups: () => ({ matter: 'case' as const, history: 'case' as const }),
  }),
  DecideDeviation: command({
    label: '审批偏离基准',
    help: '拟处罚偏离裁量基准的，由执法局负责人审批；不批准的，退由承办人在基准幅度内重新提出建议。',
    stages: ['evidence', 'review', 'decision'],
    roles: [BUREAU_HEAD],
    basis: ['《行政处罚法》第三十四条'],
    schema: z.object({ approved: yesNo('批准'), opinion: longText('审批意见', undefined, 1000) }).strict(),
  }),
};
