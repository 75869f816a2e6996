/** Nobody is told of what they did themselves: whatever the kind, whatever the act, whoever may do it beside the handlers. */
import { describe, expect, it } from 'vitest';
import { kinds } from '../../domain/kinds.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { noticesOf } from '../../domain/work/notices.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import type { WorkFile } from '../../domain/work/file.ts';
import { everyRecord } from '../domain/case/every-record.ts';
import { itemBegun } from '../domain/work/item-begun.ts';

const records = everyRecord();

/** Every act of a kind, done by each of those it might be told to: from records where there are some. */
function actsOf(kind: AnyKind): { event: RecordedEvent; file: WorkFile }[] {
  if (kind.name === 'case') return records.flatMap(({ events, file }) => events.map((event) => ({ event, file })));
  const file = itemBegun(kind.name);
  const actor = { id: 'townhead', name: '某某', unit: file.unit, roles: [] };
  const to = [...file.handlers.map(({ id }) => id), actor.id, file.unit.id];
  return ['Urged', 'SupervisionIssued', 'SupervisorNotified', 'Reminded'].map((type, seq) => ({
    event: { seq, type, at: file.openedAt, actor, data: { text: '请办理', to, duty: 'handler' }, terms: [], basis: [], hash: '' },
    file,
  }));
}

describe.each(kinds.map((kind) => ({ name: kind.name, kind })))('acts of a $name', ({ kind }) => {
  it('name nobody who did them', () => {
    let told = 0;
    for (const { event, file } of actsOf(kind)) {
      const addressed = noticesOf(kind, [event], file).flatMap(({ people }) => people);
      for (const id of new Set([...addressed, ...file.handlers.map((handler) => handler.id)])) {
        const own = noticesOf(kind, [{ ...event, actor: { ...event.actor, id } }], file);
        expect(
          own.flatMap(({ people }) => people),
          event.type,
        ).not.toContain(id);
        // Whom nobody is left to hear is not written down.
        for (const { people, roles } of own) expect(people.length + roles.length).toBeGreaterThan(0);
        told += addressed.length;
      }
    }
    expect(told).toBeGreaterThan(0);
  });
});
