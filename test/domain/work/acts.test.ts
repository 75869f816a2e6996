import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TermPolicy } from '../../../domain/terms/model.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { INVERSE_RELATIONS, RELATIONS } from '../../../domain/work/acts/links/relations.ts';
import type { Outcome } from '../../../domain/work/execute.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { FULL_BYTES, overfull } from '../../../domain/work/size.ts';
import { sha256 } from '../case/kit.ts';
import { people, type PersonKey } from '../case/people.ts';
import {
  begun,
  type CommandName,
  commands,
  machine,
  type Options,
  type PatrolEvent,
  type PatrolFile,
  patrolKind,
  patrolPolicy,
  planned,
  unplanned,
  type Walk,
} from './patrol.ts';

type Answer = Outcome<PatrolFile, PatrolEvent>;

/** The refusal's code, or the types of the events. */
const said = (outcome: Answer): string | string[] => (outcome.ok ? outcome.events.map(({ type }) => type) : outcome.code);
const messageOf = (outcome: Answer): string => (outcome.ok ? '' : outcome.message);
const basisOf = (outcome: Answer): string[] | undefined => (outcome.ok ? undefined : outcome.basis);
const deadline = (walk: Walk, policy: TermPolicy = patrolPolicy): string | null | undefined =>
  deriveTerms(policy, walk.file.ledger, walk.now).find(({ key, open }) => key === 'walk' && open)?.deadline;

describe('the acts of a kind', () => {
  it('bear its word where the case’s were released with it, and no certificate’s law', () => {
    expect(Object.keys(commands)).toEqual([
      'PlanPatrol',
      'BeginPatrol',
      'EndPatrol',
      'AddNote',
      'ReassignHandler',
      'HandOver',
      'AcceptHandOver',
      'DeclineHandOver',
      'Recuse',
      'DecideRecusal',
      'LinkItem',
      'TakeLink',
      'SuspendPatrol',
      'ResumePatrol',
      'ExtendTerm',
      'ReviseCalendar',
      'Urge',
      'AnswerUrge',
      'IssueSupervision',
      'AnswerSupervision',
      'CorrectRecord',
    ]);
    expect(Object.keys(patrolKind.events)).toEqual([
      'PatrolPlanned',
      'PatrolBegun',
      'PatrolEnded',
      'NoteAdded',
      'HandlerReassigned',
      'HandOverOffered',
      'PatrolHandedOver',
      'HandOverDeclined',
      'RecusalRequested',
      'RecusalDecided',
      'ItemLinked',
      'PatrolSuspended',
      'PatrolResumed',
      'TermExtended',
      'CalendarRevised',
      'Reminded',
      'SupervisorNotified',
      'Urged',
      'UrgeAnswered',
      'SupervisionIssued',
      'SupervisionAnswered',
      'RungsPassed',
      'TermBreached',
      'RecordCorrected',
    ]);
    expect(patrolKind.events['PatrolSuspended']?.source).toBe('SuspendPatrol');
    expect(commands.HandOver).toMatchObject({
      label: '移交巡查',
      help: '承办人把巡查移交给本单位另一名工作人员，列明材料；对方接收后生效。',
      basis: [],
    });
    expect(commands.ReassignHandler.help).toBe('由负责人或者督办员重新指定承办人。');
    const texts = JSON.stringify(Object.values(commands).map(({ label, help, basis }) => [label, help, basis]));
    expect(texts).not.toMatch(/案|执法|行政处罚/);
  });
});

describe('AddNote', () => {
  it('is everybody’s of the office, also when all is done, and nobody’s else', () => {
    const done = begun().did('EndPatrol', { findings: '无异常' }, 'handler1');
    expect(done.did('AddNote', { text: '次日再看' }, 'assistant').file.notes).toMatchObject([{ by: 'assistant', text: '次日再看' }]);
    expect(said(begun().when('AddNote', { text: '看看' }, 'auditor'))).toBe('role-required');
    expect(said(unplanned().when('AddNote', { text: '早了' }, 'handler1'))).toBe('wrong-stage');
  });
});

