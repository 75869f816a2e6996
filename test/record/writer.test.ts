import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/events.ts';
import { CASE_STATE_VERSION } from '../../domain/case/upcast.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { readDemoRegisters } from '../support/registers.ts';
import { createRecordWriter, type Written } from '../../record/writer.ts';
import { forgetful } from '../domain/case/forgetful.ts';
import type { Scene } from '../domain/case/kit.ts';
import { served } from '../domain/case/late-scenes.ts';

/** PostgreSQL as far as the writer asks it: a row of the read model, the rows of the record, and what it was sent. */
async function wroteOn(
  row: CaseFile,
  record: readonly CaseEvent[],
  next: Scene,
  given?: Written,
  forgotten?: CaseFile,
): Promise<{ state: CaseFile; asked: string[] }> {
  const asked: string[] = [];
  let sent: { view: { state: CaseFile } } | null = null;
  const head = record.at(-1)!.hash;
  const query = async <Row>(text: string, values: readonly unknown[]): Promise<Row[]> => {
    asked.push(text.split(' ').slice(0, 4).join(' '));
    if (text.startsWith('select version, head, state'))
      return [{ version: row.version, head, state: row, stateVersion: row === forgotten ? 1 : CASE_STATE_VERSION }] as Row[];
    if (text.startsWith('select seq'))
      return record.filter(({ seq }) => seq < Number(values[1])).map((event) => ({ ...event, at: new Date(event.at) })) as Row[];
    sent = JSON.parse(String(values[0])) as typeof sent;
    return [{ answer: { version: next.file.version, head: next.head.hash, replaced: false, number: null, decision: null } }] as Row[];
  };
  const writer = createRecordWriter({ query, registers: readDemoRegisters, policyOf: async () => next.policy });
  const events = next.events.slice(record.length);
  await writer.write({ caseId: row.caseId, previous: head, events, policyHash: next.policy.hash }, given);
  return { state: sent!.view.state, asked };
}

describe('the record’s writer', () => {
  const before = served();
  const after = before.did('AddNote', { text: '当事人来电' }, 'handler1');
  const told = JSON.parse(JSON.stringify(after.file)) as CaseFile;
  const row = JSON.parse(JSON.stringify(before.file)) as CaseFile;

  it('writes on from the read model as it stands', async () => {
    const { state, asked } = await wroteOn(row, before.events, after);
    expect(state).toEqual(told);
    expect(asked.some((text) => text.startsWith('select seq'))).toBe(false);
  });

  it('tells a case of an earlier shape anew from its record, so that nothing stays unknown', async () => {
    expect(row.served[0]?.recipient).toBe('张三');
    const { state, asked } = await (async (old: CaseFile) => wroteOn(old, before.events, after, undefined, old))(forgetful(row));
    expect(state).toEqual(told);
    expect(asked.some((text) => text.startsWith('select seq'))).toBe(true);
  });
});
