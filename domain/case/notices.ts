/**
 * Who is told of what happens to a case, beside what any kind's ladder says: whoever has to act next, and whoever asked and
 * is answered. What was done meanwhile is no longer asked for.
 */
import { BUREAU_HEAD, HEADS } from '../roles.ts';
import type { Notice } from '../work/notice.ts';
import { TIER_LABELS } from '../vocabulary.ts';
import { EXECUTION_ENDING_LABELS, EXECUTION_SUSPENSION_LABELS } from './enforcement/commands.ts';
import { COURT_ANSWER_LABELS } from './execution/commands.ts';
import type { CaseEvent } from './events.ts';
import { LITIGATION_KIND_LABELS, LITIGATION_RESULT_LABELS } from './litigation/commands.ts';
import { NO_FILING_GROUND_LABELS } from './filing/commands.ts';
import { MEASURE_LABELS, SEIZURE_ENDING_LABELS } from './seizure/commands.ts';
import { COST_ENDING_LABELS } from './substitution-cost/commands.ts';
import { yuanWords } from '../work/tell.ts';
import { seizedWords } from './seizure/held.ts';
import type { CaseFile, Seizure } from './state.ts';
import type { CaseKind } from './types.ts';

type Told = Omit<Notice, 'seq' | 'kind' | 'at'>;

/** The heads of the unit that the case is with. */
const heads = (file: CaseFile, text: string): Told => ({ text, people: [], roles: HEADS, units: [file.unit.id] });

const handlers = (file: CaseFile, text: string): Told[] => [{ text, people: file.handlers.map(({ id }) => id), roles: [], units: null }];

const everybody = (file: CaseFile, text: string): Told[] => [heads(file, text), ...handlers(file, text)];

const seizureOf = (file: CaseFile, id: string): Seizure | undefined => file.seizures.find((one) => one.id === id);
const goodsOf = (file: CaseFile, id: string): string => {
  const found = seizureOf(file, id);
  return found ? seizedWords(found) : '财物';
};

/** 查封、扣押 (行政强制法 18, 19, 25). */
function ofSeizure(event: CaseEvent, file: CaseFile): Told[] | null {
  switch (event.type) {
    case 'SeizureRequested': {
      const found = seizureOf(file, event.data.seizureId);
      if (found?.answer) return [];
      const goods = event.data.goods.map(({ name }) => name).join('、');
      return [heads(file, `呈请${MEASURE_LABELS[event.data.measure]}${goods}，请审批：${event.data.reason}`)];
    }
    case 'SeizureApproved':
      return handlers(file, `${event.data.by.name}批准${goodsOf(file, event.data.seizureId)}`);
    case 'SeizureRefused': {
      const found = seizureOf(file, event.data.seizureId);
      const lift = found?.carriedOut && !found.resolution ? '，应当立即解除' : '';
      return handlers(file, `${event.data.by.name}没有批准${goodsOf(file, event.data.seizureId)}${lift}：${event.data.reason}`);
    }
    case 'SealedOrDetained': {
      const found = seizureOf(file, event.data.seizureId);
      return event.data.approvedBy === null && !found?.answer
        ? [heads(file, `情况紧急，当场${goodsOf(file, event.data.seizureId)}，请在二十四小时内审批：${event.data.urgentReason ?? ''}`)]
        : [];
    }
    case 'SeizureExtended':
      return handlers(file, `${goodsOf(file, event.data.seizureId)}批准延长${event.data.days}日`);
    case 'SeizureResolved':
      return everybody(file, `${goodsOf(file, event.data.seizureId)}已处理：${SEIZURE_ENDING_LABELS[event.data.kind]}`);
    default:
      return null;
  }
}

/** 立案 asked for and answered (行政处罚法 54(2)). */
function ofFiling(event: CaseEvent, file: CaseFile): Told[] | null {
  switch (event.type) {
    case 'FilingRequested':
      return file.filingRequest && !file.filing && !file.noFiling ? [heads(file, `申请立案，请审批：${event.data.reason}`)] : [];
    case 'FilingRequestReturned':
      return handlers(file, `${event.data.by.name}退回立案申请：${event.data.reasons}`);
    case 'FilingDeclined':
      return handlers(file, `${event.data.by.name}决定不予立案：${NO_FILING_GROUND_LABELS[event.data.ground]}`);
    default:
      return null;
  }
}

/** 行政强制执行 (行政强制法 chapter 4). */
function ofCoercion(event: CaseEvent, file: CaseFile): Told[] | null {
  switch (event.type) {
    case 'DemandAnswered':
      return [heads(file, `当事人对催告提出意见，复核后${event.data.adopted ? '采纳，不再强制执行' : '没有采纳'}`)];
    case 'ForcedExecutionDecided':
      return handlers(file, `强制执行决定已经作出，请送达，定于${event.data.plannedOn}实施`);
    case 'SubstitutePerformanceDecided':
      return handlers(
        file,
        event.data.atOnce
          ? `决定立即代履行：${event.data.object}`
          : `代履行决定已经作出，请送达并在三个工作日前再次催告，定于${event.data.performOn}实施`,
      );
    case 'ForcedExecutionDone':
    case 'SubstitutePerformed': {
      const act = event.type === 'SubstitutePerformed' ? '代履行' : '强制执行';
      return [heads(file, `${act}${event.data.complete ? '已经执行完毕' : '尚未执行完毕'}：${event.data.result}`)];
    }
    default:
      return null;
  }
}