describe('ReassignHandler', () => {
  const reassign = (...handlerIds: string[]) => ({ handlerIds, reason: '调整' });

  it('takes whom the head or the supervisor names of the unit, without certificates', () => {
    const alone = planned().did('ReassignHandler', reassign('expired'), 'townhead');
    expect(alone.file.handlers.map(({ id }) => id)).toEqual(['expired']);
    expect(alone.file.everHandled).toEqual(['handler1', 'handler2', 'expired']);
    expect(said(planned().when('ReassignHandler', reassign('assistant'), 'supervisor'))).toEqual(['HandlerReassigned']);
  });

  it('refuses strangers, people of elsewhere, the same again, and other heads', () => {
    const tries = (ids: string[], by: PersonKey) => said(planned().when('ReassignHandler', reassign(...ids), by));
    expect(tries(['nobody'], 'townhead')).toBe('unknown-person');
    expect(tries(['handler1', 'handler4'], 'townhead')).toBe('not-of-unit');
    expect(tries(['handler1', 'handler2'], 'townhead')).toBe('same-handlers');
    expect(tries(['handler3'], 'liulinhead')).toBe('head-required');
    expect(tries(['handler3'], 'handler1')).toBe('role-required');
  });

  it('withdraws a hand-over that was offered', () => {
    const offered = planned().did('HandOver', { toId: 'handler3', papers: ['巡查单'], reason: '休假' }, 'handler1');
    expect(offered.did('ReassignHandler', reassign('handler2'), 'townhead').file.handOver).toBeNull();
  });
});

describe('HandOver', () => {
  const offer = (toId: string) => ({ toId, papers: ['巡查单'], reason: '休假' });
  const offered = () => planned().did('HandOver', offer('handler3'), 'handler1');

  it('is taken over by the one it was offered to', () => {
    const taken = offered().did('AcceptHandOver', { papersComplete: true }, 'handler3');
    expect(taken.events.at(-1)).toMatchObject({ type: 'PatrolHandedOver', data: { from: { id: 'handler1' }, to: { id: 'handler3' } } });
    expect(taken.file).toMatchObject({ handOver: null, everHandled: ['handler1', 'handler2', 'handler3'] });
    expect(taken.file.handlers.map(({ id }) => id)).toEqual(['handler3', 'handler2']);
    const declined = offered().did('DeclineHandOver', { reason: '材料不全' }, 'handler3');
    expect(declined.file.handlers.map(({ id }) => id)).toEqual(['handler1', 'handler2']);
    expect(declined.file.handOver).toBeNull();
  });

  it('asks for no certificate, but for somebody else of the unit', () => {
    expect(said(planned().when('HandOver', offer('expired'), 'handler1'))).toEqual(['HandOverOffered']);
    expect(said(planned().when('HandOver', offer('handler4'), 'handler1'))).toBe('not-of-unit');
    expect(said(planned().when('HandOver', offer('handler2'), 'handler1'))).toBe('already-handler');
    expect(said(planned().when('HandOver', offer('nobody'), 'handler1'))).toBe('unknown-person');
    expect(said(planned().when('HandOver', offer('handler3'), 'handler3'))).toBe('not-your-case');
    expect(messageOf(offered().when('HandOver', offer('expired'), 'handler1'))).toBe('巡查已提出移交给韩三，尚未接收');
    const recused = planned().did('Recuse', { personId: 'handler3', by: 'party', reason: '亲属' }, 'handler1');
    const granted = recused.did('DecideRecusal', { recusalId: recused.file.recusals[0]!.id, granted: true, reason: '属实' }, 'townhead');
    expect(said(granted.when('HandOver', offer('handler3'), 'handler1'))).toBe('recused');
  });

  it('is no one else’s to accept, and not with papers missing', () => {
    expect(said(offered().when('AcceptHandOver', { papersComplete: false }, 'handler3'))).toBe('papers-incomplete');
    expect(messageOf(offered().when('AcceptHandOver', { papersComplete: true }, 'handler2'))).toBe('本次巡查移交给韩三，不能由您处理');
    expect(said(planned().when('DeclineHandOver', { reason: '无' }, 'handler3'))).toBe('no-hand-over');
    const moved = offered().having({ unit: people.handler4.unit });
    expect(said(moved.when('AcceptHandOver', { papersComplete: true }, 'handler3'))).toBe('not-of-unit');
  });
});

