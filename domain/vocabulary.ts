/** The words of the field, in one place: keys are the record's, labels are the reader's. */

/** A case's stages 办案阶段, in order. `archived` is the end of the workflow, not of the record. */
export const STAGES = ['discovery', 'stopping', 'evidence', 'review', 'decision', 'execution', 'closed', 'archived'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_LABELS: Record<Stage, string> = {
  discovery: '发现核查',
  stopping: '制止改正',
  evidence: '调查取证',
  review: '法制审核',
  decision: '审查决定',
  execution: '送达执行',
  closed: '结案',
  archived: '归档',
};

/** Graded handling 三级分级办案, lowest first. A case never moves down by itself. */
export const TIERS = ['town-closes', 'bureau-reviews', 'bureau-closes'] as const;
export type Tier = (typeof TIERS)[number];

export const TIER_LABELS: Record<Tier, string> = {
  'town-closes': '镇街办结',
  'bureau-reviews': '镇街办·执法局审',
  'bureau-closes': '执法局办结',
};

/** Lights 红黄绿灯, best first; grey 暂停 is a paused term and never the worse of two. */
export const LIGHTS = ['grey', 'green', 'yellow', 'red'] as const;
export type Light = (typeof LIGHTS)[number];

export const LIGHT_LABELS: Record<Light, string> = { grey: '中止计时', green: '正常', yellow: '到期预警', red: '超期警示' };

export const ROLES = [
  'dispatcher',
  'handler',
  'assistant',
  'town-reviewer',
  'town-head',
  'bureau-handler',
  'bureau-reviewer',
  'bureau-head',
  'supervisor',
  'auditor',
  'list-admin',
  'sys-admin',
  'security-admin',
  'audit-admin',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Record<Role, string> = {
  dispatcher: '指挥调度员',
  handler: '镇街办案人员',
  assistant: '协管员',
  'town-reviewer': '镇街法制审核员',
  'town-head': '镇街负责人',
  'bureau-handler': '执法局办案人员',
  'bureau-reviewer': '执法局法制审核员',
  'bureau-head': '执法局负责人',
  supervisor: '督办员',
  auditor: '执法监督（审计）',
  'list-admin': '清单管理员',
  'sys-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

/** Who the party is (当事人). 个体工商户 is neither word of the penalty clauses; `discretion` says which rows it takes. */
export const SUBJECT_KINDS = ['citizen', 'individual-business', 'organisation'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const SUBJECT_KIND_LABELS: Record<SubjectKind, string> = {
  citizen: '公民',
  'individual-business': '个体工商户',
  organisation: '法人或其他组织',
};

/** The eight kinds of evidence, 行政处罚法 46. */
export const EVIDENCE_KINDS = [
  'documentary',
  'physical',
  'audiovisual',
  'electronic',
  'witness',
  'party-statement',
  'expert-opinion',
  'inspection-record',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_KIND_LABELS: Record<EvidenceKind, string> = {
  documentary: '书证',
  physical: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  witness: '证人证言',
  'party-statement': '当事人的陈述',
  'expert-opinion': '鉴定意见',
  'inspection-record': '勘验笔录、现场笔录',
};

/** Procedures: 简易程序 (行政处罚法 51) and 普通程序 (54 onwards). */
export const PROCEDURES = ['simplified', 'ordinary'] as const;
export type Procedure = (typeof PROCEDURES)[number];
export const PROCEDURE_LABELS: Record<Procedure, string> = { simplified: '简易程序', ordinary: '普通程序' };

/** How a case can end. */
export const OUTCOMES = [
  'penalty',
  'ordered',
  'no-penalty',
  'not-established',
  'exempted',
  'unfounded',
  'not-filed',
  'corrected',
  'transferred-agency',
  'transferred-police',
  'merged',
  'terminated',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_LABELS: Record<Outcome, string> = {
  penalty: '给予行政处罚',
  ordered: '责令限期拆除、恢复原状等',
  'no-penalty': '不予行政处罚',
  'not-established': '违法事实不成立',
  exempted: '首违（轻微）不罚',
  unfounded: '核查不属实',
  'not-filed': '不予立案',
  corrected: '责令改正后改正完毕',
  'transferred-agency': '移送其他行政机关',
  'transferred-police': '移送公安机关',
  merged: '并案',
  terminated: '终止调查',
};

/** Service 送达 (民事诉讼法 87-95, borrowed by 行政处罚法 61). */
export const SERVICE_METHODS = ['direct', 'left', 'electronic', 'entrusted', 'post', 'forwarded', 'public-notice'] as const;
export type ServiceMethod = (typeof SERVICE_METHODS)[number];
export const SERVICE_METHOD_LABELS: Record<ServiceMethod, string> = {
  direct: '直接送达',
  left: '留置送达',
  electronic: '电子送达',
  entrusted: '委托送达',
  post: '邮寄送达',
  forwarded: '转交送达',
  'public-notice': '公告送达',
};

/** Lead channels 线索渠道. */
export const CHANNELS = [
  '12345',
  'patrol',
  'grid',
  'digital-urban',
  'media',
  'video',
  'agency-transfer',
  'superior',
  'public-report',
  'off-site',
] as const;
export type Channel = (typeof CHANNELS)[number];
export const CHANNEL_LABELS: Record<Channel, string> = {
  '12345': '12345热线',
  patrol: '巡查发现',
  grid: '网格上报',
  'digital-urban': '数字城管',
  media: '媒体曝光',
  video: '视频监控',
  'agency-transfer': '部门移送',
  superior: '上级交办',
  'public-report': '群众举报',
  'off-site': '非现场监测',
};
