/** Whose the acts are that any kind knows. `own`: the unit in charge; `concerned`: whom the kind says it concerns beside. */
import { type Authority, from } from '../authority.ts';
import type { ClockCommands } from './clock/commands.ts';
import type { LinkCommands } from './links/commands.ts';
import type { PeopleCommands } from './people/commands.ts';
import type { CorrectionCommands, NoteCommands } from './record/commands.ts';
import type { SupervisionCommands } from './supervision/commands.ts';

type Row = Authority<'own' | 'concerned' | 'free'>;
type Acts = NoteCommands & PeopleCommands & LinkCommands & ClockCommands & SupervisionCommands;
export type ActAuthority = Record<Exclude<keyof Acts, 'TakeLink'>, Row>;

const HEAD: Row = { heads: ['own'] };
/** The county's alone: its supervisor, the keeper of its lists. */
const COUNTY: Row = {};

export const actAuthority: ActAuthority = {
  AddNote: from('concerned'),
  ReassignHandler: HEAD,
  // Between two people: who handles it, and to whom it is offered.
  HandOver: { handlers: ['free'] },
  AcceptHandOver: { handlers: ['free'] },
  DeclineHandOver: { handlers: ['free'] },
  Recuse: from('concerned'),
  DecideRecusal: HEAD,
  LinkItem: from('concerned'),
  Suspend: HEAD,
  Resume: HEAD,
  ExtendTerm: HEAD,
  ReviseCalendar: COUNTY,
  Urge: { heads: ['concerned'] },
  AnswerUrge: { ...from('concerned'), code: 'not-addressed' },
  IssueSupervision: COUNTY,
  AnswerSupervision: HEAD,
};

export const correctionAuthority: Record<keyof CorrectionCommands, Row> = { CorrectRecord: from('concerned') };
