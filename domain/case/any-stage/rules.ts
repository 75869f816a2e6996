import type { anyStageCommands, Correctable } from './commands.ts';
import { certifiedOn, type Person, personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { CommandContext } from '../context.ts';
import { today } from '../../work/days.ts';
import type { AnyStageEvents } from './events.ts';
import { collectively, headOfCase, notHandledBy, notRecused, officersOfUnit } from '../guards.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import type { CaseFile } from '../state.ts';
import { type Deciders, isRefusal, type Readiness } from '../types.ts';

const ART_42 = ['《行政处罚法》第四十二条'];
const ART_43 = ['《行政处罚法》第四十三条'];

/** The person looked up, or the refusal of an id that nobody has. */
const found = (context: CommandContext, id: string, what: string): Person | Refusal =>
  context.lookups.people[id] ?? refuse('unknown-person', `所选${what}不存在`, [`重新选择${what}`]);

const ofUnit = (file: CaseFile, person: Person): Refusal | null =>
  person.unit.id === file.unit.id
    ? null
    : refuse('not-of-unit', `${person.name}不是承办单位${file.unit.name}的人员`, [`从${file.unit.name}的人员中选择`]);

// 行政处罚法 42: who handles a case holds a valid certificate.
function certified(person: Person, context: CommandContext): Refusal | null {
  return certifiedOn(person, today(context))
    ? null
    : refuse('not-certified', `${person.name}没有有效的执法证，不能承办案件`, ['换一名持有效执法证的人员'], ART_42);
}

const sameHandlers = (file: CaseFile, ids: readonly string[]): boolean =>
  ids.length === file.handlers.length && ids.every((id, index) => file.handlers[index]?.id === id);

/** Who reassigns: the head of the case's unit or above, or the supervisor whatever the unit. */
const mayReassign = (file: CaseFile, person: Person): Refusal | null =>
  person.roles.includes('supervisor') ? null : headOfCase(file, person, '变更承办人');

const HEADS = ['town-head', 'bureau-head'] as const;
const isHead = (person: Person): boolean => HEADS.some((role) => person.roles.includes(role));

/** The hand-over that waits for this person. */
function offered({ handOver }: CaseFile, person: Person): NonNullable<CaseFile['handOver']> | Refusal {
  if (!handOver) return refuse('no-hand-over', '没有待接收的移交', ['由承办人提出移交']);
  const { to } = handOver;
  return to.id === person.id
    ? handOver
    : refuse('not-the-receiver', `本案移交给${to.name}，不能由您处理`, [`由${to.name}接收`]);
}

/** What the state holds now in the field to be corrected; null where there is no such thing. */
function standing(file: CaseFile, field: Correctable, party: number | null): string | null {
  const one = party === null ? undefined : file.parties[party - 1];
  switch (field) {
    case 'title': return file.title;
    case 'address': return file.address;
    case 'conduct-place': return file.conduct?.place ?? null;
    case 'party-name': return one ? one.name : null;
    case 'party-address': return one ? one.address ?? '' : null;
    case 'party-phone': return one ? one.phone ?? '' : null;
    case 'other': return null;
  }
}

export const readyAnyStage = {
  ReassignHandler: (file, { actor }) => mayReassign(file, actor),

  HandOver: (file) => (file.handOver
    ? refuse('hand-over-open', `案件已提出移交给${file.handOver.to.name}，尚未接收`, [`等待${file.handOver.to.name}接收或者退回`])
    : null),

  AcceptHandOver: (file, context) => offered(file, context.actor),
  DeclineHandOver: (file, context) => offered(file, context.actor),

  DecideRecusal: (file, { actor }) => {
    const open = file.recusals.filter(({ decided }) => decided === null);
    return open.length === 0 ? refuse('no-recusal', '没有待决定的回避申请') : headOfCase(file, actor, '决定是否回避') ?? open;
  },
} satisfies Readiness<typeof anyStageCommands>;

export const decideAnyStage: Deciders<typeof anyStageCommands, AnyStageEvents, typeof readyAnyStage> = {
  AddNote: (_file, payload) => [{ type: 'NoteAdded', data: payload }],

  ReassignHandler: (file, payload, context) => {
    const refusal = officersOfUnit(file, payload.handlerIds, file.unit, context);
    if (refusal) return refusal;
    const handlers = refsOf(payload.handlerIds, context);
    return sameHandlers(file, handlers.map(({ id }) => id))
      ? refuse('same-handlers', '承办人没有变化', ['选择新的承办人'])
      : [{ type: 'HandlerReassigned', data: { handlers, previous: file.handlers, reason: payload.reason } }];
  },

  HandOver: (file, payload, context) => {
    const person = found(context, payload.toId, '接收人');
    if (isRefusal(person)) return person;
    const refusal = firstRefusal(
      ofUnit(file, person), certified(person, context), notRecused(file, person),
      file.handlers.some(({ id }) => id === person.id)
        ? refuse('already-handler', `${person.name}已经是本案承办人`, ['换一名接收人'])
        : null,
    );
    if (refusal) return refusal;
    const from = personRef(context.actor);
    const { papers, reason } = payload;
    return [{ type: 'HandOverOffered', data: { from, to: personRef(person), papers, reason } }];
  },

  AcceptHandOver: (file, payload, context, { from }) => {
    if (!payload.papersComplete) return refuse('papers-incomplete', '材料与清单不一致，不能接收', ['核对补齐后接收', '或者不接收并说明理由']);
    const refusal = firstRefusal(certified(context.actor, context), ofUnit(file, context.actor));
    if (refusal) return refusal;
    return [{ type: 'CaseHandedOver', data: { from, to: personRef(context.actor) } }];
  },

  DeclineHandOver: (_file, { reason }, _context, { from, to }) => [
    { type: 'HandOverDeclined', data: { from, to, reason } },
  ],

  Recuse: (file, payload, context) => {
    const person = found(context, payload.personId, '回避人员');
    if (isRefusal(person)) return person;
    if (payload.by === 'self' && person.id !== context.actor.id) {
      return refuse('not-yourself', '本人提出回避的，只能由本人操作', [`由${person.name}本人提出`, '或者登记为当事人申请'], ART_43);
    }
    const same = file.recusals.find(
      ({ personId, decided }) => personId === person.id && (decided === null || decided.granted),
    );
    if (same) {
      return refuse('already-recused', same.decided ? `${person.name}已经回避` : `对${person.name}的回避申请正在审查`, [], ART_43);
    }
    return [
      {
        type: 'RecusalRequested',
        data: {
          id: `recusal-${file.version + 1}`, person: personRef(person), head: isHead(person), by: payload.by,
          reason: payload.reason,
        },
      },
    ];
  },

  // 行政处罚法 43(3): the head decides; on the head's own recusal the heads decide together.
  DecideRecusal: (file, payload, context, open) => {
    const recusal = open.find(({ id }) => id === payload.recusalId);
    if (!recusal) return refuse('unknown-recusal', '回避申请不存在或者已经决定', ['选择待决定的回避申请']);
    if (recusal.personId === context.actor.id) {
      return refuse('own-recusal', '不能决定自己的回避', ['由其他负责人主持集体讨论决定'], ART_43);
    }
    const own = notHandledBy(file, context.actor, '决定回避');
    if (own) return own;
    const collective = recusal.head ? collectively(file, payload.memberIds, payload.minutes, context, ART_43) : null;
    if (isRefusal(collective)) return collective;
    if (collective?.members.some(({ id }) => id === recusal.personId)) {
      return refuse('own-recusal', `${recusal.name}不能参加对自己回避的讨论`, ['由其他人员讨论'], ART_43);
    }
    const person = file.handlers.find(({ id }) => id === recusal.personId)
      ?? { id: recusal.personId, name: recusal.name, unit: file.unit };
    const { granted, reason } = payload;
    return [{ type: 'RecusalDecided', data: { id: recusal.id, person, granted, reason, collective } }];
  },

  LinkCases: (file, payload) => {
    if (payload.caseId === file.caseId) return refuse('link-to-itself', '案件不能与自己关联', ['选择另一件案件']);
    if (file.links.some(({ caseId, kind }) => caseId === payload.caseId && kind === payload.kind)) {
      return refuse('linked-already', '该关联已经登记');
    }
    return [{ type: 'CasesLinked', data: payload }];
  },

  CorrectRecord: (file, payload) => {
    const { seq, field, after, reason } = payload;
    if (seq > file.version) return refuse('unknown-event', `没有第${seq}号记录`, [`选择第1至${file.version}号记录`]);
    const ofParty = field === 'party-name' || field === 'party-address' || field === 'party-phone';
    const party = ofParty ? payload.party ?? (file.parties.length === 1 ? 1 : null) : null;
    const before = field === 'other' ? payload.before : standing(file, field, party);
    if (before === null) {
      return field === 'other'
        ? refuse('before-missing', '请写明原记录的内容', ['填写原记录'])
        : refuse('nothing-to-correct', ofParty ? '没有这名当事人' : '本案还没有这项记录', [ofParty ? '填写第几名当事人' : '先登记这项内容，登记有误的再更正']);
    }
    if (before === after) return refuse('no-change', '更正后的内容与原记录相同', ['填写正确的内容']);
    const index = party === null ? null : party - 1;
    return [{ type: 'RecordCorrected', data: { seq, field, party: index, before, after, reason } }];
  },

  // 行政处罚法 27: whoever finds it marks it; only the principal head takes the mark away (移送规定 5).
  MarkCriminalSuspicion: (file, payload, { actor }) => {
    const basis = ['《行政处罚法》第二十七条', '《行政执法机关移送涉嫌犯罪案件的规定》第五条'];
    if (payload.suspected) {
      return file.criminalSuspected
        ? refuse('already-marked', '案件已标记涉嫌犯罪', ['办理移送公安'], basis)
        : [{ type: 'CriminalSuspicionMarked', data: { grounds: payload.grounds } }];
    }
    if (!file.criminalSuspected) return refuse('not-marked', '案件没有涉嫌犯罪的标记', [], basis);
    const head = headOfCase(file, actor, '取消涉嫌犯罪的标记');
    if (head || !actor.principal) {
      return refuse('principal-head-required', '取消涉嫌犯罪的标记须由正职负责人决定', ['由正职负责人决定'], basis);
    }
    if (file.police && !file.police.refused && file.police.answer?.filed !== false) {
      return refuse('at-the-police', '移送公安正在办理，不能取消标记', ['等待批准或者公安机关答复'], basis);
    }
    return [{ type: 'CriminalSuspicionCleared', data: { grounds: payload.grounds } }];
  },
};
