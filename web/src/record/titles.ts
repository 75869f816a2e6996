/** Titles of what only events say, and the words of their keys; all the rest is explained by the commands' own fields. */
import { DOCUMENT_LABELS, DECISION_KIND_LABELS } from '../../../domain/case/decision/commands.ts';
import { PENALTY_STAGE_LABELS } from '../../../domain/lists/matters.ts';
import { PAUSE_GROUND_LABELS } from '../../../domain/terms/model.ts';
import { RUNG_LABELS } from '../../../domain/terms/ladder.ts';
import {
  CHANNEL_LABELS, EVIDENCE_KIND_LABELS, LIGHT_LABELS, OUTCOME_LABELS, SERVICE_METHOD_LABELS, STAGE_LABELS, SUBJECT_KIND_LABELS, TIER_LABELS,
} from '../../../domain/vocabulary.ts';

export const TITLES: Record<string, string> = {
  unit: '承办单位', town: '属地镇街', handlers: '承办人', previous: '原承办人', officers: '执法人员', matter: '违法事项', conduct: '违法行为',
  parties: '当事人', source: '线索', tier: '办理层级', tierWhy: '分级理由', entered: '补录', competence: '权限依据', person: '人员',
  approvedBy: '批准人', by: '经办人', limitationUntil: '追责时效届满', number: '文号', proposed: '拟处理', rights: '告知的权利', servedOn: '送达生效日',
  statementUntil: '陈述申辩期限至', hearingRight: '有听证权利', hearingWhy: '听证权利的理由', hearingUntil: '申请听证期限至', heldOn: '听证日期',
  chair: '主持人', members: '参加人员', collective: '集体讨论', money: '处罚金额', others: '其他处罚', derivation: '裁量', orderToCorrect: '责令改正',
  sameAct: '一事不再罚', decidedOn: '决定日期', payment: '缴纳方式', effectiveOn: '生效日期', fileHash: '文件哈希', finePaid: '罚没款已缴清',
  settled: '全部缴清', until: '最后期限', startedOn: '受理日期', endedOn: '终结日期', published: '此前已公示', outcome: '结果', pages: '总页数',
  checkedOn: '复查日期', refusals: '未按要求改正的次数', result: '结果', earlier: '此前案件数', supportedConclusion: '曾用于认定事实', evidence: '登记为证据',
  late: '超期', reviewerUnit: '审核单位', mandatory: '应当审核的理由', from: '由', to: '到', toUnit: '接收单位', fromUnit: '移出单位', reasons: '理由',
  rule: '适用规则', text: '内容', answerDueAt: '答复期限', assisting: '协助单位', clocksOwner: '期限由谁承担', team: '专案组', goodsHandedOver: '涉案物品一并移交',
  with: '争议对方', moved: '案件移转', deadline: '届满', delivered: '告知时间', light: '灯', label: '期限', why: '理由', approver: '批准方式',
  minutes: '讨论记录', differences: '期限变动', collectors: '收集人', fileName: '文件', device: '监控设备', waivedOn: '放弃日期', cause: '事由', ground: '情形',
  formNumber: '决定书编号', remedies: '救济途径', cash: '当场收缴', serviceReason: '采用该方式的理由', amount: '金额', rungs: '已过的督办', enteredAt: '录入时间',
  lateReason: '逾期理由', volume: '卷别', title: '名称', name: '名称', opinions: '意见', answers: '答复', items: '物品', files: '材料', papers: '材料',
  kind: '种类', quantity: '数量', place: '地点', requirement: '要求', dueOn: '期限', caseIds: '涉及案件', channel: '渠道', receivedAt: '接收时间',
  imported: '纸质案卷', reference: '案卷号', at: '时间', factors: '裁量要素', facts: '认定事实', deviation: '偏离基准', openPreservations: '尚未处理的保存',
  hash: '哈希', version: '版本', fine: '罚款', filedOn: '立案日期', correctedOn: '改正日期', reason: '理由', action: '督办措施', nominal: '应到时间',
};

const PAYMENTS = { bank: '银行或者电子支付', cash: '当场收缴', none: '不涉及缴款' };
const UNITS_OF_REVIEW = { town: '镇街法制审核', bureau: '执法局法制审核' };
const APPROVERS = { head: '负责人批准', collective: '负责人集体讨论决定' };
const PROPOSERS = { person: '人员提请', rule: '分级清单', ladder: '督办规则' };
const CHECKS = { met: '按期改正', unmet: '未按要求改正', pending: '期限未到，尚未改正' };
const VOLUMES = { main: '正卷', secondary: '副卷' };
const PLACES = { ...TIER_LABELS, ...STAGE_LABELS };

/** Words of keys, by the name of what they stand in; asked after the command's own choices. */
export const KEY_WORDS: Record<string, Record<string, string>> = {
  tier: TIER_LABELS, from: PLACES, to: PLACES, stage: { ...STAGE_LABELS, ...PENALTY_STAGE_LABELS }, light: LIGHT_LABELS, outcome: OUTCOME_LABELS,
  document: { ...DOCUMENT_LABELS, 'on-the-spot-decision': '当场处罚决定书' }, method: SERVICE_METHOD_LABELS, channel: CHANNEL_LABELS,
  payment: PAYMENTS, reviewerUnit: UNITS_OF_REVIEW, approver: APPROVERS, by: PROPOSERS, result: CHECKS, volume: VOLUMES, ground: PAUSE_GROUND_LABELS,
  action: RUNG_LABELS, kind: { ...EVIDENCE_KIND_LABELS, ...SUBJECT_KIND_LABELS, ...DECISION_KIND_LABELS },
};

/** Machinery of the record, told elsewhere (the terms, the hash) or of no use to a reader. */
export const UNTOLD = new Set([
  'id', 'caseId', 'correctionId', 'preservationId', 'appraisalId', 'recusalId', 'urgeId', 'supervisionId', 'disputeId', 'evidenceId', 'partyId',
  'entries', 'lines', 'rung', 'term', 'duty', 'approvedBy', 'fileHash', 'head', 'onTheSpot', 'leadId', 'listVersion', 'rule', 'basis', 'epoch',
]);
