/**
 * How large a running case may grow, and what of it its workflow need not carry. The record in PostgreSQL has every word;
 * a workflow carries what its rules read. Temporal ends a workflow whose state outgrows what may be carried from run to
 * run, so a case says no long before.
 */
import { refuse, type Refusal } from '../result.ts';
import type { CaseEvent, EventType } from './events.ts';
import type { CaseFile, CaseState } from './state.ts';

/** Words that no rule reads are carried this far, in UTF-16 units: enough to see which text it is. */
const CARRIED_TEXT = 200;

/** From here on a case takes no more of what only makes it longer; steps that bring it to its end are still taken. */
export const FULL_BYTES = 1_200_000;
/** Nothing at all is taken beyond. Temporal's own limit is 2 MB for a payload, before compression. */
export const MOST_BYTES = 1_800_000;

const LENGTHENING: ReadonlySet<EventType> = new Set<EventType>([
  'NoteAdded', 'EvidenceAdded', 'OffSiteEvidenceRecorded', 'InterviewRecorded', 'SamplesTaken', 'StopActionRecorded', 'CasesLinked',
]);

const shortened = (text: string): string => (text.length > CARRIED_TEXT ? `${text.slice(0, CARRIED_TEXT)}…` : text);

/** The event as a running case carries it. Interviews and notes are read by people, never by a rule (test/domain/case/size.test.ts). */
export function carriedEvent(event: CaseEvent): CaseEvent {
  switch (event.type) {
    case 'NoteAdded':
      return event.data.text.length > CARRIED_TEXT ? { ...event, data: { ...event.data, text: shortened(event.data.text) } } : event;
    case 'InterviewRecorded':
      return event.data.summary.length > CARRIED_TEXT ? { ...event, data: { ...event.data, summary: shortened(event.data.summary) } } : event;
    default:
      return event;
  }
}

/** A state that comes from the record, or from a run that carried every word. */
export function carriedState<State extends CaseState>(state: State): State {
  if (state.stage === 'unopened') return state;
  const file: CaseFile = state;
  return {
    ...file,
    notes: file.notes.map((note) => ({ ...note, text: shortened(note.text) })),
    interviews: file.interviews.map((interview) => ({ ...interview, summary: shortened(interview.summary) })),
  } as unknown as State;
}

/** Bytes of a value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  const text = JSON.stringify(value);
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Half of a surrogate pair is two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}

/** `carried`: bytes of the case so far; `more`: of what these events add. Null while there is room. */
export function overfull(carried: number, more: number, events: readonly CaseEvent[]): Refusal | null {
  const total = carried + more;
  if (total <= FULL_BYTES) return null;
  const lengthens = events.length > 0 && events.every(({ type }) => LENGTHENING.has(type));
  if (!lengthens && total <= MOST_BYTES) return null;
  return refuse(
    'case-too-large', `本案记录已有${Math.round(carried / 1000)}千字节，接近一件案件的上限，不能再追加这类内容`,
    ['把同类证据合并成一份材料（一个压缩包或者一份汇总）登记', '另案办理并关联本案', '按程序办结本案'],
  );
}