describe('Recuse, DecideRecusal (公务员法 76, 77)', () => {
  const LAW = ['《公务员法》第七十六条', '《公务员法》第七十七条'];
  const asked = (personId = 'handler2') => planned().did('Recuse', { personId, by: 'party', reason: '亲属' }, 'handler1');
  const decide = (walk: Walk, more: object = {}) => ({ recusalId: walk.file.recusals[0]!.id, granted: true, reason: '属实', ...more });

  it('takes whoever is recused off the item for good', () => {
    const granted = asked().did('DecideRecusal', decide(asked()), 'townhead');
    expect(granted.file.handlers.map(({ id }) => id)).toEqual(['handler1']);
    expect(granted.file.recusals).toMatchObject([
      { id: 'recusal-3', personId: 'handler2', by: 'party', decided: { granted: true, by: 'townhead' } },
    ]);
    const again = granted.when('AddNote', { text: '看看' }, 'handler2');
    expect([said(again), messageOf(again), basisOf(again)]).toEqual(['recused', '韩二已回避，不能参与办理本次巡查', LAW]);
    expect(said(granted.when('ReassignHandler', { handlerIds: ['handler1', 'handler2'], reason: '加人' }, 'townhead'))).toBe('recused');
    const refused = asked().did('DecideRecusal', decide(asked(), { granted: false }), 'townhead');
    expect(refused.file.handlers.map(({ id }) => id)).toEqual(['handler1', 'handler2']);
  });

  it('is asked for once, of somebody there is, by oneself for oneself', () => {
    expect(said(planned().when('Recuse', { personId: 'handler2', by: 'self', reason: '亲属' }, 'handler2'))).toEqual(['RecusalRequested']);
    const forAnother = planned().when('Recuse', { personId: 'handler2', by: 'self', reason: '亲属' }, 'handler1');
    expect([said(forAnother), basisOf(forAnother)]).toEqual(['not-yourself', LAW]);
    expect(forAnother.ok ? [] : forAnother.needs).toEqual(['由韩二本人提出', '或者登记为利害关系人申请']);
    expect(said(asked().when('Recuse', { personId: 'handler2', by: 'party', reason: '亲属' }, 'handler1'))).toBe('already-recused');
    expect(said(planned().when('Recuse', { personId: 'nobody', by: 'party', reason: '亲属' }, 'handler1'))).toBe('unknown-person');
  });

  it('is decided by a head of the unit who did not handle it', () => {
    expect(said(planned().when('DecideRecusal', decide(asked()), 'townhead'))).toBe('no-recusal');
    expect(said(asked().when('DecideRecusal', decide(asked()), 'liulinhead'))).toBe('head-required');
    expect(said(asked().when('DecideRecusal', decide(asked(), { recusalId: 'recusal-99' }), 'townhead'))).toBe('unknown-recusal');
    const handled = asked()
      .having({ everHandled: ['townhead'] })
      .when('DecideRecusal', decide(asked()), 'townhead');
    expect([said(handled), messageOf(handled), basisOf(handled)]).toEqual([
      'handled-by-self',
      '郑镇长办理过本次巡查，不能决定回避',
      undefined,
    ]);
  });

  it('of the head is decided by the heads together, without that head', () => {
    const own = asked('townhead');
    const together = { memberIds: ['towndeputy', 'townreview'], minutes: '同意回避' };
    expect(said(own.when('DecideRecusal', decide(own, together), 'townhead'))).toBe('own-recusal');
    expect(said(own.when('DecideRecusal', decide(own), 'towndeputy'))).toBe('minutes-missing');
    expect(said(own.when('DecideRecusal', decide(own, { ...together, memberIds: ['towndeputy'] }), 'towndeputy'))).toBe('members-missing');
    expect(said(own.when('DecideRecusal', decide(own, { ...together, memberIds: ['towndeputy', 'nobody'] }), 'towndeputy'))).toBe(
      'unknown-person',
    );
    expect(said(own.when('DecideRecusal', decide(own, { ...together, memberIds: ['townreview', 'handler3'] }), 'towndeputy'))).toBe(
      'no-head-among-members',
    );
    expect(said(own.when('DecideRecusal', decide(own, { ...together, memberIds: ['towndeputy', 'townhead'] }), 'towndeputy'))).toBe(
      'own-recusal',
    );
    const decided = own.did('DecideRecusal', decide(own, together), 'towndeputy');
    expect(decided.events.at(-1)?.data).toMatchObject({
      collective: { minutes: '同意回避', members: [{ id: 'towndeputy' }, { id: 'townreview' }] },
    });
  });
});

