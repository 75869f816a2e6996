/** The whistle 吹哨: call, sign, arrive, done or refused; where nobody comes it climbs to the county. */
import { HANDLERS, HEADS, TOWN_HEAD } from '../roles.ts';
import { LIGHT_LABELS } from '../vocabulary.ts';
import { type PlainActEvents, plainActsOf } from '../work/acts/acts.ts';
import { tellLinks } from '../work/acts/links/rules.ts';
import { OFFICE_LAW, PEOPLE_OF_UNIT } from '../work/acts/office.ts';
import type { WorkContext } from '../work/context.ts';
import type { SealedEvent } from '../work/event.ts';
import type { Kind } from '../work/kind.ts';
import { plain, rulesFrom } from '../work/plain.ts';
import { courseCommands } from './course/commands.ts';
import { type BlowingEvents, blowingEvents, type CourseEvents, courseEvents } from './course/events.ts';
import { decideCourse, readyCourse } from './course/rules.ts';
import { LEVEL_LABELS, URGENCY_LABELS, WHISTLE_STAGES, type WhistleFile, type WhistleStage } from './file.ts';
import { whistleAuthority } from './authority.ts';
import { WHISTLE_TERMS } from './terms.ts';

const OPEN = ['called', 'refused', 'signed', 'arrived'] as const;

const acts = plainActsOf<WhistleFile, 'Whistle'>({
  item: 'Whistle',
  label: '吹哨',
  own: '本次吹哨',
  work: '办理',
  running: OPEN,
  open: OPEN,
  law: OFFICE_LAW,
  fit: PEOPLE_OF_UNIT,
});

const commands = { ...courseCommands, ...acts.commands };

type WhistleEvent = SealedEvent<BlowingEvents & CourseEvents & PlainActEvents<'Whistle'>>;
export type WhistleKind = Kind<WhistleFile, WhistleEvent, WorkContext>;

const COURSE: Record<WhistleStage, string[]> = {
  called: ['SignWhistle'],
  refused: ['RedirectWhistle'],
  signed: ['ArriveOnSite'],
  arrived: ['FinishWhistle'],
  done: [],
};

const WAITS: Record<WhistleStage, string> = {
  called: '等待签收',
  refused: '等待县级指挥中心核定退哨',
  signed: '等待到场',
  arrived: '等待办结',
  done: '',
};

export const whistleKind: WhistleKind = {
  ...plain<WhistleFile, WhistleEvent>(),
  name: 'whistle',
  plural: 'whistles',
  label: '吹哨',
  own: '本次吹哨',
  workflow: { type: 'whistleWorkflow', idPrefix: 'whistle-' },
  stages: WHISTLE_STAGES,
  over: ['done'],
  final: ['done'],
  commands,
  rules: rulesFrom(commands, { ...acts.ready, ...readyCourse }, { ...acts.decide, ...decideCourse }),
  authority: whistleAuthority(acts.authority),
  events: { ...acts.events, ...blowingEvents, ...courseEvents } as unknown as WhistleKind['events'],
  upcast: (state) => state as WhistleFile,
  terms: WHISTLE_TERMS,
  // Once it has climbed nobody is above the county: it is told again.
  climb: ({ level }, { label }, notice) =>
    level === 'unit'
      ? [{ type: 'WhistleClimbed', data: { level: 'county', text: `“${label}”逾期，升级到${LEVEL_LABELS.county}`, rung: notice.rung } }]
      : [{ type: 'SupervisorNotified', data: notice }],
  waits: [
    ({ suspension }) => suspension && { code: 'suspended', text: `${LIGHT_LABELS.grey}：${suspension.reason}` },
    ({ stage }) => ({ code: stage, text: WAITS[stage] }),
  ],
  mainline: ({ stage, level }) => [...COURSE[stage], ...(stage === 'called' && level === 'county' ? ['RedirectWhistle'] : [])],
  shown: ({ stage, unit, urgency }) => ({
    number: undefined,
    decision: undefined,
    line: `${URGENCY_LABELS[urgency]} · ${WHISTLE_STAGES[stage]} · ${unit.name}`,
  }),
  tells: (event, _file, self) => tellLinks(event, self),
  notices: ({ type, data }, file) => {
    const called = { people: [], roles: [...HEADS, ...HANDLERS] };
    switch (type) {
      case 'WhistleBlown':
        return [
          { ...called, units: [data.unit.id], text: `${data.caller.name}${URGENCY_LABELS[data.urgency]}：请到${data.place}，并签收` },
        ];
      case 'WhistleRedirected':
        return [{ ...called, units: [data.unit.id], text: `经县级指挥中心核定，请到${file.place}，并签收` }];
      case 'WhistleRefused':
        return [{ people: [], roles: ['dispatcher'], units: null, text: `${data.unit.name}退哨，请核定：${data.reason}` }];
      case 'WhistleClimbed':
        return [{ people: [], roles: ['dispatcher', 'supervisor'], units: null, text: data.text }];
      case 'ArrivedOnSite':
      case 'WhistleFinished':
        return [
          {
            people: [],
            roles: [TOWN_HEAD],
            units: [file.caller.id],
            text: type === 'WhistleFinished' ? `${file.unit.name}已办结` : `${file.unit.name}已到场`,
          },
        ];
      default:
        return [];
    }
  },
  face: (file) => ({
    title: file.title,
    stage: file.stage,
    ended: file.stage === 'done',
    tier: null,
    townId: file.caller.id,
    unitId: file.unit.id,
    handlerIds: file.handlers.map(({ id }) => id),
    concernedUnitIds: [file.caller.id, ...file.refusals.map(({ unit }) => unit.id)],
    concernedPersonIds: [],
    emergency: file.urgency === 'emergency',
    openedAt: file.openedAt,
    stageEnteredAt: file.stageEnteredAt,
    closedAt: file.finished?.at ?? null,
    words: [file.title, file.place, file.text, file.caller.name, file.unit.name, ...file.handlers.map(({ name }) => name)],
    detail: { urgency: file.urgency, level: file.level, caller_id: file.caller.id, arrived_at: file.arrived?.at ?? null },
  }),
};
