import type { PersonRef, UnitRef } from '../people.ts';
import type { IsoInstant } from '../terms/model.ts';
import type { WorkFile } from '../work/file.ts';

/** The stages of a dispute over jurisdiction 管辖争议 (行政处罚法 25). */
export const DISPUTE_STAGES = { consulting: '双方协商', designating: '指定管辖', settled: '已解决' } as const;
export type DisputeStage = keyof typeof DISPUTE_STAGES;

export const DISPUTE_ENDS = ['agreed', 'designated', 'case-ended'] as const;
export type DisputeEnd = (typeof DISPUTE_ENDS)[number];
export const DISPUTE_END_LABELS: Record<DisputeEnd, string> = {
  agreed: '协商一致',
  designated: '共同的上一级机关指定',
  'case-ended': '案件已经终结',
};

export interface DisputeFile extends WorkFile {
  stage: DisputeStage;
  /** The case that both sides claim, or neither. */
  caseId: string;
  /** Whoever has the case, and whoever it is disputed with. */
  sides: [UnitRef, UnitRef];
  raisedAt: IsoInstant;
  reason: string;
  /** What each side has to say for itself. */
  positions: { at: IsoInstant; by: PersonRef; text: string; grounds: string }[];
  /** When the consultation failed, and with what result. */
  failed: { at: IsoInstant; result: string } | null;
  settled: { at: IsoInstant; how: DisputeEnd; unit: UnitRef } | null;
}
