/** Terms of 查封、扣押: thirty days and one extension, the testing not counted; an urgent one approved within 24 hours. */
import type { TermDefinition } from '../terms/model.ts';
import { statutory } from './drafts.ts';
import { on } from './term-events.ts';

export const SEIZURE_TERMS: TermDefinition[] = [
  statutory({
    instance: 'data.seizureId',
    key: 'seal-detain',
    label: '查封、扣押',
    length: 30,
    unit: 'naturalDay',
    pausedBy: ['goods-testing'],
    // The figure of another law (食品安全法实施条例 61: 45 days) is the matter's; its guard asks there.
    extensions: [
      { maxLength: null, approver: 'head', basis: '《行政强制法》第二十五条第一款（延长不超过三十日，法律、行政法规另有规定的除外）' },
    ],
    armedBy: [on('SealedOrDetained', { anchor: 'data.carriedOutAt' })],
    metBy: [on('SeizureResolved', { anchor: 'data.on' })],
    // Nothing but a decision on the goods ends it (行政强制法 27, 28).
    cancelledBy: [],
    yellow: { share: 0.8, remaining: 5 },
    basis: '《行政强制法》第二十五条第一款：查封、扣押的期限不得超过三十日；第二十七条：在期限内作出处理决定',
  }),
  statutory({
    instance: 'data.seizureId',
    key: 'compulsory-urgent-report',
    label: '查封、扣押补办批准',
    length: 24,
    unit: 'hour',
    armedBy: [on('SealedOrDetained', { anchor: 'data.carriedOutAt', when: { path: 'data.approvedBy', exists: false } })],
    metBy: [on('SeizureApproved'), on('SeizureRefused')],
    cancelledBy: [on('SeizureResolved')],
    duty: 'head',
    yellow: { share: 0.75, remaining: 4 },
    ladder: 'urgent',
    basis: '《行政强制法》第十九条：情况紧急当场实施的，二十四小时内向负责人报告并补办批准手续',
  }),
];
