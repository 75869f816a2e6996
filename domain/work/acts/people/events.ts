import type { PersonRef } from '../../../people.ts';
import type { WorkFile } from '../../file.ts';
import { byName } from '../../tell.ts';
import type { ActEventSpecs } from '../words.ts';
import type { PeopleCommands } from './commands.ts';

export interface PeopleEvents {
  HandlerReassigned: { handlers: PersonRef[]; previous: PersonRef[]; reason: string };
  HandOverOffered: { from: PersonRef; to: PersonRef; papers: string[]; reason: string };
  HandedOver: { from: PersonRef; to: PersonRef };
  HandOverDeclined: { from: PersonRef; to: PersonRef; reason: string };
  RecusalRequested: { id: string; person: PersonRef; head: boolean; by: 'self' | 'party'; reason: string };
  RecusalDecided: {
    id: string;
    person: PersonRef;
    granted: boolean;
    reason: string;
    /** The head's own recusal: who discussed it. */
    collective: { members: PersonRef[]; minutes: string } | null;
  };
}

const known = (file: WorkFile, people: readonly PersonRef[]): string[] => [
  ...new Set([...file.everHandled, ...people.map((person) => person.id)]),
];

export const peopleEvents = <File extends WorkFile>(): ActEventSpecs<PeopleEvents, PeopleCommands, File> => ({
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
  HandedOver: {
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
      id: null,
      person: byName('回避人员'),
      collective: { title: '集体讨论', titles: { members: byName('参加人员'), minutes: '讨论记录' } },
    },
    recordOnly: ['collective'],
    evolve: (file, { at, actor, data: { id, person, granted, reason } }) => ({
      ...file,
      recusals: file.recusals.map((recusal) =>
        recusal.id === id ? { ...recusal, decided: { at, granted, by: actor.id, reason } } : recusal,
      ),
      handlers: granted ? file.handlers.filter((handler) => handler.id !== person.id) : file.handlers,
    }),
  },
});
