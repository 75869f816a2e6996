/** Guards that many decisions share: one rule, one function, its article above it. */
import { certifiedOn, type Person, personRef, type PersonRef, type UnitRef } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { legalDateOf, parseInstant } from '../terms/instant.ts';
import type { Instant } from '../terms/model.ts';
import { ROLE_LABELS } from '../vocabulary.ts';
import type { CommandContext } from './context.ts';
import type { CaseFile } from './state.ts';
import { isRefusal } from './types.ts';

/** The first refusal, or null where every guard let it pass: with nothing to say, or with the fact that it looked for. */
export const firstRefusal = (...guards: (Refusal | object | null)[]): Refusal | null => guards.find(isRefusal) ?? null;

// 行政处罚法 42: at least two officers, each with a valid certificate on the day of the act; assistants never count
// (浙江省综合行政执法条例 30).
export function twoCertifiedOfficers(ids: readonly string[], at: Instant, context: CommandContext): Refusal | null {
  const day = legalDateOf(at);
  const distinct = [...new Set(ids)];
  const basis = ['《行政处罚法》第四十二条'];
  if (distinct.length < 2) {
    return refuse('two-officers', '执法人员不得少于两人', [`再选${2 - distinct.length}名持证执法人员`], basis);
  }
  for (const id of distinct) {
    const person = context.lookups.people[id];
    if (!person) return refuse('unknown-person', '所选人员不存在', ['重新选择执法人员']);
    if (!certifiedOn(person, day)) {
      const why = person.certificate ? `执法证（${person.certificate.number}）在${day}不在有效期内` : '没有执法证';
      return refuse('not-certified', `${person.name}${why}，不能作为执法人员`, ['换一名持有效执法证的人员'], basis);
    }
  }
  return null;
}

// 行政处罚法 42, 43: two certified officers, none of whom had been recused when the act was done.
export function actingOfficers(
  file: CaseFile, ids: readonly string[], at: Instant, context: CommandContext,
): Refusal | null {
  const uncertified = twoCertifiedOfficers(ids, at, context);
  if (uncertified) return uncertified;
  const recused = file.recusals.find(({ personId, decided }) =>
    ids.includes(personId) && decided?.granted && parseInstant(decided.at) <= at);
  return recused ? notRecused(file, { id: recused.personId, name: recused.name }) : null;
}

// 行政处罚法 42: who is to handle a case is certified, and one of the people of the unit that handles it.
export function officersOfUnit(
  file: CaseFile, ids: readonly string[], unit: UnitRef, context: CommandContext,
): Refusal | null {
  const unfit = actingOfficers(file, ids, context.now, context);
  if (unfit) return unfit;
  const outsider = ids.map((id) => context.lookups.people[id]).find((person) => person && person.unit.id !== unit.id);
  return outsider
    ? refuse('not-of-unit', `${outsider.name}不是${unit.name}的人员`, [`从${unit.name}中选择承办人`])
    : null;
}

/** The looked-up people as the record keeps them, in the order given; unknown ids have been refused before. */
export const refsOf = (ids: readonly string[], context: CommandContext): PersonRef[] =>
  [...new Set(ids)].flatMap((id) => {
    const person = context.lookups.people[id];
    return person ? [personRef(person)] : [];
  });

// 行政处罚法 58: who handled a case does not review it; the same holds for approving one's own work.
export function notHandledBy(file: CaseFile, person: Pick<Person, 'id' | 'name'>, act: string): Refusal | null {
  return file.everHandled.includes(person.id)
    ? refuse('handled-by-self', `${person.name}办理过本案，不能${act}`, [`由未办理过本案的人员${act}`], ['《行政处罚法》第五十八条'])
    : null;
}

export function isHandler(file: CaseFile, person: Person): Refusal | null {
  return file.handlers.some((handler) => handler.id === person.id)
    ? null
    : refuse(
      'not-your-case', '您不是本案的承办人',
      file.handlers.length > 0 ? [`由承办人${file.handlers.map((h) => h.name).join('、')}操作`] : ['先由负责人指定承办人'],
    );
}

// The head who approves is the head of the unit that handles the case, or of the bureau above it.
export function headOfCase(file: CaseFile, person: Person, act: string): Refusal | null {
  const bureau = person.roles.includes('bureau-head');
  const own = person.roles.includes('town-head') && person.unit.id === file.unit.id;
  return bureau || own
    ? null
    : refuse('head-required', `${act}须经${file.unit.name}负责人批准`, [`由${file.unit.name}负责人${act}`]);
}

// 行政处罚法 43: whoever has been recused does not act in the case.
export function notRecused(file: CaseFile, person: { id: string; name: string }): Refusal | null {
  return file.recusals.some((recusal) => recusal.personId === person.id && recusal.decided?.granted)
    ? refuse('recused', `${person.name}已回避，不能参与办理本案`, ['由其他人员办理'], ['《行政处罚法》第四十三条'])
    : null;
}

// 行政处罚法 43: the work goes on while a recusal is considered; the decision waits for it.
export function noRecusalPending(file: CaseFile, act: string): Refusal | null {
  const pending = file.recusals.find((recusal) => recusal.decided === null);
  return pending
    ? refuse('recusal-pending', `对${pending.name}的回避申请尚未决定，不能${act}`, ['由负责人先决定是否回避'], ['《行政处罚法》第四十三条'])
    : null;
}

// 行政处罚法 57: the head of the body in whose name it is done, at the tier where the case stands.
export function headOfResponsibleUnit(file: CaseFile, person: Person, act: string): Refusal | null {
  const role = file.tier === 'bureau-closes' ? 'bureau-head' : 'town-head';
  const head = person.roles.includes('town-head') || person.roles.includes('bureau-head');
  const own = person.unit.id === file.unit.id;
  const above = file.tier === 'bureau-closes' && person.roles.includes('bureau-head') && file.unit.kind !== 'bureau';
  return head && (own || above)
    ? null
    : refuse('head-required', `${act}须由${file.unit.name}负责人进行`, [`由${file.unit.name}负责人（${ROLE_LABELS[role]}）${act}`], [
      '《行政处罚法》第五十七条',
    ]);
}

// 行政处罚法 57(2), 市场监督管理行政处罚程序规定 4, 64: what the heads decide together has its members and its minutes.
export function collectively(
  file: CaseFile, memberIds: readonly string[], minutes: string | null, context: CommandContext, basis: string[],
): { members: PersonRef[]; minutes: string } | Refusal {
  if (minutes === null) return refuse('minutes-missing', '由负责人集体讨论决定的，应当有讨论记录', ['填写集体讨论记录'], basis);
  const members = refsOf(memberIds, context);
  if (members.length < new Set(memberIds).size) return refuse('unknown-person', '所选参加人员不存在', ['重新选择参加人员'], basis);
  if (members.length < 2) return refuse('members-missing', '集体讨论至少两人参加', ['选择参加人员'], basis);
  const recused = firstRefusal(...members.map((member) => notRecused(file, member)));
  if (recused) return recused;
  const head = members.some(({ id }) => {
    const roles = context.lookups.people[id]?.roles ?? [];
    return roles.includes('town-head') || roles.includes('bureau-head');
  });
  return head ? { members, minutes } : refuse('no-head-among-members', '集体讨论应当有负责人参加', ['加入负责人'], basis);
}
