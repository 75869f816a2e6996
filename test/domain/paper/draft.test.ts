import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CheckedDraft,
  mayCheck,
  mayEnter,
  pagesAndActs,
  pagesInWords,
  pagesOfWords,
  referenceKey,
  unchecked,
  unready,
} from '../../../domain/paper/draft.ts';
import { people } from '../case/people.ts';

const unit = { id: 'qingshi', name: '青石镇' };
const draft: CheckedDraft = { unit, enterers: ['assistant'], named: ['handler1', 'handler2', 'townhead'] };
const today = '2026-03-20';

describe('who types it in', () => {
  it('is of the unit in charge, or dispatches for the county', () => {
    for (const one of [people.assistant, people.handler1, people.townhead, people.dispatcher]) expect(mayEnter(one, unit)).toBeNull();
    expect(mayEnter(people.handler4, unit)?.code).toBe('not-your-unit');
    expect(mayEnter(people.bureauhead, unit)?.code).toBe('not-your-unit');
    expect(mayEnter(people.auditor, unit)?.code).toBe('role-required');
    expect(mayEnter(people.townreview, unit)?.code).toBe('role-required');
  });
});

describe('who compares it with the scan', () => {
  it('is an officer of the unit who neither typed it nor acts in it', () => {
    expect(mayCheck(people.townreview, draft, today)).toBeNull();
    expect(mayCheck(people.handler3, draft, today)).toBeNull();
    expect(mayCheck(people.assistant, draft, today)?.code).toBe('two-people');
    expect(mayCheck(people.townhead, draft, today)?.code).toBe('named-in-it');
    expect(mayCheck(people.bureaureview, draft, today)?.code).toBe('not-your-unit');
    expect(mayCheck(people.assistant, { ...draft, enterers: ['dispatcher'] }, today)?.code).toBe('not-your-unit');
    expect(mayCheck(people.handler3, draft, '2039-01-01')?.code).toBe('certificate-required');
  });

  it('is the supervisor only where the unit has nobody left', () => {
    expect(mayCheck(people.supervisor, draft, today)?.code).toBe('not-your-unit');
    expect(mayCheck(people.supervisor, draft, today, true)).toBeNull();
    expect(mayCheck(people.supervisor, { ...draft, named: ['supervisor'] }, today, true)?.code).toBe('named-in-it');
  });
});

describe('what is missing', () => {
  it('is told by page and by act', () => {
    const acts = [{ pages: [1, 2] }, { pages: [] }, { pages: [4] }];
    expect(pagesAndActs(acts, 5)).toEqual({ pagesWithoutAct: [3, 5], actsWithoutPage: [2] });
    expect(unready([], 0)?.code).toBe('scan-missing');
    expect(unready([], 3)?.code).toBe('acts-missing');
    expect(unready(acts, 3)?.code).toBe('page-missing');
    expect(unready(acts, 5)?.code).toBe('act-without-page');
    expect(unready([{ pages: [1] }], 5)).toBeNull();
  });

  it('is every act that was not compared, and every one whose hand the register does not know', () => {
    expect(unchecked(2, [], [{ act: 1, note: null }])).toMatchObject({ code: 'acts-unchecked', message: '第2步还没有核对' });
    expect(
      unchecked(
        2,
        [2],
        [1, 2].map((act) => ({ act, note: null })),
      )?.code,
    ).toBe('standing-unknown');
    expect(
      unchecked(
        2,
        [2],
        [
          { act: 1, note: null },
          { act: 2, note: '任职文件' },
        ],
      ),
    ).toBeNull();
  });
});

describe('words', () => {
  it('of pages come back as the pages they say', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 40 }), (pages) => {
        expect(pagesOfWords(pagesInWords(pages))).toEqual([...pages].sort((a, b) => a - b));
      }),
    );
    expect(pagesInWords([3, 4, 5, 8])).toBe('3–5、8');
    expect(pagesOfWords('3-5，8')).toEqual([3, 4, 5, 8]);
    for (const wrong of ['0', '5-3', '三', '1-9999']) expect(pagesOfWords(wrong)).toBeNull();
  });

  it('of a reference are one, however they are set', () => {
    expect(referenceKey('青综执卷〔2026〕3号')).toBe(referenceKey(' 青综执卷（2026） 3 号'));
    expect(referenceKey('青卷3－1')).toBe(referenceKey('青卷3-1'));
    expect(referenceKey('青卷3-1')).not.toBe(referenceKey('青卷31'));
    expect(referenceKey('青综执卷〔2026〕3号')).not.toBe(referenceKey('青综执卷〔2026〕13号'));
  });
});
