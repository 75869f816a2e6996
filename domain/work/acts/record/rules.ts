import { refuse } from '../../../result.ts';
import type { ActDeciders } from '../words.ts';
import type { CorrectionCommands, NoteCommands } from './commands.ts';
import type { CorrectionEvents, NoteEvents } from './events.ts';

export const decideNotes: ActDeciders<NoteCommands, NoteEvents> = { AddNote: (_file, payload) => [{ type: 'NoteAdded', data: payload }] };

export const decideCorrections: ActDeciders<CorrectionCommands, CorrectionEvents> = {
  CorrectRecord: (file, { seq, field, after, reason, before: stated }) => {
    if (seq > file.version) return refuse('unknown-event', `没有第${seq}号记录`, [`选择第1至${file.version}号记录`]);
    const before = field === 'title' ? file.title : stated;
    if (before === null) return refuse('before-missing', '请写明原记录的内容', ['填写原记录']);
    return before === after
      ? refuse('no-change', '更正后的内容与原记录相同', ['填写正确的内容'])
      : [{ type: 'RecordCorrected', data: { seq, field, before, after, reason } }];
  },
};
