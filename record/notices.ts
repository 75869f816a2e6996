/** Who is told of what: the events that must not wait until somebody opens the case. */
import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { TermDefinition } from '../domain/terms/model.ts';
import { TIER_LABELS, type Role } from '../domain/vocabulary.ts';

/** To these people, and to whoever has one of the roles (in one of `units`; null: anywhere) when it is written. */
export interface Notice {
  seq: number;
  kind: string;
  text: string;
  at: string;
  people: string[];
  roles: Role[];
  units: string[] | null;
}

const HEADS: Role[] = ['town-head', 'bureau-head'];

/** Whom it concerns in a unit that is addressed as a whole, or in the county where nobody is named. */
const ROLES_BY_DUTY: Record<TermDefinition['duty'], Role[]> = {
  dispatcher: ['dispatcher'],
  handler: HEADS,
  reviewer: ['town-reviewer', 'bureau-reviewer'],
  head: HEADS,
  party: HEADS,
  receiver: HEADS,
  'other-body': HEADS,
};

export function noticesOf(events: readonly CaseEvent[], state: CaseFile): Notice[] {
  const handlers = state.handlers.map((handler) => handler.id);
  return events.flatMap((event): Notice[] => {
    const { seq, at, type: kind } = event;
    const notice = (text: string, people: string[], roles: Role[], units: string[] | null): Notice[] =>
      [{ seq, kind, at, text: `《${state.title}》${text}`, people, roles, units }];
    switch (event.type) {
      case 'Reminded':
        return notice(event.data.text, event.data.to, ROLES_BY_DUTY[event.data.duty], event.data.to.length > 0 ? event.data.to : null);
      case 'SupervisorNotified':
        return notice(event.data.text, event.data.to, ['supervisor'], null);
      case 'Urged':
      case 'SupervisionIssued':
        return notice(event.data.text, [...event.data.to, ...handlers], HEADS, [...event.data.to, state.unit.id]);
      case 'TransferProposed': {
        const { to, toUnit, reasons } = event.data;
        const text = `提请提级到“${TIER_LABELS[to]}”，请答复：${reasons}`;
        return toUnit ? notice(text, [], HEADS, [toUnit.id]) : notice(text, [], ['bureau-head'], null);
      }
      default:
        return [];
    }
  });
}
