import { describe, expect, it } from 'vitest';
import { disputeDeadline, disputeNotice, disputeOf, disputeTerms, newestDue, phaseOf } from '../../../domain/case/dispute.ts';
import { instantOf, toShanghaiText } from '../../../domain/terms/instant.ts';
import type { Scene } from './kit.ts';
import { accepted } from './scenes.ts';
import { policy } from './policy.ts';

const terms = disputeTerms(policy);
// Raised on Monday 2026-03-02: seven workdays end on Wednesday 03-11.
const raised = () => accepted().did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
const failed = () => raised().at('2026-03-10T15:00:00+08:00')
  .did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
const of = (scene: Scene) => {
  const dispute = disputeOf(scene.file);
  if (!dispute) throw new Error('no dispute');
  return dispute;
};
const told = (scene: Scene, count: number) =>
  Array.from({ length: count }, (_, n) => disputeNotice(of(scene), terms, n)).map(({ at, to, kind }) => `${toShanghaiText(at)} ${to} ${kind.slice(19)}`);

describe('a dispute over jurisdiction (行政处罚法 25)', () => {
  it('there is none before it is raised', () => {
    expect(disputeOf(accepted().file)).toBeNull();
    expect(terms).toMatchObject({ consultation: 7, designation: 7 });
  });

  it('the two sides consult within seven workdays, told at once, before the end, on the last day and past it', () => {
    const scene = raised();
    expect(of(scene)).toMatchObject({ sides: [{ id: 'qingshi' }, { id: 'water' }], failedAt: null, over: null });
    expect(phaseOf(of(scene))).toBe('consulting');
    expect(disputeDeadline(of(scene), terms)).toBe('2026-03-11');
    const [first, ...rest] = told(scene, 9);
    expect(first).toMatch(/^2026-03-02 09:\d\d sides Open$/);
    expect(rest).toEqual([
      '2026-03-09 08:30 sides Due', '2026-03-11 08:30 sides Due', '2026-03-12 08:30 sides Overdue', '2026-03-13 08:30 sides Overdue',
      '2026-03-16 08:30 sides Overdue', '2026-03-17 08:30 sides Overdue', '2026-03-18 08:30 sides Overdue', '2026-03-25 08:30 sides Overdue',
    ]);
  });

  it('what was missed is told once, by its newest notice', () => {
    const dispute = of(raised());
    const newest = (now: string, told = 0) => newestDue(dispute, terms, told, instantOf(now));
    expect(newest('2026-03-05T09:00:00+08:00')).toBe(0);
    expect(newest('2026-03-09T08:30:00+08:00')).toBe(1);
    expect(newest('2026-03-13T09:00:00+08:00')).toBe(4);
    expect(newest('2026-03-13T09:00:00+08:00', 5)).toBe(5);
  });

  it('without an agreement the common superior has seven workdays of its own', () => {
    const scene = failed();
    expect(phaseOf(of(scene))).toBe('designating');
    expect(disputeDeadline(of(scene), terms)).toBe('2026-03-19');
    expect(told(scene, 3)).toEqual([
      '2026-03-10 15:00 superior Open', '2026-03-17 08:30 superior Due', '2026-03-19 08:30 superior Due',
    ]);
    expect(disputeNotice(of(scene), terms, 0).text).toContain('请共同的上一级机关指定管辖');
  });

  it('ends by agreement, by designation or with the case', () => {
    const agreed = raised().did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
    expect(of(agreed).over).toMatchObject({ how: 'agreed' });
    const designated = failed().did('DesignateJurisdiction', { unitId: 'qingshi', document: '云政指〔2026〕1号' }, 'supervisor');
    expect(of(designated).over).toMatchObject({ how: 'designated' });
    const ended = raised().having(() => ({ stage: 'closed' }));
    expect(of(ended).over).toMatchObject({ how: 'case-ended' });
    expect(phaseOf(of(ended))).toBe('over');
  });
});
