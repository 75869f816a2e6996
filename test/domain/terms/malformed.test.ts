import { describe, expect, it } from 'vitest';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { validateCalendar } from '../../../domain/terms/calendar-check.ts';
import { extendTerm, pauseTerms, reanchorTerm } from '../../../domain/terms/guards.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Calendar, PauseTrigger } from '../../../domain/terms/model.ts';
import { validateCasePolicy } from '../../../domain/case/policy.ts';
import { Book, definition, policyOf } from './kit.ts';

const calendarCodes = (more: Partial<Calendar>) => validateCalendar({ ...countyPolicy.calendar, ...more }).map(({ code }) => code);
const policyCodes = (more: Partial<CasePolicy>) => validateCasePolicy({ ...countyPolicy, ...more }).map(({ code }) => code);
const codeOf = (answer: { ok: boolean; code?: string }) => (answer.ok ? 'accepted' : answer.code);
const begun = () => new Book(policyOf(definition())).did('Begun', '2026-03-02T10:00');

describe('a calendar', () => {
  it('has a version, lies within the years that are counted, and names its days', () => {
    expect(calendarCodes({})).toEqual([]);
    expect(calendarCodes({ version: ' ' })).toEqual(['calendar-version-missing']);
    const empty = { off: [], makeUp: [], notice: '国办发明电〔2099〕1号' };
    expect(calendarCodes({ years: [{ year: 1949, ...empty }] })).toEqual(['calendar-year-invalid']);
    expect(calendarCodes({ years: [{ year: 2099, ...empty }] })).toEqual([]);
    const unnamed = { ...empty, year: 2099, off: [{ date: '2099-10-01', name: '' }] };
    expect(calendarCodes({ years: [unnamed] })).toEqual(['calendar-name-missing']);
    const override = { workday: false, reason: '本县停电' };
    expect(calendarCodes({ overrides: [{ ...override, date: '2026-02-29' }] })).toEqual(['calendar-date-invalid']);
    expect(calendarCodes({ overrides: [{ ...override, date: '2026-02-28' }] })).toEqual([]);
  });
});

describe('a policy', () => {
  it('has an id, a whole version, and a basis for every threshold', () => {
    expect(policyCodes({})).toEqual([]);
    expect(policyCodes({ id: '' })).toEqual(['policy-id-missing']);
    expect(policyCodes({ version: 1.5 })).toEqual(['policy-version-invalid']);
    const { thresholds } = countyPolicy;
    expect(policyCodes({ thresholds: { ...thresholds, hearingFine: { ...thresholds.hearingFine, basis: ' ' } } })).toEqual([
      'threshold-basis-missing',
    ]);
  });

  it('has no pause that nothing begins', () => {
    const never: PauseTrigger = { ground: 'announcement', startedBy: [], endedBy: [{ event: 'CaseClosed' }], basis: '规则' };
    expect(policyCodes({ pauseTriggers: [...countyPolicy.pauseTriggers, never] })).toEqual(['pause-never-begins']);
  });
});

describe('instants that are none', () => {
  const notOne = '2026-02-30T10:00:00+08:00';

  it('do not pause, resume, extend or move a term', () => {
    const { ledger, policy } = begun();
    expect(codeOf(pauseTerms(ledger, { ground: 'suspension', at: notOne, why: '等待' }))).toBe('pause-instant-invalid');
    const extension = { term: 'test', length: 1, approver: 'head', basis: '规则甲', why: '情况复杂' };
    expect(codeOf(extendTerm(policy, ledger, { ...extension, at: notOne }))).toBe('extension-instant-invalid');
    expect(codeOf(extendTerm(policy, ledger, { ...extension, at: '2026-03-03T10:00:00+08:00' }))).toBe('accepted');
    const paused = begun().did('TermsPaused', '2026-03-05T10:00', { ground: 'suspension', why: '等待' });
    expect(paused.refused('TermsResumed', '2026-03-06T10:00', { ground: 'suspension', why: '恢复', at: notOne }).code).toBe(
      'resume-instant-invalid',
    );
  });

  it('a term that is not counted is not counted from elsewhere', () => {
    const move = { term: 'test', anchor: '2026-03-03', at: '2026-03-04T10:00:00+08:00', why: '起算日有误' };
    expect(codeOf(reanchorTerm(begun().ledger, move))).toBe('accepted');
    expect(codeOf(reanchorTerm(begun().ledger, { ...move, anchor: '2026-02-30' }))).toBe('term-anchor-invalid');
    expect(codeOf(reanchorTerm([], move))).toBe('reanchor-term-not-open');
    expect(codeOf(reanchorTerm(begun().did('Done', '2026-03-04').ledger, move))).toBe('reanchor-term-not-open');
  });
});
