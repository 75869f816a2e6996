/**
 * The county's own terms: a stage's working pace, answers to urging and supervision, transfer between tiers. They bind
 * nobody outside the office; they exist so that nothing turns late unseen before a statutory term does.
 */
import { LADDER_RULES } from '../county/names.ts';
import type { PauseGround, TermDefinition, TriggerCondition } from '../terms/model.ts';
import { BARE_TERM } from '../terms/define.ts';
import { figureOf } from './followed-rules.ts';
import { FOLLOWS } from './statutory-terms.ts';
import { ARCHIVED, CASE_ENDS, DECISION_REVOKED, on } from './term-events.ts';

/** Everything that keeps the office from going on with the case. */
const ALL_GROUNDS: PauseGround[] = [
  'suspension',
  'hearing',
  'announcement',
  'appraisal',
  'co-investigation',
  'jurisdiction-dispute',
  'litigation-standstill',
  'transfer',
];

type Draft = Pick<TermDefinition, 'key' | 'label' | 'length' | 'unit'> & Partial<TermDefinition>;

const internal = (draft: Draft): TermDefinition => ({
  ...BARE_TERM,
  effect: 'internal',
  cancelledBy: CASE_ENDS,
  yellow: { share: 0.8, remaining: 1 },
  duty: 'handler',
  ladder: 'stage',
  basis: LADDER_RULES,
  ...draft,
});

/** A stage's own term: armed on entering, met on leaving, started anew on entering again. */
const stageTerm = (draft: Draft & Required<Pick<TermDefinition, 'stage'>>): TermDefinition =>
  internal({
    pausedBy: ALL_GROUNDS,
    cancelledBy: [],
    extensions: [{ maxLength: draft.length, approver: 'head', basis: `${LADDER_RULES}（阶段时限可经负责人批准延长一次）` }],
    ...draft,
  });

const stages: TermDefinition[] = [
  stageTerm({ key: 'stage-discovery', label: '发现核查', stage: 'discovery', length: 5, unit: 'workday' }),
  stageTerm({
    key: 'stage-stopping',
    label: '制止并责令改正',
    stage: 'stopping',
    length: 3,
    unit: 'workday',
    metBy: [on('CorrectionOrdered'), on('StopActionRecorded')],
  }),
  stageTerm({
    key: 'stage-evidence',
    label: '调查取证',
    stage: 'evidence',
    length: 30,
    unit: 'workday',
    yellow: { share: 0.8, remaining: 5 },
  }),
  // The stage's own term, its length the followed rule's.
  stageTerm({
    key: 'legal-review',
    label: '法制审核',
    stage: 'review',
    duty: 'reviewer',
    yellow: { share: 0.8, remaining: 2 },
    ...figureOf('legal-review', FOLLOWS, { length: 10, unit: 'workday' }),
  }),
  stageTerm({
    key: 'stage-decision',
    label: '告知与决定',
    stage: 'decision',
    length: 15,
    unit: 'workday',
    yellow: { share: 0.8, remaining: 3 },
  }),
  stageTerm({
    key: 'stage-execution',
    label: '执行跟进',
    stage: 'execution',
    length: 30,
    unit: 'workday',
    metBy: [
      on('PaymentRecorded'),
      on('InstalmentsGranted'),
      on('PerformanceDemanded'),
      on('ComplianceDemanded'),
      on('CourtEnforcementApplied'),
      on('PerformanceRecorded'),
      on('ExecutionAgreed'),
      on('ExecutionSuspended'),
      on('ExecutionEnded'),
    ],
    yellow: { share: 0.8, remaining: 5 },
  }),
  stageTerm({ key: 'stage-closed', label: '立卷归档', stage: 'closed', length: 20, unit: 'workday', yellow: { share: 0.8, remaining: 4 } }),
];

/** Where an order to correct sets its day: its own document, or the penalty that comes with it (行政处罚法 28). */
const CORRECTION_ORDERED: { event: string; path: string; when?: TriggerCondition }[] = [
  { event: 'CorrectionOrdered', path: 'data.dueOn' },
  ...['PenaltyDecidedOnTheSpot', 'Decided'].map((event) => ({
    event,
    path: 'data.orderToCorrect.dueOn',
    when: { path: 'data.orderToCorrect', exists: true },
  })),
];

/** A look before the day is due leaves the term running. */
const CORRECTION_CHECKED = [on('CorrectionChecked', { anchor: 'data.checkedOn', when: { path: 'data.result', notIn: ['pending'] } })];

