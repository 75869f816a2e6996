/**
 * Guards that many decisions share: one rule, one function, its article above it. Those of any kind get the case's words and
 * articles here.
 */
import { SEPARATION } from './internal-rules.ts';
import { certifiedOn, type Person, type UnitRef } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { BUREAU_HEAD, isBureauHead, isHead, TOWN_HEAD } from '../roles.ts';
import { legalDateOf, parseInstant } from '../terms/instant.ts';
import type { Instant } from '../terms/model.ts';
import { ROLE_LABELS } from '../vocabulary.ts';
import type { WorkContext } from '../work/context.ts';
import type { WorkFile } from '../work/file.ts';
import { amongHandlers, decidedTogether, headOfUnit, neverHandledBy, notRecusedFrom } from '../work/guards.ts';
import type { CaseFile } from './state.ts';

// 行政处罚法 42: at least two officers, each with a valid certificate on the day of the act; assistants never count
// (浙江省综合行政执法条例 30).
export function twoCertifiedOfficers(ids: readonly string[], at: Instant, context: WorkContext): Refusal | null {
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
export function actingOfficers(file: WorkFile, ids: readonly string[], at: Instant, context: WorkContext): Refusal | null {
  const uncertified = twoCertifiedOfficers(ids, at, context);
  if (uncertified) return uncertified;
  const recused = file.recusals.find(
    ({ personId, decided }) => ids.includes(personId) && decided?.granted && parseInstant(decided.at) <= at,
  );
  return recused ? notRecused(file, { id: recused.personId, name: recused.name }) : null;
}

// 行政处罚法 42: who is to handle a case is certified, and one of the people of the unit that handles it.
export function officersOfUnit(file: WorkFile, ids: readonly string[], unit: UnitRef, context: WorkContext): Refusal | null {
  const unfit = actingOfficers(file, ids, context.now, context);
  if (unfit) return unfit;
  const outsider = ids.map((id) => context.lookups.people[id]).find((person) => person && person.unit.id !== unit.id);
  return outsider ? refuse('not-of-unit', `${outsider.name}不是${unit.name}的人员`, [`从${unit.name}中选择承办人`]) : null;
}

// Who handled a case does not review it; the same holds for approving one's own work.
export const notHandledBy = (file: CaseFile, person: Pick<Person, 'id' | 'name'>, act: string): Refusal | null =>
  neverHandledBy(file, person, act, '本案', SEPARATION);

export const isHandler = (file: CaseFile, person: Person): Refusal | null => amongHandlers(file, person, '本案');

/** The head who approves is the head of the unit that handles the case; before the fourth rules also the bureau's. */
export const headOfCase = (file: CaseFile, person: Person, act: string): Refusal | null => headOfUnit(file, person, act);

// 行政处罚法 43: whoever has been recused does not act in the case.
export const notRecused = (file: WorkFile, person: Pick<Person, 'id' | 'name'>): Refusal | null =>
  notRecusedFrom(file, person, '本案', ['《行政处罚法》第四十三条']);

// 行政处罚法 43: the work goes on while a recusal is considered; the decision waits for it.
export function noRecusalPending(file: CaseFile, act: string): Refusal | null {
  const pending = file.recusals.find((recusal) => recusal.decided === null);
  return pending
    ? refuse('recusal-pending', `对${pending.name}的回避申请尚未决定，不能${act}`, ['由负责人先决定是否回避'], ['《行政处罚法》第四十三条'])
    : null;
}

// 行政处罚法 57: the head of the body in whose name it is done, at the tier where the case stands.
export function headOfResponsibleUnit(file: CaseFile, person: Person, act: string): Refusal | null {
  const role = file.tier === 'bureau-closes' ? BUREAU_HEAD : TOWN_HEAD;
  const own = person.unit.id === file.unit.id;
  const above = file.tier === 'bureau-closes' && isBureauHead(person) && file.unit.kind !== 'bureau';
  return isHead(person) && (own || above)
    ? null
    : refuse(
        'head-required',
        `${act}须由${file.unit.name}负责人进行`,
        [`由${file.unit.name}负责人（${ROLE_LABELS[role]}）${act}`],
        ['《行政处罚法》第五十七条'],
      );
}

// 行政处罚法 57(2), 市场监督管理行政处罚程序规定 4, 64: what the heads decide together has its members and its minutes.
export const collectively = (
  file: CaseFile,
  memberIds: readonly string[],
  minutes: string | null,
  context: WorkContext,
  basis: string[],
): ReturnType<typeof decidedTogether> =>
  decidedTogether(memberIds, minutes, context, context.rules >= 4 ? file.unit : null, (member) => notRecused(file, member), basis);
