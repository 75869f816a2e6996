import { refuse, type Refusal } from '../../../result.ts';
import { validateCalendar } from '../../../terms/calendar-check.ts';
import { extendTerm } from '../../../terms/guards.ts';
import { toShanghaiIso } from '../../../terms/instant.ts';
import { foldLedger } from '../../../terms/ledger.ts';
import { reviseCalendar } from '../../../terms/rebind.ts';
import type { ReadyOf, WorkContext } from '../../context.ts';
import type { WorkFile } from '../../file.ts';
import { decidedTogether, firstRefusal, headOfUnit, neverHandledBy, notRecusedFrom } from '../../guards.ts';
import { isRefusal } from '../../rules.ts';
import type { ActDeciders, ActReadiness, ActWords } from '../words.ts';
import type { ClockCommands } from './commands.ts';
import type { ClockEvents } from './events.ts';

export function clockRules({ label, own, law: { articles, causes } }: ActWords) {
  // The head approves, and not of the head's own handling (of a case: 市场监督管理行政处罚程序规定 46).
  const approvedByHead = (file: WorkFile, { actor }: ReadyOf<WorkContext>, act: string): Refusal | null =>
    firstRefusal(headOfUnit(file, actor, act), neverHandledBy(file, actor, act, own, articles.ownWork));

  const readyClock = {
    Suspend: (file, context) =>
      file.suspension
        ? refuse('already-suspended', `${label}已中止（${file.suspension.reason}），不能重复中止`, ['先恢复办理'])
        : approvedByHead(file, context, '批准中止'),

    Resume: (file, context) =>
      file.suspension
        ? (approvedByHead(file, context, '批准恢复') ?? file.suspension)
        : refuse('not-suspended', `${label}没有中止，不需要恢复`),

    ExtendTerm: (file, context) => {
      const refusal = approvedByHead(file, context, '批准延长期限');
      if (refusal) return refusal;
      return foldLedger(file.ledger).records.some(({ end }) => end === null) ? null : refuse('no-open-term', '没有正在计算的期限');
    },
  } satisfies ActReadiness<ClockCommands>;

  const decideClock: ActDeciders<ClockCommands, ClockEvents, typeof readyClock> = {
    Suspend: (_file, payload, { actor }) => {
      // The form offers no other causes.
      const { ground, label: cause } = causes[payload.cause] ?? { ground: 'suspension' as const, label: payload.cause };
      return [{ type: 'Suspended', data: { ground, cause, reason: payload.reason, approvedBy: actor.id } }];
    },

    Resume: (_file, payload, { actor }, { ground }) => [
      { type: 'Resumed', data: { ground, reason: payload.reason, approvedBy: actor.id } },
    ],

    // In steps, each within its bound, by the head and then by the heads together (of a case: 行政处罚法 60).
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
        const discussed = decidedTogether(
          payload.memberIds,
          payload.minutes,
          context,
          context.rules >= 4 ? file.unit : null,
          (member) => notRecusedFrom(file, member, own, articles.recusal),
          articles.extension,
        );
        if (isRefusal(discussed)) return discussed;
      }
      const entry = step.entries[0];
      const basis = entry?.op === 'extended' ? entry.basis : '';
      const term = entry?.term ?? payload.term;
      return [
        {
          type: 'TermExtended',
          data: {
            term,
            length: payload.length,
            approver,
            basis,
            why: payload.reason,
            members: payload.memberIds,
            minutes: payload.minutes,
          },
          ...(basis ? { basis: [basis] } : {}),
        },
      ];
    },

    ReviseCalendar: (file, payload, context) => {
      const { policy, lookups, now } = context;
      const next = lookups.calendar;
      if (!next || next.version !== payload.version) return refuse('unknown-calendar', '没有这一版工作日历', ['重新选择已公布的工作日历']);
      if (next.version === policy.calendar.version) return refuse('same-calendar', `${label}已经适用这一版工作日历`);
      const fault = validateCalendar(next)[0];
      if (fault) return fault;
      const { entries, differences } = reviseCalendar(context.rules, policy, file.ledger, next, now);
      return [
        {
          type: 'CalendarRevised',
          data: { from: policy.calendar.version, to: next.version, reason: payload.reason, entries, differences },
        },
      ];
    },
  };

  return { ready: readyClock, decide: decideClock };
}
