/** Guards that any kind's rules share. `own`: how the kind speaks of the item, 本案; `basis`: the articles, where there are any. */
import { type Person, personRef, type PersonRef, type UnitRef } from '../people.ts';
import { isBureauHead, isHead, isTownHead } from '../roles.ts';
import { refuse, type Refusal } from '../result.ts';
import { addDays, legalDateOf, parseInstant } from '../terms/instant.ts';
import type { Instant, IsoInstant } from '../terms/model.ts';
import type { WorkContext } from './context.ts';
import type { WorkFile } from './file.ts';
import { isRefusal } from './rules.ts';

type LookedUp = { lookups: Pick<WorkContext['lookups'], 'people'> };

/** The first refusal, or null where every guard let it pass: with nothing to say, or with the fact that it looked for. */
export const firstRefusal = (...guards: (Refusal | object | null)[]): Refusal | null => guards.find(isRefusal) ?? null;

/** The looked-up people as the record keeps them, in the order given; unknown ids have been refused before. */
export const refsOf = (ids: readonly string[], context: LookedUp): PersonRef[] =>
  [...new Set(ids)].flatMap((id) => {
    const person = context.lookups.people[id];
    return person ? [personRef(person)] : [];
  });

/** The person looked up, or the refusal of an id that nobody has. `what`: 接收人. */
export const foundPerson = (context: LookedUp, id: string, what: string): Person | Refusal =>
  context.lookups.people[id] ?? refuse('unknown-person', `所选${what}不存在`, [`重新选择${what}`]);

/**
 * The head who approves is the head of the responsible unit, or a bureau's: all that was asked before authority was
 * (./authority.ts), which asks more closely and comes first.
 */
export function headOfUnit(file: Pick<WorkFile, 'unit'>, person: Person, act: string): Refusal | null {
  const bureau = isBureauHead(person);
  const own = isTownHead(person) && person.unit.id === file.unit.id;
  return bureau || own ? null : refuse('head-required', `${act}须经${file.unit.name}负责人批准`, [`由${file.unit.name}负责人${act}`]);
}

export const oneOfUnit = (file: Pick<WorkFile, 'unit'>, person: Pick<Person, 'name' | 'unit'>): Refusal | null =>
  person.unit.id === file.unit.id
    ? null
    : refuse('not-of-unit', `${person.name}不是承办单位${file.unit.name}的人员`, [`从${file.unit.name}的人员中选择`]);

export function amongHandlers(file: Pick<WorkFile, 'handlers'>, person: Pick<Person, 'id'>, own: string): Refusal | null {
  return file.handlers.some((handler) => handler.id === person.id)
    ? null
    : refuse(
        'not-your-case',
        `您不是${own}的承办人`,
        file.handlers.length > 0 ? [`由承办人${file.handlers.map((h) => h.name).join('、')}操作`] : ['先由负责人指定承办人'],
      );
}

// Nobody reviews or approves what they handled themselves (of a case: 行政处罚法 58).
export function neverHandledBy(
  file: Pick<WorkFile, 'everHandled'>,
  person: Pick<Person, 'id' | 'name'>,
  act: string,
  own: string,
  basis?: string[],
): Refusal | null {
  return file.everHandled.includes(person.id)
    ? refuse('handled-by-self', `${person.name}办理过${own}，不能${act}`, [`由未办理过${own}的人员${act}`], basis)
    : null;
}

// Whoever has been recused does not act (of a case: 行政处罚法 43; of anything else: 公务员法 76).
/** Who was recused: they neither act nor look on any more. */
export const recusedFrom = (file: Pick<WorkFile, 'recusals'>): string[] =>
  file.recusals.flatMap(({ personId, decided }) => (decided?.granted ? [personId] : []));

export function notRecusedFrom(
  file: Pick<WorkFile, 'recusals'>,
  person: Pick<Person, 'id' | 'name'>,
  own: string,
  basis?: string[],
): Refusal | null {
  return recusedFrom(file).includes(person.id)
    ? refuse('recused', `${person.name}已回避，不能参与办理${own}`, ['由其他人员办理'], basis)
    : null;
}

// What the heads decide together has its members, a head among them, and its minutes (of a case: 行政处罚法 57(2),
// 市场监督管理行政处罚程序规定 4, 64): a head of `unit` where one is named. `recused` says who may not take part.
export function decidedTogether(
  memberIds: readonly string[],
  minutes: string | null,
  context: LookedUp,
  unit: UnitRef | null,
  recused: (member: PersonRef) => Refusal | null,
  basis?: string[],
): { members: PersonRef[]; minutes: string } | Refusal {
  if (minutes === null) return refuse('minutes-missing', '由负责人集体讨论决定的，应当有讨论记录', ['填写集体讨论记录'], basis);
  const members = refsOf(memberIds, context);
  if (members.length < new Set(memberIds).size) return refuse('unknown-person', '所选参加人员不存在', ['重新选择参加人员'], basis);
  if (members.length < 2) return refuse('members-missing', '集体讨论至少两人参加', ['选择参加人员'], basis);
  const refusal = firstRefusal(...members.map(recused));
  if (refusal) return refusal;
  const heads = members.filter(({ id }) => isHead({ roles: context.lookups.people[id]?.roles ?? [] }));
  const whose = unit?.name ?? '';
  return heads.some((head) => unit === null || head.unit.id === unit.id)
    ? { members, minutes }
    : refuse('no-head-among-members', `集体讨论应当有${whose}负责人参加`, [`加入${whose}负责人`], basis);
}

/** An answer is due some time ahead, and not so far that nobody remembers the question. */
const LONGEST_ANSWER_DAYS = 60;

export function answerAhead(dueAt: IsoInstant, now: Instant): Refusal | null {
  const due = parseInstant(dueAt);
  if (due <= now) return refuse('answer-due-past', '答复期限应当晚于现在', ['更正答复期限']);
  return legalDateOf(due) > addDays(legalDateOf(now), LONGEST_ANSWER_DAYS)
    ? refuse('answer-due-too-far', `答复期限不能超过${LONGEST_ANSWER_DAYS}日`, ['缩短答复期限'])
    : null;
}
