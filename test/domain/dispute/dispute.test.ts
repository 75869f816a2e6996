/** 行政处罚法 25; the days by hand, on the county's calendar of 2026. */
import { describe, expect, it } from 'vitest';
import type { DisputeFile } from '../../../domain/dispute/file.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { noticesOf } from '../../../domain/work/notices.ts';
import { accompaniedByDispute } from '../../../domain/case/referral/dispute.ts';
import { sha256 } from '../case/kit.ts';
import { units } from '../case/people.ts';
import { dispatched } from '../case/scenes.ts';
import { unopenedScene } from '../work/item-kit.ts';

const CASE = { kind: 'case', id: 'case-1', title: '河道倾倒案' };
// Monday.
const RAISED = '2026-03-02T09:30:00+08:00';

const raised = (failedAt: string | null = null) =>
  unopenedScene<DisputeFile>('dispute', RAISED).told(CASE, 'RaiseDispute', {
    caseId: 'case-1',
    title: '河道倾倒案',
    sides: [units.qingshi, units.water],
    raisedAt: RAISED,
    reason: '违法行为发生在河道',
    failedAt,
  });

describe('a dispute over jurisdiction', () => {
  it('is raised by its case, and gives the two sides seven workdays', () => {
    const scene = raised();
    expect(scene.file).toMatchObject({
      stage: 'consulting',
      title: '管辖争议：河道倾倒案',
      unit: units.qingshi,
      sides: [units.qingshi, units.water],
    });
    // 3, 4, 5, 6, 9, 10 and 11 March.
    expect(scene.term('consultation')?.deadline).toBe('2026-03-11T23:59:59+08:00');
    expect(scene.file.related).toEqual([
      { kind: 'case', id: 'case-1', title: '河道倾倒案', relation: 'part-of', reason: '', at: expect.any(String) },
    ]);
  });

  it('tells the heads of both sides, and nobody else', () => {
    const scene = raised();
    expect(noticesOf(scene.kind, scene.events, scene.file)).toMatchObject([
      {
        seq: 1,
        roles: ['town-head', 'bureau-head'],
        units: ['qingshi', 'water'],
        text: '《管辖争议：河道倾倒案》青石镇与云溪县水利局对管辖有争议，请协商并在案件上记录结果',
      },
    ]);
  });

  it('turns yellow two workdays before the end and red after it; the ladder says so to both sides', () => {
    expect(raised().at('2026-03-09T23:00:00+08:00').term('consultation')?.light).toBe('green');
    const due = raised().at('2026-03-10T09:30:00+08:00').ticked();
    expect(due.term('consultation')?.light).toBe('yellow');
    expect(due.events.at(-1)).toMatchObject({ type: 'Reminded', data: { to: ['qingshi', 'water'] } });
    const late = due.at('2026-03-13T09:30:00+08:00').ticked();
    expect(late.term('consultation')?.light).toBe('red');
    expect(late.types().slice(2)).toEqual(['TermBreached', 'SupervisorNotified', 'Reminded']);
    expect(late.ticked().events).toHaveLength(late.events.length);
  });

  it('goes to the common superior when the consultation fails, for seven workdays from that day', () => {
    const failed = raised()
      .at('2026-03-05T15:00:00+08:00')
      .told(CASE, 'RecordFailure', { failedAt: '2026-03-05T15:00:00+08:00', result: '未达成一致' });
    expect(failed.file).toMatchObject({ stage: 'designating', failed: { at: '2026-03-05T15:00:00+08:00', result: '未达成一致' } });
    expect(failed.term('consultation')).toBeUndefined();
    // 6, 9, 10, 11, 12, 13 and 16 March.
    expect(failed.term('designation')?.deadline).toBe('2026-03-16T23:59:59+08:00');
    expect(noticesOf(failed.kind, failed.events.slice(-1), failed.file)).toMatchObject([
      { roles: ['dispatcher', 'supervisor'], units: null },
    ]);
  });

  it('found late has failed when it is raised', () => {
    expect(raised('2026-03-04T10:00:00+08:00').types()).toEqual(['DisputeRaised', 'ConsultationFailed']);
  });

  it('hears both sides and nobody else', () => {
    const scene = raised();
    const position = { text: '应由水利局管辖', grounds: '发生在河道管理范围内' };
    expect(scene.when('StatePosition', position, 'liulinhead')).toMatchObject({ ok: false, code: 'not-a-side' });
    expect(scene.when('StatePosition', position, 'liulinhead', 4)).toMatchObject({ ok: false, code: 'not-a-side' });
    expect(scene.when('StatePosition', position, 'dispatcher')).toMatchObject({ ok: false, code: 'role-required' });
    expect(scene.did('StatePosition', position, 'townhead').file.positions).toMatchObject([{ by: { id: 'townhead' }, ...position }]);
  });

  it('is settled by its case, and takes nothing more', () => {
    const settled = raised()
      .at('2026-03-06T10:00:00+08:00')
      .told(CASE, 'SettleDispute', { at: '2026-03-06T10:00:00+08:00', how: 'agreed', unit: units.water });
    expect(settled.file).toMatchObject({ stage: 'settled', unit: units.water, settled: { how: 'agreed' } });
    expect(settled.terms().every(({ open }) => !open)).toBe(true);
    expect(settled.toldBy(CASE, 'RecordFailure', { failedAt: RAISED, result: '' })).toMatchObject({ ok: false, code: 'wrong-stage' });
    expect(verifyChain('item-1', settled.events, sha256)).toMatchObject({ ok: true, length: 2 });
  });

  it('is never raised, failed or settled by a person', () => {
    for (const name of ['RaiseDispute', 'RecordFailure', 'SettleDispute']) expect(raised().kind.commands[name]?.told).toBe(true);
    expect(raised().toldBy(CASE, 'StatePosition', { text: '一', grounds: '二' })).toMatchObject({ ok: false, code: 'not-told' });
  });
});

describe('the dispute as its case has it', () => {
  const disputed = () => dispatched().did('RaiseJurisdictionDispute', { unitId: 'water', reason: '发生在河道' }, 'townhead');

  it('goes along from raising to the agreement', () => {
    expect(accompaniedByDispute(dispatched().file)).toBeNull();
    const open = accompaniedByDispute(disputed().file);
    expect(open).toMatchObject({
      kind: 'dispute',
      phase: 'consulting',
      over: false,
      opening: {
        command: 'RaiseDispute',
        payload: { caseId: 'case-1', sides: [units.qingshi, units.water], reason: '发生在河道', failedAt: null },
      },
    });
    const failed = disputed().did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
    expect(accompaniedByDispute(failed.file)).toMatchObject({
      id: open?.id,
      phase: 'designating',
      telling: { command: 'RecordFailure', payload: { result: '未达成一致' } },
    });
    const agreed = disputed().did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
    expect(accompaniedByDispute(agreed.file)).toMatchObject({
      phase: 'over',
      over: true,
      telling: { command: 'SettleDispute', payload: { how: 'agreed', unit: units.qingshi } },
    });
  });
});
