/**
 * Statutory terms that a case meets, each with its article. Counting rules: 行政处罚法 85 makes its 二日、三日、五日、七日
 * workdays and nothing else (十五日, 九十日 are natural days); 行政强制法 69 makes every term of ten days or less workdays.
 * Neither law rolls a last day that is no workday, so the office's own deadlines do not roll. Terms of review, of suit
 * and of application to the court do (民事诉讼法 85, 行政复议法 88, 行政诉讼法 101).
 *
 * `local` marks what the national law leaves to sector or local rules: the figures are taken from the rule named and
 * must be checked against the county's own before they are relied on.
 */
import { BARE_TERM } from '../terms/define.ts';
import type { TermDefinition } from '../terms/model.ts';
import { COERCION_TERMS } from './coercion-terms.ts';
import { SEIZURE_TERMS } from './seizure-terms.ts';
import { ARCHIVED, CASE_ENDS, DECISION_REVOKED, FINE_PAID, PERFORMED, SETTLED, WITH_FINE, decisionReceived, on } from './term-events.ts';

type Draft = Omit<TermDefinition, 'effect' | 'pausedBy' | 'extensions' | 'roll' | 'cancelledBy' | 'duty' | 'yellow'> &
  Partial<TermDefinition>;

/** What most of them share: no roll, no pauses, no extension; the handler's duty; yellow with a fifth left. */
const statutory = (draft: Draft): TermDefinition => ({
  ...BARE_TERM,
  effect: 'statutory',
  cancelledBy: CASE_ENDS,
  duty: 'handler',
  yellow: { share: 0.8, remaining: 1 },
  ladder: 'statutory',
  ...draft,
});

/** A party's time to act: it lapses, it is never late. */
const window = (draft: Draft): TermDefinition => statutory({ duty: 'party', window: true, ladder: 'window', ...draft });

const MARKET_RULES = '《市场监督管理行政处罚程序规定》';

