/**
 * Free text that is masked everywhere else: mobile and identity numbers and mail addresses that somebody wrote into a note, a
 * finding, a title. One entry of a record is shown as it was sealed, for a reason, on record before it is shown.
 */
import { z } from 'zod';
import { kinds } from '../../domain/kinds.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { longText } from '../../domain/work/fields.ts';
import { CASE_OFFICERS } from '../../domain/roles.ts';
import { eventSchema } from '../cases/case-schemas.ts';
import { readEvents } from '../cases/records.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { itemVisibleTo, type ItemStanding } from '../items/item-store.ts';
import { requireOneOf } from '../session/authenticate.ts';
import type { SessionCaller } from '../session/caller.ts';
import { isConcernedOfficer, mayReveal } from './concern.ts';
import type { RevealServices } from './reveal-routes.ts';
import type { CaseFile } from '../../domain/case/state.ts';

const body = z.strictObject({
  entry: z.int('应为记录序号').min(1, '从1起').max(1_000_000).meta({ title: '第几号记录' }),
  reason: longText('理由', '为什么需要完整的内容；记入审计日志', 500).min(2, '请写明理由'),
});

type Services = Pick<RevealServices, 'database' | 'policies'>;

export const revealEntryRoutes = (services: Services): Route[] => kinds.map((kind) => routeOf(services, kind));

function routeOf({ database, policies }: Services, kind: AnyKind): Route {
  const mayRead = async (caller: SessionCaller, standing: ItemStanding): Promise<boolean> =>
    kind.name === 'case'
      ? mayReveal(caller.person, { ...standing, state: standing.state as CaseFile }, await policies.current())
      : isConcernedOfficer(caller.person, standing);
  return route(
    {},
    {
      method: 'post',
      path: `/${kind.plural}/{id}/reveal/entry`,
      id: `revealEntryOf${kind.name[0]!.toUpperCase()}${kind.name.slice(1)}`,
      tag: '遮盖内容',
      summary: `查看${kind.label}一条记录中被遮盖的文字`,
      description: '须写明理由。由承办、属地、有关单位的办案、审核、负责人员查看；案件还可以由审核机关查看。',
      params: z.object({ id: z.string().min(1).max(140).meta({ title: '事项编号' }) }),
      see: async ({ id }, caller: SessionCaller) => {
        const standing = await itemVisibleTo(database, kind, caller.person, id);
        requireOneOf(caller.person, CASE_OFFICERS);
        if (!(await mayRead(caller, standing)))
          throw forbidden('not-your-case', `${kind.own}不由您的单位承办、协办或者审核`, ['由承办单位查看']);
        return standing;
      },
      body,
      audit: {
        kind: 'reveal',
        waits: true,
        subject: ({ params }) => `${kind.name}:${(params as { id: string }).id}`,
        detail: ({ body: { entry, reason } }) => ({ what: 'text', entry, reason }),
      },
      reveals: true,
      answers: { 200: { description: '未经遮盖的一条记录', schema: eventSchema } },
      handle: async ({ seen, body: { entry } }) => {
        const [event] = await readEvents(database, seen.id, entry - 1, 1);
        if (event?.seq !== entry) throw notFound('没有这一号记录', 'nothing-to-reveal');
        return { body: event };
      },
    },
  );
}
