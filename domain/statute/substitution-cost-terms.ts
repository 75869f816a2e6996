/** What it costs to perform in the party's stead, as a debt: to be decided, served, paid, demanded and taken to court. */
import type { TermDefinition, TermTrigger } from '../terms/model.ts';
import { type Draft, statutory, window } from './drafts.ts';
import { on } from './term-events.ts';

const PAID = on('SubstitutionCostPaid', { anchor: 'data.paidOn', when: { path: 'data.settled', in: [true] } });
const ENDED = on('SubstitutionCostEnded', { anchor: 'data.endedOn' });
const GONE: TermTrigger[] = [
  ENDED,
  on('SubstitutionCostRemedyEnded', { anchor: 'data.endedOn', when: { path: 'data.result', in: ['revoked', 'void'] } }),
  on('SubstitutionCostCourtAnswered', { anchor: 'data.on', when: { path: 'data.answer', in: ['completed', 'ended'] } }),
];
const SERVED = on('SubstitutionCostServed', { anchor: 'data.servedOn' });
const started = (...kind: string[]): TermTrigger =>
  on('SubstitutionCostRemedyStarted', { anchor: 'data.startedOn', when: { path: 'data.kind', in: kind } });
const answered = (kind: string): TermTrigger =>
  on('SubstitutionCostRemedyAnswered', { anchor: 'data.submittedOn', when: { path: 'data.kind', in: [kind] } });
const ended = (kind: string): TermTrigger =>
  on('SubstitutionCostRemedyEnded', { anchor: 'data.endedOn', when: { path: 'data.kind', in: [kind] } });
const copy = (kind: string): TermTrigger =>
  on('SubstitutionCostRemedyStarted', { anchor: 'data.copyReceivedOn', when: { path: 'data.kind', in: [kind] } });
const toCourt = (of: string): TermTrigger[] =>
  ['SubstitutionCostServed', 'SubstitutionCostRemedyEnded'].map((event) =>
    on(event, { lead: 'data.court', when: { path: 'data.court.of', in: [of] } }),
  );

/** The debt does not end with the case: its terms end with it alone. */
type Own = Omit<Draft, 'instance' | 'cancelledBy'> & Pick<Partial<TermDefinition>, 'cancelledBy'>;
const own = (draft: Own): TermDefinition => statutory({ instance: 'data.costId', cancelledBy: GONE, ...draft });
const partys = (draft: Own): TermDefinition => window({ instance: 'data.costId', cancelledBy: GONE, ladder: undefined, ...draft });

