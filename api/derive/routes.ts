/** The calculators: the very functions that cases use, for anyone signed in, without a case and without a trace. */
import { z } from 'zod';
import { deriveLighter } from '../../domain/discretion/lighter.ts';
import { PENALTY_SUBJECT_LABELS, PENALTY_SUBJECTS } from '../../domain/discretion/subject.ts';
import { legalDate } from '../../domain/work/fields.ts';
import { rowForConduct } from '../../domain/lists/versions.ts';
import { PENALTY_STAGE_LABELS, PENALTY_STAGES } from '../../domain/lists/matters.ts';
import { deriveAdHoc, deriveTermSchema } from '../../domain/terms/derive.ts';
import { ofNobody } from '../audit/says.ts';
import { lightSchema, lineSchema, instantSchema } from '../cases/case-schemas.ts';
import type { Policies } from '../cases/policy-store.ts';
import { type FieldProblem, invalid, refused } from '../http/problem.ts';
import { type Route, routeForKeys } from '../http/route.ts';
import { laterRows } from '../lists/later-rows.ts';
import type { Lists } from '../lists/list-store.ts';

export interface DeriveServices {
  lists: Lists;
  policies: Policies;
}

const tag = '计算';

const inWords = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([value, label]) => `${value}（${label}）`)
    .join('、');

const factorValue = z.union([z.number(), z.boolean(), z.string().max(200)], { error: '应为数字、是否或文字' });

const penaltySchema = z.strictObject({
  matterCode: z.string().min(1, '请选择违法事项').max(100).meta({ title: '违法事项' }),
  subjectKind: z.enum(PENALTY_SUBJECTS, { error: `只能是：${inWords(PENALTY_SUBJECT_LABELS)}` }).meta({ title: '当事人类型' }),
  conductOn: legalDate('违法行为发生之日'),
  conductEndedOn: legalDate('行为终了之日').nullable().optional(),
  decidedOn: legalDate('决定之日'),
  stage: z.enum(PENALTY_STAGES, { error: `只能是：${inWords(PENALTY_STAGE_LABELS)}` }).meta({ title: '情形' }),
  factors: z.record(z.string().max(100), factorValue).default({}).meta({ title: '裁量因素' }),
});

const rangeSchema = z.object({ min: z.number(), max: z.number(), unit: z.string() }).loose().nullable();

export function deriveRoutes({ lists, policies }: DeriveServices): Route[] {
  return [
    routeForKeys(
      { scope: 'derive' },
      {
        method: 'post',
        path: '/derive/term',
        id: 'deriveTerm',
        audit: ofNobody(),
        tag,
        summary: '期限计算器',
        description: '没有恢复的中止（不写 to）使灯为 grey、截止为空。日期按上海时间。',
        body: deriveTermSchema,
        answers: {
          200: {
            description: '推算结果及逐日理由',
            schema: z.object({
              deadline: instantSchema.nullable(),
              yellowAt: instantSchema.nullable(),
              redAt: instantSchema.nullable(),
              light: lightSchema,
              remaining: z.number(),
              consumed: z.number(),
              total: z.number(),
              overdue: z.number(),
              countUnit: z.string(),
              provisional: z.boolean(),
              lines: z.array(lineSchema),
            }),
          },
        },
        handle: async ({ body, now }) => ({ body: deriveAdHoc(body, (await policies.current()).calendar, now) }),
      },
    ),
    routeForKeys(
      { scope: 'derive' },
      {
        method: 'post',
        path: '/derive/penalty',
        id: 'derivePenalty',
        audit: ofNobody(),
        tag,
        summary: '裁量计算器',
        description: '缺少的事实不作推定：逐项以 422 要求补充。',
        body: penaltySchema,
        answers: {
          200: {
            description: '适用的法律、裁量档次、幅度及逐步理由',
            schema: z
              .object({
                matterCode: z.string(),
                law: z.string().meta({ title: '适用的条文' }),
                tier: z.string().nullable(),
                range: rangeSchema,
                lines: z.array(lineSchema),
              })
              .loose(),
          },
        },
        handle: async ({ body }) => {
          const snapshot = await lists.snapshot();
          const matter = rowForConduct(snapshot.rows.matters, body.matterCode, body.conductOn, body.decidedOn);
          if (!matter.ok) throw invalid([{ path: 'matterCode', title: '违法事项', message: matter.message }]);
          const benchmark = rowForConduct(snapshot.rows.benchmarks, body.matterCode, body.conductOn, body.decidedOn);
          const { thresholds } = await policies.current();
          const rows = { row: matter.row, benchmark: benchmark.ok ? benchmark.row : null };
          const later = laterRows(snapshot, body.matterCode, body.decidedOn, rows);
          const derived = deriveLighter(
            {
              matter: rows.row,
              benchmark: rows.benchmark,
              subjectKind: body.subjectKind,
              conductOn: body.conductOn,
              conductEndedOn: body.conductEndedOn ?? null,
              decidedOn: body.decidedOn,
              stage: body.stage,
              factors: body.factors,
              individualBusinessAs: thresholds.individualBusinessAs,
              versions: { matters: matter.version.version, benchmarks: benchmark.ok ? benchmark.version.version : null },
            },
            later,
          );
          if (derived.ok) {
            const { derivation, versions } = derived;
            return { body: { ...derivation, versions, law: derivation.law.label, clause: derivation.law } };
          }
          if (derived.missing?.length) {
            const errors = derived.missing.map(({ key, label }): FieldProblem => ({
              path: `factors.${key}`,
              title: label,
              message: `请填写${label}`,
            }));
            // With what each may be answered with, for the form that asks.
            throw invalid(errors, derived.message, { missing: derived.missing });
          }
          // A fact that cannot be is the form's fault, not the law's no.
          if (derived.code === 'factor-invalid') {
            throw invalid(derived.needs.map((message): FieldProblem => ({ path: 'factors', title: '裁量因素', message })));
          }
          throw refused(derived);
        },
      },
    ),
  ];
}
