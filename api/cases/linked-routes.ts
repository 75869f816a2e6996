/** Cases beside a case: those it names and those that name it, as far as the reader may open them. */
import { z } from 'zod';
import { LINK_KIND_LABELS, LINK_KINDS } from '../../domain/case/any-stage/commands.ts';
import { DECISION_KINDS } from '../../domain/case/decision/commands.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { type CaseStory, storyOf } from '../../domain/case/story.ts';
import { upcastCase } from '../../domain/case/upcast.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { audits } from '../audit/says.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { instantSchema, stageSchema } from './case-schemas.ts';
import { caseIdParams } from './params.ts';
import type { Standings } from './standing.ts';

const linkedSchema = z
  .object({
    caseId: z.string(),
    kind: z.enum(LINK_KINDS),
    label: z.string(),
    direction: z.enum(['from-here', 'to-here']).meta({ title: '由本案登记，还是由对方登记' }),
    reason: z.string(),
    by: z.string(),
    at: instantSchema,
    mayOpen: z.boolean(),
    title: z.string().nullable().meta({ title: '只给可以查看该案的人' }),
    number: z.string().nullable(),
    stage: stageSchema.nullable(),
    unit: z.string().nullable(),
    story: z
      .object({
        decided: z
          .object({
            on: z.string(),
            kind: z.enum(DECISION_KINDS),
            documentNumber: z.string().nullable(),
            fine: z.number(),
            confiscation: z.number(),
            others: z.array(z.string()),
            revokedOn: z.string().nullable(),
          })
          .nullable()
          .meta({ title: '对该案当事人的决定' }),
        servedOn: z.string().nullable().meta({ title: '决定送达生效日' }),
        paid: z.number().meta({ title: '已缴罚没款（元）' }),
        left: z.number().meta({ title: '尚欠罚没款（元）' }),
      })
      .nullable()
      .meta({ title: '该案的处理', description: '只给可以查看该案的人' }),
  })
  .meta({ title: '关联的案件' });

interface Row {
  caseId: string;
  kind: (typeof LINK_KINDS)[number];
  direction: 'from-here' | 'to-here';
  reason: string;
  by: string;
  at: Date;
  mayOpen: boolean;
  title: string | null;
  number: string | null;
  stage: Stage | null;
  unit: string | null;
  /** Only of what the reader may open. */
  state: CaseState | null;
  stateVersion: number | null;
}

const story = ({ state, stateVersion }: Row): CaseStory | null => {
  const file = state && upcastCase(state, stateVersion ?? 1);
  return file === null || file.stage === 'unopened' ? null : storyOf(file);
};

export const linkedRoutes = ({ database, standings }: { database: Database; standings: Standings }): Route[] => [
  route(
    {},
    {
      method: 'get',
      path: '/cases/{caseId}/linked',
      id: 'linkedCases',
      audit: audits('read'),
      tag: '案件',
      summary: '关联、同时办理、并案的案件，双方登记的都在内',
      description: '您不能查看的案件只说关系和办理单位。',
      params: caseIdParams,
      answers: { 200: { description: '关联的案件，先登记的在前', schema: z.object({ items: z.array(linkedSchema) }) } },
      handle: async ({ params, caller }) => {
        const { caseId } = await standings.visibleTo(caller.person, params.caseId);
        const { values, bind } = binder();
        const here = bind(caseId);
        const rows = await database.rows<Row>(
          `with link as (
           select data ->> 'caseId' as other, 'from-here' as direction, data, actor, at from work_event where work_id = ${here} and type = 'CasesLinked'
           union all
           select work_id, 'to-here', data, actor, at from work_event where type = 'CasesLinked' and data ->> 'caseId' = ${here}
         )
         select l.other as "caseId", l.direction, l.data ->> 'kind' as kind, l.data ->> 'reason' as reason, l.actor ->> 'name' as by, l.at,
           coalesce(v.yes, false) as "mayOpen", case when v.yes then c.title end as title, case when v.yes then d.number end as number,
           case when v.yes then c.stage end as stage, u.name as unit,
           case when v.yes then c.state end as state, c.state_version as "stateVersion"
         from link l left join work_view c on c.id = l.other left join case_detail d on d.id = c.id left join unit u on u.id = c.unit_id
         left join lateral (select ${visibleCases(caller.person, bind)} as yes) v on true
         order by l.at, l.other limit 200`,
          values,
        );
        // A reason may speak of the other case's people: it is this case's to tell only where it was said here.
        return {
          body: {
            items: rows.map(({ state, stateVersion, ...row }) => ({
              ...row,
              story: story({ ...row, state, stateVersion }),
              label: LINK_KIND_LABELS[row.kind],
              at: iso(row.at),
              reason: row.direction === 'from-here' || row.mayOpen ? row.reason : '',
            })),
          },
        };
      },
    },
  ),
];
