/** A rung of the ladder as the event that the record keeps: what is said, to whom, and what it brings about. */
import { instantOf, toShanghaiIso, toShanghaiText } from '../terms/instant.ts';
import type { DueRung } from '../terms/ladder.ts';
import { type Instant, TERM_EFFECT_LABELS } from '../terms/model.ts';
import type { TermView } from '../terms/view.ts';
import type { WorkContext } from './context.ts';
import { nextId, type WorkFile } from './file.ts';
import type { Kind, NewOf } from './kind.ts';
import type { RungNotice, TermStood } from './notice.ts';
import type { RecordedEvent } from './record.ts';

/** How the term stands, in one sentence. */
function situation(name: string, { deadline, light, duty }: TermStood, lapsed: boolean): string {
  if (deadline === null) return `${name}中止计时`;
  const when = toShanghaiText(instantOf(deadline));
  if (lapsed) return `${name}期间已于${when}届满，可以办理下一步`;
  if (light !== 'red') return `${name}将于${when}到期，请抓紧办理`;
  if (duty === 'party') return `${name}已于${when}届满，当事人尚未履行，请核查处理`;
  return `${name}已于${when}超期`;
}

/**
 * The events of one rung, delivered at `now` (UTC milliseconds). Each of them, or the first, carries the rung's reference,
 * so that it does not fire again in this epoch of the ledger.
 */
export function rungEvents<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  file: File,
  due: DueRung,
  view: TermView,
  now: Instant,
): NewOf<Event>[] {
  const { label, deadline, light, duty, status } = view;
  const term: TermStood = { label, deadline, light, duty, delivered: toShanghaiIso(now) };
  const name = due.saysClass ? `${TERM_EFFECT_LABELS[view.effect]}期限“${label}”` : `“${label}”`;
  const text = situation(name, term, status === 'lapsed');
  const notice: RungNotice = { ...term, rung: due.reference, text, to: kind.addressees(file, duty) };
  const basis = [due.basis];
  const answerDueAt = due.answerDueAt ?? toShanghaiIso(now);
  const asked = `${text}，请于${toShanghaiText(instantOf(answerDueAt))}前答复`;
  const order = { term, rung: due.reference, text: asked, to: notice.to, answerDueAt };
  // Every kind has the events of the acts that any kind knows.
  const one = (type: string, data: object) => [{ type, data, basis }] as unknown as NewOf<Event>[];
  switch (due.action) {
    case 'remind':
      return one('Reminded', notice);
    case 'notify-supervisor':
      return one('SupervisorNotified', { ...notice, to: [] });
    case 'urge':
      return one('Urged', { urgeId: nextId(file, 'urge'), ...order });
    case 'supervise':
      return one('SupervisionIssued', { supervisionId: nextId(file, 'supervision'), ...order, to: [file.unit.id] });
    case 'transfer':
      return kind.climb(file, due, { ...notice, to: [] }).map((event) => ({ ...event, basis }));
  }
}
