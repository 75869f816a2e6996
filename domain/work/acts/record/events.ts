import type { WorkFile } from '../../file.ts';
import type { ActEventSpecs } from '../words.ts';
import type { NoteCommands } from './commands.ts';

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
