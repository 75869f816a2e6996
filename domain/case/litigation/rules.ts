import type { z } from 'zod';
import { refuse, type Refusal } from '../../result.ts';
import { addDays } from '../../terms/instant.ts';
import { dayBetween, today } from '../../work/days.ts';
import { firstRefusal } from '../../work/guards.ts';
import { publishedNow } from '../closing/publication.ts';
import type { CommandContext } from '../context.ts';
import { courtPath, reviewFirst } from '../execution/court-window.ts';
import { servedDecision } from '../execution/ordered.ts';
import { outstanding, outstandingSurcharge, unperformed } from '../execution/owed.ts';
import { notTwice } from '../repeated.ts';
import type { CaseFile } from '../state.ts';
import { countedBy } from '../terms-of.ts';
import type { Deciders, Decision, Readiness } from '../types.ts';
import { LITIGATION_KIND_LABELS, type litigationCommands } from './commands.ts';
import type { LitigationEvents } from './events.ts';

type Payload = z.infer<(typeof litigationCommands)['RecordLitigation']['schema']>;
type Litigation = CaseFile['litigation'][number];
type Decided = NonNullable<CaseFile['decision']>;

/** 行政复议法 62: sixty days and thirty more; after them the party may sue although nothing was answered. */
const LONGEST_REVIEW_DAYS = 90;

const runningOne = (file: CaseFile, kind: Payload['kind']): Litigation | null =>
  file.litigation.find((one) => one.kind === kind && one.endedOn === null) ?? null;

// 行政复议法 23, 行政诉讼法 44(2): where review comes first, the court is the second step.
function notBeforeReview(file: CaseFile, { kind, on }: Payload): Refusal | null {
  const basis = reviewFirst(file);
  if (basis === null || kind === 'review') return null;
  const reviewed = file.litigation.some(
    (one) => one.kind === 'review' && (one.endedOn !== null || on > addDays(one.startedOn, LONGEST_REVIEW_DAYS)),
  );
  return reviewed
    ? null
    : refuse(
        'review-first',
        '对本案的决定不服，应当先申请行政复议，对复议决定不服再提起行政诉讼',
        ['登记行政复议的受理和终结', '核对法院受理的是哪一个行政行为'],
        [basis, '《行政诉讼法》第四十四条第二款'],
      );
}

// 行政诉讼法 77(2), 行政复议法 63(2): not heavier for the one who complained, but where somebody asked for the opposite.
function notHeavier({ money }: Decided, { fine, oppositeRequest }: Payload, { rules }: CommandContext): Refusal | null {
  if (fine === null || fine <= money.fine || (rules >= 4 && oppositeRequest)) return null;
  return refuse(
    'changed-heavier',
    '变更后的罚款不能高于原决定',
    ['核对变更后的罚款', '第三人提出相反请求，或者利害关系人同为原告且诉讼请求相反的，选择该项'],
    ['《行政诉讼法》第七十七条', '《行政复议法》第六十三条'],
  );
}

function started(file: CaseFile, payload: Payload, context: CommandContext, decision: Decided): Decision<LitigationEvents> {
  const { kind, on, reference, stopsExecution, simplified } = payload;
  const copyReceivedOn = payload.copyReceivedOn ?? on;
  const later = context.rules >= 4;
  const refusal = firstRefusal(
    dayBetween(on, '受理日期', context, { date: decision.decidedOn, what: '决定日期' }),
    later ? dayBetween(copyReceivedOn, '收到副本的日期', context, { date: decision.decidedOn, what: '决定日期' }) : null,
    later ? notBeforeReview(file, payload) : null,
    later && simplified && kind === 'suit'
      ? refuse('simplified-is-of-review', '简易程序五个工作日的答复期限只适用于行政复议', ['不选简易程序'], ['《行政复议法》第五十四条'])
      : null,
  );
  if (refusal) return refusal;
  const asked = later ? { copyReceivedOn, simplified } : {};
  return [{ type: 'LitigationStarted', data: { kind, startedOn: on, reference, stopsExecution, ...asked } }];
}

