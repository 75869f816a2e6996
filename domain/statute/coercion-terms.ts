/** Terms of 行政强制执行 by the office itself: what a demand and an announcement leave the party, and the last demand. */
import type { TermDefinition } from '../terms/model.ts';
import { statutory, window } from './drafts.ts';
import { CASE_ENDS, DECISION_REVOKED, on } from './term-events.ts';

const PERFORMED_IN_TIME = on('CorrectionChecked', { anchor: 'data.checkedOn', when: { path: 'data.corrected', in: [true] } });

/** A time that a paper sets for the party; its length here only stands in for what the paper says. */
const setByPaper = {
  length: 10,
  unit: 'workday',
  rearm: 'restart',
  metBy: [PERFORMED_IN_TIME],
  cancelledBy: [...CASE_ENDS, ...DECISION_REVOKED],
} satisfies Partial<TermDefinition>;

export const COERCION_TERMS: TermDefinition[] = [
  window({
    ...setByPaper,
    key: 'compliance-demand',
    label: '催告的履行期限',
    armedBy: [on('ComplianceDemanded', { anchor: 'data.servedOn', due: 'data.dueOn' })],
    basis: '《行政强制法》第三十五条第一项（履行义务的期限由催告书写明）、第三十七条（逾期仍不履行的可以作出强制执行决定）',
  }),
  window({
    ...setByPaper,
    key: 'self-demolition',
    label: '公告的自行拆除期限',
    armedBy: [on('DemolitionAnnounced', { anchor: 'data.announcedOn', due: 'data.removeBy' })],
    basis: '《行政强制法》第四十四条（公告，限期当事人自行拆除）',
  }),
  statutory({
    key: 'substitute-performance-demand',
    label: '代履行前催告',
    length: 3,
    unit: 'workday',
    direction: 'back',
    rearm: 'restart',
    armedBy: [on('SubstitutePerformanceDecided', { anchor: 'data.performOn', when: { path: 'data.atOnce', notIn: [true] } })],
    metBy: [on('ComplianceDemanded', { anchor: 'data.servedOn' })],
    cancelledBy: [...CASE_ENDS, PERFORMED_IN_TIME, on('SubstitutePerformed')],
    basis: '《行政强制法》第五十一条第一款第二项：代履行三日前，催告当事人履行；第六十九条（三日为工作日）',
  }),
];
