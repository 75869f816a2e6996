/** What channels were told of their tickets is what happened, in its order, and nothing of it was taken back. */
import { fold } from '../../../../domain/case/machine.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import type { RecordedEvent } from '../../../../domain/work/record.ts';
import type { Report, Trial, Truth, Violation } from './trial.ts';

export function reports({ reports: all, heard }: Trial, truth: Truth): Violation[] {
  const violations: Violation[] = [];
  const byId = new Map(all.map((report) => [report.id, report]));
  for (const { id, ticket, status } of heard) {
    if (!byId.has(id))
      violations.push({ kind: 'channel', caseId: null, text: `${ticket} was told “${status}” (report ${id}), which was taken back` });
  }
  const byTicket = new Map<string, Report[]>();
  for (const report of all) byTicket.set(report.ticket, [...(byTicket.get(report.ticket) ?? []), report]);
  for (const [ticket, told] of byTicket) {
    const caseId = told.find((report) => report.caseId !== null)?.caseId ?? null;
    if (caseId === null) continue;
    const events = truth.of(caseId) ?? [];
    const kinds = told.sort((a, b) => Number(a.id) - Number(b.id)).map(({ kind }) => kind);
    const ends = kinds.filter((kind) => kind === 'case-closed' || kind === 'case-reopened');
    const dispatched = kinds.filter((kind) => kind === 'case-dispatched').length;
    const wanted = turnsOf(events);
    const sent = events.filter(({ type }) => type === 'CaseDispatched').length;
    const wrong = ends.join() !== wanted.join() || dispatched !== sent || kinds.filter((kind) => kind === 'lead-accepted').length !== 1;
    if (wrong) {
      violations.push({
        kind: 'channel',
        caseId,
        text: `${ticket} was told ${kinds.join(', ')}; it was accepted, dispatched ${sent} times, then: ${wanted.join(', ') || 'not closed'}`,
      });
    }
  }
  return violations;
}

/** When the case was closed and opened again, by its own events. */
function turnsOf(events: readonly RecordedEvent[]): string[] {
  const turns: string[] = [];
  let closed = false;
  for (let length = 1; length <= events.length; length += 1) {
    const state = fold(events.slice(0, length) as unknown as CaseEvent[]);
    const now = state.stage !== 'unopened' && state.ending !== null;
    if (now !== closed) turns.push(now ? 'case-closed' : 'case-reopened');
    closed = now;
  }
  return turns;
}
