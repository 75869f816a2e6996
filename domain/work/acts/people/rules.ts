import { type Person, personRef } from '../../../people.ts';
import { refuse, type Refusal } from '../../../result.ts';
import { nextId, type WorkFile } from '../../file.ts';
import { decidedTogether, firstRefusal, foundPerson, headOfUnit, neverHandledBy, notRecusedFrom, oneOfUnit, refsOf } from '../../guards.ts';
import { isRefusal } from '../../rules.ts';
import type { ActDeciders, ActReadiness, ActWords } from '../words.ts';
import { isHead } from '../../../roles.ts';
import type { PeopleCommands } from './commands.ts';
import type { PeopleEvents } from './events.ts';

const sameHandlers = (file: WorkFile, ids: readonly string[]): boolean =>
  ids.length === file.handlers.length && ids.every((id, index) => file.handlers[index]?.id === id);

/** Who reassigns: the head of the responsible unit or above, or the supervisor whatever the unit. */
const mayReassign = (file: WorkFile, person: Person): Refusal | null =>
  person.roles.includes('supervisor') ? null : headOfUnit(file, person, '变更承办人');

/** The hand-over that waits for this person. */
function offered({ handOver }: WorkFile, person: Person, own: string): NonNullable<WorkFile['handOver']> | Refusal {
  if (!handOver) return refuse('no-hand-over', '没有待接收的移交', ['由承办人提出移交']);
  const { to } = handOver;
  return to.id === person.id ? handOver : refuse('not-the-receiver', `${own}移交给${to.name}，不能由您处理`, [`由${to.name}接收`]);
}

export function peopleRules(words: ActWords) {
  const {
    label,
    own,
    law: { articles },
    fit,
  } = words;

  const readyPeople = {
    ReassignHandler: (file, { actor }) => mayReassign(file, actor),

    HandOver: (file) =>
      file.handOver
        ? refuse('hand-over-open', `${label}已提出移交给${file.handOver.to.name}，尚未接收`, [`等待${file.handOver.to.name}接收或者退回`])
        : null,

    AcceptHandOver: (file, { actor }) => offered(file, actor, own),
    DeclineHandOver: (file, { actor }) => offered(file, actor, own),

    DecideRecusal: (file, { actor }) => {
      const open = file.recusals.filter(({ decided }) => decided === null);
      return open.length === 0 ? refuse('no-recusal', '没有待决定的回避申请') : (headOfUnit(file, actor, '决定是否回避') ?? open);
    },
  } satisfies ActReadiness<PeopleCommands>;

  const decidePeople: ActDeciders<PeopleCommands, PeopleEvents, typeof readyPeople> = {
    ReassignHandler: (file, payload, context) => {
      const refusal = fit.handlers(file, payload.handlerIds, context, words);
      if (refusal) return refusal;
      const handlers = refsOf(payload.handlerIds, context);
      return sameHandlers(
        file,
        handlers.map(({ id }) => id),
      )
        ? refuse('same-handlers', '承办人没有变化', ['选择新的承办人'])
        : [{ type: 'HandlerReassigned', data: { handlers, previous: file.handlers, reason: payload.reason } }];
    },

    HandOver: (file, payload, context) => {
      const person = foundPerson(context, payload.toId, '接收人');
      if (isRefusal(person)) return person;
      const refusal = firstRefusal(
        oneOfUnit(file, person),
        fit.receiver(person, context),
        notRecusedFrom(file, person, own, articles.recusal),
        file.handlers.some(({ id }) => id === person.id)
          ? refuse('already-handler', `${person.name}已经是${own}承办人`, ['换一名接收人'])
          : null,
      );
      if (refusal) return refusal;
      const from = personRef(context.actor);
      const { papers, reason } = payload;
      return [{ type: 'HandOverOffered', data: { from, to: personRef(person), papers, reason } }];
    },

    AcceptHandOver: (file, payload, context, { from }) => {
      if (!payload.papersComplete)
        return refuse('papers-incomplete', '材料与清单不一致，不能接收', ['核对补齐后接收', '或者不接收并说明理由']);
      const refusal = firstRefusal(fit.receiver(context.actor, context), oneOfUnit(file, context.actor));
      if (refusal) return refusal;
      return [{ type: 'HandedOver', data: { from, to: personRef(context.actor) } }];
    },

    DeclineHandOver: (_file, { reason }, _context, { from, to }) => [{ type: 'HandOverDeclined', data: { from, to, reason } }],

    Recuse: (file, payload, context) => {
      const person = foundPerson(context, payload.personId, '回避人员');
      if (isRefusal(person)) return person;
      if (payload.by === 'self' && person.id !== context.actor.id) {
        return refuse(
          'not-yourself',
          '本人提出回避的，只能由本人操作',
          [`由${person.name}本人提出`, `或者登记为${words.law.recusal.asker}申请`],
          articles.recusal,
        );
      }
      const same = file.recusals.find(({ personId, decided }) => personId === person.id && (decided === null || decided.granted));
      if (same) {
        return refuse(
          'already-recused',
          same.decided ? `${person.name}已经回避` : `对${person.name}的回避申请正在审查`,
          [],
          articles.recusal,
        );
      }
      return [
        {
          type: 'RecusalRequested',
          data: { id: nextId(file, 'recusal'), person: personRef(person), head: isHead(person), by: payload.by, reason: payload.reason },
        },
      ];
    },

    // 行政处罚法 43(3), 公务员法 77: the head decides; on the head's own recusal the heads decide together.
    DecideRecusal: (file, payload, context, open) => {
      const recusal = open.find(({ id }) => id === payload.recusalId);
      if (!recusal) return refuse('unknown-recusal', '回避申请不存在或者已经决定', ['选择待决定的回避申请']);
      if (recusal.personId === context.actor.id) {
        return refuse('own-recusal', '不能决定自己的回避', ['由其他负责人主持集体讨论决定'], articles.recusal);
      }
      const handled = neverHandledBy(file, context.actor, '决定回避', own, articles.ownWork);
      if (handled) return handled;
      const collective = recusal.head
        ? decidedTogether(
            payload.memberIds,
            payload.minutes,
            context,
            context.rules >= 4 ? file.unit : null,
            (member) => notRecusedFrom(file, member, own, articles.recusal),
            articles.recusal,
          )
        : null;
      if (isRefusal(collective)) return collective;
      if (collective?.members.some(({ id }) => id === recusal.personId)) {
        return refuse('own-recusal', `${recusal.name}不能参加对自己回避的讨论`, ['由其他人员讨论'], articles.recusal);
      }
      const person = file.handlers.find(({ id }) => id === recusal.personId) ?? {
        id: recusal.personId,
        name: recusal.name,
        unit: file.unit,
      };
      const { granted, reason } = payload;
      return [{ type: 'RecusalDecided', data: { id: recusal.id, person, granted, reason, collective } }];
    },
  };

  return { ready: readyPeople, decide: decidePeople };
}
