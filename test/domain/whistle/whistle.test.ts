/** 吹哨报到, by the county's example rules; hours by hand on the county's calendar of 2026. */
import { describe, expect, it } from 'vitest';
import type { WhistleFile } from '../../../domain/whistle/file.ts';
import { noticesOf } from '../../../domain/work/notices.ts';
import { unopenedScene } from '../work/item-kit.ts';

// Monday; the office is open from 08:30 to 12:00 and from 14:00 to 17:30.
const AT = '2026-03-02T09:00:00+08:00';
const CALL = { title: '河道倾倒建筑垃圾', urgency: 'daily', unitId: 'water', place: '青石镇滨河路', text: '车辆正在倾倒，镇里拦不住' };

const blown = (more: object = {}) => unopenedScene<WhistleFile>('whistle', AT).did('BlowWhistle', { ...CALL, ...more }, 'townhead');
const bureau = (more: object = {}) => blown({ unitId: 'bureau', ...more });

describe('a whistle', () => {
  it('calls a department, which is told and has an hour to sign', () => {
    const scene = blown();
    expect(scene.file).toMatchObject({ stage: 'called', caller: { id: 'qingshi' }, unit: { id: 'water' }, level: 'unit' });
    expect(scene.term('sign')?.deadline).toBe('2026-03-02T10:00:00+08:00');
    expect(scene.term('arrive')?.deadline).toBe('2026-03-03T23:59:59+08:00');
    expect(scene.term('finish')?.deadline).toBe('2026-03-05T23:59:59+08:00');
    expect(noticesOf(scene.kind, scene.events, scene.file)).toMatchObject([
      { units: ['water'], text: '《河道倾倒建筑垃圾》青石镇日常哨：请到青石镇滨河路，并签收' },
    ]);
  });

  it('has half an hour to the spot in an emergency, at any hour, and five workdays for a hard one', () => {
    expect(blown({ urgency: 'emergency' }).term('arrive-emergency')?.deadline).toBe('2026-03-02T09:30:00+08:00');
    expect(blown({ urgency: 'hard' }).term('finish-hard')?.deadline).toBe('2026-03-09T23:59:59+08:00');
  });

  it('is not blown at oneself or at nobody', () => {
    const scene = unopenedScene<WhistleFile>('whistle', AT);
    expect(scene.when('BlowWhistle', { ...CALL, unitId: 'qingshi' }, 'townhead')).toMatchObject({ ok: false, code: 'calls-itself' });
    expect(scene.when('BlowWhistle', { ...CALL, unitId: 'nowhere' }, 'townhead')).toMatchObject({ ok: false, code: 'unknown-unit' });
    expect(scene.when('BlowWhistle', CALL, 'auditor')).toMatchObject({ ok: false, code: 'role-required' });
    expect(scene.when('BlowWhistle', { ...CALL, fromId: 'missing-1' }, 'townhead')).toMatchObject({ ok: false, code: 'unknown-item' });
  });

  it('refers to what it was blown for, and tells it', () => {
    const scene = blown({ fromId: 'case-1' });
    expect(scene.file.related).toMatchObject([{ kind: 'case', id: 'case-1', title: '事项case-1', relation: 'called-by' }]);
    expect(
      scene.events.flatMap((event) => scene.kind.tells(event, scene.file, { kind: 'whistle', id: 'item-1', title: scene.file.title })),
    ).toMatchObject([{ to: { kind: 'case', id: 'case-1' }, command: 'TakeLink' }]);
  });

  it('is signed, reached and done by the department that was called', () => {
    const scene = bureau();
    expect(scene.when('SignWhistle', { personIds: ['bureauhandler1'] }, 'handler1')).toMatchObject({ ok: false, code: 'not-your-unit' });
    expect(scene.when('SignWhistle', { personIds: ['bureauhandler1'] }, 'handler1', 4)).toMatchObject({ code: 'not-your-unit' });
    expect(scene.when('SignWhistle', { personIds: ['handler1'] }, 'bureauhead')).toMatchObject({ ok: false, code: 'not-of-unit' });
    const signed = scene.at('2026-03-02T09:20:00+08:00').did('SignWhistle', { personIds: ['bureauhandler1'] }, 'bureauhead');
    expect(signed.term('sign')).toBeUndefined();
    expect(signed.when('ArriveOnSite', { note: '已到' }, 'bureauhandler2')).toMatchObject({ ok: false, code: 'not-your-case' });
    const arrived = signed.at('2026-03-02T10:00:00+08:00').did('ArriveOnSite', { note: '两人到场' }, 'bureauhandler1');
    expect(arrived.file.arrived).toMatchObject({ people: [{ id: 'bureauhandler1' }], note: '两人到场' });
    const done = arrived.did('FinishWhistle', { result: '已清运，转立案' }, 'bureauhandler1');
    expect(done.file).toMatchObject({ stage: 'done', finished: { result: '已清运，转立案' } });
    expect(done.terms().every(({ open }) => !open)).toBe(true);
    expect(done.when('AddNote', { text: '晚了' }, 'townhead')).toMatchObject({ ok: false, code: 'wrong-stage' });
  });

  it('refused goes to the county, which sends it on or back; its terms begin again', () => {
    const refused = bureau().did('RefuseWhistle', { reason: '河道由水利部门管理', grounds: '《河道管理条例》第四条' }, 'bureauhead');
    expect(refused.file.stage).toBe('refused');
    expect(refused.term('sign')).toBeUndefined();
    expect(refused.term('redirect')?.deadline).toBe('2026-03-02T15:00:00+08:00');
    const back = { unitId: 'qingshi', reason: '退回' };
    expect(refused.when('RedirectWhistle', back, 'dispatcher')).toMatchObject({ ok: false, code: 'calls-itself' });
    const elsewhere = { unitId: 'water', reason: '理由成立，改派水利局' };
    const sent = refused.at('2026-03-02T11:00:00+08:00').did('RedirectWhistle', elsewhere, 'dispatcher');
    expect(sent.file).toMatchObject({ stage: 'called', unit: { id: 'water' }, refusals: [{ unit: { id: 'bureau' } }] });
    expect(sent.term('sign')?.deadline).toBe('2026-03-02T12:00:00+08:00');
  });

  it('climbs to the county two hours after nobody signed, and only then may be sent elsewhere', () => {
    const waiting = bureau().at('2026-03-02T10:30:00+08:00').ticked();
    expect(waiting.term('sign')?.light).toBe('red');
    expect(waiting.types()).toEqual(['WhistleBlown', 'Reminded', 'TermBreached', 'SupervisorNotified']);
    const elsewhere = { unitId: 'water', reason: '改派' };
    expect(waiting.when('RedirectWhistle', elsewhere, 'dispatcher')).toMatchObject({ ok: false, code: 'not-refused' });
    const climbed = waiting.at('2026-03-02T14:01:00+08:00').ticked();
    expect(climbed.file.level).toBe('county');
    expect(climbed.events.at(-1)).toMatchObject({ type: 'WhistleClimbed', data: { text: '“签收吹哨”逾期，升级到县级指挥中心' } });
    expect(climbed.did('RedirectWhistle', elsewhere, 'dispatcher').file.unit.id).toBe('water');
  });

  it('is corrected in its record, where there is something to correct', () => {
    const wrong = { seq: 9, field: 'title', before: null, after: '河道倾倒渣土', reason: '写错' };
    expect(bureau().when('CorrectRecord', wrong, 'bureauhead')).toMatchObject({ ok: false, code: 'unknown-event' });
    expect(bureau().did('CorrectRecord', { ...wrong, seq: 1 }, 'bureauhead').file.title).toBe('河道倾倒渣土');
  });

  it('climbs at once in an emergency', () => {
    expect(bureau({ urgency: 'emergency' }).at('2026-03-02T09:31:00+08:00').ticked().file.level).toBe('county');
  });
});
