/**
 * Terms that a case meets by statute or by the rule of a sector that the county follows, each with its article. Counting
 * rules: 行政处罚法 85 makes its 二日、三日、五日、七日 workdays and nothing else (十五日, 九十日 are natural days); 行政强制法 69
 * makes every term of ten days or less workdays. Neither law rolls a last day that is no workday, so the office's own deadlines
 * do not roll. Terms of review, of suit and of application to the court do (民事诉讼法 85, 行政复议法 88, 行政诉讼法 101).
 *
 * A term is statutory only where a law or an administrative regulation gives its figure. Where the figure is a sector's, the
 * term is of class `rule` and names it (followed-rules.ts); `local` says what must be checked against the county's own.
 */
import type { TermDefinition } from '../terms/model.ts';
import { COERCION_TERMS } from './coercion-terms.ts';
import { JUDGMENT_SERVED, TO_THE_COURT } from './court-terms.ts';
import { type Draft, statutory, window } from './drafts.ts';
import { decisionUnder, figureOf, type FollowedRule } from './followed-rules.ts';
import { OWN_ANSWERS } from './own-answers.ts';
import { REMEDY_TERMS } from './remedy-terms.ts';
import { SUBSTITUTION_COST_TERMS } from './substitution-cost-terms.ts';
import { SEIZURE_TERMS } from './seizure-terms.ts';
import {
  ARCHIVED,
  CASE_ENDS,
  DECISION_REVOKED,
  EXECUTION_ENDED,
  FINE_PAID,
  PERFORMED,
  SETTLED,
  WITH_FINE,
  decisionReceived,
  on,
} from './term-events.ts';

/** The rule that a county follows at first where the statute gives no figure. */
export const FOLLOWS: FollowedRule = 'samr';

/** A term whose figure the followed rule gives. Its own ladder says so; nothing else about it differs. */
const byRule = (draft: Omit<Draft, 'length' | 'unit' | 'basis'>): TermDefinition =>
  statutory({ ladder: 'rule', ...draft, ...figureOf(draft.key, FOLLOWS, { length: 1, unit: 'workday' }) });

