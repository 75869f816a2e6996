/** 公告期间: the proposed decision told by public notice (民事诉讼法 95), and what it does to the case's clocks. */
import { describe, expect, it } from 'vitest';
import { nextAction, tick } from '../../../domain/case/machine.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { eventsOf, refusalOf, sha256, type Scene } from './kit.ts';
import { notice, notified, reviewed } from './late-scenes.ts';

const announcedBy = (options: { rules?: number } = {}): Scene =>
  reviewed()
    .at('2026-03-06T10:00:00+08:00')
    .did(
      'NotifyProposedDecision',
      notice({ method: 'public-notice', deliveredOn: '2026-03-06', serviceReason: '下落不明，邮寄退回' }),
      'handler1',
      options,
    );
const deadline = (scene: Scene) => deriveTerms(scene.policy, scene.file.ledger, scene.now).find(({ key }) => key === 'decision-deadline');
const ticked = (scene: Scene) => tick(scene.head, { now: scene.now, policy: scene.policy }, sha256);

describe('a proposed decision told by public notice', () => {
  it('counts as served after thirty days; till then the ninety days stand still', () => {
    const scene = announcedBy();
    expect(scene.file.notice).toMatchObject({
      // 03-06 and thirty days is 04-05, a day of 清明: it moves to Tuesday 04-07 (民事诉讼法 85).
      servedOn: '2026-04-07',
      announced: { on: '2026-03-06', until: '2026-04-07', endedAt: null },
    });
    expect(deadline(scene)).toMatchObject({ status: 'paused', light: 'grey', pausedBy: ['announcement'], deadline: null });
    expect(refusalOf(scene.when('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-07', text: '放弃' }, 'handler1')).code).toBe(
      'notice-not-in-effect',
    );
  });

  it('runs on by itself from the day it counts as served, and its time is not counted', () => {
    const scene = announcedBy();
    expect(nextAction(scene.file, scene.policy, scene.now)).toEqual({ at: instantOf('2026-04-07T00:00:00+08:00'), why: '公告送达期满' });
    expect(eventsOf(ticked(scene.at('2026-04-06T23:59:59+08:00')))).not.toContain('NoticeTookEffect');
    const outcome = ticked(scene.at('2026-04-07T00:00:00+08:00'));
    expect(eventsOf(outcome)).toContain('NoticeTookEffect');
    if (!outcome.ok || outcome.head.state.stage === 'unopened') throw new Error('no case');
    const after = deriveTerms(scene.policy, outcome.head.state.ledger, instantOf('2026-04-07T09:00:00+08:00'));
    // Filed on 03-05: ninety days to 06-03; 03-06 to 04-06 are 32 days that do not count (26 of March, six of April).
    expect(after.find(({ key }) => key === 'decision-deadline')).toMatchObject({ deadline: '2026-07-05T23:59:59+08:00', pausedBy: [] });
    expect(deadline(notified())?.deadline).toBe('2026-06-03T23:59:59+08:00');
  });

  it('stands still no longer where the case is returned or told in another way', () => {
    const returned = announcedBy().did('ReturnForSupplement', { opinions: ['补充'] }, 'townhead');
    expect(deadline(returned)?.pausedBy).toEqual([]);
    expect(eventsOf(ticked(returned.at('2026-04-08T00:00:00+08:00')))).not.toContain('NoticeTookEffect');
    const direct = announcedBy().did('NotifyProposedDecision', notice({ deliveredOn: '2026-03-06' }), 'handler1');
    expect(deadline(direct)?.pausedBy).toEqual([]);
    expect(direct.file.notice).not.toHaveProperty('announced');
  });

  it('is as it was for cases that began under the rules before', () => {
    const old = announcedBy({ rules: 2 });
    expect(old.file.notice?.servedOn).toBe('2026-04-05');
    expect(old.file.notice).not.toHaveProperty('announced');
    expect(deadline(old)?.pausedBy).toEqual([]);
  });
});
