/**
 * The case policy that a county begins with: terms, pauses, ladders, thresholds and calendar. A running case keeps the
 * version it was started under. `hash` is filled in by whoever publishes it (`sealPolicy`), with the digest at hand there.
 */
import type { CasePolicy } from '../case/policy.ts';
import { countyOf, namedThroughout, GRADED_LIST, LADDER_RULES } from '../county/names.ts';
import { PAUSE_GROUNDS, type PauseTrigger } from '../terms/model.ts';
import { COUNTY_CALENDAR } from './calendar-2024-2026.ts';
import { INTERNAL_TERMS } from './internal-terms.ts';
import { LADDERS } from './ladders.ts';
import { STATUTORY_TERMS } from './statutory-terms.ts';
import { on } from './term-events.ts';

/** A suspension names its ground; CaseResumed ends what the suspension began and nothing else. */
const suspensions: PauseTrigger[] = PAUSE_GROUNDS.map((ground) => ({
  ground,
  ref: 'case-suspended',
  startedBy: [
    on('CaseSuspended', {
      when:
        ground === 'suspension'
          ? { path: 'data.ground', notIn: PAUSE_GROUNDS.filter((other) => other !== 'suspension') }
          : { path: 'data.ground', in: [ground] },
    }),
    // The police filed: the administrative case waits for the criminal one.
    ...(ground === 'suspension' ? [on('PoliceAnswered', { when: { path: 'data.waits', in: [true] } })] : []),
  ],
  endedBy: [
    on('CaseResumed'),
    on('CaseClosed'),
    // Given back by the police: what it waited for is there from the day the papers came in.
    ...(ground === 'suspension'
      ? [on('CaseReturnedByPolice', { anchor: 'data.receivedOn', when: { path: 'data.resumes', in: [true] } })]
      : []),
  ],
  basis: '《市场监督管理行政处罚程序规定》第四十六条（中止调查，经负责人批准）',
}));

/** The testing is over when its report is with the office, not on the later day on which somebody writes that down. */
const REPORT_RECEIVED = on('AppraisalRecorded', { anchor: 'data.evidence.collectedAt?' });

export const COUNTY_PAUSES: PauseTrigger[] = [
  ...suspensions,
  {
    ground: 'appraisal',
    instance: 'data.appraisalId',
    startedBy: [on('AppraisalRequested')],
    endedBy: [REPORT_RECEIVED, on('CaseClosed')],
    basis: '《市场监督管理行政处罚程序规定》第十八条、第六十四条（检测、检验、检疫、鉴定时间不计入）',
  },
  {
    // Of sealed or detained goods alone: their own days stand still (行政强制法 25(3)).
    ground: 'goods-testing',
    instance: 'data.appraisalId',
    startedBy: [on('AppraisalRequested', { when: { path: 'data.seizureId', exists: true } })],
    endedBy: [REPORT_RECEIVED, on('CaseClosed')],
    basis: '《行政强制法》第二十五条第三款（检测、检验、检疫或者技术鉴定的期间不计入查封、扣押期间）',
  },
  {
    ground: 'hearing',
    ref: 'hearing',
    startedBy: [on('HearingRequested')],
    endedBy: [on('HearingRecorded'), on('HearingWaived'), on('Decided'), on('CaseClosed')],
    basis: '《市场监督管理行政处罚程序规定》第六十四条（听证时间不计入）',
  },
  {
    // The proposed decision is told by public notice: thirty days in which nothing else can lawfully happen.
    ground: 'announcement',
    ref: 'notice',
    startedBy: [on('ProposedDecisionNotified', { anchor: 'data.announced.on', when: { path: 'data.announced.until', exists: true } })],
    endedBy: [
      on('NoticeTookEffect', { anchor: 'data.effectiveOn' }),
      on('ProposedDecisionNotified'),
      on('ReturnedForSupplement'),
      on('Decided'),
      on('CaseClosed'),
    ],
    basis: '《市场监督管理行政处罚程序规定》第六十四条（公告时间不计入）；《民事诉讼法》第九十五条（三十日）',
  },
  {
    ground: 'jurisdiction-dispute',
    ref: 'jurisdiction',
    startedBy: [on('JurisdictionDisputeRaised')],
    endedBy: [on('JurisdictionDesignated'), on('JurisdictionConsulted', { when: { path: 'data.agreed', in: [true] } }), on('CaseClosed')],
    basis: '《行政处罚法》第二十五条（管辖争议期间，阶段时限停止计算）',
  },
  {
    ground: 'litigation-standstill',
    ref: 'litigation',
    startedBy: [on('LitigationStarted', { anchor: 'data.startedOn' })],
    endedBy: [on('LitigationEnded', { anchor: 'data.endedOn' }), on('CaseClosed')],
    basis: '《行政处罚法》第七十三条第三款（复议、诉讼期间加处罚款不予计算）',
  },
  {
    // Only the office's own pace stands still while the higher tier considers; statutory clocks run on.
    ground: 'transfer',
    ref: 'transfer',
    startedBy: [on('TransferProposed')],
    endedBy: [on('TransferAccepted'), on('TransferRefused'), on('TransferLapsed'), on('CaseClosed')],
    basis: `${LADDER_RULES}（提级移送答复期间，阶段时限停止计算）`,
  },
];

const BEGINNING: Omit<CasePolicy, 'id' | 'bureau' | 'county'> = {
  version: 2,
  hash: '',
  terms: [...STATUTORY_TERMS, ...INTERNAL_TERMS],
  pauseTriggers: COUNTY_PAUSES,
  ladders: LADDERS,
  calendar: COUNTY_CALENDAR,
  thresholds: {
    hearingFine: {
      citizen: 10_000,
      organisation: 100_000,
      basis: '《行政处罚法》第六十三条（“较大数额”由地方或部门规定；本县暂定，须按省规定核对）',
    },
    collectiveFine: {
      citizen: 10_000,
      organisation: 100_000,
      basis: '《行政处罚法》第五十七条第二款（“情节复杂或者重大违法行为”；本县暂定，须按省规定核对）',
    },
    bureauFine: { citizen: 50_000, organisation: 200_000, basis: `${GRADED_LIST}（本县暂定）` },
    copyToProcurator: true,
    individualBusinessAs: 'citizen',
    fileOrder: {
      profile: 'samr',
      basis: '《市场监督管理行政处罚程序规定》第七十八条（本县参照；住建领域为住建部令第55号第四十条，一卷八类）',
    },
    firstViolation: {
      months: 24,
      basis:
        '《行政处罚法》第三十三条第一款（“初次违法”看多长时间由地方规定；本县暂定二年，同市场监管领域清单“同一主体两年内未发生同类违法”，须按省规定核对）',
    },
  },
};

/** The first policy of a county, in its names, with the bureau that reviews what its towns handle. */
export function firstPolicy(of: Pick<CasePolicy, 'id' | 'bureau' | 'county'>): CasePolicy {
  return { ...namedThroughout(BEGINNING, countyOf(of)), ...of };
}
