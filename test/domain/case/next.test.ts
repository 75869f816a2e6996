import { describe, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import { nextCommands, waitingReason } from '../../../domain/case/machine.ts';
import { commandNames } from '../../../domain/case/catalogue.ts';
import { refusalOf, type Scene } from './kit.ts';
import {
  closed,
  concluded,
  decided,
  done,
  evidenced,
  filed,
  heard,
  hearing,
  hearingRequested,
  hearingScheduled,
  notified,
  paid,
  reviewed,
  served,
  submitted,
  uncorrected,
  waived,
} from './late-scenes.ts';
import { people, type PersonKey } from './people.ts';
import { accepted, dispatched, opened, verified } from './scenes.ts';

const next = (scene: Scene, by: PersonKey) =>
  nextCommands(scene.file, { id: scene.file.caseId, now: scene.now, actor: people[by], policy: scene.policy, rules: CURRENT_RULES });
const primary = (scene: Scene, by: PersonKey) => next(scene, by).find((command) => command.primary)?.name ?? null;

describe('nextCommands', () => {
  it('names the natural next step all along the ordinary procedure', () => {
    expect(primary(opened(), 'dispatcher')).toBe('DispatchCase');
    expect(primary(dispatched(), 'handler1')).toBe('AcceptDispatch');
    expect(primary(accepted(), 'handler1')).toBe('RecordVerification');
    expect(primary(verified(), 'handler1')).toBe('OrderCorrection');
    expect(primary(uncorrected(), 'townhead')).toBe('FileCase');
    expect(primary(filed(), 'handler1')).toBe('AddEvidence');
    expect(primary(evidenced(), 'handler1')).toBe('ConcludeInvestigation');
    expect(primary(concluded(), 'handler1')).toBe('SubmitForReview');
    expect(primary(submitted(), 'bureaureview')).toBe('PassReview');
    expect(primary(reviewed(), 'handler1')).toBe('NotifyProposedDecision');
    expect(primary(notified(), 'handler1')).toBe('RecordStatement');
    expect(primary(waived(), 'townhead')).toBe('Decide');
    expect(primary(decided(), 'handler1')).toBe('ServeDocument');
    expect(primary(served(), 'handler1')).toBe('RecordPayment');
    expect(primary(paid(), 'handler1')).not.toBe('RecordPayment');
    expect(primary(done(), 'townhead')).toBe('CloseCase');
    expect(primary(closed(), 'handler1')).toBe('ArchiveCase');
  });

  it('looks again at what was to be put right by now, before the investigation goes on', () => {
    const ordered = filed().did(
      'OrderCorrection',
      { requirement: '清理剩余垃圾', dueOn: '2026-03-10', officerIds: ['handler1', 'handler2'] },
      'handler1',
    );
    expect(primary(ordered.at('2026-03-10T17:00:00+08:00'), 'handler1')).toBe('AddEvidence');
    expect(primary(ordered.at('2026-03-11T09:00:00+08:00'), 'handler1')).toBe('RecordCorrectionCheck');
  });

  it('and through a hearing', () => {
    expect(primary(hearingRequested(), 'bureaureview')).toBe('ScheduleHearing');
    expect(primary(hearingScheduled().at('2026-03-20T11:00:00+08:00'), 'bureauhead')).toBe('RecordHearing');
    expect(primary(heard(), 'bureaureview')).toBe('ReviewAfterHearing');
    expect(hearing().chairId).toBe('bureauhead');
  });

  it('has no primary for somebody who has nothing to do next', () => {
    expect(primary(submitted(), 'handler1')).toBeNull();
    expect(next(submitted(), 'auditor').some(({ allowed }) => allowed)).toBe(false);
  });

  it('names the step that waits for somebody else', () => {
    const awaited = (scene: Scene, by: PersonKey) => next(scene, by).find((command) => command.awaited)?.name ?? null;
    expect(awaited(submitted(), 'handler1')).toBe('PassReview');
    expect(awaited(waived(), 'handler1')).toBe('Decide');
    expect(awaited(waived(), 'townhead')).toBeNull();
  });

  it('puts what waits for an answer first', () => {
    const urged = filed().did('Urge', { text: '请答复', answerDueAt: '2026-03-06T17:00:00+08:00' }, 'supervisor');
    expect(primary(urged, 'handler1')).toBe('AnswerUrge');
    const asked = filed().did('Recuse', { personId: 'handler2', by: 'party', reason: '亲属' }, 'handler1');
    expect(primary(asked, 'townhead')).toBe('DecideRecusal');
    const offered = filed().did('HandOver', { toId: 'handler3', papers: ['卷宗'], reason: '休假' }, 'handler1');
    expect(primary(offered, 'handler3')).toBe('AcceptHandOver');
    const suspended = filed().did('SuspendCase', { cause: 'other', reason: '等待' }, 'townhead');
    expect(primary(suspended, 'townhead')).toBe('ResumeCase');
  });

  it('shows every command that people give but the opening, allowed ones first, each refusal with its words', () => {
    const commands = next(reviewed(), 'handler1');
    expect(commands).toHaveLength(commandNames.length - 1);
    const allowedOnes = commands.map(({ allowed }) => allowed);
    expect(allowedOnes).toEqual([...allowedOnes].sort((a, b) => Number(b) - Number(a)));
    for (const { allowed, refusal, label, help } of commands) {
      expect(label.length * help.length).toBeGreaterThan(0);
      if (!allowed) refusalOf({ ok: false, code: refusal?.code ?? '', message: refusal?.message ?? '', needs: refusal?.needs ?? [] });
    }
  });

  it('says the same as the command itself', () => {
    for (const { name, allowed, refusal } of next(filed(), 'townhead')) {
      if (name !== 'ExtendTerm' && name !== 'SuspendCase' && name !== 'ResumeCase' && name !== 'PublishPenalty') continue;
      const payload =
        name === 'SuspendCase'
          ? { cause: 'other', reason: '等待' }
          : { reason: '无', term: 'x', length: 1, publishedOn: '2026-03-05', where: '网', socialImpact: '有', redacted: true };
      const outcome = filed().when(name, pick(name, payload) as never, 'townhead');
      if (!allowed) expect(refusalOf(outcome).code).toBe(refusal?.code);
      else expect(outcome.ok || outcome.code === 'extension-term-unknown').toBe(true);
    }
  });
});

function pick(name: string, all: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, string[]> = {
    SuspendCase: ['cause', 'reason'],
    ResumeCase: ['reason'],
    ExtendTerm: ['term', 'length', 'reason'],
    PublishPenalty: ['publishedOn', 'where', 'socialImpact', 'redacted'],
  };
  return Object.fromEntries((fields[name] ?? []).map((field) => [field, all[field]]));
}

describe('waitingReason', () => {
  const quiet = (scene: Scene): Scene => scene.having(() => ({ ledger: [] }));
  const code = (scene: Scene) => waitingReason(scene.head.state, scene.policy, scene.now)?.code ?? null;

  it('is nothing while the case has its timer, or is at its end', () => {
    expect(code(filed())).toBeNull();
    expect(code(quiet(closed()).having(() => ({ stage: 'archived' })))).toBeNull();
  });

  it('names who has to act', () => {
    expect(code(filed().did('SuspendCase', { cause: 'other', reason: '等待' }, 'townhead'))).toBe('suspended');
    expect(code(quiet(filed().did('ProposeTransfer', { to: 'bureau-closes', reasons: '复杂' }, 'handler1')))).toBe('transfer');
    expect(code(quiet(notified()))).toBe('party');
    expect(code(quiet(served()))).toBe('payment');
    expect(code(quiet(hearingScheduled().at('2026-03-18T09:00:00+08:00')))).toBe('hearing');
    const suing = served()
      .at('2026-04-30T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'suit', step: 'started', on: '2026-03-30', reference: '行初1号' }, 'handler1');
    expect(code(quiet(suing))).toBe('litigation');
    expect(code(quiet(filed().did('Urge', { text: '催', answerDueAt: '2026-03-06T17:00:00+08:00' }, 'supervisor')))).toBe('answer');
    const court = served().having((file) => ({
      execution: {
        ...file.execution,
        court: {
          appliedOn: '2026-10-01',
          court: '县法院',
          materials: [],
          approvedBy: 'townhead',
          lateReason: null,
          answers: [],
          accepted: null,
          ended: null,
        },
      },
    }));
    expect(code(quiet(court))).toBe('court');
  });

  it('knows a stuck case', () => {
    expect(waitingReason(quiet(filed()).head.state, filed().policy, filed().now)).toEqual({
      code: 'stuck',
      text: '没有到期事项，也没有等待理由',
    });
    expect(code(quiet(served()).at('2026-03-25T09:00:00+08:00'))).toBe('stuck');
  });
});