const handling: TermDefinition[] = [
  internal({
    key: 'dispatch',
    label: '派单',
    length: 4,
    unit: 'workHour',
    duty: 'dispatcher',
    ladder: 'dispatch',
    // A case opened by its own handlers needs no dispatch.
    armedBy: [on('CaseOpened', { when: { path: 'data.handlers.0', exists: false } }), on('DispatchRefused')],
    metBy: [on('CaseDispatched'), on('DispatchAccepted'), on('VerificationRecorded')],
  }),
  internal({
    key: 'dispatch-acceptance',
    label: '接单',
    length: 4,
    unit: 'workHour',
    rearm: 'restart',
    ladder: 'dispatch',
    armedBy: [on('CaseDispatched')],
    metBy: [on('DispatchAccepted'), on('VerificationRecorded')],
    cancelledBy: [...CASE_ENDS, on('DispatchRefused')],
  }),
  internal({
    key: 'emergency-arrival',
    label: '紧急情况到场',
    length: 30,
    unit: 'minute',
    ladder: 'emergency',
    armedBy: [on('CaseOpened', { when: { path: 'data.emergency', in: [true] } })],
    metBy: [on('VerificationRecorded', { anchor: 'data.arrivedAt?' }), on('StopActionRecorded')],
    yellow: { share: 0.5, remaining: 10 },
    basis: `${LADDER_RULES}（紧急线索三十分钟内到场）`,
  }),
  internal({
    key: 'correction',
    label: '当事人改正',
    length: 15,
    unit: 'naturalDay',
    duty: 'party',
    ladder: 'inform',
    rearm: 'restart',
    instance: 'data.id',
    armedBy: CORRECTION_ORDERED.map(({ event, path, when }) => on(event, { due: path, ...(when ? { when } : {}) })),
    metBy: CORRECTION_CHECKED,
    basis: '《行政处罚法》第二十八条第一款（责令改正或者限期改正，期限由责令改正的文书确定）',
  }),
  internal({
    key: 'correction-recheck',
    label: '改正复查',
    length: 3,
    unit: 'workday',
    rearm: 'restart',
    pausedBy: ['suspension'],
    instance: 'data.id',
    armedBy: CORRECTION_ORDERED.map(({ event, path, when }) => on(event, { anchor: path, ...(when ? { when } : {}) })),
    metBy: CORRECTION_CHECKED,
    basis: `《行政处罚法》第二十八条第一款；${LADDER_RULES}（改正期满三个工作日内复查）`,
  }),
  internal({
    key: 'recusal-decision',
    label: '回避决定',
    length: 2,
    unit: 'workday',
    duty: 'head',
    instance: 'data.id',
    armedBy: [on('RecusalRequested')],
    metBy: [on('RecusalDecided')],
    yellow: { share: 0.5, remaining: 1 },
    basis: '《行政处罚法》第四十三条第三款（依法审查，由行政机关负责人决定）',
    local: '法律未规定天数，本县暂定两个工作日',
  }),
  internal({
    key: 'publication-finding',
    label: '认定是否公开',
    length: 3,
    unit: 'workday',
    duty: 'head',
    ladder: 'inform',
    // A penalty given on the spot is as a rule without social impact: nobody is asked, though the head may find it.
    armedBy: [on('Decided', { anchor: 'data.decidedOn', when: { path: 'data.kind', in: ['penalty'] } })],
    metBy: [on('PublicationDecided'), on('PenaltyPublished')],
    cancelledBy: [...ARCHIVED, ...DECISION_REVOKED],
    yellow: { share: 0.5, remaining: 1 },
    basis: `《行政处罚法》第四十八条第一款；${LADDER_RULES}（是否具有一定社会影响，作出决定后三个工作日内认定）`,
  }),
];

const supervision: TermDefinition[] = [
  internal({
    key: 'urge-answer',
    label: '答复催办',
    length: 1,
    unit: 'workday',
    instance: 'data.urgeId',
    ladder: 'urge-answer',
    yellow: { share: 0.5, remaining: 0 },
    armedBy: [on('Urged', { due: 'data.answerDueAt' })],
    metBy: [on('UrgeAnswered')],
    basis: `${LADDER_RULES}（催办须在指定时间内答复）`,
  }),
  internal({
    key: 'supervision-answer',
    label: '答复督办',
    length: 2,
    unit: 'workday',
    instance: 'data.supervisionId',
    ladder: 'supervision-answer',
    duty: 'head',
    yellow: { share: 0.5, remaining: 0 },
    armedBy: [on('SupervisionIssued', { due: 'data.answerDueAt' })],
    metBy: [on('SupervisionAnswered')],
    basis: `${LADDER_RULES}（督办须在指定时间内答复）`,
  }),
  internal({
    key: 'transfer-answer',
    label: '答复提级移送',
    length: 2,
    unit: 'workday',
    duty: 'receiver',
    ladder: 'transfer-answer',
    rearm: 'restart',
    yellow: { share: 0.5, remaining: 0 },
    armedBy: [
      on('TransferProposed', { due: 'data.answerDueAt', when: { path: 'data.answerDueAt', exists: true } }),
      on('TransferProposed'),
    ],
    metBy: [on('TransferAccepted'), on('TransferRefused'), on('TransferLapsed')],
    basis: `${LADDER_RULES}（上级须在两个工作日内答复是否接收）`,
  }),
];

export const INTERNAL_TERMS: TermDefinition[] = [...stages, ...handling, ...supervision];
