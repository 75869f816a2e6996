import type { WorkFile } from '../../file.ts';
import type { ActEventSpecs } from '../words.ts';
import type { CorrectionCommands, NoteCommands } from './commands.ts';

export interface NoteEvents {
  NoteAdded: { text: string };
}

export const noteEvents = <File extends WorkFile>(): ActEventSpecs<NoteEvents, NoteCommands, File> => ({
  NoteAdded: {
    label: '备注',
    source: 'AddNote',
    titles: {},
    evolve: (file, { at, actor, data }) => ({ ...file, notes: [...file.notes, { at, by: actor.id, ...data }] }),
  },
});

export interface CorrectionEvents {
  RecordCorrected: { seq: number; field: 'title' | 'other'; before: string; after: string; reason: string };
}

export const correctionEvents = <File extends WorkFile>(): ActEventSpecs<CorrectionEvents, CorrectionCommands, File> => ({
  RecordCorrected: {
    label: '更正记录',
    source: 'CorrectRecord',
    titles: {},
    evolve: (file, { at, actor, data }) => ({
      ...file,
      ...(data.field === 'title' ? { title: data.after } : {}),
      corrected: [...file.corrected, { at, ...data, by: actor.id }],
    }),
  },
});
