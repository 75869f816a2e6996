/** The dispute over jurisdiction 管辖争议 (行政处罚法 25): goes along with its case, which tells it where it stands. */
import { HEADS } from '../roles.ts';
import { type PlainActEvents, plainActsOf } from '../work/acts/acts.ts';
import { OFFICE_LAW, PEOPLE_OF_UNIT } from '../work/acts/office.ts';
import type { WorkContext } from '../work/context.ts';
import type { SealedEvent } from '../work/event.ts';
import type { Kind } from '../work/kind.ts';
import { addressed, faceOf, plain, rulesFrom, toRoles, whileSuspended } from '../work/plain.ts';
import { courseCommands } from './course/commands.ts';
import { type CourseEvents, courseEvents, type RaisingEvents, raisingEvents } from './course/events.ts';
import { decideCourse, readyCourse } from './course/rules.ts';
import { DISPUTE_STAGES, type DisputeFile } from './file.ts';
import { disputeAuthority } from './authority.ts';
import { DISPUTE_TERMS } from './terms.ts';

const RUNNING = ['consulting', 'designating'] as const;

const WORDS = { label: '管辖争议', own: '本争议' };
const ACTS = { item: 'Dispute', ...WORDS, work: '处理', running: RUNNING, open: RUNNING, law: OFFICE_LAW, fit: PEOPLE_OF_UNIT } as const;
const acts = plainActsOf<DisputeFile, 'Dispute'>(ACTS);
const commands = { ...courseCommands, ...acts.commands };

type DisputeEvent = SealedEvent<RaisingEvents & CourseEvents & PlainActEvents<'Dispute'>>;
export type DisputeKind = Kind<DisputeFile, DisputeEvent, WorkContext>;

/** The two sides, for they consult; where the county is asked to designate, whoever acts for it. */
const sidesOf = ({ sides }: DisputeFile): string[] => [...new Set(sides.map(({ id }) => id))];

export const disputeKind: DisputeKind = {
  ...plain<DisputeFile, DisputeEvent>(),
  name: 'dispute',
  plural: 'disputes',
  ...WORDS,
  // The type's name is from before disputes were work items.
  workflow: { type: 'jurisdictionWorkflow', idPrefix: 'jurisdiction-' },
  stages: DISPUTE_STAGES,
  over: ['settled'],
  final: ['settled'],
  commands,
  rules: rulesFrom(commands, { ...acts.ready, ...readyCourse }, { ...acts.decide, ...decideCourse }),
  authority: disputeAuthority(acts.authority),
  events: { ...acts.events, ...raisingEvents, ...courseEvents } as unknown as DisputeKind['events'],
  terms: DISPUTE_TERMS,
  addressees: (file, duty) => (duty === 'head' ? sidesOf(file) : addressed(file, duty)),
  // Nobody takes a dispute over: the common superior is asked, and asked again.
  climb: () => [],
  waits: [
    whileSuspended,
    ({ stage }) =>
      stage === 'designating' ? { code: 'superior', text: '等待共同的上一级机关指定管辖' } : { code: 'sides', text: '等待双方协商' },
  ],
  mainline: ({ positions, sides }, { actor }) =>
    sides.some(({ id }) => id === actor.unit.id) && !positions.some(({ by }) => by.unit.id === actor.unit.id) ? ['StatePosition'] : [],
  shown: ({ stage, sides }) => ({
    number: undefined,
    decision: undefined,
    line: `管辖争议 · ${DISPUTE_STAGES[stage]} · ${sides.map(({ name }) => name).join('、')}`,
  }),
  notices: ({ type, data }, file) => {
    const sides = sidesOf(file);
    switch (type) {
      case 'DisputeRaised':
        return toRoles(HEADS, sides, `${data.sides.map(({ name }) => name).join('与')}对管辖有争议，请协商并在案件上记录结果`);
      case 'ConsultationFailed':
        return toRoles(['dispatcher', 'supervisor'], null, '双方协商未达成一致，请共同的上一级机关指定管辖');
      case 'DisputeSettled':
        return toRoles(HEADS, sides, `管辖争议已解决，由${data.unit.name}管辖`);
      default:
        return [];
    }
  },
  face: (file) =>
    faceOf(file, {
      ended: file.stage === 'settled',
      townId: file.sides[0].id,
      concernedUnitIds: sidesOf(file),
      closedAt: file.settled?.at ?? null,
      words: file.sides.map(({ name }) => name),
      detail: { case_id: file.caseId, side: file.sides[0].id, other_side: file.sides[1].id, how: file.settled?.how ?? null },
    }),
};
