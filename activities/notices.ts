/** Who is told of what: the events that must not wait until somebody opens the case. */
import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { Role } from '../domain/vocabulary.ts';

/** To these people, and to whoever has one of the roles (in `unit`, or anywhere where it is null) when it is written. */
export interface Notice {
  seq: number;
  kind: string;
  text: string;
  at: string;
  people: string[];
  roles: Role[];
  unit: string | null;
}

const HEADS: Role[] = ['town-head', 'bureau-head'];

export function noticesOf(events: readonly CaseEvent[], state: CaseFile): Notice[] {
  const handlers = state.handlers.map((handler) => handler.id);
  return events.flatMap((event): Notice[] => {
    const notice = (people: string[], roles: Role[], unit: string | null): Notice[] =>
      'text' in event.data
        ? [{ seq: event.seq, kind: event.type, text: `《${state.title}》${event.data.text}`, at: event.at, people, roles, unit }]
        : [];
    switch (event.type) {
      case 'Reminded':
        return notice([...event.data.to, ...handlers], [], null);
      case 'SupervisorNotified':
        return notice(event.data.to, ['supervisor'], null);
      case 'Urged':
      case 'SupervisionIssued':
        return notice([...event.data.to, ...handlers], HEADS, state.unit.id);
      default:
        return [];
    }
  });
}
