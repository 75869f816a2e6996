import type { Correctable } from './commands.ts';
import type { PersonRef } from '../../people.ts';
import type { CaseFile } from '../state.ts';
import type { Evolvers } from '../types.ts';

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
  CasesLinked: { caseId: string; kind: CaseFile['links'][number]['kind']; reason: string };
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

export const evolveAnyStage: Evolvers<AnyStageEvents> = {
  NoteAdded: (file, { at, actor, data }) => ({
    ...file,
    notes: [...file.notes, { at, by: actor.id, text: data.text }],
  }),
  HandlerReassigned: (file, { data }) => ({
    ...file,
    handlers: data.handlers,
    everHandled: known(file, data.handlers),
    handOver: null,
  }),
  HandOverOffered: (file, { at, data }) => ({
    ...file,
    handOver: { at, from: data.from, to: data.to, papers: data.papers, reason: data.reason },
  }),
  CaseHandedOver: (file, { data }) => ({
    ...file,
    handlers: file.handlers.map((handler) => (handler.id === data.from.id ? data.to : handler)),
    everHandled: known(file, [data.to]),
    handOver: null,
  }),
  HandOverDeclined: (file) => ({ ...file, handOver: null }),
  RecusalRequested: (file, { at, data }) => ({
    ...file,
    recusals: [
      ...file.recusals,
      {
        id: data.id, personId: data.person.id, name: data.person.name, head: data.head, at, reason: data.reason,
        by: data.by, decided: null,
      },
    ],
  }),
  RecusalDecided: (file, { at, actor, data }) => ({
    ...file,
    recusals: file.recusals.map((recusal) =>
      (recusal.id === data.id
        ? { ...recusal, decided: { at, granted: data.granted, by: actor.id, reason: data.reason } }
        : recusal)),
    handlers: data.granted ? file.handlers.filter((handler) => handler.id !== data.person.id) : file.handlers,
  }),
  CasesLinked: (file, { data }) => ({
    ...file,
    links: [...file.links, { caseId: data.caseId, kind: data.kind, reason: data.reason }],
  }),
  RecordCorrected: (file, { at, actor, data }) => ({
    ...file,
    ...corrected(file, data.field, data.party, data.after),
    corrected: [
      ...file.corrected,
      {
        at, seq: data.seq, field: data.field, before: data.before, after: data.after, reason: data.reason, by: actor.id,
      },
    ],
  }),
  CriminalSuspicionMarked: (file) => ({ ...file, criminalSuspected: true }),
  CriminalSuspicionCleared: (file) => ({ ...file, criminalSuspected: false }),
};