export const SUBSTITUTION_COST_TERMS: TermDefinition[] = [
  statutory({
    effect: 'internal',
    key: 'substitution-cost-decision',
    label: '决定代履行费用',
    length: 10,
    unit: 'workday',
    duty: 'head',
    ladder: 'stage',
    instance: 'data.substitutionId',
    armedBy: [on('SubstitutePerformed', { anchor: 'data.endedAt', when: { path: 'data.cost', notIn: [0] } })],
    metBy: [on('SubstitutionCostDecided', { anchor: 'data.decidedOn' })],
    cancelledBy: [],
    yellow: { share: 0.7, remaining: 3 },
    basis: '《行政强制法》第五十一条第二款（费用按照成本合理确定，由当事人承担）',
    local: '法律未规定天数，本县暂定十个工作日',
  }),
  own({
    effect: 'internal',
    key: 'substitution-cost-service',
    label: '送达代履行费用决定',
    length: 7,
    unit: 'workday',
    ladder: 'stage',
    armedBy: [on('SubstitutionCostDecided', { anchor: 'data.decidedOn', when: { path: 'data.otherwise', exists: false } })],
    metBy: [SERVED],
    yellow: { share: 0.7, remaining: 2 },
    basis: '《行政强制法》第三十八条（应当送达当事人）',
    local: '法律未规定天数，参照行政处罚法第六十一条，本县暂定七个工作日',
  }),
  own({
    effect: 'internal',
    key: 'substitution-cost-payment',
    label: '缴纳代履行费用',
    length: 15,
    unit: 'naturalDay',
    duty: 'party',
    ladder: 'inform',
    roll: 'next',
    armedBy: [{ ...SERVED, length: 'data.payDays' }],
    metBy: [PAID],
    yellow: { share: 0.8, remaining: 3 },
    basis: '《行政强制法》第五十一条第二款（由当事人承担）；缴纳期限由费用决定书写明',
    local: '法律没有规定缴纳期限，末日顺延参照民事诉讼法第八十五条',
  }),
  partys({
    key: 'substitution-cost-review',
    label: '对代履行费用申请行政复议',
    length: 60,
    unit: 'naturalDay',
    roll: 'next',
    armedBy: [SERVED],
    metBy: [started('review', 'suit')],
    basis: '《行政复议法》第二十条（六十日）、第八十八条（期间的计算依照民事诉讼法）',
  }),
  partys({
    key: 'substitution-cost-suit',
    label: '对代履行费用提起行政诉讼',
    length: 6,
    unit: 'month',
    roll: 'next',
    armedBy: [SERVED],
    metBy: [started('review', 'suit')],
    basis: '《行政诉讼法》第四十六条（六个月）、第一百零一条（期间适用民事诉讼法）',
  }),
  partys({
    key: 'substitution-cost-suit-after-review',
    label: '对代履行费用复议后提起行政诉讼',
    length: 15,
    unit: 'naturalDay',
    roll: 'next',
    armedBy: [
      on('SubstitutionCostRemedyEnded', {
        anchor: 'data.servedOn',
        when: [
          { path: 'data.kind', in: ['review'] },
          { path: 'data.result', notIn: ['withdrawn', 'mediated'] },
        ],
      }),
    ],
    metBy: [started('suit')],
    basis: '《行政诉讼法》第四十五条：收到复议决定书之日起十五日内',
  }),
  own({
    key: 'substitution-cost-reply',
    label: '代履行费用的行政复议答复',
    length: 10,
    unit: 'workday',
    armedBy: [copy('review')],
    metBy: [answered('review')],
    cancelledBy: [ended('review')],
    yellow: { share: 0.7, remaining: 3 },
    basis: '《行政复议法》第四十八条：自收到行政复议申请书副本之日起十日内提出书面答复并提交证据；第八十八条（十日为工作日）',
  }),
  own({
    key: 'substitution-cost-defence',
    label: '代履行费用的行政诉讼答辩和举证',
    length: 15,
    unit: 'naturalDay',
    armedBy: [copy('suit')],
    metBy: [answered('suit')],
    cancelledBy: [ended('suit')],
    yellow: { share: 0.7, remaining: 4 },
    basis: '《行政诉讼法》第六十七条：在收到起诉状副本之日起十五日内提交作出行政行为的证据和所依据的规范性文件，并提出答辩状',
  }),
  partys({
    key: 'substitution-cost-demand',
    label: '催告缴纳代履行费用',
    length: 10,
    unit: 'workday',
    rearm: 'restart',
    ladder: 'window',
    armedBy: [on('SubstitutionCostDemanded', { anchor: 'data.servedOn' })],
    metBy: [PAID],
    basis: '《行政强制法》第五十四条：催告书送达十日后仍未履行的，可以申请人民法院强制执行；第六十九条（十日为工作日）',
  }),
  own({
    key: 'substitution-cost-court',
    label: '申请人民法院强制执行代履行费用',
    length: 3,
    unit: 'month',
    roll: 'next',
    rearm: 'restart',
    armedBy: toCourt('decision'),
    metBy: [on('SubstitutionCostCourtApplied', { anchor: 'data.appliedOn' })],
    cancelledBy: [...GONE, PAID, started('review', 'suit')],
    yellow: { share: 0.7, remaining: 1 },
    basis: '《行政强制法》第五十三条：自期限届满之日起三个月内',
  }),
  own({
    key: 'substitution-cost-judgment',
    label: '申请执行代履行费用的判决',
    length: 2,
    unit: 'year',
    roll: 'next',
    armedBy: toCourt('judgment'),
    metBy: [on('SubstitutionCostCourtApplied', { anchor: 'data.appliedOn' })],
    cancelledBy: [...GONE, PAID],
    yellow: { share: 0.9, remaining: 0.25 },
    basis: '《行政诉讼法》第九十五条；法释〔2018〕1号第一百五十三条：申请执行的期限为二年',
  }),
  own({
    key: 'substitution-cost-acceptance',
    label: '法院受理代履行费用的执行申请',
    length: 5,
    unit: 'workday',
    duty: 'other-body',
    ladder: 'inform',
    cancelledBy: [ENDED],
    rearm: 'restart',
    armedBy: [on('SubstitutionCostCourtApplied', { anchor: 'data.appliedOn' })],
    metBy: [on('SubstitutionCostCourtAnswered', { anchor: 'data.on' })],
    basis: '《行政强制法》第五十六条：接到申请后应当在五日内受理；第六十九条（五日为工作日）',
  }),
  own({
    key: 'substitution-cost-ruling',
    label: '法院裁定执行代履行费用',
    length: 7,
    unit: 'workday',
    duty: 'other-body',
    ladder: 'inform',
    cancelledBy: [ENDED],
    armedBy: [on('SubstitutionCostCourtAnswered', { anchor: 'data.on', when: { path: 'data.answer', in: ['accepted'] } })],
    metBy: [on('SubstitutionCostCourtAnswered', { anchor: 'data.on', when: { path: 'data.answer', notIn: ['accepted'] } })],
    basis: '《行政强制法》第五十七条：自受理之日起七日内作出执行裁定；第五十八条（需听取意见的三十日）；第六十九条',
  }),
];