describe('SuspendPatrol, ResumePatrol', () => {
  const suspended = () =>
    begun().at('2026-03-03T10:00:00+08:00').did('SuspendPatrol', { cause: 'force-majeure', reason: '台风' }, 'townhead');

  it('stop the term and the work until it is resumed', () => {
    expect(deadline(begun())).toBe('2026-03-04T23:59:59+08:00');
    expect(suspended().events.at(-1)).toMatchObject({
      type: 'PatrolSuspended',
      basis: [],
      data: { ground: 'suspension', cause: '因不可抗力暂时无法办理', reason: '台风', approvedBy: 'townhead' },
    });
    expect(deadline(suspended())).toBeNull();
    expect(said(suspended().when('EndPatrol', { findings: '无异常' }, 'handler1'))).toBe('case-suspended');
    // Tuesday, on which it was suspended, does not count, Thursday, on which it goes on, does: due on Friday.
    const resumed = suspended().at('2026-03-05T10:00:00+08:00').did('ResumePatrol', { reason: '台风已过' }, 'townhead');
    expect(deadline(resumed)).toBe('2026-03-06T23:59:59+08:00');
    expect(resumed.file.suspension).toBeNull();
  });

  it('name the ground of their cause', () => {
    const waiting = begun().did('SuspendPatrol', { cause: 'assistance', reason: '等水利局' }, 'townhead');
    expect(waiting.file.suspension?.ground).toBe('co-investigation');
  });

  it('are the head’s, in turn, and never of the head’s own handling', () => {
    expect(messageOf(suspended().when('SuspendPatrol', { cause: 'other', reason: '又' }, 'townhead'))).toBe(
      '巡查已中止（台风），不能重复中止',
    );
    expect(messageOf(begun().when('ResumePatrol', { reason: '无' }, 'townhead'))).toBe('巡查没有中止，不需要恢复');
    expect(said(begun().when('SuspendPatrol', { cause: 'other', reason: '无' }, 'liulinhead'))).toBe('head-required');
    expect(
      said(
        begun()
          .having({ everHandled: ['townhead'] })
          .when('SuspendPatrol', { cause: 'other', reason: '无' }, 'townhead'),
      ),
    ).toBe('handled-by-self');
    const done = begun().did('EndPatrol', { findings: '无异常' }, 'handler1');
    expect(said(done.when('SuspendPatrol', { cause: 'other', reason: '无' }, 'townhead'))).toBe('wrong-stage');
  });
});

describe('ExtendTerm', () => {
  const extend = (length: number, more: object = {}) => ({ term: 'walk', length, reason: '下雨', ...more });

  it('goes step by step: by the head within the bound, then by the heads together', () => {
    const first = begun().did('ExtendTerm', extend(1), 'townhead');
    expect(deadline(first)).toBe('2026-03-05T23:59:59+08:00');
    expect(first.events.at(-1)).toMatchObject({
      basis: ['巡查规则'],
      data: { term: 'walk#1', approver: 'head', members: [], minutes: null },
    });
    expect(said(first.when('ExtendTerm', extend(1), 'townhead'))).toBe('extension-approver');
    const alone = { memberIds: ['townhead'], minutes: '同意' };
    expect(said(first.when('ExtendTerm', extend(1, alone), 'townhead'))).toBe('members-missing');
    const second = first.did('ExtendTerm', extend(2, { memberIds: ['townhead', 'towndeputy'], minutes: '同意' }), 'townhead');
    // Friday and, over the weekend, Monday.
    expect(deadline(second)).toBe('2026-03-09T23:59:59+08:00');
    expect(said(second.when('ExtendTerm', extend(1), 'townhead'))).toBe('extension-exhausted');
  });

  it('takes minutes where the head alone could have approved', () => {
    const together = begun().did('ExtendTerm', extend(1, { memberIds: ['townhead'], minutes: '同意' }), 'townhead');
    expect(together.events.at(-1)?.data).toMatchObject({ approver: 'head', minutes: '同意' });
  });

  it('is of a term that runs, within its bound and before its end', () => {
    expect(said(planned().when('ExtendTerm', extend(1), 'townhead'))).toBe('no-open-term');
    expect(said(begun().when('ExtendTerm', { ...extend(1), term: 'other' }, 'townhead'))).toBe('extension-term-unknown');
    expect(said(begun().when('ExtendTerm', extend(4), 'townhead'))).toBe('extension-beyond-bound');
    expect(said(begun().at('2026-03-05T09:00:00+08:00').when('ExtendTerm', extend(1), 'townhead'))).toBe('extension-after-deadline');
    expect(said(begun().when('ExtendTerm', extend(1), 'liulinhead'))).toBe('head-required');
    expect(
      said(
        begun()
          .having({ everHandled: ['townhead'] })
          .when('ExtendTerm', extend(1), 'townhead'),
      ),
    ).toBe('handled-by-self');
  });
});