const investigation: TermDefinition[] = [
  statutory({
    key: 'penalty-limitation',
    label: '行政处罚追责时效',
    length: 2,
    unit: 'year',
    armedBy: ['CaseOpened', 'VerificationRecorded'].flatMap((event) => [
      on(event, {
        anchor: 'data.conduct.endedOn',
        length: 'data.conduct.limitationYears?',
        when: { path: 'data.conduct.endedOn', exists: true },
      }),
      // Conduct that still goes on has no end to count from.
      on(event, {
        anchor: 'data.conduct.on',
        length: 'data.conduct.limitationYears?',
        when: [
          { path: 'data.conduct.on', exists: true },
          { path: 'data.conduct.endedOn', exists: false },
          { path: 'data.conduct.continuing', notIn: [true] },
        ],
      }),
    ]),
    // 发现 is read at its latest, the filing: a clock that stops too late warns, one that stops too early hides.
    metBy: [on('CaseFiled', { anchor: 'data.filedOn' }), on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn' })],
    yellow: { share: 0.9, remaining: 0.25 },
    basis: '《行政处罚法》第三十六条：二年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的为五年',
  }),
  statutory({
    key: 'case-filing-check',
    label: '核查立案',
    length: 15,
    unit: 'workday',
    pausedBy: ['appraisal'],
    extensions: [{ maxLength: 15, approver: 'head', basis: `${MARKET_RULES}第十八条` }],
    armedBy: [on('CaseOpened', { anchor: 'data.source.receivedAt?' })],
    metBy: [on('CaseFiled', { anchor: 'data.filedOn' }), on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn' })],
    yellow: { share: 0.8, remaining: 3 },
    basis: `《行政处罚法》第五十四条第二款（及时立案）；${MARKET_RULES}第十八条（十五个工作日）`,
    local: '法律只规定“及时”，十五个工作日参照市场监管规章，以本地规定为准',
  }),
  statutory({
    key: 'decision-deadline',
    label: '作出行政处罚决定',
    length: 90,
    unit: 'naturalDay',
    pausedBy: ['suspension', 'hearing', 'announcement', 'appraisal', 'co-investigation'],
    extensions: [
      { maxLength: 30, approver: 'head', basis: `${MARKET_RULES}第六十四条：经负责人批准可以延长三十日` },
      { maxLength: null, approver: 'collective', basis: `${MARKET_RULES}第六十四条：仍不能作出的，由负责人集体讨论决定延长的合理期限` },
    ],
    // Investigated anew after it was reopened: the ninety days are counted anew, from the reopening.
    armedBy: [on('CaseFiled', { anchor: 'data.filedOn' }), on('CaseReopened', { when: { path: 'data.to', in: ['evidence'] } })],
    metBy: [on('Decided', { anchor: 'data.decidedOn' })],
    yellow: { share: 0.8, remaining: 10 },
    basis: '《行政处罚法》第六十条：自立案之日起九十日内作出行政处罚决定；法律、法规、规章另有规定的，从其规定',
    local: '扣除期间与延长参照《市场监督管理行政处罚程序规定》第六十四条，以本部门规章为准；撤销后重新调查的，自重新办理之日起参照计算',
  }),
  statutory({
    key: 'evidence-preservation',
    label: '先行登记保存处理决定',
    length: 7,
    unit: 'workday',
    instance: 'data.preservationId',
    armedBy: [on('EvidencePreserved')],
    metBy: [on('PreservationResolved')],
    yellow: { share: 0.7, remaining: 2 },
    basis: '《行政处罚法》第五十六条：应当在七日内及时作出处理决定；第八十五条（七日为工作日）',
  }),
  statutory({
    key: 'preservation-approval',
    label: '先行登记保存补办批准',
    length: 24,
    unit: 'hour',
    duty: 'head',
    instance: 'data.preservationId',
    armedBy: [on('EvidencePreserved', { when: { path: 'data.approvedBy', exists: false } })],
    metBy: [on('PreservationApproved'), on('PreservationApprovalRefused')],
    cancelledBy: [...CASE_ENDS, on('PreservationResolved')],
    yellow: { share: 0.75, remaining: 4 },
    ladder: 'urgent',
    basis: `《行政处罚法》第五十六条（经负责人批准）；${MARKET_RULES}第三十三条第二款（二十四小时内补办）`,
    local: '二十四小时参照市场监管规章，以本部门规章为准',
  }),
  ...SEIZURE_TERMS,
  statutory({
    key: 'jurisdiction-consultation',
    label: '管辖争议协商',
    length: 7,
    unit: 'workday',
    armedBy: [on('JurisdictionDisputeRaised')],
    metBy: [on('JurisdictionConsulted'), on('JurisdictionDesignated')],
    basis: `《行政处罚法》第二十五条；${MARKET_RULES}第十三条（七个工作日）`,
    local: '法律未规定天数，参照市场监管规章',
  }),
  statutory({
    key: 'jurisdiction-designation',
    label: '共同上级指定管辖',
    length: 7,
    unit: 'workday',
    duty: 'other-body',
    ladder: 'inform',
    armedBy: [on('JurisdictionConsulted', { when: { path: 'data.agreed', in: [false] } })],
    metBy: [on('JurisdictionDesignated')],
    basis: `《行政处罚法》第二十五条；${MARKET_RULES}第十六条（七个工作日）`,
    local: '法律未规定天数，参照市场监管规章',
  }),
];

const decision: TermDefinition[] = [
  window({
    key: 'statement-defence',
    label: '陈述、申辩',
    length: 5,
    unit: 'workday',
    rearm: 'restart',
    armedBy: [on('ProposedDecisionNotified', { anchor: 'data.servedOn' })],
    metBy: [on('StatementRecorded', { anchor: 'data.receivedOn' })],
    cancelledBy: [...CASE_ENDS, on('Decided')],
    basis: `《行政处罚法》第四十四条、第四十五条、第六十二条；${MARKET_RULES}第五十七条（五个工作日）`,
    local: '法律未规定陈述申辩的天数，参照市场监管规章',
  }),
  window({
    key: 'hearing-request',
    label: '申请听证',
    length: 5,
    unit: 'workday',
    rearm: 'restart',
    armedBy: [on('ProposedDecisionNotified', { anchor: 'data.servedOn', when: { path: 'data.hearingRight', notIn: [false] } })],
    metBy: [
      on('HearingRequested', { anchor: 'data.requestedOn' }),
      on('StatementRecorded', { anchor: 'data.receivedOn', when: { path: 'data.waivesHearing', in: [true] } }),
    ],
    cancelledBy: [...CASE_ENDS, on('Decided')],
    basis: '《行政处罚法》第六十四条第一项：在行政机关告知后五日内提出；第八十五条（五日为工作日）',
  }),
  statutory({
    key: 'hearing-notice',
    label: '听证通知',
    length: 7,
    unit: 'workday',
    direction: 'back',
    rearm: 'restart',
    armedBy: [on('HearingScheduled', { anchor: 'data.heldAt' })],
    metBy: [
      on('HearingScheduled', { self: true, anchor: 'data.noticeOn', when: { path: 'data.noticeOn', exists: true } }),
      on('DocumentServed', { anchor: 'data.effectiveOn', when: { path: 'data.document', in: ['hearing-notice'] } }),
    ],
    cancelledBy: [...CASE_ENDS, on('HearingRecorded'), on('HearingWaived')],
    basis: '《行政处罚法》第六十四条第二项：举行听证的七日前通知当事人及有关人员听证的时间、地点；第八十五条（七日为工作日）',
  }),
  statutory({
    key: 'decision-service',
    label: '送达决定书',
    length: 7,
    unit: 'workday',
    armedBy: [on('Decided', { anchor: 'data.decidedOn', when: { path: 'data.kind', in: ['penalty', 'no-penalty', 'not-established'] } })],
    // Done when it is put on its way; a public notice takes effect later, but is no delay of the office.
    metBy: [on('DocumentServed', { anchor: 'data.deliveredOn', when: { path: 'data.document', in: ['decision'] } })],
    cancelledBy: [...CASE_ENDS, DECISION_REVOKED],
    yellow: { share: 0.7, remaining: 2 },
    basis: '《行政处罚法》第六十一条：当事人不在场的，在七日内送达；第八十五条（七日为工作日）',
  }),
  statutory({
    key: 'publish-penalty',
    label: '公示行政处罚决定',
    length: 7,
    unit: 'workday',
    armedBy: [
      on('Decided', { anchor: 'data.decidedOn', when: { path: 'data.kind', in: ['penalty'] } }),
      on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn' }),
    ],
    metBy: [on('PenaltyPublished', { anchor: 'data.publishedOn' })],
    cancelledBy: [...ARCHIVED, DECISION_REVOKED],
    yellow: { share: 0.7, remaining: 2 },
    basis: '国办发〔2018〕118号（行政处罚信息七个工作日内公开）；《行政处罚法》第四十八条（具有一定社会影响的）',
    local: '依据为该通知的报道，正文须核对；是否具有一定社会影响由机关认定',
  }),
  statutory({
    key: 'publish-decision',
    label: '公示执法决定',
    length: 20,
    unit: 'workday',
    armedBy: [on('Decided', { anchor: 'data.decidedOn', when: { path: 'data.kind', in: ['no-penalty'] } })],
    metBy: [on('PenaltyPublished', { anchor: 'data.publishedOn' })],
    cancelledBy: [...ARCHIVED, DECISION_REVOKED],
    yellow: { share: 0.8, remaining: 4 },
    basis: '国办发〔2018〕118号（执法决定二十个工作日内公开）',
    local: '依据为该通知的报道，正文须核对',
  }),
  statutory({
    key: 'publish-withdraw',
    label: '撤回已公开的处罚信息',
    length: 3,
    unit: 'workday',
    armedBy: [
      on('CaseReopened', {
        when: [
          { path: 'data.decisionRevoked', in: [true] },
          { path: 'data.published', in: [true] },
        ],
      }),
      on('LitigationEnded', {
        anchor: 'data.endedOn',
        when: [
          { path: 'data.published', in: [true] },
          { path: 'data.result', in: ['changed', 'revoked'] },
        ],
      }),
    ],
    metBy: [on('PublicationWithdrawn', { anchor: 'data.withdrawnOn' })],
    cancelledBy: ARCHIVED,
    basis: '《行政处罚法》第四十八条第二款：三日内撤回并公开说明理由；第八十五条（三日为工作日）',
  }),
  statutory({
    key: 'simple-case-file',
    label: '简易程序案卷归入',
    length: 7,
    unit: 'workday',
    armedBy: [on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn' })],
    metBy: [on('OnTheSpotPenaltyReported'), on('CaseArchived')],
    cancelledBy: [],
    basis: `《行政处罚法》第五十二条（报所属机关备案）；${MARKET_RULES}第七十条（七个工作日）`,
    local: '法律只规定备案，七个工作日参照市场监管规章',
  }),
];

const execution: TermDefinition[] = [
  statutory({
    key: 'fine-payment',
    label: '缴纳罚款',
    length: 15,
    unit: 'naturalDay',
    duty: 'party',
    ladder: 'inform',
    rearm: 'restart',
    armedBy: [
      ...decisionReceived({ when: WITH_FINE }),
      // 66(2): deferral or instalments; the last of them is the new end.
      on('InstalmentsGranted', { due: 'data.until' }),
    ],
    metBy: [FINE_PAID],
    cancelledBy: [...CASE_ENDS, DECISION_REVOKED],
    yellow: { share: 0.8, remaining: 3 },
    basis: '《行政处罚法》第六十六条、第六十七条：自收到行政处罚决定书之日起十五日内缴纳罚款',
  }),
  window({
    key: 'surcharge-to-enforcement',
    label: '加处罚款满三十日',
    length: 30,
    unit: 'naturalDay',
    pausedBy: ['litigation-standstill'],
    armedBy: decisionReceived({ when: WITH_FINE, offset: { length: 15, unit: 'naturalDay' } }),
    metBy: [FINE_PAID],
    cancelledBy: [...CASE_ENDS, DECISION_REVOKED, on('InstalmentsGranted')],
    basis: '《行政强制法》第四十六条：加处罚款超过三十日，经催告仍不履行的，可以强制执行或申请人民法院强制执行',
  }),
  window({
    key: 'review-application',
    label: '申请行政复议',
    length: 60,
    unit: 'naturalDay',
    roll: 'next',
    rearm: 'restart',
    armedBy: decisionReceived(),
    metBy: [on('LitigationStarted', { anchor: 'data.startedOn', when: { path: 'data.kind', in: ['review'] } })],
    cancelledBy: [...ARCHIVED, DECISION_REVOKED],
    ladder: undefined,
    basis: '《行政复议法》第二十条（六十日）、第八十八条（期间的计算依照民事诉讼法）',
  }),
  window({
    key: 'litigation',
    label: '提起行政诉讼',
    length: 6,
    unit: 'month',
    roll: 'next',
    rearm: 'restart',
    armedBy: decisionReceived(),
    metBy: [on('LitigationStarted', { anchor: 'data.startedOn' })],
    cancelledBy: [...ARCHIVED, DECISION_REVOKED],
    ladder: undefined,
    basis: '《行政诉讼法》第四十六条（六个月）、第一百零一条（期间适用民事诉讼法）',
  }),
  window({
    key: 'litigation-after-review',
    label: '复议后提起行政诉讼',
    length: 15,
    unit: 'naturalDay',
    roll: 'next',
    rearm: 'restart',
    armedBy: [
      on('LitigationEnded', {
        anchor: 'data.endedOn',
        when: [
          { path: 'data.kind', in: ['review'] },
          { path: 'data.result', notIn: ['withdrawn'] },
        ],
      }),
    ],
    metBy: [on('LitigationStarted', { anchor: 'data.startedOn', when: { path: 'data.kind', in: ['suit'] } })],
    cancelledBy: [...ARCHIVED, DECISION_REVOKED],
    ladder: undefined,
    basis: '《行政诉讼法》第四十五条：收到复议决定书之日起十五日内',
  }),
  window({
    key: 'demand-before-court',
    label: '催告履行',
    length: 10,
    unit: 'workday',
    rearm: 'restart',
    armedBy: [on('PerformanceDemanded', { anchor: 'data.servedOn' })],
    metBy: [SETTLED, PERFORMED],
    cancelledBy: [...CASE_ENDS, DECISION_REVOKED],
    basis: '《行政强制法》第五十四条：催告书送达十日后仍未履行的，可以申请人民法院强制执行；第六十九条（十日为工作日）',
  }),
  statutory({
    key: 'court-application',
    label: '申请人民法院强制执行',
    length: 3,
    unit: 'month',
    roll: 'next',
    rearm: 'later',
    armedBy: [
      ...decisionReceived({ when: WITH_FINE, offset: { length: 6, unit: 'month' } }),
      on('InstalmentsGranted', { anchor: 'data.until' }),
      on('LitigationEnded', {
        anchor: 'data.endedOn',
        offset: { length: 15, unit: 'naturalDay' },
        when: [
          { path: 'data.kind', in: ['review'] },
          { path: 'data.result', in: ['upheld', 'changed'] },
        ],
      }),
      on('LitigationEnded', {
        anchor: 'data.endedOn',
        when: [
          { path: 'data.kind', in: ['suit'] },
          { path: 'data.result', notIn: ['revoked'] },
        ],
      }),
    ],
    metBy: [on('CourtEnforcementApplied', { anchor: 'data.appliedOn' })],
    cancelledBy: [...CASE_ENDS, DECISION_REVOKED, SETTLED, PERFORMED],
    yellow: { share: 0.7, remaining: 1 },
    basis: '《行政强制法》第五十三条：自期限届满之日起三个月内；《行政处罚法》第七十二条第二款（自延期、分期期限结束之日起）',
  }),
  statutory({
    key: 'court-acceptance',
    label: '法院受理强制执行申请',
    length: 5,
    unit: 'workday',
    duty: 'other-body',
    ladder: 'inform',
    armedBy: [on('CourtEnforcementApplied', { anchor: 'data.appliedOn' })],
    metBy: [on('CourtAnswered', { anchor: 'data.on' })],
    basis: '《行政强制法》第五十六条：接到申请后应当在五日内受理；第六十九条（五日为工作日）',
  }),
  statutory({
    key: 'court-ruling',
    label: '法院裁定强制执行',
    length: 7,
    unit: 'workday',
    duty: 'other-body',
    ladder: 'inform',
    armedBy: [on('CourtAnswered', { anchor: 'data.on', when: { path: 'data.answer', in: ['accepted'] } })],
    metBy: [on('CourtAnswered', { anchor: 'data.on', when: { path: 'data.answer', notIn: ['accepted'] } })],
    basis: '《行政强制法》第五十七条：自受理之日起七日内作出执行裁定；第五十八条（需听取意见的三十日）；第六十九条',
  }),
  statutory({
    key: 'case-closure',
    label: '结案审批',
    length: 15,
    unit: 'workday',
    armedBy: [SETTLED, PERFORMED],
    metBy: [on('CaseClosed')],
    cancelledBy: ARCHIVED,
    yellow: { share: 0.8, remaining: 3 },
    basis: `${MARKET_RULES}第七十七条（十五个工作日）`,
    local: '法律未规定，参照市场监管规章',
  }),
];

// 移送规定 has no clause that makes its 三日 workdays: natural days, the strict reading.
const REFERRAL_RULES = '《行政执法机关移送涉嫌犯罪案件的规定》';

const referral: TermDefinition[] = [
  statutory({
    key: 'criminal-transfer-decision',
    label: '移送公安决定',
    length: 3,
    unit: 'naturalDay',
    duty: 'head',
    armedBy: [on('ReferralToPoliceProposed')],
    metBy: [on('ReferralToPoliceApproved'), on('ReferralToPoliceRefused')],
    basis: `${REFERRAL_RULES}第五条：自接到报告之日起三日内作出批准移送或者不批准移送的决定（按自然日从严计算）`,
  }),
  statutory({
    key: 'criminal-transfer',
    label: '向公安机关移送',
    length: 24,
    unit: 'hour',
    ladder: 'urgent',
    armedBy: [on('ReferralToPoliceApproved')],
    metBy: [on('ReferredToPolice')],
    yellow: { share: 0.75, remaining: 4 },
    basis: `${REFERRAL_RULES}第五条：决定批准的，应当在二十四小时内向同级公安机关移送`,
  }),
  statutory({
    key: 'police-decision',
    label: '公安机关立案审查',
    length: 3,
    unit: 'naturalDay',
    duty: 'other-body',
    ladder: 'inform',
    rearm: 'restart',
    armedBy: [on('ReferredToPolice'), on('PoliceRefusalObjected')],
    metBy: [on('PoliceAnswered', { anchor: 'data.receivedOn' })],
    basis: `${REFERRAL_RULES}第七条、第八条（三日内审查决定是否立案）；第九条（复议三日内答复）`,
  }),
  window({
    key: 'police-refusal-objection',
    label: '提请复议或建议立案监督',
    length: 3,
    unit: 'naturalDay',
    duty: 'handler',
    rearm: 'restart',
    armedBy: [on('PoliceAnswered', { anchor: 'data.receivedOn', when: { path: 'data.filed', in: [false] } })],
    metBy: [on('PoliceRefusalObjected')],
    basis: `${REFERRAL_RULES}第九条：自接到不予立案通知书之日起三日内`,
  }),
  statutory({
    key: 'criminal-goods-handover',
    label: '移交涉案物品与材料',
    length: 3,
    unit: 'naturalDay',
    armedBy: [on('PoliceAnswered', { anchor: 'data.receivedOn', when: { path: 'data.filed', in: [true] } })],
    metBy: [on('GoodsHandedToPolice')],
    basis: `${REFERRAL_RULES}第十二条：自接到立案通知书之日起三日内移交涉案物品以及与案件有关的其他材料`,
  }),
];

export const STATUTORY_TERMS: TermDefinition[] = [...investigation, ...decision, ...execution, ...COERCION_TERMS, ...referral];
