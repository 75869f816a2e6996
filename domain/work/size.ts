/**
 * How large a running work item may grow, and what of it its workflow need not carry. The record in PostgreSQL has every
 * word; a workflow carries what its rules read. Temporal ends a workflow whose state outgrows what may be carried from run
 * to run, so an item says no long before.
 */
import { refuse, type Refusal } from '../result.ts';
import { isOpened, type WorkFile, type WorkState } from './file.ts';
import type { Kind } from './kind.ts';
import type { RecordedEvent } from './record.ts';

/** Words that no rule reads are carried this far, in UTF-16 units: enough to see which text it is. */
const CARRIED_TEXT = 200;

/** From here on an item takes no more of what only makes it longer; steps that bring it to its end are still taken. */
export const FULL_BYTES = 1_200_000;
/** Nothing at all is taken beyond. Temporal's own limit is 2 MB for a payload, before compression. */
export const MOST_BYTES = 1_800_000;

export const shortened = (text: string): string => (text.length > CARRIED_TEXT ? `${text.slice(0, CARRIED_TEXT)}…` : text);

type Carried<File extends WorkFile, Event extends RecordedEvent> = Pick<Kind<File, Event>, 'carriedEvent' | 'carriedFile'>;

/** The event as a running item carries it. Notes are read by people, never by a rule. */
export function carriedEvent<File extends WorkFile, Event extends RecordedEvent>(kind: Carried<File, Event>, event: Event): Event {
  if (event.type !== 'NoteAdded') return kind.carriedEvent(event);
  const data = event.data as { text: string };
  return data.text.length > CARRIED_TEXT ? { ...event, data: { ...data, text: shortened(data.text) } } : event;
}

/** A state that comes from the record, or from a run that carried every word. */
export function carriedState<File extends WorkFile, Event extends RecordedEvent>(
  kind: Carried<File, Event>,
  state: WorkState<File>,
): WorkState<File> {
  if (!isOpened(state)) return state;
  return kind.carriedFile({ ...state, notes: state.notes.map((note) => ({ ...note, text: shortened(note.text) })) });
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

/**
 * Notes and links made here make an item longer, and no more; a link told by another item is taken, or it would stand on one
 * side only.
 */
const onlyLengthens = ({ lengthening }: Pick<Kind, 'lengthening'>, { type, data }: RecordedEvent): boolean =>
  type === 'NoteAdded' || (type === 'ItemLinked' && (data as { by: string }).by === 'self') || lengthening.includes(type);

/** `carried`: bytes of the item so far; `more`: of what these events add. Null while there is room. */
export function overfull(
  kind: Pick<Kind, 'label' | 'own' | 'lengthening'>,
  carried: number,
  more: number,
  events: readonly RecordedEvent[],
): Refusal | null {
  const total = carried + more;
  if (total <= FULL_BYTES) return null;
  const lengthens = events.length > 0 && events.every((event) => onlyLengthens(kind, event));
  if (!lengthens && total <= MOST_BYTES) return null;
  return refuse(
    'case-too-large',
    `${kind.own}记录已有${Math.round(carried / 1000)}千字节，接近一件${kind.label}的上限，不能再追加这类内容`,
    ['把同类证据合并成一份材料（一个压缩包或者一份汇总）登记', `另案办理并关联${kind.own}`, '按程序办结本案'],
  );
}