describe('ReviseCalendar', () => {
  const calendar = {
    ...patrolPolicy.calendar,
    version: 'typhoon',
    overrides: [{ date: '2026-03-04', workday: false, reason: '台风停工' }],
  };
  const revise = { version: 'typhoon', reason: '台风停工' };

  it('counts the terms anew and says what moves', () => {
    const revised = begun().did('ReviseCalendar', revise, 'listadmin', { calendar });
    expect(revised.events.at(-1)?.data).toMatchObject({
      from: patrolPolicy.calendar.version,
      to: 'typhoon',
      differences: [{ term: 'walk#1' }],
    });
    expect(deadline(revised, { ...patrolPolicy, calendar })).toBe('2026-03-05T23:59:59+08:00');
  });

  it('is of another calendar, a published and a sound one', () => {
    expect(said(begun().when('ReviseCalendar', revise, 'listadmin'))).toBe('unknown-calendar');
    const same = begun().when('ReviseCalendar', { ...revise, version: patrolPolicy.calendar.version }, 'listadmin', {
      calendar: patrolPolicy.calendar,
    });
    expect([said(same), messageOf(same)]).toEqual(['same-calendar', '巡查已经适用这一版工作日历']);
    const broken = { ...calendar, workingHours: [] };
    expect(begun().when('ReviseCalendar', revise, 'listadmin', { calendar: broken }).ok).toBe(false);
  });
});

describe('Urge, AnswerUrge', () => {
  const urge = { text: '请抓紧', answerDueAt: '2026-03-04T17:00:00+08:00' };
  const urged = () => begun().did('Urge', urge, 'supervisor');

  it('goes to the handlers, one of whom answers', () => {
    expect(urged().file.urges).toMatchObject([{ id: 'urge-4', by: 'supervisor', to: ['handler1', 'handler2'], answeredAt: null }]);
    const answered = urged().did('AnswerUrge', { urgeId: 'urge-4', answer: '明天去' }, 'handler2');
    expect(answered.file.urges).toMatchObject([{ answer: '明天去' }]);
    expect(said(answered.when('AnswerUrge', { urgeId: 'urge-4', answer: '又' }, 'handler2'))).toBe('no-open-urge');
    expect(said(urged().when('AnswerUrge', { urgeId: 'urge-9', answer: '又' }, 'handler2'))).toBe('unknown-urge');
    expect(said(urged().when('AnswerUrge', { urgeId: 'urge-4', answer: '我来' }, 'handler4'))).toBe('not-addressed');
  });

  it('is the supervisor’s or the unit’s head’s, of somebody, and due ahead', () => {
    expect(said(begun().when('Urge', urge, 'townhead'))).toEqual(['Urged']);
    expect(said(begun().when('Urge', urge, 'liulinhead'))).toBe('head-required');
    const unhandled = unplanned().did('PlanPatrol', { street: '中心街', unitId: 'qingshi' }, 'townhead');
    expect(messageOf(unhandled.when('Urge', urge, 'supervisor'))).toBe('巡查还没有承办人，无人可催');
    expect(said(begun().when('Urge', { ...urge, answerDueAt: '2026-03-02T08:00:00+08:00' }, 'supervisor'))).toBe('answer-due-past');
    expect(said(begun().when('Urge', { ...urge, answerDueAt: '2026-06-01T08:00:00+08:00' }, 'supervisor'))).toBe('answer-due-too-far');
  });
});

