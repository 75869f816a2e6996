import { describe, expect, it } from 'vitest';
import { kindOf } from '../../domain/kinds.ts';
import { noticesOf } from '../../domain/work/notices.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { tick } from '../../domain/case/machine.ts';
import { instantOf } from '../../domain/terms/instant.ts';
import { sha256 } from '../domain/case/kit.ts';
import { accepted, opened } from '../domain/case/scenes.ts';

/** What the case does by itself until then, by its ladder. */
function eventsUntil(scene: ReturnType<typeof opened>, iso: string): CaseEvent[] {
  const outcome = tick(scene.head, { now: instantOf(iso), policy: scene.policy }, sha256);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.events;
}

describe('notices', () => {
  it('remind the dispatchers of a case that waits to be dispatched, and tell every supervisor when it is late', () => {
    const scene = opened();
    const notices = noticesOf(kindOf('case'), eventsUntil(scene, '2026-03-03T10:00:00+08:00'), scene.file);
    const reminded = notices.find(({ kind }) => kind === 'Reminded');
    expect(reminded).toMatchObject({ people: [], roles: ['dispatcher'], units: null });
    expect(reminded?.text).toMatch(/^《青石镇中心街占道堆放案》/);
    expect(notices.find(({ kind }) => kind === 'SupervisorNotified')).toMatchObject({ people: [], roles: ['supervisor'], units: null });
  });

  it('remind the handlers themselves once there are some', () => {
    const scene = accepted();
    const notices = noticesOf(kindOf('case'), eventsUntil(scene, '2026-03-20T10:00:00+08:00'), scene.file);
    expect(notices.filter(({ kind }) => kind === 'Reminded').every(({ people }) => people.includes('handler1'))).toBe(true);
    expect(notices.some(({ kind }) => kind === 'Reminded')).toBe(true);
  });

  it('say nothing of ordinary work', () => {
    const scene = accepted();
    expect(noticesOf(kindOf('case'), scene.events, scene.file)).toEqual([]);
  });
});
