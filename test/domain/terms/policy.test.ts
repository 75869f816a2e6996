import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Ladder, TermDefinition } from '../../../domain/terms/model.ts';
import { compareCasePolicies, validateCasePolicy } from '../../../domain/case/policy.ts';
import { canonicalPolicy, sealPolicy } from '../../../domain/terms/policy.ts';
import { definition } from './kit.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const withTerm = (more: Partial<TermDefinition>): CasePolicy => ({ ...countyPolicy, terms: [...countyPolicy.terms, definition(more)] });
const withLadder = (ladder: Partial<Ladder>): CasePolicy => ({
  ...countyPolicy,
  ladders: [...countyPolicy.ladders, { key: 'own', label: '自定', rungs: [], ...ladder }],
});
const rung = (action: Ladder['rungs'][number]['action'], length: number, more: object = {}): Ladder['rungs'][number] => ({
  action,
  at: 'red',
  after: { length, unit: 'workday' },
  basis: '规则',
  ...more,
});
const answer = { answerWithin: { length: 1, unit: 'workday' as const } };
const codes = (policy: CasePolicy) => validateCasePolicy(policy).map(({ code }) => code);

describe('a policy is refused', () => {
  it.each<[string, CasePolicy, string]>([
    ['a term twice', withTerm({ key: 'decision-deadline' }), 'term-twice'],
    ['a ladder that there is not', withTerm({ ladder: 'nowhere' }), 'ladder-unknown'],
    ['a term that can never be met', withTerm({ metBy: [] }), 'term-never-met'],
    ['a term that is never armed', withTerm({ armedBy: [] }), 'term-never-armed'],
    ['no length', withTerm({ length: 0 }), 'term-length-invalid'],
    ['half a day', withTerm({ length: 1.5 }), 'term-length-invalid'],
    ['no article', withTerm({ basis: ' ' }), 'term-basis-missing'],
    ['yellow after the end', withTerm({ yellow: { share: 1.2, remaining: 0 } }), 'yellow-share-invalid'],
    ['yellow from the start', withTerm({ yellow: { share: 0.8, remaining: 10 } }), 'yellow-at-once'],
    ['a roll by the clock', withTerm({ unit: 'hour', roll: 'next' }), 'roll-on-clock-term'],
    ['back by the clock', withTerm({ unit: 'hour', direction: 'back', pausedBy: [], extensions: [] }), 'back-on-clock-term'],
    ['back and paused', withTerm({ direction: 'back', extensions: [] }), 'back-term-paused'],
    ['an extension of nothing', withTerm({ extensions: [{ maxLength: 0, approver: 'head', basis: '规则' }] }), 'extension-bound-invalid'],
    [
      'an unbounded step before a bounded one',
      withTerm({
        extensions: [
          { maxLength: null, approver: 'head', basis: '规则' },
          { maxLength: 5, approver: 'head', basis: '规则' },
        ],
      }),
      'extension-unbounded-early',
    ],
    ['an empty ladder', withLadder({}), 'ladder-empty'],
    ['a ladder out of order', withLadder({ rungs: [rung('remind', 3), rung('notify-supervisor', 1)] }), 'ladder-out-of-order'],
    ['yellow after red', withLadder({ rungs: [rung('remind', 0), { ...rung('remind', 0), at: 'yellow' }] }), 'ladder-out-of-order'],
    ['urging without an answer due', withLadder({ rungs: [rung('urge', 0), rung('transfer', 1)] }), 'rung-answer-missing'],
    ['going on after the transfer', withLadder({ rungs: [rung('transfer', 0), rung('remind', 1)] }), 'ladder-goes-on-after-transfer'],
    ['a ladder twice', withLadder({ key: 'stage', rungs: [rung('remind', 0)] }), 'ladder-twice'],
    [
      'a pause without an end',
      { ...countyPolicy, pauseTriggers: [{ ground: 'hearing', startedBy: [{ event: 'HearingRequested' }], endedBy: [], basis: '' }] },
      'pause-never-ends',
    ],
    [
      'a threshold of nothing',
      { ...countyPolicy, thresholds: { ...countyPolicy.thresholds, hearingFine: { citizen: 0, organisation: 1, basis: '规则' } } },
      'threshold-invalid',
    ],
    ['a broken calendar', { ...countyPolicy, calendar: { ...countyPolicy.calendar, workingHours: [] } }, 'working-hours-missing'],
    ['a calendar without years', { ...countyPolicy, calendar: { ...countyPolicy.calendar, years: [] } }, 'calendar-empty'],
  ])('%s', (_name, policy, code) => {
    expect(codes(policy)).toContain(code);
    for (const refusal of validateCasePolicy(policy)) expect(refusal.message).toMatch(/[\u4e00-\u9fff].*。$/);
  });

  it('with a ladder that never ends: unanswered urging urges again', () => {
    const terms = countyPolicy.terms.map((term) => (term.key === 'urge-answer' ? { ...term, ladder: 'own' } : term));
    const ladders = [...countyPolicy.ladders, { key: 'own', label: '循环', rungs: [rung('urge', 0, answer)] }];
    expect(codes({ ...countyPolicy, terms, ladders })).toContain('ladder-endless');
  });

  it('with a ladder that never ends: nobody follows the answer up', () => {
    const terms = countyPolicy.terms.map((term) => {
      if (term.key !== 'supervision-answer') return term;
      const { ladder: _ladder, ...rest } = term;
      return rest;
    });
    const ladders = [...countyPolicy.ladders, { key: 'own', label: '悬空', rungs: [rung('supervise', 0, answer)] }];
    expect(codes({ ...countyPolicy, terms, ladders })).toContain('ladder-endless');
  });
});

describe('a policy’s content', () => {
  it('is hashed without its hash, and any change shows', () => {
    const sealed = sealPolicy(countyPolicy, sha256);
    expect(sealed.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(canonicalPolicy(sealed)).toBe(canonicalPolicy(countyPolicy));
    expect(sealPolicy({ ...countyPolicy, version: countyPolicy.version + 1 }, sha256).hash).not.toBe(sealed.hash);
    expect(JSON.parse(JSON.stringify(sealed))).toEqual(sealed);
    expect(sealPolicy(JSON.parse(JSON.stringify(sealed)) as CasePolicy, sha256).hash).toBe(sealed.hash);
  });

  it('compares field by field', () => {
    expect(compareCasePolicies(countyPolicy, countyPolicy)).toEqual([]);
    const after: CasePolicy = {
      ...countyPolicy,
      terms: [
        ...countyPolicy.terms
          .filter(({ key }) => key !== 'case-closure')
          .map((term) => (term.key === 'legal-review' ? { ...term, length: 7 } : term)),
        definition(),
      ],
      calendar: { ...countyPolicy.calendar, version: '2026.9' },
      thresholds: { ...countyPolicy.thresholds, copyToProcurator: false },
    };
    expect(
      compareCasePolicies(countyPolicy, after).map(({ part, key, kind, changes }) => [part, key, kind, changes.map(({ field }) => field)]),
    ).toEqual([
      ['term', 'case-closure', 'removed', []],
      ['term', 'legal-review', 'changed', ['length']],
      ['term', 'test', 'added', []],
      ['threshold', 'copyToProcurator', 'changed', ['copyToProcurator']],
      ['calendar', 'calendar', 'changed', ['version']],
    ]);
  });
});
