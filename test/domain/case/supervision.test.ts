import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf } from './kit.ts';
import { filed } from './late-scenes.ts';
import { dispatched } from './scenes.ts';

const due = '2026-03-06T17:30:00+08:00';

describe('Urge, AnswerUrge', () => {
  const urged = () => filed().did('Urge', { text: '请尽快取证', answerDueAt: due }, 'supervisor');

  it('goes to the handlers and arms the term for the answer', () => {
    const outcome = filed().when('Urge', { text: '请尽快取证', answerDueAt: due }, 'supervisor');
    const data = dataOf(outcome, 'Urged');
    expect(data).toMatchObject({ to: ['handler1', 'handler2'], rung: null, answerDueAt: due });
    expect(outcome.ok && outcome.events[0]?.terms).toMatchObject([{ op: 'armed', key: 'urge-answer', ref: data.urgeId }]);
  });

  it('is the supervisor’s or the unit’s head’s, and due ahead', () => {
    expect(eventsOf(filed().when('Urge', { text: '催', answerDueAt: due }, 'townhead'))).toEqual(['Urged']);
    expect(refusalOf(filed().when('Urge', { text: '催', answerDueAt: due }, 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(filed().when('Urge', { text: '催', answerDueAt: '2026-03-05T08:00:00+08:00' }, 'supervisor')).code).toBe(
      'answer-due-past',
    );
    expect(refusalOf(filed().when('Urge', { text: '催', answerDueAt: '2026-09-05T08:00:00+08:00' }, 'supervisor')).code).toBe(
      'answer-due-too-far',
    );
    expect(refusalOf(dispatched().when('Urge', { text: '催', answerDueAt: due }, 'supervisor')).code).toBe('no-handler');
  });

  it('is answered once, by a handler', () => {
    const { id } = urged().file.urges[0] ?? { id: '' };
    const answered = urged().did('AnswerUrge', { urgeId: id, answer: '明日取证' }, 'handler2');
    expect(answered.file.urges[0]).toMatchObject({ answer: '明日取证' });
    expect(refusalOf(answered.when('AnswerUrge', { urgeId: id, answer: '再答' }, 'handler1')).code).toBe('no-open-urge');
    expect(refusalOf(urged().when('AnswerUrge', { urgeId: 'urge-0', answer: '答' }, 'handler1')).code).toBe('unknown-urge');
    expect(refusalOf(urged().when('AnswerUrge', { urgeId: id, answer: '答' }, 'handler3')).code).toBe('not-addressed');
  });

  it('of the new handlers is not answered by those before them, who still answer their own', () => {
    const both = urged()
      .did('ReassignHandler', { handlerIds: ['handler2', 'handler3'], reason: '工作调整' }, 'townhead')
      .did('Urge', { text: '再催', answerDueAt: due }, 'supervisor');
    const [first, second] = both.file.urges.map(({ id }) => id);
    expect(refusalOf(both.when('AnswerUrge', { urgeId: second ?? '', answer: '答' }, 'handler1')).code).toBe('not-addressed');
    expect(eventsOf(both.when('AnswerUrge', { urgeId: first ?? '', answer: '答' }, 'handler1'))).toEqual(['UrgeAnswered']);
  });
});

describe('IssueSupervision, AnswerSupervision (行政处罚法 75(1))', () => {
  const issued = () => filed().did('IssueSupervision', { text: '限期办结', answerDueAt: due }, 'supervisor');

  it('goes to the unit, and its head answers', () => {
    expect(issued().last('SupervisionIssued').data.to).toEqual(['qingshi']);
    const id = issued().file.supervisions[0]?.id ?? '';
    expect(fileOf(issued().when('AnswerSupervision', { supervisionId: id, answer: '已督促' }, 'townhead')).supervisions[0]?.answer).toBe(
      '已督促',
    );
    expect(refusalOf(issued().when('AnswerSupervision', { supervisionId: id, answer: '答' }, 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(issued().when('AnswerSupervision', { supervisionId: 'x', answer: '答' }, 'townhead')).code).toBe(
      'unknown-supervision',
    );
    expect(refusalOf(filed().when('AnswerSupervision', { supervisionId: id, answer: '答' }, 'townhead')).code).toBe('no-open-supervision');
  });

  it('is the supervisor’s alone, and due ahead', () => {
    expect(refusalOf(filed().when('IssueSupervision', { text: '督办', answerDueAt: due }, 'townhead')).code).toBe('role-required');
    expect(refusalOf(filed().when('IssueSupervision', { text: '督办', answerDueAt: '2026-03-01T08:00:00+08:00' }, 'supervisor')).code).toBe(
      'answer-due-past',
    );
  });
});
