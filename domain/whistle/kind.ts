/** The whistle 吹哨: call, sign, arrive, done or refused; where nobody comes it climbs to the county. */
import { HANDLERS, HEADS, TOWN_HEAD } from '../roles.ts';
import { type PlainActEvents, plainActsOf } from '../work/acts/acts.ts';
import { OFFICE_LAW, PEOPLE_OF_UNIT } from '../work/acts/office.ts';
import type { WorkContext } from '../work/context.ts';
import type { SealedEvent } from '../work/event.ts';
import type { Kind } from '../work/kind.ts';
import { faceOf, plain, rulesFrom, toRoles, whileSuspended } from '../work/plain.ts';
import { courseCommands } from './course/commands.ts';
import { type BlowingEvents, blowingEvents, type CourseEvents, courseEvents } from './course/events.ts';
import { decideCourse, readyCourse } from './course/rules.ts';
import { LEVEL_LABELS, URGENCY_LABELS, WHISTLE_STAGES, type WhistleFile, type WhistleStage } from './file.ts';
import { whistleAuthority } from './authority.ts';
import { WHISTLE_TERMS } from './terms.ts';

const OPEN = ['called', 'refused', 'signed', 'arrived'] as const;

const WORDS = { label: '吹哨', own: '本次吹哨' };
const ACTS = { item: 'Whistle', ...WORDS, work: '办理', running: OPEN, open: OPEN, law: OFFICE_LAW, fit: PEOPLE_OF_UNIT } as const;
const acts = plainActsOf<WhistleFile, 'Whistle'>(ACTS);
const commands = { ...courseCommands, ...acts.commands };

type WhistleEvent = SealedEvent<BlowingEvents & CourseEvents & PlainActEvents<'Whistle'>>;
export type WhistleKind = Kind<WhistleFile, WhistleEvent, WorkContext>;

/** What each stage waits for, and the step that ends it. */
const COURSE: Record<WhistleStage, { waits: string; step: string[] }> = {
  called: { waits: '等待签收', step: ['SignWhistle'] },
  refused: { waits: '等待县级指挥中心核定退哨', step: ['RedirectWhistle'] },
  signed: { waits: '等待到场', step: ['ArriveOnSite'] },
  arrived: { waits: '等待办结', step: ['FinishWhistle'] },
  done: { waits: '', step: [] },
};

export const whistleKind: WhistleKind = {
  ...plain<WhistleFile, WhistleEvent>(),
  name: 'whistle',
  plural: 'whistles',
  ...WORDS,
  workflow: { type: 'whistleWorkflow', idPrefix: 'whistle-' },
  stages: WHISTLE_STAGES,
  over: ['done'],
  final: ['done'],
  commands,
  rules: rulesFrom(commands, { ...acts.ready, ...readyCourse }, { ...acts.decide, ...decideCourse }),
  authority: whistleAuthority(acts.authority),
  events: { ...acts.events, ...blowingEvents, ...courseEvents } as unknown as WhistleKind['events'],
  terms: WHISTLE_TERMS,
  // Once it has climbed nobody is above the county: it is told again.
  climb: ({ level }, { label }, notice) =>
    level === 'unit'
      ? [{ type: 'WhistleClimbed', data: { level: 'county', text: `“${label}”逾期，升级到${LEVEL_LABELS.county}`, rung: notice.rung } }]
      : [{ type: 'SupervisorNotified', data: notice }],
  waits: [whileSuspended, ({ stage }) => ({ code: stage, text: COURSE[stage].waits })],
  mainline: ({ stage, level }) => [...COURSE[stage].step, ...(stage === 'called' && level === 'county' ? ['RedirectWhistle'] : [])],
  shown: ({ stage, unit, urgency }) => ({
    number: undefined,
    decision: undefined,
    line: `${URGENCY_LABELS[urgency]} · ${WHISTLE_STAGES[stage]} · ${unit.name}`,
  }),
  notices: ({ type, data }, file) => {
    const called = [...HEADS, ...HANDLERS];
    switch (type) {
      case 'WhistleBlown':
        return toRoles(called, [data.unit.id], `${data.caller.name}${URGENCY_LABELS[data.urgency]}：请到${data.place}，并签收`);
      case 'WhistleRedirected':
        return toRoles(called, [data.unit.id], `经县级指挥中心核定，请到${file.place}，并签收`);
      case 'WhistleRefused':
        return toRoles(['dispatcher'], null, `${data.unit.name}退哨，请核定：${data.reason}`);
      case 'WhistleClimbed':
        return toRoles(['dispatcher', 'supervisor'], null, data.text);
      case 'ArrivedOnSite':
        return toRoles([TOWN_HEAD], [file.caller.id], `${file.unit.name}已到场`);
      case 'WhistleFinished':
        return toRoles([TOWN_HEAD], [file.caller.id], `${file.unit.name}已办结`);
      default:
        return [];
    }
  },
  face: (file) =>
    faceOf(file, {
      ended: file.stage === 'done',
      townId: file.caller.id,
      concernedUnitIds: [file.caller.id, ...file.refusals.map(({ unit }) => unit.id)],
      emergency: file.urgency === 'emergency',
      closedAt: file.finished?.at ?? null,
      words: [file.place, file.text, file.caller.name, file.unit.name, ...file.handlers.map(({ name }) => name)],
      detail: { urgency: file.urgency, level: file.level, caller_id: file.caller.id, arrived_at: file.arrived?.at ?? null },
    }),
};
