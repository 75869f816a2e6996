import type { RungReference } from '../../../terms/clockwork.ts';
import { RUNG_LABELS } from '../../../terms/ladder.ts';
import type { IsoInstant, RungAction } from '../../../terms/model.ts';
import { LIGHT_LABELS } from '../../../vocabulary.ts';
import type { Asked, WorkFile } from '../../file.ts';
import type { RecordedEvent } from '../../record.ts';
import type { RungNotice, TermStood } from '../../notice.ts';
import type { Named, Tellings } from '../../tell.ts';
import type { ActEventSpecs } from '../words.ts';
import type { SupervisionCommands } from './commands.ts';

/** Urging and supervision: by a person (`term` null) or by the ladder. An answer is due. */
interface Order {
  term: TermStood | null;
  rung: RungReference | null;
  text: string;
  to: string[];
  answerDueAt: IsoInstant;
}

export interface SupervisionEvents {
  Reminded: RungNotice;
  SupervisorNotified: RungNotice;
  Urged: Order & { urgeId: string };
  UrgeAnswered: { urgeId: string; answer: string };
  SupervisionIssued: Order & { supervisionId: string };
  SupervisionAnswered: { supervisionId: string; answer: string };
  /** Rungs whose time had passed before the item was entered here: told to nobody, but for the highest of each term. */
  RungsPassed: { enteredAt: IsoInstant; rungs: (RungReference & { label: string; action: RungAction })[]; text: string };
  /** The deadline passed; `why` says by which rule. */
  TermBreached: { term: string; label: string; deadline: IsoInstant; why: string };
}

/** What a rung says of its term; its number and nominal instant stand with what it did to the terms. */
const termTold: Tellings<TermStood> = {
  label: '期限',
  light: { title: '灯', words: LIGHT_LABELS },
  deadline: '届满',
  delivered: '告知时间',
  duty: null,
};
const addressees: Named = { title: '告知对象', names: 'addressee' };
const noticeTold: Tellings<RungNotice> = { ...termTold, rung: null, text: '内容', to: addressees };

const orderTold = { term: { title: '所催期限', titles: termTold }, rung: null, to: addressees };
const orderOnly = ['term', 'rung'] as const;

const asked = (id: string, { at, actor, data }: RecordedEvent<string, Order>): Asked => ({
  id,
  at,
  by: actor.id,
  to: data.to,
  text: data.text,
  answerDueAt: data.answerDueAt,
  answeredAt: null,
  answer: null,
});

const answered = (list: readonly Asked[], id: string, at: IsoInstant, answer: string): Asked[] =>
  list.map((one) => (one.id === id ? { ...one, answeredAt: at, answer } : one));

export const supervisionEvents = <File extends WorkFile>(): ActEventSpecs<SupervisionEvents, SupervisionCommands, File> => ({
  Reminded: { label: '提醒', source: null, titles: noticeTold, recordOnly: 'all', evolve: (file) => file },
  SupervisorNotified: { label: '报告督办员', source: null, titles: noticeTold, recordOnly: 'all', evolve: (file) => file },
  Urged: {
    label: '催办',
    source: 'Urge',
    titles: { ...orderTold, urgeId: null },
    recordOnly: orderOnly,
    evolve: (file, event) => ({ ...file, urges: [...file.urges, asked(event.data.urgeId, event)] }),
  },
  UrgeAnswered: {
    label: '答复催办',
    source: 'AnswerUrge',
    titles: { urgeId: { title: '催办', names: 'thing' } },
    evolve: (file, { at, data: { urgeId, answer } }) => ({ ...file, urges: answered(file.urges, urgeId, at, answer) }),
  },
  SupervisionIssued: {
    label: '督办',
    source: 'IssueSupervision',
    titles: { ...orderTold, supervisionId: null },
    recordOnly: orderOnly,
    evolve: (file, event) => ({ ...file, supervisions: [...file.supervisions, asked(event.data.supervisionId, event)] }),
  },
  SupervisionAnswered: {
    label: '答复督办',
    source: 'AnswerSupervision',
    titles: { supervisionId: { title: '督办', names: 'thing' } },
    evolve: (file, { at, data: { supervisionId, answer } }) => ({
      ...file,
      supervisions: answered(file.supervisions, supervisionId, at, answer),
    }),
  },
  RungsPassed: {
    label: '补录前的督办步骤',
    source: null,
    titles: {
      enteredAt: '录入时间',
      text: '说明',
      rungs: {
        title: '已过的督办',
        titles: {
          label: '期限',
          action: { title: '督办措施', words: RUNG_LABELS },
          nominal: '应到时间',
          term: null,
          rung: null,
          epoch: null,
        },
      },
    },
    recordOnly: 'all',
    evolve: (file) => file,
  },
  TermBreached: {
    label: '超期登记',
    source: null,
    titles: { term: null, label: '期限', deadline: '届满', why: '说明' },
    recordOnly: 'all',
    evolve: (file) => file,
  },
});
