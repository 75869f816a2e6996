import type { RungReference } from '../../terms/clockwork.ts';
import type { IsoInstant } from '../../terms/model.ts';
import type { Evolvers } from '../types.ts';

/** What the ladder's events say of the term they act on; instants are ISO 8601. */
interface OnTerm {
  /** The rung that fired; its `nominal` is the instant it stood for. */
  rung: RungReference;
  label: string;
  light: 'green' | 'yellow' | 'red';
  deadline: IsoInstant | null;
  delivered: IsoInstant;
  text: string;
  /** Whom it is addressed to, by id. */
  to: string[];
}

export interface SupervisionEvents {
  Reminded: OnTerm;
  SupervisorNotified: OnTerm;
  /** By a person (`rung` null) or by the ladder; an answer is due. */
  Urged: Omit<OnTerm, 'rung' | 'light' | 'label' | 'deadline' | 'delivered'> & {
    urgeId: string; rung: RungReference | null; label: string | null; answerDueAt: IsoInstant;
  };
  UrgeAnswered: { urgeId: string; answer: string };
  SupervisionIssued: Omit<OnTerm, 'rung' | 'light' | 'label' | 'deadline' | 'delivered'> & {
    supervisionId: string; rung: RungReference | null; label: string | null; answerDueAt: IsoInstant;
  };
  SupervisionAnswered: { supervisionId: string; answer: string };
  /** The deadline passed; recorded in the first moment the case looked. */
  TermBreached: { term: string; label: string; deadline: IsoInstant; why: string };
}

export const evolveSupervision: Evolvers<SupervisionEvents> = {
  Reminded: (file) => file,
  SupervisorNotified: (file) => file,
  Urged: (file, { at, actor, data }) => ({
    ...file,
    urges: [
      ...file.urges,
      { id: data.urgeId, at, by: actor.id, text: data.text, answerDueAt: data.answerDueAt, answeredAt: null, answer: null },
    ],
  }),
  UrgeAnswered: (file, { at, data }) => ({
    ...file,
    urges: file.urges.map((urge) => (urge.id === data.urgeId ? { ...urge, answeredAt: at, answer: data.answer } : urge)),
  }),
  SupervisionIssued: (file, { at, actor, data }) => ({
    ...file,
    supervisions: [
      ...file.supervisions,
      { id: data.supervisionId, at, by: actor.id, text: data.text, answerDueAt: data.answerDueAt, answeredAt: null, answer: null },
    ],
  }),
  SupervisionAnswered: (file, { at, data }) => ({
    ...file,
    supervisions: file.supervisions.map((order) =>
      (order.id === data.supervisionId ? { ...order, answeredAt: at, answer: data.answer } : order)),
  }),
  TermBreached: (file) => file,
};
