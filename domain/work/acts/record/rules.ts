import type { ActDeciders } from '../words.ts';
import type { NoteCommands } from './commands.ts';
import type { NoteEvents } from './events.ts';

export const decideNotes: ActDeciders<NoteCommands, NoteEvents> = {
  AddNote: (_file, payload) => [{ type: 'NoteAdded', data: payload }],
};
