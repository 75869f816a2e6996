import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/events.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { bytesOf, FULL_BYTES, MOST_BYTES } from '../../../domain/work/size.ts';
import { carriedEvent, carriedState, overfull } from '../../../domain/case/machine.ts';
import { opened } from './scenes.ts';

const event = (type: string, data: unknown): CaseEvent =>
  ({ seq: 1, type, at: '', actor: {}, data, terms: [], basis: [], hash: '' }) as unknown as CaseEvent;

describe('what a running case carries', () => {
  it('of notes and interviews is enough to see which they are', () => {
    const text = '长'.repeat(5_000);
    expect((carriedEvent(event('NoteAdded', { text })).data as { text: string }).text).toBe(`${'长'.repeat(200)}…`);
    const short = event('NoteAdded', { text: '短' });
    expect(carriedEvent(short)).toBe(short);
    const state = { ...opened().file, notes: [{ at: '', by: '', text }] };
    expect((carriedState(state) as CaseFile).notes[0]!.text).toHaveLength(201);
  });

  it('is read by no rule: nothing in the domain asks for the text of a note or an interview', () => {
    const folder = join(import.meta.dirname, '..', '..', '..', 'domain');
    const readers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        (name) => name.endsWith('.ts') && !/((?:case|work\/acts)\/[a-z-]+\/events|case\/state|case\/carried|work\/size)\.ts$/.test(name),
      )
      .filter((name) => /\b(?:file|state)\.(?:notes|interviews)\b/.test(readFileSync(join(folder, name), 'utf8')));
    expect(readers).toEqual([]);
  });

  it('is weighed in bytes of UTF-8', () => {
    for (const value of ['a', 'é', '案', '𠮷', { 案: ['灯', 1, null] }]) {
      expect(bytesOf(value)).toBe(Buffer.byteLength(JSON.stringify(value), 'utf8'));
    }
  });
});

describe('a case that is full', () => {
  const note = [event('NoteAdded', { text: '' })];
  const filed = [event('CaseFiled', {})];

  it('takes no more of what only makes it longer, and still comes to its end', () => {
    expect(overfull(FULL_BYTES - 10, 10, note)).toBeNull();
    expect(overfull(FULL_BYTES, 1, note)).toMatchObject({
      ok: false,
      code: 'case-too-large',
      needs: expect.arrayContaining(['按程序办结本案']),
    });
    expect(overfull(FULL_BYTES, 1, filed)).toBeNull();
    expect(overfull(FULL_BYTES, 1, [...note, ...filed])).toBeNull();
    expect(overfull(MOST_BYTES, 1, filed)).toMatchObject({ code: 'case-too-large' });
  });
});
