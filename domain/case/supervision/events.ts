import type { RungReference } from '../../terms/clockwork.ts';
import type { IsoInstant, RungAction, TermDefinition } from '../../terms/model.ts';
import type { Light } from '../../vocabulary.ts';
import type { Evolvers } from '../types.ts';

/**
 * A rung of the ladder on a term: what it says, to whom. Its nominal instant stands in `rung`; `delivered` is when it
 * was told.
 */
export interface RungNotice {
  rung: RungReference;
  label: string;
  light: Light;
  deadline: IsoInstant | null;
  delivered: IsoInstant;
  text: string;
  /** Whose duty the term is: who is told beside those named in `to`. */
  duty: TermDefinition['duty'];
  /** People or units, by id. */
  to: string[];
}

/** Urging and supervision: by a person (`term` null) or by the ladder. An answer is due. */
interface Order {
  term: Omit<RungNotice, 'rung' | 'text' | 'to'> | null;
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
  /** Rungs whose time had passed before the case was entered here: told to nobody, but for the highest of each term. */
  RungsPassed: {
    enteredAt: IsoInstant; rungs: (RungReference & { label: string; action: RungAction })[]; text: string;
  };
  /** The deadline passed; `why` says by which rule. */
  TermBreached: { term: string; label: string; deadline: IsoInstant; why: string };
}

export const evolveSupervision: Evolvers<SupervisionEvents> = {
  Reminded: (file) => file,
  SupervisorNotified: (file) => file,
  Urged: (file, { at, actor, data }) => ({
    ...file,
    urges: [
      ...file.urges,
      {
        id: data.urgeId, at, by: actor.id, to: data.to, text: data.text, answerDueAt: data.answerDueAt,
        answeredAt: null, answer: null,
      },
    ],
  }),
  UrgeAnswered: (file, { at, data }) => ({
    ...file,
    urges: file.urges.map(
      (urge) => (urge.id === data.urgeId ? { ...urge, answeredAt: at, answer: data.answer } : urge),
    ),
  }),
  SupervisionIssued: (file, { at, actor, data }) => ({
    ...file,
    supervisions: [
      ...file.supervisions,
      {
        id: data.supervisionId, at, by: actor.id, to: data.to, text: data.text, answerDueAt: data.answerDueAt,
        answeredAt: null, answer: null,
      },
    ],
  }),
  SupervisionAnswered: (file, { at, data }) => ({
    ...file,
    supervisions: file.supervisions.map((order) =>
      (order.id === data.supervisionId ? { ...order, answeredAt: at, answer: data.answer } : order)),
  }),
  RungsPassed: (file) => file,
  TermBreached: (file) => file,
};
