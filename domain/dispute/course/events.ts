import type { PersonRef, UnitRef } from '../../people.ts';
import type { IsoInstant } from '../../terms/model.ts';
import type { EventSpecs } from '../../work/event.ts';
import { begun, type WorkState } from '../../work/file.ts';
import { byName } from '../../work/tell.ts';
import { DISPUTE_END_LABELS, type DisputeEnd, type DisputeFile } from '../file.ts';
import type { courseCommands } from './commands.ts';

interface Raised {
  caseId: string;
  title: string;
  sides: [UnitRef, UnitRef];
  raisedAt: IsoInstant;
  reason: string;
}

export interface CourseEvents {
  PositionStated: { by: PersonRef; text: string; grounds: string };
  /** Told by the case; the superior's term counts from `failedAt`. */
  ConsultationFailed: { failedAt: IsoInstant; result: string };
  DisputeSettled: { at: IsoInstant; how: DisputeEnd; unit: UnitRef };
}

export interface RaisingEvents {
  DisputeRaised: Raised;
}

export const raisingEvents: EventSpecs<RaisingEvents, DisputeFile, typeof courseCommands, WorkState<DisputeFile>> = {
  DisputeRaised: {
    label: '提出管辖争议',
    source: 'RaiseDispute',
    titles: { caseId: { title: '案件', names: 'item' }, sides: byName('争议双方') },
    evolve: (_state, { at, data: { title, sides, ...raised } }) => ({
      ...begun(at),
      ...raised,
      title: `管辖争议：${title}`,
      sides,
      stage: 'consulting',
      unit: sides[0],
      positions: [],
      failed: null,
      settled: null,
      related: [{ kind: 'case', id: raised.caseId, title, relation: 'part-of', reason: '', at }],
    }),
  },
};

export const courseEvents: EventSpecs<CourseEvents, DisputeFile, typeof courseCommands> = {
  PositionStated: {
    label: '陈述管辖意见',
    source: 'StatePosition',
    titles: { by: byName('陈述人') },
    evolve: (file, { at, data }) => ({ ...file, positions: [...file.positions, { at, ...data }] }),
  },
  ConsultationFailed: {
    label: '协商未成',
    source: 'RecordFailure',
    titles: {},
    evolve: (file, { data: { failedAt, result } }) => ({ ...file, stage: 'designating', failed: { at: failedAt, result } }),
  },
  DisputeSettled: {
    label: '争议解决',
    source: 'SettleDispute',
    titles: { how: { title: '解决方式', words: DISPUTE_END_LABELS }, unit: byName('管辖单位') },
    evolve: (file, { data }) => ({ ...file, stage: 'settled', settled: data, unit: data.unit }),
  },
};
