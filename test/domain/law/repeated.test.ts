/** Two officers at once, a slip of the pen, a word without its paper: refused where nothing new is said. */
import { describe, expect, it } from 'vitest';
import { eventsOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';
import { announced, demand, forcedDecision, standing, substitution, substitutionDemanded } from '../case/coercion-scenes.ts';
import { paid, served } from '../case/late-scenes.ts';
import { detained, request, requested, seizureIdOf } from '../case/seizure-scenes.ts';

const code = (outcome: ReturnType<Scene['when']>): string => refusalOf(outcome).code;

describe('what is recorded twice', () => {
  it('a request to seize the same goods, while the first waits', () => {
    const scene = requested();
    expect(code(scene.when('RequestSeizure', request(), 'handler2'))).toBe('recorded-already');
    const others = request({ goods: [{ name: '面粉', quantity: '2袋' }] });
    expect(eventsOf(scene.when('RequestSeizure', others, 'handler1'))).toEqual(['SeizureRequested']);
    const refused = scene.did('ApproveSeizure', { seizureId: seizureIdOf(scene), approved: false, reason: '证据不足' }, 'townhead');
    expect(eventsOf(refused.when('RequestSeizure', request(), 'handler1'))).toEqual(['SeizureRequested']);
    // Under earlier rules nobody was stopped.
    expect(eventsOf(scene.when('RequestSeizure', request(), 'handler1', { rules: 4 }))).toEqual(['SeizureRequested']);
  });

  it('where goods are kept', () => {
    const scene = detained();
    const kept = { seizureId: seizureIdOf(scene), on: '2026-03-09', keeper: '韩一', place: '物证室', note: '封条完好' };
    const once = scene.did('RecordCustody', kept, 'handler1');
    expect(code(once.when('RecordCustody', kept, 'handler2'))).toBe('recorded-already');
    expect(eventsOf(once.when('RecordCustody', { ...kept, place: '仓库' }, 'handler2'))).toEqual(['CustodyRecorded']);
  });

  it('a demand, and what the party said to it', () => {
    const scene = standing();
    const once = scene.did('DemandCompliance', demand(scene), 'handler1');
    expect(code(once.when('DemandCompliance', demand(scene), 'handler1'))).toBe('recorded-already');
    expect(eventsOf(once.when('DemandCompliance', demand(scene, { dueOn: '2026-05-08' }), 'handler1'))).toEqual(['ComplianceDemanded']);
    const answer = { receivedOn: '2026-04-10', text: '请求宽限', adopted: false, answer: '没有理由' };
    const said = once.did('RecordDemandAnswer', answer, 'handler1');
    expect(code(said.when('RecordDemandAnswer', { ...answer, answer: '再次复核' }, 'handler1'))).toBe('recorded-already');
  });

  it('an announcement whose time still runs, and a decision that stands', () => {
    const scene = announced();
    const payload: PayloadOf<'AnnounceDemolition'> = {
      announcedOn: '2026-04-29',
      where: '村务公开栏',
      removeBy: '2026-06-30',
      text: '再次公告',
    };
    expect(code(scene.at('2026-05-15T10:00:00+08:00').when('AnnounceDemolition', payload, 'handler1'))).toBe('already-announced');
    expect(eventsOf(scene.at('2026-05-16T10:00:00+08:00').when('AnnounceDemolition', payload, 'handler1'))).toEqual([
      'DemolitionAnnounced',
    ]);
    const late = scene.at('2026-09-10T09:00:00+08:00');
    const decided = late.did('DecideForcedExecution', forcedDecision(late), 'townhead');
    const again = refusalOf(decided.when('DecideForcedExecution', forcedDecision(late), 'townhead'));
    expect(again).toMatchObject({ code: 'decided-already', message: '已于2026-09-10作出强制执行决定（青强执〔2026〕1号）' });
  });

  it('a substitute performance of the same order that waits', () => {
    const scene = substitutionDemanded().at('2026-03-13T09:00:00+08:00');
    const once = scene.did('DecideSubstitutePerformance', substitution(scene), 'townhead');
    expect(code(once.when('DecideSubstitutePerformance', substitution(scene), 'townhead'))).toBe('decided-already');
    const atOnce = substitution(scene, { correctionId: null, harm: null, atOnce: true, place: 'road', partyUnable: true });
    expect(eventsOf(once.when('DecideSubstitutePerformance', atOnce, 'townhead'))).toEqual(['SubstitutePerformanceDecided']);
  });

  it('a comment, a reply to the review, and a finding', () => {
    const demanded = served()
      .at('2026-04-07T10:00:00+08:00')
      .did(
        'DemandPerformance',
        { text: '请缴纳罚款', method: 'direct', deliveredOn: '2026-04-07', recipient: '张三', receipt: '送达回证5号' },
        'handler1',
      );
    const said = demanded.did('RecordDemandComment', { receivedOn: '2026-04-07', text: '请求免除' }, 'handler1');
    expect(code(said.when('RecordDemandComment', { receivedOn: '2026-04-07', text: '请求免除' }, 'handler1'))).toBe('recorded-already');
    const reviewed = said.did(
      'RecordLitigation',
      { kind: 'review', step: 'started', on: '2026-04-07', reference: '云政复〔2026〕1号' },
      'handler1',
    );
    const reply: PayloadOf<'RecordLitigationAnswer'> = {
      kind: 'review',
      submittedOn: '2026-04-07',
      reference: '青复答〔2026〕1号',
      materials: ['答复书'],
    };
    const answered = reviewed.did('RecordLitigationAnswer', reply, 'handler1');
    expect(code(answered.when('RecordLitigationAnswer', reply, 'handler2'))).toBe('recorded-already');
    const finding = { socialImpact: true, reason: '群众多次投诉' };
    const found = paid().did('DecidePublication', finding, 'townhead');
    expect(code(found.when('DecidePublication', finding, 'townhead'))).toBe('recorded-already');
    expect(eventsOf(found.when('DecidePublication', { socialImpact: false, reason: '影响很小' }, 'townhead'))).toEqual([
      'PublicationDecided',
    ]);
  });
});

describe('a day in a hundred years', () => {
  it('is no term that anybody sets', () => {
    const scene = standing();
    const far = refusalOf(scene.when('DemandCompliance', demand(scene, { dueOn: '2126-04-27' }), 'handler1'));
    expect(far).toMatchObject({ code: 'too-far-ahead', message: '履行期限2126-04-27距今超过1年' });
    const before = announced();
    const again = { announcedOn: '2026-05-18', where: '现场', removeBy: '2190-01-01', text: '公告' };
    expect(code(before.at('2026-05-18T10:00:00+08:00').when('AnnounceDemolition', again, 'handler1'))).toBe('too-far-ahead');
    const late = before.at('2026-09-10T09:00:00+08:00');
    const planned = forcedDecision(late, { plannedOn: '2190-01-01' });
    expect(code(late.when('DecideForcedExecution', planned, 'townhead'))).toBe('too-far-ahead');
    const demandedOnce = substitutionDemanded().at('2026-03-13T09:00:00+08:00');
    const substitute = substitution(demandedOnce, { performOn: '2190-01-01' });
    expect(code(demandedOnce.when('DecideSubstitutePerformance', substitute, 'townhead'))).toBe('too-far-ahead');
    const owing = served().at('2026-04-07T10:00:00+08:00');
    const agreed = { performBy: '2029-04-08', surcharge: 0, remedy: '已恢复原状', text: '分期缴纳' };
    expect(code(owing.when('AgreeExecution', agreed, 'townhead'))).toBe('too-far-ahead');
    expect(eventsOf(owing.when('AgreeExecution', { ...agreed, performBy: '2029-04-07' }, 'townhead'))).toEqual(['ExecutionAgreed']);
  });
});