/** What is left for the office to enforce once it has ended so, and what has to run out first. */
function courtAfter(file: CaseFile, payload: Payload, context: CommandContext): LitigationEvents['LitigationEnded']['court'] {
  const served = servedDecision(file);
  const { kind, on: endedOn, result, servedOn } = payload;
  const owes = outstanding(file) > 0 || outstandingSurcharge(file, endedOn, countedBy(context)) > 0 || unperformed(file).length > 0;
  if (!served || !owes) return null;
  const litigation = file.litigation.map((one) =>
    one.kind === kind && one.endedOn === null ? { ...one, endedOn, result, servedOn } : one,
  );
  return courtPath({ ...file, litigation }, served.effectiveOn, context.policy.calendar);
}

function ended(file: CaseFile, payload: Payload, context: CommandContext, decision: Decided): Decision<LitigationEvents> {
  const { kind, on, reference, result, fine, oppositeRequest } = payload;
  const name = LITIGATION_KIND_LABELS[kind];
  const running = runningOne(file, kind);
  if (!running) return refuse('no-litigation', `没有正在进行的${name}`, [`先登记${name}的受理`]);
  if (!result) return refuse('result-missing', `${name}终结的，应当登记结果`, ['选择结果']);
  const servedOn = payload.servedOn ?? on;
  const refusal = firstRefusal(
    dayBetween(on, '终结日期', context, { date: running.startedOn, what: '受理日期' }),
    context.rules >= 4 ? dayBetween(servedOn, '送达当事人的日期', context, { date: running.startedOn, what: '受理日期' }) : null,
    fine !== null && result !== 'changed'
      ? refuse('fine-without-change', '只有决定被变更的，才登记变更后的罚款', ['不填变更后的罚款，或者结果选“变更”'])
      : null,
    notHeavier(decision, payload, context),
  );
  if (refusal) return refusal;
  const fell = result === 'changed' || result === 'revoked' || (context.rules >= 4 && (result === 'illegal' || result === 'void'));
  return [
    {
      type: 'LitigationEnded',
      data: {
        kind,
        endedOn: on,
        result,
        text: payload.text ?? reference,
        fine,
        published: publishedNow(file, today(context)) !== null && fell,
        ...(context.rules >= 4 ? { reference, servedOn, oppositeRequest, court: courtAfter(file, { ...payload, servedOn }, context) } : {}),
      },
    },
  ];
}

export const readyLitigation = {
  RecordLitigation: ({ decision }) => decision ?? refuse('no-decision', '本案尚未作出决定', ['先作出决定']),

  RecordLitigationAnswer: ({ litigation }) =>
    litigation.some(({ endedOn }) => endedOn === null)
      ? null
      : refuse('no-litigation', '没有正在进行的行政复议或者行政诉讼', ['先登记复议、诉讼的受理']),
} satisfies Readiness<typeof litigationCommands>;

export const decideLitigation: Deciders<typeof litigationCommands, LitigationEvents, typeof readyLitigation> = {
  RecordLitigation: (file, payload, context, decision) => {
    if (payload.step === 'ended') return ended(file, payload, context, decision);
    const name = LITIGATION_KIND_LABELS[payload.kind];
    return runningOne(file, payload.kind)
      ? refuse('litigation-running', `${name}已经登记受理，尚未终结`, [`先登记${name}的终结`])
      : started(file, payload, context, decision);
  },

  // 行政复议法 48, 行政诉讼法 67: what is handed in is handed in once the copy was received.
  RecordLitigationAnswer: (file, payload, context) => {
    const running = runningOne(file, payload.kind);
    const name = LITIGATION_KIND_LABELS[payload.kind];
    if (!running) return refuse('no-litigation', `没有正在进行的${name}`, [`先登记${name}的受理`]);
    const since = { date: running.copyReceivedOn ?? running.startedOn, what: '收到副本的日期' };
    const { submittedOn, reference } = payload;
    const refusal = firstRefusal(
      dayBetween(submittedOn, '提交日期', context, since),
      notTwice(running.answers, { submittedOn, reference }, '答复、答辩', context),
    );
    return refusal ?? [{ type: 'LitigationAnswered', data: payload }];
  },
};
