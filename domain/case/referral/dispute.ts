/**
 * The dispute over jurisdiction 管辖争议 (行政处罚法 25) as a case has it. What is decided of it is decided on the case; the
 * dispute itself is a work item that goes along with the case and is told.
 */
import type { UnitRef } from '../../people.ts';
import type { IsoInstant } from '../../terms/model.ts';
import type { Accompanied } from '../../work/kind.ts';
import type { CaseFile } from '../state.ts';

export type DisputePhase = 'consulting' | 'designating' | 'over';

export interface DisputeStanding {
  disputeId: string;
  phase: DisputePhase;
  /** Whoever has the case, and whoever it is disputed with. */
  sides: [UnitRef, UnitRef];
  raisedAt: IsoInstant;
  reason: string;
  /** When the consultation was recorded as failed; the superior's term counts from there. */
  failedAt: IsoInstant | null;
  /** When and how it ended; null while it goes on. A closed case has nothing left to dispute. */
  over: { at: IsoInstant; how: 'agreed' | 'designated' | 'case-ended' } | null;
}

/** The dispute of a case as it stands; null where there is none. */
export function disputeOf(file: CaseFile): DisputeStanding | null {
  const { jurisdiction, unit } = file;
  if (!jurisdiction) return null;
  const { disputeId, raisedAt, reason, consulted, designated, settledAt } = jurisdiction;
  const ended = file.stage === 'closed' || file.stage === 'archived';
  const failedAt = consulted && !consulted.agreed ? consulted.at : null;
  const over: DisputeStanding['over'] =
    settledAt !== null
      ? { at: settledAt, how: designated ? 'designated' : 'agreed' }
      : ended
        ? { at: file.ending?.at ?? file.stageEnteredAt, how: 'case-ended' }
        : null;
  const phase = over ? 'over' : failedAt === null ? 'consulting' : 'designating';
  return { disputeId, phase, sides: [unit, jurisdiction.with], raisedAt, reason, failedAt, over };
}

/** The dispute's own work item, and what it is told. */
export function accompaniedByDispute(file: CaseFile): Accompanied | null {
  const dispute = disputeOf(file);
  if (!dispute) return null;
  const { disputeId: id, phase, over, failedAt, sides, raisedAt, reason } = dispute;
  const failed =
    failedAt === null ? null : { command: 'RecordFailure', payload: { failedAt, result: file.jurisdiction?.consulted?.result ?? '' } };
  return {
    kind: 'dispute',
    id,
    phase,
    over: over !== null,
    opening: { command: 'RaiseDispute', payload: { caseId: file.caseId, title: file.title, sides, raisedAt, reason, failedAt } },
    telling: over ? { command: 'SettleDispute', payload: { ...over, unit: file.unit } } : failed,
  };
}
