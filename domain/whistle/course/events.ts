import type { PersonRef, UnitRef } from '../../people.ts';
import type { EventSpecs } from '../../work/event.ts';
import { begun, type WorkState } from '../../work/file.ts';
import type { RungNotice } from '../../work/notice.ts';
import { byName } from '../../work/tell.ts';
import { type Level, LEVEL_LABELS, type Urgency, URGENCY_LABELS, type WhistleFile } from '../file.ts';
import type { courseCommands } from './commands.ts';

const urgency = { title: '哨级', words: URGENCY_LABELS };

export interface BlowingEvents {
  WhistleBlown: { title: string; urgency: Urgency; caller: UnitRef; unit: UnitRef; place: string; text: string };
}

export interface CourseEvents {
  WhistleSigned: { by: PersonRef; people: PersonRef[] };
  WhistleRefused: { unit: UnitRef; reason: string; grounds: string };
  /** `urgency` again, so that its terms begin again. */
  WhistleRedirected: { unit: UnitRef; reason: string; urgency: Urgency };
  ArrivedOnSite: { note: string };
  WhistleFinished: { result: string };
  WhistleClimbed: { level: Level; text: string; rung: RungNotice['rung'] };
}

export const blowingEvents: EventSpecs<BlowingEvents, WhistleFile, typeof courseCommands, WorkState<WhistleFile>> = {
  WhistleBlown: {
    label: '吹哨',
    source: 'BlowWhistle',
    titles: { caller: byName('吹哨单位'), unit: byName('被吹哨部门'), urgency },
    evolve: (_state, { at, data }) => ({
      ...begun(at),
      ...data,
      stage: 'called',
      level: 'unit',
      signed: null,
      refusals: [],
      arrived: null,
      finished: null,
    }),
  },
};

export const courseEvents: EventSpecs<CourseEvents, WhistleFile, typeof courseCommands> = {
  WhistleSigned: {
    label: '签收',
    source: 'SignWhistle',
    titles: { by: byName('签收人'), people: byName('到场人员') },
    evolve: (file, { at, data: { by, people } }) => ({
      ...file,
      stage: 'signed',
      signed: { at, by },
      handlers: people,
      everHandled: [...new Set([...file.everHandled, ...people.map(({ id }) => id)])],
    }),
  },
  WhistleRefused: {
    label: '退哨',
    source: 'RefuseWhistle',
    titles: { unit: byName('退哨部门') },
    evolve: (file, { at, data }) => ({ ...file, stage: 'refused', refusals: [...file.refusals, { at, ...data }] }),
  },
  WhistleRedirected: {
    label: '改派或者驳回退哨',
    source: 'RedirectWhistle',
    titles: { unit: byName('到场部门'), urgency },
    recordOnly: ['reason', 'urgency'],
    evolve: (file, { data: { unit } }) => ({ ...file, stage: 'called', unit, signed: null, handlers: [] }),
  },
  ArrivedOnSite: {
    label: '到场',
    source: 'ArriveOnSite',
    titles: {},
    evolve: (file, { at, data }) => ({ ...file, stage: 'arrived', arrived: { at, people: file.handlers, ...data } }),
  },
  WhistleFinished: {
    label: '办结',
    source: 'FinishWhistle',
    titles: {},
    evolve: (file, { at, data }) => ({ ...file, stage: 'done', finished: { at, ...data } }),
  },
  WhistleClimbed: {
    label: '升级',
    source: null,
    titles: { level: { title: '升级到', words: LEVEL_LABELS }, text: '原因', rung: null },
    recordOnly: ['text', 'rung'],
    evolve: (file, { data: { level } }) => ({ ...file, level }),
  },
};