describe('IssueSupervision, AnswerSupervision', () => {
  const order = { text: '说明原因', answerDueAt: '2026-03-04T17:00:00+08:00' };
  const issued = () => begun().did('IssueSupervision', order, 'supervisor');

  it('goes to the unit, whose head answers once', () => {
    expect(issued().file.supervisions).toMatchObject([{ id: 'supervision-4', to: ['qingshi'] }]);
    const answered = issued().did('AnswerSupervision', { supervisionId: 'supervision-4', answer: '已整改' }, 'townhead');
    expect(answered.file.supervisions).toMatchObject([{ answer: '已整改' }]);
    expect(said(answered.when('AnswerSupervision', { supervisionId: 'supervision-4', answer: '又' }, 'townhead'))).toBe(
      'no-open-supervision',
    );
    expect(said(issued().when('AnswerSupervision', { supervisionId: 'supervision-9', answer: '又' }, 'townhead'))).toBe(
      'unknown-supervision',
    );
    expect(said(issued().when('AnswerSupervision', { supervisionId: 'supervision-4', answer: '我来' }, 'liulinhead'))).toBe(
      'head-required',
    );
    expect(said(begun().when('IssueSupervision', { ...order, answerDueAt: '2026-03-01T08:00:00+08:00' }, 'supervisor'))).toBe(
      'answer-due-past',
    );
    expect(said(begun().when('IssueSupervision', order, 'townhead'))).toBe('role-required');
  });
});

describe('CorrectRecord', () => {
  it('keeps what stood before, and changes the title', () => {
    const titled = begun().did('CorrectRecord', { seq: 1, field: 'title', after: '南街巡查', reason: '笔误' }, 'handler1');
    expect(titled.file.title).toBe('南街巡查');
    expect(titled.file.corrected).toMatchObject([{ seq: 1, field: 'title', before: '中心街巡查', after: '南街巡查', by: 'handler1' }]);
    const other = begun().did('CorrectRecord', { seq: 2, field: 'other', before: '两人', after: '三人', reason: '笔误' }, 'handler1');
    expect(other.file).toMatchObject({ title: '中心街巡查', corrected: [{ field: 'other', before: '两人', after: '三人' }] });
  });

  it('is of something that there is, and of a change', () => {
    expect(messageOf(begun().when('CorrectRecord', { seq: 4, field: 'title', after: '新', reason: '笔误' }, 'handler1'))).toBe(
      '没有第4号记录',
    );
    expect(said(begun().when('CorrectRecord', { seq: 1, field: 'title', after: '中心街巡查', reason: '笔误' }, 'handler1'))).toBe(
      'no-change',
    );
    expect(said(begun().when('CorrectRecord', { seq: 1, field: 'other', after: '新', reason: '笔误' }, 'handler1'))).toBe('before-missing');
    expect(said(begun().when('CorrectRecord', { seq: 1, field: 'title', after: '新', reason: '笔误' }, 'assistant'))).toBe('role-required');
  });
});

