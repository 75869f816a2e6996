import { describe, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import { execute } from '../../../domain/case/machine.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { dataOf, eventsOf, fileOf, lookUp, refusalOf, sha256, type Scene } from './kit.ts';
import { filed, submitted } from './late-scenes.ts';
import { people } from './people.ts';

const deadlineOf = (scene: Scene, key: string): string | null | undefined =>
  deriveTerms(scene.policy, scene.file.ledger, scene.now).find((term) => term.key === key && term.open)?.deadline;

describe('SuspendCase, ResumeCase (市场监督管理行政处罚程序规定 46)', () => {
  const suspended = () => filed().did('SuspendCase', { cause: 'other-decision', reason: '等待法院判决' }, 'townhead');

  it('stops the terms that name the ground until it is resumed', () => {
    expect(deadlineOf(filed(), 'decision-deadline')).toBe('2026-06-03T23:59:59+08:00');
    expect(deadlineOf(suspended(), 'decision-deadline')).toBeNull();
    const resumed = suspended().at('2026-03-15T09:00:00+08:00').did('ResumeCase', { reason: '判决已生效' }, 'townhead');
    // Filed and suspended on 03-05, a day that counts neither way; resumed on 03-15, which counts: nine days are lost.
    expect(deadlineOf(resumed, 'decision-deadline')).toBe('2026-06-12T23:59:59+08:00');
    expect(resumed.file.suspension).toBeNull();
  });

  it('stops the work, but for what cannot wait', () => {
    const refusal = refusalOf(
      suspended().when(
        'ConcludeInvestigation',
        { kind: 'not-established', facts: '无', report: '无', evidenceIds: [], factors: {} },
        'handler1',
      ),
    );
    expect(refusal.code).toBe('case-suspended');
    expect(eventsOf(suspended().when('AddNote', { text: '等待中' }, 'handler1'))).toEqual(['NoteAdded']);
  });

  it('names the ground of the pause', () => {
    const waiting = filed().when('SuspendCase', { cause: 'co-investigation', reason: '请县水利局协查' }, 'townhead');
    expect(dataOf(waiting, 'CaseSuspended').ground).toBe('co-investigation');
    expect(waiting.ok && waiting.events[0]?.terms).toMatchObject([{ op: 'paused', ground: 'co-investigation' }]);
  });

  it('is the head’s, once, and never of the head’s own case', () => {
    expect(refusalOf(suspended().when('SuspendCase', { cause: 'other', reason: '又' }, 'townhead')).code).toBe('already-suspended');
    expect(refusalOf(filed().when('ResumeCase', { reason: '无' }, 'townhead')).code).toBe('not-suspended');
    expect(refusalOf(filed().when('SuspendCase', { cause: 'other', reason: '无' }, 'liulinhead')).code).toBe('head-required');
    const handled = filed().having((file) => ({ everHandled: [...file.everHandled, 'townhead'] }));
    expect(refusalOf(handled.when('SuspendCase', { cause: 'other', reason: '无' }, 'townhead')).code).toBe('handled-by-self');
  });
});

describe('ExtendTerm (行政处罚法 60)', () => {
  const extend = (length: number, more: { memberIds?: string[]; minutes?: string } = {}) => ({
    term: 'decision-deadline',
    length,
    reason: '案情复杂',
    ...more,
  });

  it('goes in steps: the head up to thirty days, then the heads together', () => {
    const first = filed().did('ExtendTerm', extend(30), 'townhead');
    expect(deadlineOf(first, 'decision-deadline')).toBe('2026-07-03T23:59:59+08:00');
    expect(first.last('TermExtended').data).toMatchObject({ term: 'decision-deadline#1', approver: 'head' });
    expect(refusalOf(first.when('ExtendTerm', extend(10), 'townhead')).code).toBe('extension-approver');
    const together = { memberIds: ['townhead', 'towndeputy'], minutes: '同意再延长十日' };
    const second = first.did('ExtendTerm', extend(10, together), 'townhead');
    expect(second.last('TermExtended').data).toMatchObject({ approver: 'collective', members: ['townhead', 'towndeputy'] });
    expect(refusalOf(second.when('ExtendTerm', extend(10, together), 'townhead')).code).toBe('extension-exhausted');
    expect(refusalOf(first.when('ExtendTerm', extend(10, { memberIds: ['townhead'], minutes: '同意' }), 'townhead')).code).toBe(
      'members-missing',
    );
  });

  it('stays within its bound and before the end', () => {
    expect(refusalOf(filed().when('ExtendTerm', extend(31), 'townhead')).code).toBe('extension-beyond-bound');
    expect(refusalOf(filed().at('2026-06-04T09:00:00+08:00').when('ExtendTerm', extend(30), 'townhead')).code).toBe(
      'extension-after-deadline',
    );
    expect(refusalOf(filed().when('ExtendTerm', { ...extend(5), term: 'nonsense' }, 'townhead')).code).toBe('extension-term-unknown');
    expect(refusalOf(filed().when('ExtendTerm', extend(30), 'liulinhead')).code).toBe('head-required');
    expect(
      refusalOf(
        filed()
          .having(() => ({ ledger: [] }))
          .when('ExtendTerm', extend(30), 'townhead'),
      ).code,
    ).toBe('no-open-term');
  });

  it('does no harm with minutes where the head alone would do', () => {
    const outcome = filed().when('ExtendTerm', extend(20, { memberIds: ['townhead', 'towndeputy'], minutes: '同意' }), 'townhead');
    expect(dataOf(outcome, 'TermExtended').approver).toBe('head');
  });
});

describe('RebindPolicy', () => {
  const scene = filed();
  const shorter = sealPolicy(
    {
      ...scene.policy,
      version: scene.policy.version + 1,
      terms: scene.policy.terms.map((term) => (term.key === 'stage-evidence' ? { ...term, length: 20 } : term)),
    },
    sha256,
  );
  const rebind = (policyHash: string, policy: typeof shorter | null) =>
    scene.when('RebindPolicy', { policyHash, reason: '新规则施行' }, 'bureauhead', { lookups: { policy } });

  it('carries the used time over and says what moves', () => {
    const data = dataOf(rebind(shorter.hash, shorter), 'PolicyRebound');
    expect(data.to).toEqual({ id: shorter.id, version: shorter.version, hash: shorter.hash });
    expect(data.differences.find((one) => one.change === 'moved')?.label).toBe('调查取证');
    expect(fileOf(rebind(shorter.hash, shorter)).ledger.length).toBeGreaterThan(scene.file.ledger.length);
  });

  it('is refused for an unknown, the same, an older or a broken policy', () => {
    const hash = 'f'.repeat(64);
    expect(refusalOf(rebind(hash, null)).code).toBe('unknown-policy');
    expect(refusalOf(rebind(hash, shorter)).code).toBe('unknown-policy');
    const same = sealPolicy(scene.policy, sha256);
    const under = scene
      .under(same)
      .when('RebindPolicy', { policyHash: same.hash, reason: '换' }, 'bureauhead', { lookups: { policy: same } });
    expect(refusalOf(under).code).toBe('same-policy');
    const older = sealPolicy({ ...shorter, version: 0 }, sha256);
    expect(refusalOf(rebind(older.hash, older)).code).toBe('older-policy');
    const broken = sealPolicy({ ...shorter, ladders: [{ key: 'empty', label: '空', rungs: [] }, ...shorter.ladders] }, sha256);
    expect(refusalOf(rebind(broken.hash, broken)).code).toBe('ladder-empty');
  });
});

describe('ReviseCalendar', () => {
  const scene = submitted();
  // The county declares Monday 03-09 a day off: ten workdays of legal review end a day later.
  const calendar = {
    ...scene.policy.calendar,
    version: `${scene.policy.calendar.version}+1`,
    overrides: [{ date: '2026-03-09', workday: false, reason: '台风停工' }],
  };
  const revise = (version: string, given: typeof calendar | null) =>
    scene.when('ReviseCalendar', { version, reason: '台风停工一日' }, 'listadmin', { lookups: { calendar: given } });

  it('explains each deadline that moved', () => {
    const data = dataOf(revise(calendar.version, calendar), 'CalendarRevised');
    const review = data.differences.find(({ label }) => label === '法制审核');
    expect(review?.before?.deadline).toBe('2026-03-19T23:59:59+08:00');
    expect(review?.after?.deadline).toBe('2026-03-20T23:59:59+08:00');
    expect(review?.text).toContain('2026-03-20');
  });

  it('is refused for an unknown, the same or a broken calendar', () => {
    expect(refusalOf(revise('nothing', null)).code).toBe('unknown-calendar');
    const same = scene.when('ReviseCalendar', { version: scene.policy.calendar.version, reason: '再' }, 'listadmin', {
      lookups: { calendar: scene.policy.calendar },
    });
    expect(refusalOf(same).code).toBe('same-calendar');
    const broken = { ...calendar, workingHours: [] };
    expect(refusalOf(revise(broken.version, broken)).code).toBe('working-hours-missing');
  });
});

it('an extension is recorded in the event that made it', () => {
  const scene = filed();
  const context = {
    id: 'case-1',
    now: scene.now,
    actor: people.townhead,
    policy: scene.policy,
    lookups: lookUp({}, scene.file),
    rules: CURRENT_RULES,
  };
  const outcome = execute(
    scene.head,
    'ExtendTerm',
    { term: 'decision-deadline', length: 10, reason: '复杂', memberIds: [], minutes: null },
    context,
    sha256,
  );
  expect(outcome.ok && outcome.events[0]?.terms).toMatchObject([{ op: 'extended', term: 'decision-deadline#1', length: 10, step: 1 }]);
});
