/** What every tour has to show: each step, and the stage the case is in after it (design: 发现 → … → 归档). */
import type { CommandName } from '../../domain/case/catalogue.ts';
import type { Stage } from '../../domain/vocabulary.ts';

export type Stretch = readonly [stage: Stage, ...steps: CommandName[]];

const opened: readonly Stretch[] = [['discovery', 'OpenCase', 'DispatchCase', 'AcceptDispatch']];

const ordered: readonly Stretch[] = [['stopping', 'RecordVerification', 'RecordStopAction', 'OrderCorrection']];

const fromDecision: readonly Stretch[] = [
  ['execution', 'Decide', 'DecidePublication', 'ServeDocument', 'RecordPayment'],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];

/** 普通程序, from a lead that was accepted: returned once by the review. */
export const ORDINARY: readonly Stretch[] = [
  ['discovery', 'AcceptDispatch'],
  ...ordered,
  ['stopping', 'RequestFiling'],
  [
    'evidence',
    'FileCase',
    'AddEvidence',
    'AddEvidence',
    'RecordInterview',
    'VerifyEvidence',
    'RecordCorrectionCheck',
    'ConcludeInvestigation',
  ],
  ['review', 'SubmitForReview'],
  ['evidence', 'ReturnForSupplement', 'AnswerOpinions'],
  ['review', 'SubmitForReview'],
  ['decision', 'PassReview', 'NotifyProposedDecision', 'RecordStatement', 'RecordStatement'],
  ...fromDecision,
];

/** 当场处罚 (行政处罚法 51, 52). */
export const ON_THE_SPOT: readonly Stretch[] = [
  ...opened,
  ['stopping', 'RecordVerification'],
  ['execution', 'DecideOnTheSpot', 'ReportOnTheSpotPenalty', 'RecordPayment'],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];

/** From the day of the hearing (行政处罚法 64, 65): reviewed again, discussed together. */
export const FROM_HEARING: readonly Stretch[] = [
  ['decision', 'RecordHearing', 'RecordStatement', 'ReviewAfterHearing', 'RecordCollectiveDiscussion'],
  ...fromDecision,
];

/** 提级 to the bureau, then 移送公安 (移送规定 5–12). */
export const POLICE: readonly Stretch[] = [
  ...opened,
  ['stopping', 'RecordVerification', 'AcceptTransfer', 'RequestFiling'],
  [
    'evidence',
    'FileCase',
    'AddEvidence',
    'AddEvidence',
    'RecordInterview',
    'VerifyEvidence',
    'MarkCriminalSuspicion',
    'ReferToPolice',
    'ApproveReferral',
    'HandOverToPolice',
    'RecordPoliceAnswer',
    'HandOverGoodsToPolice',
  ],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];

/** 管辖争议 (行政处罚法 25). */
export const DISPUTE: readonly Stretch[] = [
  ...opened,
  ['discovery', 'RaiseJurisdictionDispute', 'RecordConsultation', 'DesignateJurisdiction', 'AcceptDispatch', 'RecordVerification'],
  ['closed', 'CloseUnfounded'],
];

/** 首违不罚 (行政处罚法 33). */
export const EXEMPTED: readonly Stretch[] = [
  ...opened,
  ...ordered,
  ['stopping', 'RecordCorrectionCheck'],
  ['closed', 'ExemptFirstViolation'],
  ['archived', 'ArchiveCase'],
];

/** 复议维持后申请法院强制执行 (行政诉讼法 45, 行政强制法 53–58): the party stays late until the court has collected. */
export const COURT: readonly Stretch[] = [
  ['execution', 'ApplyCourtEnforcement', 'RecordCourtAnswer', 'RecordCourtAnswer', 'RecordCourtAnswer'],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];

/** 公安退回后继续办理 (行政处罚法 27(1), 刑事诉讼法 177(3)). */
export const POLICE_BACK: readonly Stretch[] = [
  ['evidence', 'RecordPoliceReturn', 'ConcludeInvestigation'],
  ['review', 'SubmitForReview'],
  ['decision', 'PassReview', 'NotifyProposedDecision', 'RecordStatement', 'RecordStatement'],
  ['execution', 'Decide', 'DecidePublication', 'ServeDocument', 'AnswerProcurator', 'RecordPayment'],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];

/** 镇政府自行强制拆除 (城乡规划法 65, 行政强制法 44). */
export const DEMOLITION: readonly Stretch[] = [
  ['execution', 'RecordForcedExecution'],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];

/** 查封、送检、退还 (行政强制法 25(3), 28(1)(一)). */
export const SEIZURE: readonly Stretch[] = [
  ['evidence', 'ResolveSeizure', 'VerifyEvidence', 'ConcludeInvestigation'],
  ['review', 'SubmitForReview'],
  ['decision', 'PassReview'],
  ['execution', 'Decide', 'ServeDocument'],
  ['closed', 'CloseCase'],
  ['archived', 'ArchiveCase'],
];
