/** The police, the procurator or the court give a case back that the police had taken: the agency goes on with it. */
import { refuse, type Refusal } from '../../result.ts';
import { isHead } from '../../roles.ts';
import { instantOf, legalDateOf } from '../../terms/instant.ts';
import type { Instant, LegalDate } from '../../terms/model.ts';
import { deriveTerms } from '../../terms/view.ts';
import type { Stage } from '../../vocabulary.ts';
import type { ClosingEvents } from '../closing/events.ts';
import { headOfCase, isHandler } from '../guards.ts';
import type { CasePolicy } from '../policy.ts';
import { WAITS_FOR_POLICE } from '../referral/events.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness, ReadyContext } from '../types.ts';
import { dayBetween } from '../../work/days.ts';
import { nextId } from '../../work/file.ts';
import { firstRefusal } from '../../work/guards.ts';
import type { ActEvents } from '../../work/acts/acts.ts';
import type { policeReturnCommands } from './commands.ts';
import type { PoliceReturnEvents, Standstill } from './events.ts';

const ART_27 = ['《行政处罚法》第二十七条第一款'];
const RULES_13 = ['《行政执法机关移送涉嫌犯罪案件的规定》第十三条'];
const SUSPENSION = '《市场监督管理行政处罚程序规定》第四十六条、第六十四条第三款';
const ART_177 = ['《刑事诉讼法》第一百七十七条第三款'];