/** What performing in the party's stead cost (行政强制法 51(2)). */
function ofSubstitutionCost(event: CaseEvent, file: CaseFile): Told[] | null {
  switch (event.type) {
    case 'SubstitutionCostDecided': {
      const { amount, otherwise } = event.data;
      return otherwise === null
        ? handlers(file, `代履行费用决定为${yuanWords(amount)}，请送达当事人`)
        : handlers(file, `代履行费用不由当事人承担：${otherwise}`);
    }
    case 'SubstitutionCostPaid':
      return event.data.settled ? [heads(file, '代履行费用已经缴清')] : [];
    case 'SubstitutionCostCommented':
      return [heads(file, `当事人对费用催告提出意见，复核后${event.data.adopted ? '采纳，请撤销费用决定或者重新决定' : '没有采纳'}`)];
    case 'SubstitutionCostRemedyStarted':
      return everybody(file, `${LITIGATION_KIND_LABELS[event.data.kind]}已受理（${event.data.reference}），请在法定期限内答复`);
    case 'SubstitutionCostRemedyEnded':
      return everybody(file, `${LITIGATION_KIND_LABELS[event.data.kind]}终结：${LITIGATION_RESULT_LABELS[event.data.result]}`);
    case 'SubstitutionCostCourtAnswered':
      return [heads(file, `法院对代履行费用的执行申请：${COURT_ANSWER_LABELS[event.data.answer]}`)];
    case 'SubstitutionCostEnded':
      return handlers(file, `终结追缴代履行费用：${COST_ENDING_LABELS[event.data.ground]}`);
    default:
      return null;
  }
}

/** How the decision is carried out, and what the party does against it. */
function ofExecution(event: CaseEvent, file: CaseFile): Told[] | null {
  switch (event.type) {
    case 'DemandCommentRecorded':
      return file.execution.comments.some(({ id, answer }) => id === event.data.id && answer === null)
        ? everybody(file, '当事人对催告提出意见，复核前不能申请法院强制执行')
        : [];
    case 'DemandCommentAnswered':
      return [heads(file, `当事人对催告的意见已经复核，${event.data.adopted ? '予以采纳' : '不予采纳'}：${event.data.findings}`)];
    case 'SurchargeWaived':
      return handlers(file, `决定不加处罚款：${event.data.reason}`);
    case 'ExecutionAgreed':
      return handlers(file, `与当事人达成执行协议，${event.data.performBy}前履行`);
    case 'ExecutionSuspended':
      return handlers(file, `中止执行：${EXECUTION_SUSPENSION_LABELS[event.data.ground]}`);
    case 'ExecutionResumed':
      return handlers(file, `恢复执行：${event.data.reason}`);
    case 'ExecutionEnded':
      return handlers(file, `终结执行：${EXECUTION_ENDING_LABELS[event.data.ground]}`);
    case 'CashHandedOver':
      return event.data.step === 'to-agency'
        ? [heads(file, `当场收缴的罚款（票据${event.data.receipt}）已交至机关，请在二个工作日内缴付银行`)]
        : [];
    case 'LitigationStarted':
      return everybody(file, `${LITIGATION_KIND_LABELS[event.data.kind]}已受理（${event.data.reference}），请在法定期限内答复`);
    case 'LitigationEnded':
      return everybody(file, `${LITIGATION_KIND_LABELS[event.data.kind]}终结：${LITIGATION_RESULT_LABELS[event.data.result]}`);
    case 'PublicationDecided':
      return event.data.public && file.publication === null ? handlers(file, '本案决定认定应当公开，请准备公开文本') : [];
    default:
      return null;
  }
}

export const caseNotices: CaseKind['notices'] = (event, file) => {
  switch (event.type) {
    case 'TransferProposed': {
      const { to, toUnit, reasons } = event.data;
      const text = `提请提级到“${TIER_LABELS[to]}”，请答复：${reasons}`;
      return [toUnit ? { text, people: [], roles: HEADS, units: [toUnit.id] } : { text, people: [], roles: [BUREAU_HEAD], units: null }];
    }
    case 'CaseReturnedByPolice': {
      const { from, documentNumber, opinion } = event.data;
      return everybody(file, `${from}退回案件（${documentNumber}），请继续办理${opinion ? '并回复检察意见' : ''}`);
    }
    case 'ProcuratorAnswered':
      return [heads(file, `检察意见已以${event.data.documentNumber}回复`)];
    case 'ClausesWeighed':
      return event.data.matter ? [heads(file, `比较竞合条款后，适用的事项变更为“${event.data.matter.name}”`)] : [];
    default:
      return (
        ofSeizure(event, file) ??
        ofFiling(event, file) ??
        ofCoercion(event, file) ??
        ofSubstitutionCost(event, file) ??
        ofExecution(event, file) ??
        []
      );
  }
};
