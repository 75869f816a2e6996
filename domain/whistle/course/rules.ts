import { type Person, personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import type { WorkContext } from '../../work/context.ts';
import type { LinkEvents } from '../../work/acts/links/events.ts';
import { refsOf } from '../../work/guards.ts';
import type { Deciders, Readiness } from '../../work/rules.ts';
import type { WhistleFile } from '../file.ts';
import type { courseCommands } from './commands.ts';
import type { BlowingEvents, CourseEvents } from './events.ts';

const ofCalled = ({ unit }: WhistleFile, person: Person): Refusal | null =>
  person.unit.id === unit.id ? null : refuse('not-your-unit', `这次吹哨召集的是${unit.name}`, [`由${unit.name}的人员办理`]);

/** A department that can come: not the county, and not the caller itself. */
function callable(context: WorkContext, id: string, caller: { id: string }): Refusal | null {
  const unit = context.lookups.units[id];
  if (!unit) return refuse('unknown-unit', '所选部门不存在', ['重新选择部门']);
  return unit.id === caller.id ? refuse('calls-itself', '不能向本单位吹哨', ['选择其他部门']) : null;
}

export const readyCourse = {
  SignWhistle: (file, { actor }) => ofCalled(file, actor),
  RefuseWhistle: (file, { actor }) => ofCalled(file, actor),
  RedirectWhistle: ({ stage, level }) =>
    stage === 'refused' || level === 'county'
      ? null
      : refuse('not-refused', '被吹哨部门没有退哨，也没有逾期升级，不需要改派', ['等待签收']),
} satisfies Readiness<typeof courseCommands, WhistleFile, WorkContext>;

type Events = BlowingEvents & CourseEvents & LinkEvents;

export const decideCourse: Deciders<typeof courseCommands, Events, WhistleFile, WorkContext, typeof readyCourse> = {
  BlowWhistle: (_file, { unitId, fromId, ...payload }, context) => {
    const caller = context.actor.unit;
    const refusal = callable(context, unitId, caller);
    if (refusal) return refusal;
    const item = fromId === null ? null : context.lookups.items?.[fromId];
    if (item === undefined) return refuse('unknown-item', '引起吹哨的事项不存在', ['重新选择']);
    return [
      { type: 'WhistleBlown', data: { ...payload, caller, unit: context.lookups.units[unitId]! } },
      ...(item
        ? [{ type: 'ItemLinked' as const, data: { item, relation: 'called-by' as const, reason: payload.title, by: 'self' as const } }]
        : []),
    ];
  },
  SignWhistle: (file, { personIds }, context) => {
    const people = refsOf(personIds, context);
    const outsider = people.find(({ unit }) => unit.id !== file.unit.id);
    return outsider
      ? refuse('not-of-unit', `${outsider.name}不是${file.unit.name}的人员`, [`从${file.unit.name}的人员中选择`])
      : [{ type: 'WhistleSigned', data: { by: personRef(context.actor), people } }];
  },
  RefuseWhistle: ({ unit }, payload) => [{ type: 'WhistleRefused', data: { unit, ...payload } }],
  RedirectWhistle: (file, { unitId, reason }, context) =>
    callable(context, unitId, file.caller) ?? [
      { type: 'WhistleRedirected', data: { unit: context.lookups.units[unitId]!, reason, urgency: file.urgency } },
    ],
  ArriveOnSite: (_file, payload) => [{ type: 'ArrivedOnSite', data: payload }],
  FinishWhistle: (_file, payload) => [{ type: 'WhistleFinished', data: payload }],
};