describe('LinkItem, TakeLink', () => {
  const refOf = (walk: Walk) => ({ kind: 'patrol', id: walk.id, title: walk.file.title });
  const [here, there] = [begun('patrol-1'), planned('patrol-2')];
  const items = { 'patrol-2': refOf(there), 'patrol-1': refOf(here) };
  const link = { itemId: 'patrol-2', relation: 'called-for', reason: '请来帮忙' } as const;
  const linked = here.did('LinkItem', link, 'handler1', { items });
  const tellings = (walk: Walk) => patrolKind.tells(walk.events.at(-1)!, walk.file, refOf(walk));
  const told = (walk: Walk, payload: unknown) => walk.when('TakeLink', payload as never, 'handler1', { told: true });

  it('stands on both sides, each seen from the other', () => {
    const [telling, ...more] = tellings(linked);
    expect(more).toEqual([]);
    expect(telling).toEqual({
      to: { kind: 'patrol', id: 'patrol-2' },
      command: 'TakeLink',
      payload: { item: refOf(here), relation: 'called-for', reason: '请来帮忙' },
    });
    const taken = there.after(told(there, telling?.payload));
    expect(linked.file.related).toMatchObject([{ id: 'patrol-2', title: '中心街巡查', relation: 'called-for', reason: '请来帮忙' }]);
    expect(taken.file.related).toMatchObject([{ id: 'patrol-1', title: '中心街巡查', relation: 'called-by', reason: '请来帮忙' }]);
    expect(taken.events.at(-1)?.data).toMatchObject({ by: 'other' });
    // What was told is not told back.
    expect(tellings(taken)).toEqual([]);
  });

  it('is one link, however often it is told or said', () => {
    const taken = there.after(told(there, tellings(linked)[0]?.payload));
    expect(told(taken, tellings(linked)[0]?.payload)).toEqual({ ok: true, events: [], head: taken.head });
    expect(said(taken.when('LinkItem', { ...link, itemId: 'patrol-1', relation: 'called-by' }, 'handler1', { items }))).toBe(
      'linked-already',
    );
    expect(said(linked.when('LinkItem', link, 'handler1', { items }))).toBe('linked-already');
    // Another relation between the two is another link.
    expect(said(linked.when('LinkItem', { ...link, relation: 'related' }, 'handler1', { items }))).toEqual(['ItemLinked']);
  });

  it('is refused to itself, to what there is not, and to people where only an item may tell', () => {
    expect(said(here.when('LinkItem', { ...link, itemId: 'patrol-1' }, 'handler1', { items }))).toBe('link-to-itself');
    expect(said(here.when('LinkItem', link, 'handler1'))).toBe('unknown-item');
    expect(said(told(here, { item: refOf(here), relation: 'related', reason: '无' }))).toBe('link-to-itself');
    const payload = { item: refOf(here), relation: 'related', reason: '无' } as const;
    expect(messageOf(there.when('TakeLink', payload, 'handler1'))).toBe('记下关联由其他事项的流程自动办理，不由人员操作');
    expect(said(here.when('EndPatrol', { findings: '无' }, 'handler1', { told: true }))).toBe('not-told');
    expect(said(told(unplanned('patrol-3'), payload))).toBe('wrong-stage');
    expect(machine.nextCommands(there.file, there.context(people.handler1)).map(({ name }) => name)).not.toContain('TakeLink');
  });

  it('is taken whoever acted there, also while it is suspended and when all is done', () => {
    const payload = { item: refOf(here), relation: 'related', reason: '同一条街' };
    const suspended = begun('patrol-2').did('SuspendPatrol', { cause: 'other', reason: '台风' }, 'townhead');
    const done = begun('patrol-2').did('EndPatrol', { findings: '无' }, 'handler1');
    for (const walk of [suspended, done])
      expect(said(walk.when('TakeLink', payload as never, 'auditor', { told: true }))).toEqual(['ItemLinked']);
  });

  it('has an inverse that leads back, and of the nearly full item only what it is told', () => {
    for (const relation of RELATIONS) expect(INVERSE_RELATIONS[INVERSE_RELATIONS[relation]]).toBe(relation);
    const taken = there.after(told(there, tellings(linked)[0]?.payload));
    expect(overfull(patrolKind as never, FULL_BYTES, 1, [linked.events.at(-1)!])?.code).toBe('case-too-large');
    expect(overfull(patrolKind as never, FULL_BYTES, 1, [taken.events.at(-1)!])).toBeNull();
  });
});

describe('the ladder of a kind', () => {
  it('reminds, records the breach, urges and tells the supervisor', () => {
    const after = begun().at('2026-03-06T15:00:00+08:00').ticked();
    expect(after.events.slice(3).map(({ type }) => type)).toEqual(['Reminded', 'TermBreached', 'Urged', 'SupervisorNotified']);
    expect(after.events[4]?.data).toMatchObject({ label: '巡查期限', deadline: '2026-03-04T23:59:59+08:00' });
    expect(after.file.urges).toMatchObject([{ by: 'system', to: ['handler1', 'handler2'], answeredAt: null }]);
    expect(after.ticked().events).toHaveLength(after.events.length);
  });
});

