/** The acts that any kind knows, in a case: its words, the articles of a penalty case, two certified officers. */
import { SEPARATION } from './internal-rules.ts';
import { certifiedOn } from '../people.ts';
import { refuse } from '../result.ts';
import type { PauseGround } from '../terms/model.ts';
import { STAGES } from '../vocabulary.ts';
import { actsOf } from '../work/acts/acts.ts';
import type { ActLaw, Fit } from '../work/acts/words.ts';
import { today } from '../work/days.ts';
import { officers } from '../work/fields.ts';
import { officersOfUnit } from './guards.ts';
import { SEIZURE_TERM } from './seizure/held.ts';
import type { CaseFile } from './state.ts';

const CASE_LAW: ActLaw = {
  articles: {
    note: ['《行政处罚法》第四十七条'],
    reassignment: ['《行政处罚法》第四十二条'],
    handOver: ['《行政处罚法》第四十二条', '《行政处罚法》第四十七条'],
    takeOver: ['《行政处罚法》第四十二条'],
    recusal: ['《行政处罚法》第四十三条'],
    ownWork: SEPARATION,
    suspension: ['《市场监督管理行政处罚程序规定》第四十六条'],
    extension: ['《行政处罚法》第六十条'],
    supervision: ['《行政处罚法》第七十五条第一款'],
  },
  recusal: {
    help: '执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避；当事人也有权申请。',
    meanwhile: '决定前不停止调查。',
    asker: '当事人',
  },
  causes: {
    'other-decision': { label: '须以相关案件的裁判结果或者其他行政决定为依据，而其尚未审结或者作出', ground: 'suspension' },
    interpretation: { label: '涉及法律适用等问题，需要有权机关作出解释或者确认', ground: 'suspension' },
    'force-majeure': { label: '因不可抗力致使案件暂时无法调查', ground: 'suspension' },
    'party-missing': { label: '当事人下落不明致使案件暂时无法调查', ground: 'suspension' },
    'co-investigation': { label: '等待其他机关协助调查', ground: 'co-investigation' },
    other: { label: '其他应当中止调查的情形', ground: 'suspension' },
  },
};

// 行政处罚法 42: who handles a case holds a valid certificate, and never alone.
const CERTIFIED_OFFICERS: Fit = {
  who: '执法人员',
  demand: '不少于两名持证执法人员',
  field: () => officers('承办人', '第一名为主办人；不少于两名持证执法人员'),
  handlers: (file, ids, context) => officersOfUnit(file, ids, file.unit, context),
  receiver: (person, context) =>
    certifiedOn(person, today(context))
      ? null
      : refuse('not-certified', `${person.name}没有有效的执法证，不能承办案件`, ['换一名持有效执法证的人员'], ['《行政处罚法》第四十二条']),
};

const acts = actsOf<CaseFile, 'Case'>({
  item: 'Case',
  label: '案件',
  own: '本案',
  work: '办案',
  running: STAGES.filter((stage) => stage !== 'closed' && stage !== 'archived'),
  open: STAGES.filter((stage) => stage !== 'archived'),
  law: CASE_LAW,
  fit: CERTIFIED_OFFICERS,
});

const pausedBy = (file: CaseFile, ...grounds: PauseGround[]): CaseFile => ({ ...file, pausedBy: [...new Set(grounds)] });

const { CaseSuspended, CaseResumed } = acts.events;

type Decide = (file: CaseFile, payload: { term: string }, ...rest: unknown[]) => unknown;

// 行政强制法 25(2): 查封、扣押 is lengthened only by the act that tells the party why.
const butSeizure =
  (decide: Decide): Decide =>
  (file, payload, ...rest) =>
    payload.term.split('#')[0] === SEIZURE_TERM
      ? refuse(
          'extend-by-its-own-act',
          '延长查封、扣押应当书面告知当事人并说明理由',
          ['办理“延长查封扣押”'],
          ['《行政强制法》第二十五条第二款'],
        )
      : decide(file, payload, ...rest);

/** A case also keeps the grounds that hold its terms. */
export const caseActs: typeof acts = {
  ...acts,
  decide: { ...acts.decide, ExtendTerm: butSeizure(acts.decide.ExtendTerm as Decide) },
  events: {
    ...acts.events,
    CaseSuspended: {
      ...CaseSuspended,
      evolve: (file, event) => pausedBy(CaseSuspended.evolve(file, event), ...file.pausedBy, event.data.ground),
    },
    CaseResumed: {
      ...CaseResumed,
      evolve: (file, event) => pausedBy(CaseResumed.evolve(file, event), ...file.pausedBy.filter((ground) => ground !== event.data.ground)),
    },
  },
};
