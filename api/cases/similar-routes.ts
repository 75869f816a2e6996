import { z } from 'zod';
import { PENALTY_STAGES } from '../../domain/lists/matters.ts';
import { SUBJECT_KINDS } from '../../domain/vocabulary.ts';
import { audits } from '../audit/says.ts';
import { limitField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import type { Database } from '../database/database.ts';
import { caseIdParams } from './params.ts';
import { type LikeWhat, similarCases } from './similar-cases.ts';
import type { Standing, Standings } from './standing.ts';

const similarSchema = z
  .object({
    caseId: z.string(),
    number: z.string().nullable(),
    town: z.string(),
    decidedOn: z.string(),
    conductOn: z.string().nullable(),
    tier: z.string().nullable(),
    stage: z.string().nullable(),
    subjectKind: z.enum(SUBJECT_KINDS).nullable(),
    fine: z.number().nullable(),
    range: z.object({ min: z.number().nullable(), max: z.number().nullable(), unit: z.string() }).nullable(),
    deviated: z.boolean(),
    factors: z.record(z.string(), z.unknown()),
    shared: z.array(z.string()).meta({ title: '与本案相同的裁量要素' }),
    sameTier: z.boolean(),
    sameSubject: z.boolean(),
    mayOpen: z.boolean(),
  })
  .meta({ title: '同类案件' });

const spreadSchema = z.object({ count: z.int(), min: z.number(), median: z.number(), max: z.number() });

/** Facts as a form has them now, before they are recorded. */
const factorsField = z
  .string()
  .max(8000, '裁量要素过长')
  .transform((text, context) => {
    const parsed = z.record(z.string().max(100), z.union([z.number(), z.boolean(), z.string().max(200)])).safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: '应为 JSON 对象，值为数字、是否或文字' });
    return z.NEVER;
  })
  .optional()
  .meta({ title: '裁量要素' });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const query = z.strictObject({
  limit: limitField(20, 100),
  tier: z.string().min(1).max(40).optional().meta({ title: '裁量档次，不填的按案件已经提出的' }),
  stage: z
    .enum(PENALTY_STAGES, { error: `只能是：${PENALTY_STAGES.join('、')}` })
    .optional()
    .meta({ title: '罚则情形' }),
  factors: factorsField,
});

/** What the form says now goes before what the case has recorded. */
function likeWhat({ caseId, state }: Standing, given: Omit<z.infer<typeof query>, 'limit'>): Omit<LikeWhat, 'matterCode'> {
  const proposed = state.conclusion?.proposed;
  const derivation = proposed?.derivation ?? state.onTheSpot?.derivation;
  return {
    caseId,
    tier: given.tier ?? derivation?.tier ?? null,
    stage: given.stage ?? (given.tier === undefined ? derivation?.stage : null) ?? null,
    subjectKind: state.parties[0]?.kind ?? null,
    factors: given.factors ?? proposed?.factors ?? {},
  };
}

export const similarRoutes = ({ database, standings }: { database: Database; standings: Standings }): Route[] => [
  route(
    {},
    {
      method: 'get',
      path: '/cases/{caseId}/similar',
      id: 'similarCases',
      audit: audits('read'),
      tag: '案件',
      summary: '同类已结处罚案件及其罚款，供裁量参考',
      description:
        '同一违法事项、已经结案的处罚案件：裁量档次和当事人类型相同的在前，新的在前。只有事实和数额，没有当事人。' +
        'alike 是档次、罚则情形、当事人类型都相同的罚款的最低、中位、最高，all 是整个事项的。拟处罚尚未提出时，以 tier、stage、factors 送来正在填写的。',
      params: caseIdParams,
      query,
      answers: {
        200: {
          description: '同类案件',
          schema: z.object({
            matterCode: z.string().nullable(),
            tier: z.string().nullable(),
            stage: z.string().nullable(),
            items: z.array(similarSchema),
            alike: spreadSchema.nullable(),
            all: spreadSchema.nullable(),
          }),
        },
      },
      handle: async ({ params, query: { limit, ...given }, caller }) => {
        const standing = await standings.visibleTo(caller.person, params.caseId);
        const like = likeWhat(standing, given);
        const matterCode = standing.state.matter?.code ?? null;
        const { tier, stage } = like;
        const found =
          matterCode === null
            ? { items: [], alike: null, all: null }
            : await similarCases(database, caller.person, { ...like, matterCode }, limit);
        return { body: { matterCode, tier, stage, ...found } };
      },
    },
  ),
];