describe('any sequence of acts', () => {
  const roll = fc.integer({ min: 0, max: 0xffff });
  const WHO: PersonKey[] = [
    'handler1',
    'handler2',
    'handler3',
    'townhead',
    'towndeputy',
    'supervisor',
    'listadmin',
    'dispatcher',
    'liulinhead',
  ];
  const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!;
  const items = {
    'patrol-2': { kind: 'patrol', id: 'patrol-2', title: '南街巡查' },
    'case-9': { kind: 'case', id: 'case-9', title: '占道' },
  };
  const calendar = { ...patrolPolicy.calendar, version: 'typhoon', overrides: [{ date: '2026-03-04', workday: false, reason: '台风' }] };

  /** A payload that may or may not fit. */
  function drawn(name: CommandName, walk: Walk, n: number): unknown {
    const { file } = walk;
    const due = new Date(walk.now + 86_400_000).toISOString();
    const payloads: Partial<Record<CommandName, unknown>> = {
      BeginPatrol: {},
      EndPatrol: { findings: '无异常' },
      AddNote: { text: '备注' },
      ReassignHandler: { handlerIds: [pick(WHO, n), pick(WHO, n >> 3)], reason: '调整' },
      HandOver: { toId: pick(WHO, n), papers: ['单'], reason: '休假' },
      AcceptHandOver: { papersComplete: n % 4 > 0 },
      DeclineHandOver: { reason: '不全' },
      Recuse: { personId: pick(WHO, n), by: n % 2 ? 'party' : 'self', reason: '亲属' },
      DecideRecusal: {
        recusalId: pick(file.recusals, n)?.id ?? 'none',
        granted: n % 3 === 0,
        reason: '审查',
        memberIds: ['towndeputy', 'townhead', 'supervisor'].slice(n % 2),
        minutes: n % 5 ? '讨论' : null,
      },
      LinkItem: { itemId: pick(['patrol-2', 'case-9', 'patrol-1', 'nowhere'], n), relation: pick(RELATIONS, n >> 2), reason: '有关' },
      TakeLink: { item: pick(Object.values(items), n), relation: pick(RELATIONS, n >> 2), reason: '有关' },
      SuspendPatrol: { cause: pick(['other', 'assistance'], n), reason: '等待' },
      ResumePatrol: { reason: '继续' },
      ExtendTerm: {
        term: 'walk',
        length: 1 + (n % 4),
        reason: '下雨',
        memberIds: ['townhead', 'towndeputy'],
        minutes: n % 2 ? '同意' : null,
      },
      ReviseCalendar: { version: 'typhoon', reason: '台风' },
      Urge: { text: '请抓紧', answerDueAt: due },
      AnswerUrge: { urgeId: pick(file.urges, n)?.id ?? 'none', answer: '明天' },
      IssueSupervision: { text: '说明', answerDueAt: due },
      AnswerSupervision: { supervisionId: pick(file.supervisions, n)?.id ?? 'none', answer: '已改' },
      CorrectRecord: {
        seq: 1 + (n % (file.version + 2)),
        field: n % 2 ? 'title' : 'other',
        before: '旧',
        after: `新${n % 3}`,
        reason: '笔误',
      },
    };
    return payloads[name];
  }

  const accepted = new Set<string>();

  it('keeps chain, fold and version right, and every refusal has words', () => {
    const names = (Object.keys(commands) as CommandName[]).filter((name) => name !== 'PlanPatrol');
    fc.assert(
      fc.property(fc.array(fc.tuple(roll, roll, roll), { minLength: 10, maxLength: 60 }), (steps) => {
        let walk = planned();
        for (const [which, who, n] of steps) {
          walk = walk.later(n % 7);
          if (which % 9 === 0) walk = walk.ticked();
          const name = pick(names, which);
          const options: Options = { items, calendar, ...(name === 'TakeLink' ? { told: true as const } : {}) };
          const able = WHO.filter((key) => people[key].roles.some((role) => commands[name].roles.includes(role as never)));
          const outcome = walk.when(name, drawn(name, walk, n) as never, pick(n % 6 && able.length > 0 ? able : WHO, who), options);
          if (!outcome.ok) {
            expect(outcome.message).toMatch(/[\u4e00-\u9fff]/);
            expect(outcome.message).not.toMatch(/undefined|null|NaN/);
            continue;
          }
          const before = walk.file;
          walk = walk.after(outcome);
          accepted.add(name);
          expect(walk.file.version).toBe(before.version + outcome.events.length);
          const links = (walk.file.related ?? []).map(({ id, relation }) => `${id} ${relation}`);
          expect(new Set(links).size).toBe(links.length);
          expect(
            walk.file.handlers.filter(({ id }) => walk.file.recusals.some(({ personId, decided }) => personId === id && decided?.granted)),
          ).toEqual([]);
        }
        expect(machine.fold(walk.events)).toEqual(walk.head.state);
        expect(verifyChain('patrol-1', walk.events, sha256)).toEqual({ ok: true, head: walk.head.hash, length: walk.file.version });
      }),
      { numRuns: 200, seed: 20261127 },
    );
    expect(names.filter((name) => !accepted.has(name))).toEqual([]);
  });
});
