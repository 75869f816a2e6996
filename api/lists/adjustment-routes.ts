/** Dynamic adjustment 动态调整 of the delegation list: looked at first, then made a draft that goes the way of every list. */
import { z } from 'zod';
import { legalDate, longText, text } from '../../domain/work/fields.ts';
import { adjust, ADJUSTMENT_ACTIONS, type Adjustment } from '../../domain/lists/adjustment.ts';
import { checkVersion, versionLabel } from '../../domain/lists/versions.ts';
import { POWERS, TOWN_TYPES } from '../../domain/lists/delegation.ts';
import { refuse } from '../../domain/result.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { audits, ofNobody } from '../audit/says.ts';
import { invalid, refused } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { ADMIN, APPROVERS, casesSchema, draftSchema, type DraftServices, findingSchema, shown, tag } from './draft-routes.ts';
import { tryVersion } from './list-check.ts';
import { draftList, newestOf, readDraft, requireEffectiveAfter, rowsOf } from './list-drafts.ts';
import { rowsOn } from './list-store.ts';

const adjustmentSchema = z.strictObject({
  action: z.enum(ADJUSTMENT_ACTIONS, '请选择赋权或者收回').meta({ title: '调整' }),
  matterCodes: z.array(z.string().max(40, '事项编号无效')).min(1, '请选择事项').max(500, '一次最多500项').meta({ title: '事项' }),
  townType: z.enum(TOWN_TYPES, '请选择乡镇或者街道').meta({ title: '镇街类型' }),
  from: legalDate('起始日期').meta({ title: '起始日期', help: '赋权自这一天起；收回自这一天起不能再行使' }),
  until: legalDate('截止日期').nullable().optional().meta({ title: '截止日期', help: '只用于赋权；不填写则到收回为止' }),
  towns: z
    .array(z.string().max(40, '镇街无效'))
    .min(1, '请选择镇街')
    .nullable()
    .optional()
    .meta({ title: '限定镇街', help: '只用于赋权；不填写则为该类型的全部镇街' }),
  powers: z.array(z.enum(POWERS)).min(1, '请选择权限').default(['penalty']).meta({ title: '权限' }),
  decision: z
    .strictObject({
      title: text('赋权决定', 200),
      url: z.string().max(500).optional().meta({ title: '网址' }),
      verified: z.boolean().default(false).meta({ title: '已核对' }),
    })
    .optional()
    .meta({ title: '赋权决定', help: '只用于赋权：省级人民政府的决定' }),
});
type Body = z.infer<typeof adjustmentSchema>;

const previewSchema = z.object({
  base: z.string(),
  effectiveFrom: z.string(),
  comparison: z
    .object({
      added: z.array(z.object({ code: z.string(), title: z.string() })),
      removed: z.array(z.object({ code: z.string(), title: z.string() })),
      changed: z.array(z.object({ code: z.string(), title: z.string(), fields: z.array(z.unknown()) })),
      lines: z.array(z.string()),
    })
    .loose(),
  cases: casesSchema,
  findings: z.array(findingSchema),
});

export function adjustmentRoutes(services: DraftServices): Route[] {
  const { database, lists } = services;
  return [
    route(APPROVERS, {
      method: 'post',
      path: '/lists/delegation/adjustments/preview',
      id: 'previewAdjustment',
      audit: ofNobody(),
      tag,
      summary: '预览动态调整：赋权或者收回，触及哪些在办案件',
      description: '以最新一版赋权清单为基础，不留痕、不改动。收回前已经立案的案件继续办理。',
      body: adjustmentSchema,
      answers: { 200: { description: '清单的变动和在办案件', schema: previewSchema } },
      handle: async ({ body, now }) => {
        const { base, before, after } = await adjusted(services, body, now);
        const tried = { list: 'delegation' as const, version: '拟调整', effectiveFrom: body.from, base, before, after };
        const { findings, cases, comparison } = await tryVersion(database, lists, tried, now);
        return {
          body: {
            base: base.version,
            effectiveFrom: body.from,
            comparison,
            cases,
            findings: findings.filter(({ inherited }) => !inherited),
          },
        };
      },
    }),
    route(ADMIN, {
      method: 'post',
      path: '/lists/delegation/adjustments',
      id: 'draftAdjustment',
      audit: audits('publication'),
      tag,
      summary: '按动态调整起草赋权清单',
      description: '生成的草稿与其他清单一样检查、批准、发布。',
      body: adjustmentSchema.extend({ note: longText('说明', undefined, 500) }),
      answers: { 201: { description: '草稿', schema: draftSchema } },
      handle: async ({ body: { note, ...body }, caller, now }) => {
        const { after } = await adjusted(services, body, now);
        const version = await draftList(database, caller.person, 'delegation', { effectiveFrom: body.from, note, rows: after }, now);
        return {
          status: 201,
          body: shown(withoutCheck(await readDraft(database, 'delegation', version))),
          headers: { Location: `/api/v1/lists/delegation/drafts/${version}` },
        };
      },
    }),
  ];
}

const withoutCheck = <Row extends { check: unknown }>({ check: _check, ...row }: Row): Omit<Row, 'check'> => row;

async function adjusted({ database, lists }: DraftServices, body: Body, now: Instant) {
  const base = await newestOf(database, 'delegation');
  requireEffectiveAfter('delegation', body.from, base, now);
  const sound = checkVersion({ list: 'delegation', version: '拟调整', effectiveFrom: body.from }, [base]);
  if (!sound.ok) throw refused(sound);
  const before = await rowsOf(database, 'delegation', base.version);
  const matters = rowsOn(await lists.snapshot(), 'matters', body.from).rows;
  const answer = adjust(before, adjustmentOf(body), (code) => matters.find((row) => row.code === code)?.name);
  if (!answer.ok) throw refused({ ...answer, basis: answer.basis ?? [versionLabel(base)] });
  return { base, before, after: answer.rows };
}

function adjustmentOf(body: Body): Adjustment {
  const { matterCodes, townType, from } = body;
  if (body.action === 'take-back') {
    const extra = (['until', 'towns', 'decision'] as const).find((field) => body[field] !== undefined && body[field] !== null);
    if (extra) throw invalid([{ path: extra, title: '', message: '收回按镇街类型整体办理，不填写此项' }]);
    return { action: 'take-back', matterCodes, townType, from };
  }
  // 行政处罚法 24: handed down by a decision of the provincial government, which the item names.
  if (!body.decision)
    throw refused(
      refuse('delegation-decision-required', '赋权须写明省级人民政府的决定', ['填写赋权决定的名称'], ['《行政处罚法》第二十四条']),
    );
  const { title, url, verified } = body.decision;
  return {
    action: 'hand-down',
    matterCodes,
    townType,
    from,
    until: body.until ?? null,
    towns: body.towns ?? null,
    powers: body.powers,
    decision: { title, verified, ...(url === undefined ? {} : { url }) },
    note: null,
  };
}
