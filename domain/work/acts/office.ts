/** Law and people of what an office does beside its penalty cases: no certificates, and articles only where one is certain. */
import { people } from '../fields.ts';
import { firstRefusal, foundPerson, notRecusedFrom, oneOfUnit } from '../guards.ts';
import { isRefusal } from '../rules.ts';
import type { ActLaw, Fit } from './words.ts';

export const OFFICE_LAW: ActLaw = {
  articles: { recusal: ['《公务员法》第七十六条', '《公务员法》第七十七条'] },
  recusal: {
    help: '涉及本人或者亲属的利害关系，或者有其他情形可能影响公正执行公务的，应当回避；利害关系人也有权申请。',
    meanwhile: '决定前不停止办理。',
    asker: '利害关系人',
  },
  causes: {
    'other-matter': { label: '须以其他事项的结果为依据，而其尚未办结', ground: 'suspension' },
    'force-majeure': { label: '因不可抗力暂时无法办理', ground: 'suspension' },
    assistance: { label: '等待其他单位协助', ground: 'co-investigation' },
    other: { label: '其他应当中止办理的情形', ground: 'suspension' },
  },
};

/** Anybody of the responsible unit who was not recused. */
export const PEOPLE_OF_UNIT: Fit = {
  who: '工作人员',
  demand: null,
  field: () => people('承办人', '第一名为主办人'),
  handlers: (file, ids, context, { own, law }) =>
    firstRefusal(
      ...ids.map((id) => {
        const person = foundPerson(context, id, '承办人');
        return isRefusal(person) ? person : firstRefusal(oneOfUnit(file, person), notRecusedFrom(file, person, own, law.articles.recusal));
      }),
    ),
  receiver: () => null,
};
