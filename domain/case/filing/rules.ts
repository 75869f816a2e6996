/** What a request to file comes to beside the filing itself: it is returned, or nothing is filed (行政处罚法 54(2)). */
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';
import { firstRefusal } from '../../work/guards.ts';
import { limitationUntil } from '../conduct.ts';
import { nothingPreserved } from '../discovery/rules.ts';
import { headOfCase, noRecusalPending, notHandledBy } from '../guards.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';
import { EDUCATED, type filingCommands } from './commands.ts';
import type { FilingEvents } from './events.ts';

// 行政处罚法 36: what is said to be out of time is so by the dates on file.
function outOfTime({ conduct, source }: CaseFile): Refusal | null {
  const until = conduct ? limitationUntil(conduct) : null;
  const foundOn = legalDateOf(instantOf(source.receivedAt));
  return until !== null && foundOn > until
    ? null
    : refuse(
        'not-out-of-time',
        until === null ? '违法行为仍在继续或者尚未写明，追责时效没有届满' : `追责时效到${until}，${foundOn}发现时没有超过`,
        ['核对违法行为的起止日期', '或者选择其他情形'],
        ['《行政处罚法》第三十六条'],
      );
}

export const readyFiling = {
  ReturnFilingRequest: (file, { actor }) =>
    firstRefusal(
      headOfCase(file, actor, '退回立案申请'),
      file.filingRequest
        ? null
        : refuse('no-filing-request', '没有待审批的立案申请', ['承办人先申请立案'], ['《行政处罚法》第五十四条第二款']),
    ),
  DeclineFiling: (file, { actor }) =>
    firstRefusal(
      headOfCase(file, actor, '不予立案'),
      notHandledBy(file, actor, '决定不予立案'),
      noSuspectedCrime(file, '不予立案'),
      freeToDispose(file, '不予立案'),
      noRecusalPending(file, '不予立案'),
      nothingPreserved(file, '不予立案'),
    ),
} satisfies Readiness<typeof filingCommands>;

export const decideFiling: Deciders<typeof filingCommands, FilingEvents, typeof readyFiling> = {
  ReturnFilingRequest: (_file, payload, { actor }) => [
    { type: 'FilingRequestReturned', data: { reasons: payload.reasons, by: personRef(actor) } },
  ],

  DeclineFiling: (file, payload, { actor }) => {
    const { ground, reason, education } = payload;
    const refusal = firstRefusal(
      ground === 'limitation' ? outOfTime(file) : null,
      EDUCATED.includes(ground) && education === null
        ? refuse('education-missing', '依法不予行政处罚的，应当对当事人进行教育', ['填写教育情况'], ['《行政处罚法》第三十三条第三款'])
        : null,
    );
    return refusal ?? [{ type: 'FilingDeclined', data: { ground, reason, education, by: personRef(actor) } }];
  },
};
