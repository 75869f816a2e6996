/** Why a running case may rightly have no timer: somebody else has to act, and it is known who. */
import type { Instant } from '../terms/model.ts';
import { instantOf, legalDateOf } from '../terms/instant.ts';
import { PAUSE_GROUND_LABELS } from '../terms/model.ts';
import { LIGHT_LABELS } from '../vocabulary.ts';
import { decisionInEffect } from './execution/ordered.ts';
import { outstanding } from './execution/owed.ts';
import { currentNotice, statementUntil } from './decision/notice.ts';
import type { CaseKind } from './types.ts';
import { paymentDueOn } from './execution/surcharge.ts';

const today = (now: Instant) => legalDateOf(now);

/** Asked in this order: the weightiest reason is the one named. */
export const caseWaits: CaseKind['waits'] = [
  ({ suspension }) =>
    suspension && { code: 'suspended', text: `${LIGHT_LABELS.grey}：${PAUSE_GROUND_LABELS[suspension.ground]}（${suspension.reason}）` },
  ({ transfer }) => transfer && { code: 'transfer', text: `等待${transfer.toUnit?.name ?? '县综合行政执法局'}答复提级` },
  ({ jurisdiction }) =>
    jurisdiction && jurisdiction.settledAt === null
      ? { code: 'jurisdiction', text: `等待与${jurisdiction.with.name}的管辖争议解决` }
      : null,
  ({ police }) => {
    if (!police?.handedOver || police.returned) return null;
    if (!police.answer) return { code: 'police', text: '等待公安机关答复是否立案' };
    return police.answer.filed ? { code: 'police', text: '公安机关已立案，等待刑事案件处理结果' } : null;
  },
  ({ execution: { court } }) =>
    court && court.accepted !== false && !court.ended ? { code: 'court', text: `等待${court.court}执行` } : null,
  ({ execution: { suspension } }) =>
    suspension && { code: 'execution-suspended', text: `${suspension.suspendedOn}起中止执行：${suspension.reason}` },
  ({ litigation }) => {
    const running = litigation.find(({ endedOn }) => endedOn === null);
    return running ? { code: 'litigation', text: running.kind === 'review' ? '行政复议期间' : '行政诉讼期间' } : null;
  },
  ({ appraisals }) => {
    const open = appraisals.find(({ result }) => result === null);
    return open ? { code: 'appraisal', text: `等待${open.body}出具意见` } : null;
  },
  ({ hearing }, now) =>
    hearing?.scheduled && !hearing.record && !hearing.waived && instantOf(hearing.scheduled.heldAt) > now
      ? { code: 'hearing', text: '等待举行听证' }
      : null,
  (file, now, by) => {
    const notice = file.stage === 'decision' ? currentNotice(file) : null;
    return notice && today(now) <= statementUntil(file, notice, by) ? { code: 'party', text: '当事人陈述、申辩期间' } : null;
  },
  ({ corrections, stage }, now) => {
    const open = corrections.find(({ dueOn, checks }) => dueOn >= today(now) && !checks.some(({ result }) => result !== 'pending'));
    return open && (stage === 'stopping' || stage === 'execution') ? { code: 'party', text: `等待当事人在${open.dueOn}前改正` } : null;
  },
  (file, now, by) => {
    if (file.stage !== 'execution' || decisionInEffect(file, today(now)) === null || outstanding(file) === 0) return null;
    const due = paymentDueOn(file, by);
    return due !== null && due >= today(now) ? { code: 'payment', text: `等待当事人在${due}前缴款` } : null;
  },
  ({ urges, supervisions }, now) => {
    const open = [...urges, ...supervisions].find(({ answeredAt, answerDueAt }) => answeredAt === null && instantOf(answerDueAt) >= now);
    return open ? { code: 'answer', text: '等待答复催办、督办' } : null;
  },
];
