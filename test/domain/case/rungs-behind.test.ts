/** A paper case that is entered late has its ladder behind it: one event says so, one rung a term is still delivered. */
import { describe, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import type { CaseHead as Head, CaseImportStep as ImportStep } from '../../../domain/case/types.ts';
import { importFile, nextAction, tick } from '../../../domain/case/machine.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { specOf } from '../../../domain/case/catalogue.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { lookUp, sha256 } from './kit.ts';
import { people } from './people.ts';
import { policy } from './policy.ts';
import { opening } from './scenes.ts';

const OPENED = '2026-03-02T09:00:00+08:00';

const steps = (): ImportStep[] => {
  const payload = specOf('OpenCase').schema.parse(opening());
  return [{ name: 'OpenCase', payload, actor: people.dispatcher, lookups: lookUp(specOf('OpenCase').lookups(payload), null), at: OPENED }];
};

function entered(at: string, rules = CURRENT_RULES) {
  const outcome = importFile(
    'case-9',
    { reference: '青综执卷〔2026〕3', reason: '系统上线前受理', actor: people.townhead, steps: steps() },
    policy,
    instantOf(at),
    rules,
    sha256,
  );
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}

/** What the case says by itself until `until`. */
function told(head: Head, from: string, until: string) {
  const types: string[] = [];
  let current = head;
  let now = instantOf(from);
  for (;;) {
    const outcome = tick(current, { now, policy }, sha256);
    if (!outcome.ok) throw new Error(outcome.message);
    types.push(...outcome.events.map(({ type }) => type));
    current = outcome.head;
    const next = nextAction(current.state, policy, now);
    if (!next || next.at > instantOf(until)) return types;
    now = Math.max(next.at, now + 1);
  }
}

describe('a paper case entered after its ladder has run', () => {
  // Opened Monday 09:00. Four working hours to dispatch: red from 15:00:01, its last rung (supervise) stands for Tuesday
  // 15:00. Five workdays to verify: red from Tuesday 03-10, its last rung (transfer) stands for 03-17. Seven workdays
  // from the lead to the filing: yellow on 03-19.
  const late = '2026-03-20T10:00:00+08:00';

  it('records what lies behind it in one event, each with its nominal instant, told to nobody', () => {
    const { events, head } = entered(late);
    expect(events.map(({ type }) => type)).toEqual(['CaseOpened', 'RungsPassed']);
    const passed = events[1]!;
    expect(passed).toMatchObject({ at: '2026-03-20T02:00:00.000Z', actor: { id: 'system' } });
    const rungs = 'rungs' in passed.data ? passed.data.rungs : [];
    expect(rungs.map(({ term, rung, action, nominal }) => [term, rung, action, nominal])).toEqual([
      ['dispatch#1', 0, 'remind', '2026-03-02T12:00:00+08:00'],
      ['dispatch#1', 1, 'notify-supervisor', '2026-03-02T15:00:01+08:00'],
      ['dispatch#1', 2, 'urge', '2026-03-02T17:00:01+08:00'],
      ['stage-discovery#1', 0, 'remind', '2026-03-07T00:00:00+08:00'],
      ['stage-discovery#1', 1, 'notify-supervisor', '2026-03-10T00:00:00+08:00'],
      ['stage-discovery#1', 2, 'urge', '2026-03-11T08:30:00+08:00'],
      ['stage-discovery#1', 3, 'supervise', '2026-03-13T08:30:00+08:00'],
    ]);
    expect(passed.terms).toHaveLength(7);
    expect(passed.terms.every((entry) => entry.op === 'rung' && entry.passed)).toBe(true);
    expect(verifyChain('case-9', events, sha256)).toMatchObject({ ok: true, length: 2, head: head.hash });
  });

  it('delivers the highest rung of each term alone, then goes on as any other case', () => {
    const { head } = entered(late);
    expect(told(head, late, late)).toEqual(['TermBreached', 'SupervisionIssued', 'TermBreached', 'TransferProposed', 'Reminded']);
    expect(told(head, late, '2026-03-31T18:00:00+08:00').filter((type) => type === 'TransferProposed')).toHaveLength(2);
  });

  it('waits for the office to open', () => {
    const night = '2026-03-19T22:00:00+08:00';
    const { head } = entered(night);
    expect(told(head, night, '2026-03-20T08:29:59+08:00')).toEqual(['TermBreached', 'TermBreached']);
    expect(told(head, night, '2026-03-20T08:30:00+08:00')).toEqual([
      'TermBreached',
      'TermBreached',
      'SupervisionIssued',
      'TransferProposed',
      'Reminded',
    ]);
  });

  it('has nothing behind it where at most one rung of a term is due', () => {
    expect(entered('2026-03-02T10:00:00+08:00').events.map(({ type }) => type)).toEqual(['CaseOpened']);
    const yellow = '2026-03-02T14:30:00+08:00';
    const { events, head } = entered(yellow);
    expect(events.map(({ type }) => type)).toEqual(['CaseOpened']);
    expect(told(head, yellow, yellow)).toEqual(['Reminded']);
  });

  it('answers as before under the rules it was started with', () => {
    expect(entered(late, 1).events.map(({ type }) => type)).toEqual(['CaseOpened']);
  });
});