/** Whoever handles the case, or the head of its unit where nobody of them is there any more. */
const receives = (file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null =>
  isHead(actor) ? headOfCase(file, actor, act) : isHandler(file, actor);

const over = ({ stage }: CaseFile): boolean => stage === 'closed' || stage === 'archived';

/** Since when the police have had it; only what they had taken can be given back (a refusal to file is their answer, 移送规定 8). */
function takenByPolice(file: CaseFile): { takenOn: LegalDate } | Refusal {
  const { police, ending } = file;
  if (!police?.handedOver) return refuse('not-handed-to-police', '案件没有移送公安机关', ['先办理移送公安'], RULES_13);
  if (!police.answer?.filed) {
    return refuse('police-not-filed', '公安机关没有立案，不存在立案后退回', ['登记公安机关的答复，不予立案的依法继续处理'], RULES_13);
  }
  if (police.returned) return refuse('already-returned', '公安机关退回案件已经登记', ['继续调查处理'], ART_27);
  return over(file) && ending?.outcome !== 'transferred-police'
    ? refuse('not-with-the-police', '案件不是以移送公安结案，不能据此恢复办理', ['确有错误的，重新办理'], ART_27)
    : { takenOn: police.answer.receivedOn };
}

const unanswered = (file: CaseFile): CaseFile['procuratorOpinions'] => file.procuratorOpinions.filter(({ answered }) => answered === null);

/** A decision that stands is executed on (移送规定 11(2)); otherwise the investigation goes on, or what comes before it. */
export function goesOnIn({ decision, filing, verification }: CaseFile): Stage {
  if (decision && decision.kind !== 'police' && decision.revokedOn === null) return 'execution';
  if (filing) return 'evidence';
  return verification?.founded ? 'stopping' : 'discovery';
}

interface Clock {
  standstill: Standstill;
  clock: string;
  daysLeft: number | null;
}

/** What became of the ninety days meanwhile (行政处罚法 60), and by which rule. */
function clockOf(file: CaseFile, receivedOn: LegalDate, policy: CasePolicy, now: Instant): Clock {
  const term = deriveTerms(policy, file.ledger, now).findLast(({ key }) => key === 'decision-deadline');
  if (!term) return { standstill: 'not-begun', clock: '尚未立案，九十日尚未起算', daysLeft: null };
  const left = (standstill: Standstill, until: string): Clock => {
    // What was late is not made timely by it: one day is the least that can be counted.
    const daysLeft = Math.max(1, term.remaining);
    return { standstill, daysLeft, clock: `${until}已用${term.consumed}日，此后至收到退回不计入；自${receivedOn}起余${daysLeft}日` };
  };
  if (term.status === 'met') {
    return file.decision?.kind === 'police'
      ? left('decided', '作出移送司法机关的决定时')
      : { standstill: 'not-begun', clock: '已经作出决定，办案期限不再计算', daysLeft: null };
  }
  if (over(file)) return left('closed', '以移送公安结案，案件不在本机关办理：结案时');
  if (file.suspension) {
    const since = legalDateOf(instantOf(file.suspension.at));
    return { standstill: 'suspended', clock: `案件自${since}起中止，中止时间不计入九十日（${SUSPENSION}）`, daysLeft: null };
  }
  return {
    standstill: 'running',
    clock: '移送期间没有中止：法律没有规定移送公安当然停止计算，未经中止的时间照常计入九十日（《行政处罚法》第六十条）',
    daysLeft: null,
  };
}

export const readyPoliceReturn = {
  RecordPoliceReturn: (file, context) => firstRefusal(receives(file, context, '登记退回案件')) ?? takenByPolice(file),
  AnswerProcurator: (file, context) => {
    const refusal = receives(file, context, '回复检察意见');
    if (refusal) return refusal;
    const open = unanswered(file);
    return open.length > 0 ? open : refuse('no-open-opinion', '没有待回复的检察意见', ['先登记检察意见'], ART_177);
  },
} satisfies Readiness<typeof policeReturnCommands>;

type Events = PoliceReturnEvents & Pick<ClosingEvents, 'CaseReopened'> & Pick<ActEvents<'Case'>, 'CaseResumed'>;

export const decidePoliceReturn: Deciders<typeof policeReturnCommands, Events, typeof readyPoliceReturn> = {
  RecordPoliceReturn: (file, payload, context, { takenOn }) => {
    const { how, receivedOn, opinion } = payload;
    const refusal = firstRefusal(
      dayBetween(receivedOn, '收到日期', context, { date: takenOn, what: '公安机关立案通知书日期' }),
      // 刑事诉讼法 177(3): 检察意见 is on who is not prosecuted.
      opinion && how !== 'not-prosecuted'
        ? refuse(
            'opinion-without-decision',
            '检察意见针对不起诉的案件，其他情形不填',
            ['把结果改为“人民检察院决定不起诉”', '或者删去检察意见'],
            ART_177,
          )
        : null,
      opinion?.answerDueOn && opinion.answerDueOn < receivedOn
        ? refuse('due-before-received', '要求回复的日期早于收到日期', ['核对检察意见书'], ART_177)
        : null,
    );
    if (refusal) return refusal;
    const to = goesOnIn(file);
    const resumes = file.suspension?.reason === WAITS_FOR_POLICE ? file.suspension : null;
    const reason = `${payload.from}退回：${payload.documentNumber}`;
    const closed = file.stage === 'closed' || file.stage === 'archived' ? file.stage : null;
    return [
      {
        type: 'CaseReturnedByPolice',
        data: {
          ...payload,
          to,
          resumes: resumes !== null,
          ...clockOf(file, receivedOn, context.policy, context.now),
          opinionId: opinion ? nextId(file, 'procurator-opinion') : null,
        },
      },
      ...(resumes ? [{ type: 'CaseResumed' as const, data: { ground: resumes.ground, reason, approvedBy: context.actor.id } }] : []),
      ...(closed
        ? [
            {
              type: 'CaseReopened' as const,
              data: { from: closed, to, reason, legalBasis: ART_27.join(''), decisionRevoked: false, published: false },
            },
          ]
        : []),
    ];
  },

  AnswerProcurator: (_file, payload, context, open) => {
    const opinion = open.find(({ id }) => id === payload.opinionId);
    if (!opinion) return refuse('unknown-opinion', '该检察意见不存在或者已经回复', ['选择待回复的检察意见'], ART_177);
    const refusal = dayBetween(payload.answeredOn, '回复日期', context, { date: opinion.receivedOn, what: '收到检察意见' });
    return refusal ?? [{ type: 'ProcuratorAnswered', data: payload }];
  },
};
