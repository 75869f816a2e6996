/** Who is told of what: the events that must not wait until somebody opens the item. */
import type { TermDefinition } from '../terms/model.ts';
import { HEADS, REVIEWERS } from '../roles.ts';
import type { Role } from '../vocabulary.ts';
import type { WorkFile } from './file.ts';
import type { AnyKind } from './kind.ts';
import type { Notice, RungNotice } from './notice.ts';
import type { RecordedEvent } from './record.ts';

/** Whom it concerns in a unit that is addressed as a whole, or in the county where nobody is named. */
const ROLES_BY_DUTY: Record<TermDefinition['duty'], readonly Role[]> = {
  dispatcher: ['dispatcher'],
  handler: HEADS,
  reviewer: REVIEWERS,
  head: HEADS,
  party: HEADS,
  receiver: HEADS,
  'other-body': HEADS,
};

type Told = Omit<Notice, 'seq' | 'kind' | 'at'>;

/** What any kind's ladder and supervisors have to say. */
function toldByAnyKind({ type, data }: RecordedEvent, file: WorkFile): Told[] | null {
  switch (type) {
    case 'Reminded': {
      const { text, to, duty } = data as RungNotice;
      return [{ text, people: to, roles: ROLES_BY_DUTY[duty], units: to.length > 0 ? to : null }];
    }
    case 'SupervisorNotified': {
      const { text, to } = data as RungNotice;
      return [{ text, people: to, roles: ['supervisor'], units: null }];
    }
    case 'Urged':
    case 'SupervisionIssued': {
      const { text, to } = data as { text: string; to: string[] };
      return [{ text, people: [...to, ...file.handlers.map(({ id }) => id)], roles: HEADS, units: [...to, file.unit.id] }];
    }
    default:
      return null;
  }
}

/**
 * Nobody is told of what they did themselves, whatever the kind and whichever way they would be addressed. Who is addressed by
 * a role is known only where the notice is written; there the same is asked of the record (`tell_others`).
 */
const others = ({ people, ...told }: Told, { actor }: RecordedEvent): Told[] => {
  const left = people.filter((id) => id !== actor.id);
  return left.length === 0 && told.roles.length === 0 ? [] : [{ ...told, people: left }];
};

/** The event under which everybody named in a paper file is told of it: once, in however many parts it is written down. */
const OPENING_SEQ = 1;

/**
 * What was done on paper was told on paper. Whoever is named in it, as the one who acted or in what was recorded, hears once that
 * it was brought in.
 */
function noticesOfEntry(events: readonly RecordedEvent[], file: WorkFile): Notice[] {
  const first = events[0];
  if (!first?.entered) return [];
  const people = namedIn(events);
  const { by, checkedBy, at } = first.entered;
  const text = `《${file.title}》写有您姓名的纸质案卷已补录（录入：${by.name}，核对：${checkedBy.name}），请核对；记载不实的，请在案件页提出异议`;
  return [{ seq: OPENING_SEQ, kind: 'PaperCaseEntered', at, people, roles: [], units: null, text }];
}

/** Whoever acted in these events, or stands in what they recorded as one of the administration's people. */
export const namedIn = (events: readonly Pick<RecordedEvent, 'actor' | 'data'>[]): string[] => [
  ...new Set(events.flatMap(({ actor, data }) => [actor.id, ...peopleIn(data)])),
];

/** People whom an event names, as the record names people: with their unit. */
function peopleIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(peopleIn);
  if (typeof value !== 'object' || value === null) return [];
  const { id, name, unit } = value as { id?: unknown; name?: unknown; unit?: unknown };
  if (typeof id === 'string' && typeof name === 'string' && typeof unit === 'object' && unit !== null) return [id];
  return Object.values(value).flatMap(peopleIn);
}

export const noticesOf = (kind: AnyKind, events: readonly RecordedEvent[], file: WorkFile): Notice[] => {
  const entered = events.filter((event) => event.entered);
  const live = entered.length === 0 ? events : events.filter((event) => !event.entered);
  return [...noticesOfEntry(entered, file), ...liveNotices(kind, live, file)];
};

const liveNotices = (kind: AnyKind, events: readonly RecordedEvent[], file: WorkFile): Notice[] =>
  events.flatMap((event) =>
    (toldByAnyKind(event, file) ?? kind.notices(event, file))
      .flatMap((told) => others(told, event))
      .map((told) => ({ seq: event.seq, kind: event.type, at: event.at, ...told, text: `《${file.title}》${told.text}` })),
  );
