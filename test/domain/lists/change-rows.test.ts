import { describe, expect, it } from 'vitest';
import { changeRows } from '../../../domain/lists/change-rows.ts';
import { duties } from './catalogue.ts';

const [first, second, third] = duties as [(typeof duties)[0], (typeof duties)[0], (typeof duties)[0]];
const base = [first, second, third];
const change = (changes: Parameters<typeof changeRows<'duties'>>[2]) => changeRows('duties', base, changes);

describe('changes on a version', () => {
  it('replaces a row where it stands, takes one out, puts new ones last', () => {
    const renamed = { ...second, item: '改名' };
    const added = { ...first, code: 'NEW-1' };
    expect(change({ put: [added, renamed], remove: [first.code] })).toEqual({ ok: true, rows: [renamed, third, added] });
    expect(change({ put: [], remove: [] })).toEqual({ ok: true, rows: base });
  });

  it('refuses to take out what is not there, and a code named twice', () => {
    expect(change({ put: [], remove: ['XX-1', 'XX-2'] })).toMatchObject({
      ok: false,
      code: 'row-not-there',
      message: expect.stringContaining('“XX-1”、“XX-2”'),
    });
    expect(change({ put: [second], remove: [second.code] })).toMatchObject({ ok: false, code: 'row-changed-twice' });
    expect(change({ put: [second, second], remove: [] })).toMatchObject({ ok: false, code: 'row-changed-twice' });
  });
});
