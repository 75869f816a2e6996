import { type clockCommands, SUSPENSION_CAUSE_LABELS } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { validateCalendar } from '../../terms/calendar.ts';
import { extendTerm } from '../../terms/guards.ts';
import { toShanghaiIso } from '../../terms/instant.ts';
import { foldLedger } from '../../terms/ledger.ts';
import { validateCasePolicy } from '../policy.ts';
import { rebind, reviseCalendar } from '../../terms/rebind.ts';
import type { ClockEvents } from './events.ts';
import { collectively, headOfCase, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import type { CaseFile } from '../state.ts';
import { type Deciders, isRefusal, type Readiness, type ReadyContext } from '../types.ts';

// 市场监督管理行政处罚程序规定 46: the head approves, and not of the head's own handling.
const approvedByHead = (file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null =>
  firstRefusal(headOfCase(file, actor, act), notHandledBy(file, actor, act));

export const readyClock = {
  SuspendCase: (file, context) => (file.suspension
    ? refuse('already-suspended', `案件已中止（${file.suspension.reason}），不能重复中止`, ['先恢复办理'])
    : approvedByHead(file, context, '批准中止')),

  ResumeCase: (file, context) => (file.suspension
    ? approvedByHead(file, context, '批准恢复') ?? file.suspension
    : refuse('not-suspended', '案件没有中止，不需要恢复')),

  ExtendTerm: (file, context) => {
    const refusal = approvedByHead(file, context, '批准延长期限');
    if (refusal) return refusal;
    return foldLedger(file.ledger).records.some(({ end }) => end === null)
      ? null
      : refuse('no-open-term', '没有正在计算的期限');
  },
} satisfies Readiness<typeof clockCommands>;

export const decideClock: Deciders<typeof clockCommands, ClockEvents, typeof readyClock> = {
  SuspendCase: (_file, payload, { actor }) => [
    {
      type: 'CaseSuspended',
      data: {
        ground: payload.cause === 'co-investigation' ? 'co-investigation' : 'suspension',
        cause: SUSPENSION_CAUSE_LABELS[payload.cause],
        reason: payload.reason, approvedBy: actor.id,
      },
    },
  ],

  ResumeCase: (_file, payload, { actor }, { ground }) => [
    { type: 'CaseResumed', data: { ground, reason: payload.reason, approvedBy: actor.id } },
  ],

  // 行政处罚法 60 and the rules it refers to: in steps, each within its bound, by the head and then by the heads together.
  ExtendTerm: (file, payload, context) => {
    const { policy, now } = context;
    const at = toShanghaiIso(now);
    const request = { term: payload.term, length: payload.length, basis: '', why: payload.reason, at };
    const together = payload.minutes !== null;
    let approver: 'head' | 'collective' = together ? 'collective' : 'head';
    let step = extendTerm(policy, file.ledger, { ...request, approver });
    // Minutes do no harm where the head alone could have approved.
    if (!step.ok && step.code === 'extension-approver' && together) {
      approver = 'head';
      step = extendTerm(policy, file.ledger, { ...request, approver });
    }
    if (!step.ok) return step;
    if (approver === 'collective') {
      const discussed = collectively(file, payload.memberIds, payload.minutes, context, ['《行政处罚法》第六十条']);
      if (isRefusal(discussed)) return discussed;
    }
    const entry = step.entries[0];
    const basis = entry?.op === 'extended' ? entry.basis : '';
    const term = entry?.term ?? payload.term;
    return [
      {
        type: 'TermExtended',
        data: {
          term, length: payload.length, approver, basis, why: payload.reason, members: payload.memberIds,
          minutes: payload.minutes,
        },
        ...(basis ? { basis: [basis] } : {}),
      },
    ];
  },

  RebindPolicy: (file, payload, context) => {
    const { policy, lookups, now } = context;
    const next = lookups.policy;
    if (!next || next.hash !== payload.policyHash) return refuse('unknown-policy', '没有这一版规则', ['重新选择已发布的规则']);
    if (next.hash === policy.hash) return refuse('same-policy', '案件已经适用这一版规则');
    if (next.id === policy.id && next.version < policy.version) {
      return refuse('older-policy', '不能换回旧版规则', ['选择较新的规则版本']);
    }
    const fault = validateCasePolicy(next)[0];
    if (fault) return fault;
    const { entries, differences } = rebind(file.ledger, policy, next, now, file.stage);
    const ref = ({ id, version, hash }: { id: string; version: number; hash: string }) => ({ id, version, hash });
    const { reason } = payload;
    return [{ type: 'PolicyRebound', data: { from: ref(policy), to: ref(next), reason, entries, differences } }];
  },

  ReviseCalendar: (file, payload, context) => {
    const { policy, lookups, now } = context;
    const next = lookups.calendar;
    if (!next || next.version !== payload.version) return refuse('unknown-calendar', '没有这一版工作日历', ['重新选择已公布的工作日历']);
    if (next.version === policy.calendar.version) return refuse('same-calendar', '案件已经适用这一版工作日历');
    const fault = validateCalendar(next)[0];
    if (fault) return fault;
    const { entries, differences } = reviseCalendar(policy, file.ledger, next, now);
    return [
      {
        type: 'CalendarRevised',
        data: { from: policy.calendar.version, to: next.version, reason: payload.reason, entries, differences },
      },
    ];
  },
};
