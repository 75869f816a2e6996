/**
 * Places that refuse and that no command can come to, by key, each with the reason. Short, and every name in it is
 * checked: one that refuses after all, or is no longer there, does not stay.
 */
const READY = '命令的前提已先以同一理由拒绝，此处只为收窄类型';
const OWN = '前一句已先拒绝，此处只为收窄类型';

export const UNREACHABLE: Readonly<Record<string, string>> = {
  'domain/case/any-stage/rules.ts#decideAnyStage.AcceptHandOver#no-hand-over': READY,
  'domain/case/any-stage/rules.ts#decideAnyStage.DeclineHandOver#no-hand-over': READY,
  'domain/case/clock/rules.ts#decideClock.ResumeCase#not-suspended': READY,
  'domain/case/decision/guards.ts#withinRange#not-concluded': READY,
  'domain/case/decision/rules.ts#decideDecision.NotifyProposedDecision#not-concluded': READY,
  'domain/case/decision/rules.ts#decideDecision.RequestHearing#no-hearing-right': READY,
  'domain/case/decision/rules.ts#decideDecision.RecordHearing#hearing-not-scheduled': READY,
  'domain/case/discovery/rules.ts#decideDiscovery.RefuseDispatch#not-dispatched': READY,
  'domain/case/stopping/rules.ts#decideStopping.DecideOnTheSpot#party-missing': OWN,
  'domain/case/execution/rules.ts#inCourtWindow#decision-not-served': READY,
  'domain/case/execution/rules.ts#decideExecution.RecordLitigation#no-decision': READY,
  'domain/case/referral/rules.ts#decideReferral.RaiseJurisdictionDispute#unknown-unit': OWN,
  'domain/case/referral/rules.ts#decideReferral.RecordConsultation#no-dispute': READY,
  'domain/case/referral/rules.ts#decideReferral.DesignateJurisdiction#no-dispute': READY,
  'domain/case/transfer/rules.ts#decideTransfer.AcceptTransfer#no-transfer-open': READY,
  'domain/case/transfer/rules.ts#decideTransfer.RefuseTransfer#no-transfer-open': READY,
  'domain/case/transfer/rules.ts#decideTransfer.ReturnToTown#not-transferred': READY,
};
