import { personRef } from '../../people.ts';
import { refuse } from '../../result.ts';
import type { WorkContext } from '../../work/context.ts';
import type { Deciders, Readiness } from '../../work/rules.ts';
import type { DisputeFile } from '../file.ts';
import type { courseCommands } from './commands.ts';
import type { CourseEvents, RaisingEvents } from './events.ts';

export const readyCourse = {
  // 行政处罚法 25: the two sides consult; nobody else speaks for them.
  StatePosition: ({ sides }, { actor }) =>
    sides.some(({ id }) => id === actor.unit.id)
      ? null
      : refuse('not-a-side', `管辖意见由${sides.map(({ name }) => name).join('、')}陈述`, [
          `由${sides[0].name}或者${sides[1].name}的人员陈述`,
        ]),
} satisfies Readiness<typeof courseCommands, DisputeFile, WorkContext>;

export const decideCourse: Deciders<typeof courseCommands, CourseEvents & RaisingEvents, DisputeFile, WorkContext, typeof readyCourse> = {
  // Found late (from a paper case, or from a run of before), it has failed already when it is raised.
  RaiseDispute: (_file, { failedAt, ...raised }) => [
    { type: 'DisputeRaised', data: raised },
    ...(failedAt === null ? [] : [{ type: 'ConsultationFailed' as const, data: { failedAt, result: '' } }]),
  ],
  StatePosition: (_file, payload, { actor }) => [{ type: 'PositionStated', data: { by: personRef(actor), ...payload } }],
  RecordFailure: (_file, payload) => [{ type: 'ConsultationFailed', data: payload }],
  SettleDispute: (_file, payload) => [{ type: 'DisputeSettled', data: payload }],
};
