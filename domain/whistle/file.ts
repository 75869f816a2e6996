/** The whistle 吹哨: a town calls a department to the spot; it signs, arrives and answers for what comes of it. */
import type { PersonRef, UnitRef } from '../people.ts';
import type { IsoInstant } from '../terms/model.ts';
import type { WorkFile } from '../work/file.ts';

export const WHISTLE_STAGES = { called: '已吹哨', refused: '已退哨', signed: '已签收', arrived: '已到场', done: '已办结' } as const;
export type WhistleStage = keyof typeof WHISTLE_STAGES;

export const URGENCIES = ['daily', 'hard', 'emergency'] as const;
export type Urgency = (typeof URGENCIES)[number];
export const URGENCY_LABELS: Record<Urgency, string> = { daily: '日常哨', hard: '攻坚哨', emergency: '应急哨' };

export const LEVELS = ['unit', 'county'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_LABELS: Record<Level, string> = { unit: '被吹哨单位', county: '县级指挥中心' };

export interface WhistleFile extends WorkFile {
  stage: WhistleStage;
  urgency: Urgency;
  /** Who called, and from where. */
  caller: UnitRef;
  place: string;
  text: string;
  /** Who answers for it: the called unit, or the county once it has climbed. */
  level: Level;
  signed: { at: IsoInstant; by: PersonRef } | null;
  refusals: { at: IsoInstant; unit: UnitRef; reason: string; grounds: string }[];
  arrived: { at: IsoInstant; people: PersonRef[]; note: string } | null;
  finished: { at: IsoInstant; result: string } | null;
}
