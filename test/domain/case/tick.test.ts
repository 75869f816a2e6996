import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/events.ts';
import { fold, nextAction, tick } from '../../../domain/case/machine.ts';
import type { CaseHead as Head } from '../../../domain/case/types.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { instantOf, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import { sha256, type Scene } from './kit.ts';
import { closed, decided, filed, served, service } from './late-scenes.ts';
import { opened } from './scenes.ts';

const at = (iso: string): Instant => instantOf(iso);

function ticked(scene: Scene, now: Instant = scene.now, policy: CasePolicy = scene.policy): { head: Head; events: CaseEvent[] } {
  const outcome = tick(scene.head, { now, policy }, sha256);
  if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.message}`);
  return outcome;
}

/** Lets the case act by itself until nothing more comes. */
function leftAlone(scene: Scene): { at: string; types: string[] }[] {
  const steps: { at: string; types: string[] }[] = [];
  let { head, now } = scene;
  for (let next = nextAction(head.state, scene.policy, now); next; next = nextAction(head.state, scene.policy, now)) {
    now = next.at;
    const outcome = tick(head, { now, policy: scene.policy }, sha256);
    if (!outcome.ok) throw new Error(outcome.message);
    steps.push({ at: toShanghaiIso(now), types: outcome.events.map(({ type }) => type) });
    head = outcome.head;
    if (steps.length > 200) throw new Error('the ladder never ends');
  }
  return steps;
}

describe('tick: the ladder', () => {
  it('reminds, tells, urges and supervises at the working hours the policy names', () => {
    // Opened Monday 09:00; four working hours to dispatch end at 15:00 (12:00 to 14:00 is no work); yellow at 14:00.
    expect(leftAlone(opened()).slice(0, 5)).toEqual([
      { at: '2026-03-02T14:00:00+08:00', types: ['Reminded'] },
      { at: '2026-03-02T15:00:01+08:00', types: ['TermBreached', 'SupervisorNotified'] },
      { at: '2026-03-02T17:00:01+08:00', types: ['Urged'] },
      { at: '2026-03-03T10:00:02+08:00', types: ['TermBreached', 'SupervisorNotified'] },
      { at: '2026-03-03T15:00:01+08:00', types: ['SupervisionIssued'] },
    ]);
  });

  it('climbs from the town to the bureau, and ends with the supervisor', () => {
    const steps = leftAlone(opened());
    const proposed = steps.filter(({ types }) => types.includes('TransferProposed'));
    expect(proposed).toHaveLength(2);
    expect(steps.at(-1)?.types).toEqual(['SupervisorNotified']);
  });

  it('does nothing the second time', () => {
    const first = ticked(opened(), at('2026-03-02T17:30:00+08:00'));
    expect(first.events.length).toBeGreaterThan(0);
    const second = tick(first.head, { now: at('2026-03-02T17:30:00+08:00'), policy: opened().policy }, sha256);
    expect(second).toEqual({ ok: true, events: [], head: first.head });
  });

  it('fires missed rungs in the order of their instants after an outage, each once', () => {
    // Away from Monday 14:00 to Tuesday 16:00: remind, breach, notify, urge (nominal 17:00), supervise (Tuesday 15:00).
    const { events } = ticked(opened(), at('2026-03-03T16:00:00+08:00'));
    expect(events.map(({ type }) => type)).toEqual(['Reminded', 'TermBreached', 'SupervisorNotified', 'Urged', 'SupervisionIssued']);
    const rungs = events.flatMap((event) => event.terms.flatMap((entry) => (entry.op === 'rung' ? [entry] : [])));
    expect(rungs.map(({ rung }) => rung)).toEqual([0, 1, 2, 3]);
    expect(rungs.every(({ delivered }) => instantOf(delivered) === at('2026-03-03T16:00:00+08:00'))).toBe(true);
    expect(rungs.map(({ nominal }) => nominal)).toEqual([
      // Three of four working hours are used at noon; it was to be told at 14:00.
      '2026-03-02T12:00:00+08:00',
      '2026-03-02T15:00:01+08:00',
      '2026-03-02T17:00:01+08:00',
      '2026-03-03T15:00:01+08:00',
    ]);
    // The answer is due from the delivery, not from the day that was missed.
    const urged = events.find(({ type }) => type === 'Urged');
    expect(urged?.type === 'Urged' && urged.data.answerDueAt).toBe('2026-03-04T09:00:00+08:00');
  });

  it('records a breach at night and tells of it in the morning', () => {
    const late = filed();
    const night = ticked(late, at('2026-04-18T00:00:00+08:00'));
    expect(night.events.map(({ type }) => type)).toEqual(['TermBreached']);
    const missed = ticked(late, at('2026-04-20T08:29:59+08:00'));
    expect(missed.events.map(({ type }) => type)).toEqual(['TermBreached']);
    expect(ticked(late, at('2026-04-20T08:30:00+08:00')).events.map(({ type }) => type)).toEqual([
      'Reminded',
      'TermBreached',
      'SupervisorNotified',
    ]);
  });

  it('is recorded in the system’s name, with its basis, sealed like every event', () => {
    const scene = opened();
    const { events } = ticked(scene, at('2026-03-03T16:00:00+08:00'));
    expect(new Set(events.map(({ actor }) => actor.id))).toEqual(new Set(['system']));
    expect(events.every(({ basis }) => basis.length > 0)).toBe(true);
    const all = [...scene.events, ...events];
    expect(verifyChain('case-1', all, sha256)).toMatchObject({ ok: true });
    expect(fold(all)).toEqual(ticked(scene, at('2026-03-03T16:00:00+08:00')).head.state);
  });

  it('names the term, the light and whom it tells', () => {
    const [reminded] = ticked(filed(), at('2026-04-10T08:30:00+08:00')).events;
    expect(reminded?.data).toMatchObject({ label: '调查取证', light: 'yellow', to: ['handler1', 'handler2'], duty: 'handler' });
  });

  it('leaves the terms of a suspended case alone', () => {
    const suspended = filed().did('SuspendCase', { cause: 'force-majeure', reason: '台风' }, 'townhead');
    expect(ticked(suspended, at('2026-06-30T10:00:00+08:00')).events).toEqual([]);
    expect(nextAction(suspended.head.state, suspended.policy, suspended.now)).toBeNull();
  });

  it('says of a party’s term that it is over, as a prompt to the office', () => {
    const { events } = ticked(served(), at('2026-03-25T08:30:00+08:00'));
    const reminder = events.find((event) => event.type === 'Reminded' && event.data.label === '缴纳罚款');
    expect(reminder?.type === 'Reminded' && reminder.data.text).toContain('当事人尚未履行');
  });
});

describe('tick: transfer by the ladder', () => {
  const automatic = (scene: Scene): CasePolicy => ({
    ...scene.policy,
    ladders: scene.policy.ladders.map((ladder) => ({
      ...ladder,
      rungs: ladder.rungs.map((rung) => (rung.action === 'transfer' ? { ...rung, automatic: true } : rung)),
    })),
  });
  const red = at('2026-04-28T10:00:00+08:00');

  it('proposes, and waits for the answer', () => {
    const { events, head } = ticked(filed(), red);
    expect(events.filter(({ type }) => type === 'TransferProposed')).toHaveLength(1);
    expect(head.state.stage !== 'unopened' && head.state.transfer).toMatchObject({ to: 'bureau-closes', by: 'ladder' });
  });

  it('carries it out where the policy says so and only the review moves up', () => {
    const town = filed().having(() => ({ tier: 'town-closes' }));
    const { events, head } = ticked(town, red, automatic(town));
    expect(events.map(({ type }) => type)).toContain('TransferAccepted');
    expect(head.state.stage !== 'unopened' && head.state.tier).toBe('bureau-reviews');
  });

  it('hands the case over by itself only to a bureau that the record names', () => {
    const unnamed = ticked(filed(), red, automatic(filed()));
    expect(unnamed.events.map(({ type }) => type)).not.toContain('TransferAccepted');
    const named = filed().having(() => ({ assistingUnits: [{ id: 'bureau', name: '云溪县综合行政执法局', kind: 'bureau' }] }));
    const { head } = ticked(named, red, automatic(named));
    expect(head.state.stage !== 'unopened' && head.state.unit.id).toBe('bureau');
  });

  it('does not transfer what is closed or already at the highest tier', () => {
    const atTop = filed().having(() => ({ tier: 'bureau-closes' }));
    expect(ticked(atTop, red).events.map(({ type }) => type)).not.toContain('TransferProposed');
    const shut = ticked(closed(), at('2026-05-06T10:00:00+08:00'));
    expect(shut.events.map(({ type }) => type)).toContain('SupervisorNotified');
    expect(shut.events.map(({ type }) => type)).not.toContain('TransferProposed');
  });
});

describe('tick: service by public notice (民事诉讼法 95)', () => {
  const noticed = () =>
    decided()
      .at('2026-03-09T10:00:00+08:00')
      .did(
        'ServeDocument',
        service({ method: 'public-notice', serviceReason: '下落不明，邮寄退回', recipient: '公告', receipt: '公告1号' }),
        'handler1',
      );

  it('takes effect on the thirtieth day', () => {
    const day = at('2026-04-08T00:00:00+08:00');
    expect(ticked(noticed(), day - 1000).events.map(({ type }) => type)).not.toContain('ServiceTookEffect');
    const { events, head } = ticked(noticed(), day);
    expect(events.map(({ type }) => type)).toContain('ServiceTookEffect');
    expect(head.state.stage !== 'unopened' && head.state.served.at(-1)?.tookEffectAt).toBe(new Date(day).toISOString());
  });

  it('is among the things the case wakes for', () => {
    const quiet = noticed().having(() => ({ ledger: [] }));
    expect(nextAction(quiet.head.state, quiet.policy, quiet.now)).toEqual({ at: at('2026-04-08T00:00:00+08:00'), why: '公告送达期满' });
  });
});

describe('nextAction', () => {
  it('is exactly when tick has something to do', () => {
    for (const scene of [opened(), filed(), served(), closed()]) {
      const next = nextAction(scene.head.state, scene.policy, scene.now);
      if (!next) throw new Error('expected something to come');
      if (next.at > scene.now) expect(ticked(scene, next.at - 1).events).toEqual([]);
      expect(ticked(scene, next.at).events.length).toBeGreaterThan(0);
    }
  });

  it('is nothing for a case unopened or archived', () => {
    const { policy, now } = opened();
    expect(nextAction({ stage: 'unopened', version: 0 }, policy, now)).toBeNull();
    expect(nextAction({ ...opened().file, stage: 'archived' }, policy, now)).toBeNull();
  });
});
