import type { anyStageCommands, Correctable, LinkKind } from './commands.ts';
import type { PersonRef } from '../../people.ts';
import { byName } from '../../work/tell.ts';
import type { CaseFile } from '../state.ts';
import type { CaseEvents } from '../types.ts';

export interface AnyStageEvents {
  NoteAdded: { text: string };
  HandlerReassigned: { handlers: PersonRef[]; previous: PersonRef[]; reason: string };
  HandOverOffered: { from: PersonRef; to: PersonRef; papers: string[]; reason: string };
  CaseHandedOver: { from: PersonRef; to: PersonRef };
  HandOverDeclined: { from: PersonRef; to: PersonRef; reason: string };
  RecusalRequested: { id: string; person: PersonRef; head: boolean; by: 'self' | 'party'; reason: string };
  RecusalDecided: {
    id: string; person: PersonRef; granted: boolean; reason: string;
    /** The head's own recusal: who discussed it (行政处罚法 43). */
    collective: { members: PersonRef[]; minutes: string } | null;
  };
  CasesLinked: { caseId: string; kind: LinkKind; reason: string };
  RecordCorrected: {
    seq: number; field: Correctable; party: number | null; before: string; after: string; reason: string;
  };
  CriminalSuspicionMarked: { grounds: string };
  CriminalSuspicionCleared: { grounds: string };
}

const known = (file: CaseFile, people: readonly PersonRef[]): string[] => [
  ...new Set([...file.everHandled, ...people.map((person) => person.id)]),
];

function corrected(file: CaseFile, field: Correctable, party: number | null, after: string): Partial<CaseFile> {
  const parties = (patch: Partial<CaseFile['parties'][number]>) =>
    ({ parties: file.parties.map((one, index) => (index === party ? { ...one, ...patch } : one)) });
  switch (field) {
    case 'title': return { title: after };
    case 'address': return { address: after };
    case 'conduct-place': return { conduct: file.conduct && { ...file.conduct, place: after } };
    case 'party-name': return parties({ name: after });
    case 'party-address': return parties({ address: after });
    case 'party-phone': return parties({ phone: after });
    case 'other': return {};
  }
}

export const anyStageEvents: CaseEvents<AnyStageEvents, typeof anyStageCommands> = {
  NoteAdded: {
    label: '备注',
    source: 'AddNote',
    titles: {},
    evolve: (file, { at, actor, data }) => ({ ...file, notes: [...file.notes, { at, by: actor.id, ...data }] }),
  },
  HandlerReassigned: {
    label: '更换承办人',
    source: 'ReassignHandler',
    titles: { handlers: byName('承办人'), previous: byName('原承办人') },
    recordOnly: ['previous', 'reason'],
    evolve: (file, { data: { handlers } }) => ({ ...file, handlers, everHandled: known(file, handlers), handOver: null }),
  },
  HandOverOffered: {
    label: '提出移交承办',
    source: 'HandOver',
    titles: { from: byName('移交人'), to: byName('接收人') },
    evolve: (file, { at, data }) => ({ ...file, handOver: { at, ...data } }),
  },
  CaseHandedOver: {
    label: '移交承办',
    source: 'AcceptHandOver',
    titles: { from: byName('移交人'), to: byName('接收人') },
    evolve: (file, { data: { from, to } }) => ({
      ...file,
      handlers: file.handlers.map((handler) => (handler.id === from.id ? to : handler)),
      everHandled: known(file, [to]),
      handOver: null,
    }),
  },
  HandOverDeclined: {
    label: '不接收移交',
    source: 'DeclineHandOver',
    titles: { from: byName('移交人'), to: byName('接收人') },
    // Nothing came of the offer; the file goes on as if there had been none.
    recordOnly: 'all',
    evolve: (file) => ({ ...file, handOver: null }),
  },
  RecusalRequested: {
    label: '申请回避',
    source: 'Recuse',
    titles: { id: null, person: byName('回避人员'), head: null },
    evolve: (file, { at, data: { person, ...asked } }) => ({
      ...file,
      recusals: [...file.recusals, { ...asked, personId: person.id, name: person.name, at, decided: null }],
    }),
  },
  RecusalDecided: {
    label: '回避决定',
    source: 'DecideRecusal',
    titles: {
      id: null, person: byName('回避人员'),
      collective: { title: '集体讨论', titles: { members: byName('参加人员'), minutes: '讨论记录' } },
    },
    recordOnly: ['collective'],
    evolve: (file, { at, actor, data: { id, person, granted, reason } }) => ({
      ...file,
      recusals: file.recusals.map((recusal) =>
        (recusal.id === id ? { ...recusal, decided: { at, granted, by: actor.id, reason } } : recusal)),
      handlers: granted ? file.handlers.filter((handler) => handler.id !== person.id) : file.handlers,
    }),
  },
  CasesLinked: {
    label: '关联案件',
    source: 'LinkCases',
    titles: {},
    evolve: (file, { data }) => ({ ...file, links: [...file.links, data] }),
  },
  RecordCorrected: {
    label: '更正记录',
    source: 'CorrectRecord',
    titles: { party: { title: '当事人', say: (index: number) => `第${index + 1}名` } },
    evolve: (file, { at, actor, data: { party, ...correction } }) => ({
      ...file,
      ...corrected(file, correction.field, party, correction.after),
      corrected: [...file.corrected, { at, ...correction, by: actor.id }],
    }),
  },
  CriminalSuspicionMarked: {
    label: '标记涉嫌犯罪',
    source: 'MarkCriminalSuspicion',
    titles: {},
    recordOnly: 'all',
    evolve: (file) => ({ ...file, criminalSuspected: true }),
  },
  CriminalSuspicionCleared: {
    label: '解除涉嫌犯罪标记',
    source: 'MarkCriminalSuspicion',
    titles: {},
    recordOnly: 'all',
    evolve: (file) => ({ ...file, criminalSuspected: false }),
  },
};