/** 国办发〔2018〕118号, a document of the State Council's office: followed everywhere, and no statute. */
const NATIONAL_DOCUMENT = { key: 'go-118', name: '国办发〔2018〕118号' };
const byDocument = (draft: Draft): TermDefinition => statutory({ effect: 'rule', rule: NATIONAL_DOCUMENT, ladder: 'rule', ...draft });

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
  byRule({
    key: 'case-filing-check',
    label: '核查立案',
    armedBy: [
      on('CaseOpened', { anchor: 'data.source.receivedAt?' }),
      // Given back by the police before it was filed: it is looked into anew.
      on('CaseReturnedByPolice', { anchor: 'data.receivedOn', when: { path: 'data.to', in: ['stopping', 'discovery'] } }),
    ],
    metBy: [on('CaseFiled', { anchor: 'data.filedOn' }), on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn' })],
    yellow: { share: 0.8, remaining: 3 },
  }),
  statutory({
    key: 'decision-deadline',
    label: '作出行政处罚决定',
    length: 90,
    unit: 'naturalDay',
    ...decisionUnder(FOLLOWS),
    // Investigated anew after it was reopened: the ninety days are counted anew, from the reopening.
    armedBy: [
      on('CaseFiled', { anchor: 'data.filedOn' }),
      // Given back by the police after it had ended here: what was left of the ninety days then.
      on('CaseReturnedByPolice', { anchor: 'data.receivedOn', length: 'data.daysLeft', when: { path: 'data.daysLeft', exists: true } }),
      on('CaseReopened', { when: { path: 'data.to', in: ['evidence'] } }),
    ],
    metBy: [on('Decided', { anchor: 'data.decidedOn' })],
    yellow: { share: 0.8, remaining: 10 },
    basis: '《行政处罚法》第六十条：自立案之日起九十日内作出行政处罚决定；法律、法规、规章另有规定的，从其规定',
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
  byRule({
    key: 'preservation-approval',
    label: '先行登记保存补办批准',
    duty: 'head',
    instance: 'data.preservationId',
    armedBy: [on('EvidencePreserved', { when: { path: 'data.approvedBy', exists: false } })],
    metBy: [on('PreservationApproved'), on('PreservationApprovalRefused')],
    cancelledBy: [...CASE_ENDS, on('PreservationResolved')],
    yellow: { share: 0.75, remaining: 4 },
    ladder: 'urgent',
  }),
  ...SEIZURE_TERMS,
  byRule({
    key: 'jurisdiction-consultation',
    label: '管辖争议协商',
    armedBy: [on('JurisdictionDisputeRaised')],
    metBy: [on('JurisdictionConsulted'), on('JurisdictionDesignated')],
  }),
  byRule({
    key: 'jurisdiction-designation',
    label: '共同上级指定管辖',
    duty: 'other-body',
    ladder: 'inform',
    armedBy: [on('JurisdictionConsulted', { when: { path: 'data.agreed', in: [false] } })],
    metBy: [on('JurisdictionDesignated')],
  }),
];

const TO_BE_PUBLIC = { path: 'data.public', in: [true] };

const decision: TermDefinition[] = [
  byRule({
    key: 'statement-defence',
    label: '陈述、申辩',
    duty: 'party',
    window: true,
    ladder: 'window',
    rearm: 'restart',
    armedBy: [on('ProposedDecisionNotified', { anchor: 'data.servedOn' })],
    metBy: [on('StatementRecorded', { anchor: 'data.receivedOn' })],
    cancelledBy: [...CASE_ENDS, on('Decided')],
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
    cancelledBy: [...CASE_ENDS, ...DECISION_REVOKED],
    yellow: { share: 0.7, remaining: 2 },
    basis: '《行政处罚法》第六十一条：当事人不在场的，在七日内送达；第八十五条（七日为工作日）',
  }),
  // 处罚法 48 asks for it only where the decision has social impact: the finding arms it, counted from the decision.
  byDocument({
    key: 'publish-penalty',
    label: '公示行政处罚决定',
    length: 7,
    unit: 'workday',
    rearm: 'restart',
    armedBy: [on('PublicationDecided', { anchor: 'data.decidedOn', when: [TO_BE_PUBLIC, { path: 'data.kind', in: ['penalty'] }] })],
    metBy: [on('PenaltyPublished', { anchor: 'data.publishedOn' })],
    cancelledBy: [...ARCHIVED, ...DECISION_REVOKED, on('PublicationDecided', { when: { path: 'data.public', in: [false] } })],
    yellow: { share: 0.7, remaining: 2 },
    basis: '《行政处罚法》第四十八条第一款（具有一定社会影响的）；国办发〔2018〕118号（行政处罚信息七个工作日内公开）',
    local: '法律没有规定公开的天数；是否具有一定社会影响由机关认定',
  }),
  byDocument({
    key: 'publish-decision',
    label: '公示执法决定',
    length: 20,
    unit: 'workday',
    rearm: 'restart',
    armedBy: [on('PublicationDecided', { anchor: 'data.decidedOn', when: [TO_BE_PUBLIC, { path: 'data.kind', notIn: ['penalty'] }] })],
    metBy: [on('PenaltyPublished', { anchor: 'data.publishedOn' })],
    cancelledBy: [...ARCHIVED, ...DECISION_REVOKED, on('PublicationDecided', { when: { path: 'data.public', in: [false] } })],
    yellow: { share: 0.8, remaining: 4 },
    basis: '国办发〔2018〕118号（执法决定二十个工作日内公开）',
    local: '法律没有规定公开的天数',
  }),
  // How long it stands; it is over by itself, so it is never late.
  statutory({
    key: 'publicity',
    label: '公示期',
    effect: 'rule',
    rule: { key: 'ndrc-36', name: '《信用修复管理办法》（国家发展和改革委员会令第36号）' },
    window: true,
    ladder: 'window',
    length: 12,
    unit: 'month',
    rearm: 'restart',
    armedBy: [on('PenaltyPublished', { anchor: 'data.publishedOn', due: 'data.until', when: { path: 'data.until', exists: true } })],
    metBy: [on('PublicationWithdrawn', { anchor: 'data.withdrawnOn' }), on('PublicityStopped', { anchor: 'data.stoppedOn' })],
    cancelledBy: [],
    basis: '《信用修复管理办法》（国家发展和改革委员会令第36号）：轻微的至多三个月，一般的三个月至一年，严重的一年至三年',
    local: '依据为该办法的转载，正文须核对；市场监管部门适用《市场监督管理行政处罚信息公示规定》第十三条、第十四条',
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
        // Said only where the result leaves the public with what no longer holds.
        when: { path: 'data.published', in: [true] },
      }),
    ],
    metBy: [on('PublicationWithdrawn', { anchor: 'data.withdrawnOn' })],
    cancelledBy: ARCHIVED,
    basis: '《行政处罚法》第四十八条第二款：三日内撤回并公开说明理由；第八十五条（三日为工作日）',
  }),
  byRule({
    key: 'simple-case-file',
    label: '简易程序案卷归入',
    armedBy: [on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn' })],
    metBy: [on('OnTheSpotPenaltyReported'), on('CaseArchived')],
    cancelledBy: [],
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
    // The party's last day moves on where it is a holiday; 行政处罚法 borrows the rule for service alone.
    roll: 'next',
    rearm: 'restart',
    armedBy: [
      ...decisionReceived({ when: WITH_FINE }),
      // 66(2): deferral or instalments. Each instalment is a last day of its own; one that is missed makes the rest due.
      on('InstalmentsGranted', { due: 'data.plan.0.dueOn', when: { path: 'data.restFallsDue', in: [true] } }),
      on('InstalmentsGranted', { due: 'data.until' }),
      on('PaymentRecorded', { anchor: 'data.paidOn', due: 'data.nextDueOn', when: { path: 'data.nextDueOn', exists: true } }),
    ],
    metBy: [FINE_PAID],
    cancelledBy: [...CASE_ENDS, ...DECISION_REVOKED, EXECUTION_ENDED],
    yellow: { share: 0.8, remaining: 3 },
    basis: '《行政处罚法》第六十六条、第六十七条：自收到行政处罚决定书之日起十五日内缴纳罚款',
    local: '行政处罚法没有末日顺延的规定，参照民事诉讼法第八十五条、市场监督管理行政处罚程序规定第八十条',
  }),
  window({
    key: 'surcharge-to-enforcement',
    label: '加处罚款满三十日',
    length: 30,
    unit: 'naturalDay',
    pausedBy: ['litigation-standstill'],
    armedBy: decisionReceived({
      when: WITH_FINE,
      offset: { length: 15, unit: 'naturalDay', roll: 'next', what: '缴纳罚款的期限', basis: '《行政处罚法》第六十七条' },
    }),
    metBy: [FINE_PAID],
    cancelledBy: [...CASE_ENDS, ...DECISION_REVOKED, EXECUTION_ENDED, on('InstalmentsGranted'), on('SurchargeWaived')],
    basis: '《行政强制法》第四十六条：加处罚款超过三十日，经催告仍不履行的，可以强制执行或申请人民法院强制执行',
  }),
  ...REMEDY_TERMS,
  window({
    key: 'demand-before-court',
    label: '催告履行',
    length: 10,
    unit: 'workday',
    rearm: 'restart',
    armedBy: [on('PerformanceDemanded', { anchor: 'data.servedOn' })],
    metBy: [SETTLED, PERFORMED],
    cancelledBy: [...CASE_ENDS, ...DECISION_REVOKED, EXECUTION_ENDED],
    basis: '《行政强制法》第五十四条：催告书送达十日后仍未履行的，可以申请人民法院强制执行；第六十九条（十日为工作日）',
  }),
  statutory({
    key: 'court-application',
    label: '申请人民法院强制执行',
    length: 3,
    unit: 'month',
    roll: 'next',
    rearm: 'restart',
    armedBy: TO_THE_COURT,
    metBy: [on('CourtEnforcementApplied', { anchor: 'data.appliedOn' })],
    // A review or suit takes its reason away; how it ends says from where it is counted anew.
    cancelledBy: [
      ...CASE_ENDS,
      ...DECISION_REVOKED,
      EXECUTION_ENDED,
      on('LitigationStarted', { anchor: 'data.startedOn' }),
      on('LitigationEnded', { anchor: 'data.endedOn' }),
      SETTLED,
      PERFORMED,
    ],
    yellow: { share: 0.7, remaining: 1 },
    basis: '《行政强制法》第五十三条：自期限届满之日起三个月内；《行政处罚法》第七十二条第二款（自延期、分期期限结束之日起）',
  }),
  statutory({
    key: 'judgment-enforcement',
    label: '申请执行判决',
    length: 2,
    unit: 'year',
    roll: 'next',
    armedBy: JUDGMENT_SERVED,
    metBy: [on('CourtEnforcementApplied', { anchor: 'data.appliedOn' })],
    cancelledBy: [...CASE_ENDS, EXECUTION_ENDED, SETTLED, PERFORMED],
    yellow: { share: 0.9, remaining: 0.25 },
    basis:
      '《行政诉讼法》第九十五条；法释〔2018〕1号第一百五十三条：申请执行的期限为二年，没有规定履行期限的，自法律文书送达当事人之日起计算',
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
  byRule({
    key: 'case-closure',
    label: '结案审批',
    armedBy: [SETTLED, PERFORMED, EXECUTION_ENDED],
    metBy: [on('CaseClosed')],
    cancelledBy: ARCHIVED,
    yellow: { share: 0.8, remaining: 3 },
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

// 刑事诉讼法 177(3) says 及时; the two months are the procuratorate's own rule, and an opinion may set another day.
const procurator: TermDefinition[] = [
  statutory({
    effect: 'rule',
    rule: { key: 'procuratorate', name: '最高人民检察院《关于推进行政执法与刑事司法衔接工作的规定》' },
    ladder: 'rule',
    key: 'procurator-answer',
    label: '回复检察意见',
    length: 2,
    unit: 'month',
    instance: 'data.opinionId',
    armedBy: [
      on('CaseReturnedByPolice', {
        anchor: 'data.receivedOn',
        due: 'data.opinion.answerDueOn?',
        when: { path: 'data.opinion', exists: true },
      }),
    ],
    metBy: [on('ProcuratorAnswered', { anchor: 'data.answeredOn' })],
    // The procurator is answered whatever became of the case.
    cancelledBy: [],
    yellow: { share: 0.8, remaining: 0.5 },
    basis:
      '《刑事诉讼法》第一百七十七条第三款：有关主管机关应当将处理结果及时通知人民检察院；最高人民检察院《关于推进行政执法与刑事司法衔接工作的规定》（自收到检察意见书之日起两个月内书面回复）',
    local: '法律只规定“及时”，两个月依据最高人民检察院的规定；检察意见书另定期限的从其规定',
  }),
];

export const STATUTORY_TERMS: TermDefinition[] = [
  ...investigation,
  ...decision,
  ...execution,
  ...OWN_ANSWERS,
  ...COERCION_TERMS,
  ...SUBSTITUTION_COST_TERMS,
  ...referral,
  ...procurator,
];
