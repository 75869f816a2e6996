/** Paper files on their way in: begun, typed, handed over, compared, thrown away. Each change says which revision it saw. */
import { z } from 'zod';
import { isCommandName, specOf } from '../../domain/case/catalogue.ts';
import { DRAFT_STATUSES, ENTERERS, mayEnter, type PaperAct } from '../../domain/paper/draft.ts';
import { beginSchema } from '../../domain/paper/forms.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { instant, longText, personId } from '../../domain/work/fields.ts';
import { audits } from '../audit/says.ts';
import { restored } from '../cases/restored.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { fieldProblems } from '../http/parse.ts';
import { type FieldProblem, invalid, Problem, refused } from '../http/problem.ts';
import { cursorField, limitField } from '../http/query-fields.ts';
import { type Route, route } from '../http/route.ts';
import type { SessionCaller } from '../session/caller.ts';
import { begin } from './begin.ts';
import { faultOf } from './confirm.ts';
import { draftAct, draftParams, draftRead, paperTag as tag } from './draft-parts.ts';
import { change, type DraftRow, listDrafts, noteStep, requireRevision, seenDraft, standing, takeStep } from './draft-store.ts';
import { draftRowSchema, draftSchema, standingSchema } from './schemas.ts';
import { draftShown, goLiveOf, type PaperServices, refusesDiscard, refusesEdit, rowOf, runOf } from './shown.ts';

const READERS = { roles: CASE_READERS } as const;
const BODY_LIMIT = 4 * 1024 * 1024;
const ORDER = 'draft';

const actsSchema = z.strictObject({
  acts: z
    .array(
      z.strictObject({
        at: instant('办理时间'),
        by: personId('办理人'),
        name: z
          .string()
          .refine((name) => isCommandName(name), '没有这个命令')
          .meta({ title: '步骤' }),
        payload: z.unknown(),
        pages: z.array(z.int('页码应为整数').min(1, '页码从1起').max(20_000)).max(2_000).meta({ title: '卷宗页' }),
      }),
    )
    .max(200, '最多录入200步')
    .meta({ title: '步骤' }),
});

/** What the page was shown masked, and left alone, is what the draft has. */
const onFile = ({ acts }: DraftRow) => ({
  parties: acts.flatMap(({ payload }) => (payload as { parties?: never[] } | null)?.parties ?? []),
});

function parsedActs(draft: DraftRow, acts: z.infer<typeof actsSchema>['acts']): PaperAct[] {
  const faults: FieldProblem[] = [];
  const parsed = acts.map((act, index): PaperAct => {
    const { schema } = specOf(act.name as never);
    const at = `acts.${index}.payload`;
    const given = schema.safeParse(restored(schema, act.payload ?? {}, onFile(draft), `${at}.`));
    if (!given.success) faults.push(...fieldProblems(schema, given.error.issues, at));
    return { ...act, payload: given.data ?? {}, pages: [...new Set(act.pages)].sort((a, b) => a - b) };
  });
  if (faults.length > 0) throw invalid(faults);
  return parsed;
}

const no = (refusal: Parameters<typeof refused>[0] | null): void => {
  if (refusal) throw refused(refusal);
};

export function draftRoutes(services: PaperServices): Route[] {
  const { database } = services;
  const see = ({ draftId }: { draftId: string }, { person }: SessionCaller) => seenDraft(database, person, draftId);
  const one = { tag, params: draftParams, see, answers: { 200: { description: '录入稿', schema: standingSchema } } };

  return [
    route(READERS, {
      method: 'get',
      path: '/paper-drafts',
      id: 'paperDrafts',
      audit: audits('read'),
      tag,
      summary: '纸质案卷录入稿，新的在前',
      query: z.strictObject({ status: z.enum(DRAFT_STATUSES).optional(), cursor: cursorField, limit: limitField(50, 200) }),
      answers: { 200: { description: '录入稿', schema: z.object({ items: z.array(draftRowSchema), nextCursor: z.string().nullable() }) } },
      handle: async ({ query: { status, cursor, limit }, caller: { person }, now }) => {
        const before = decodeCursor(ORDER, cursor, 'text')?.id ?? null;
        const rows = await listDrafts(database, person, { status, before, limit: limit + 1 });
        const names = await services.people.byIds(rows.flatMap(({ enteredBy, checkedBy }) => [enteredBy, checkedBy ?? '']));
        const page = pageOf(rows, limit, ({ id }) => encodeCursor(ORDER, { key: id, id }));
        return { body: { ...page, items: page.items.map((row) => rowOf(row, names, person, now)) } };
      },
    }),
    route(
      { roles: ENTERERS },
      {
        method: 'post',
        path: '/paper-drafts',
        id: 'beginPaperDraft',
        audit: audits('other', { subject: (_call, body) => `draft:${(body as { id?: string }).id ?? ''}` }),
        tag,
        summary: '建立一份纸质案卷的录入稿',
        description: '由承办单位人员或者指挥调度员录入；案卷号在单位内唯一，其他单位有同号案卷的须说明。',
        body: beginSchema,
        answers: { 201: { description: '已建立', schema: standingSchema } },
        handle: async ({ body, caller }) => {
          const id = (await begin(services, caller.person, body))!;
          return { status: 201, ...(await standing(database, id)), headers: { Location: `/api/v1/paper-drafts/${id}` } };
        },
      },
    ),
    route(READERS, {
      ...one,
      method: 'get',
      path: '/paper-drafts/{draftId}',
      id: 'paperDraft',
      audit: draftRead(),
      summary: '一份录入稿：各步与扫描页、缺漏、规则的意见、谁可以核对',
      answers: { 200: { description: '录入稿', schema: draftSchema } },
      handle: async ({ seen, caller, now }) => ({
        body: await draftShown(services, caller.person, seen, now),
        headers: { ETag: `"${seen.revision}"` },
      }),
    }),
    route(READERS, {
      ...one,
      method: 'put',
      path: '/paper-drafts/{draftId}/acts',
      id: 'writePaperActs',
      audit: draftAct(),
      summary: '写入各步：办理时间、办理人、内容、所据的卷宗页',
      body: actsSchema,
      bodyLimit: BODY_LIMIT,
      headers: ['If-Match'],
      handle: async ({ seen, body, caller, expectedVersion }) => {
        no(refusesEdit(caller.person, seen));
        requireRevision(seen, expectedVersion);
        const acts = parsedActs(seen, body.acts);
        const known = await services.people.byIds(acts.map(({ by }) => by));
        const strange = acts.flatMap(({ by }, index) =>
          known.has(by) ? [] : [{ path: `acts.${index}.by`, title: '办理人', message: '没有这个人员' }],
        );
        if (strange.length > 0) throw invalid(strange);
        await change(database, seen, `acts = $4, revision = revision + 1, checks = '[]'`, [JSON.stringify(acts)]);
        return standing(database, seen.id);
      },
    }),
    route(
      { roles: ENTERERS },
      {
        ...one,
        method: 'post',
        path: '/paper-drafts/{draftId}/take-over',
        id: 'takeOverPaperDraft',
        audit: draftAct(),
        summary: '接手录入：录入人不再录入时，由本单位另一人继续',
        headers: ['If-Match'],
        handle: async ({ seen, caller: who, expectedVersion }) => {
          if (seen.status !== 'drafting' && seen.status !== 'returned') throw refused(refusesEdit(who.person, seen)!);
          no(mayEnter(who.person, { id: seen.unitId, name: seen.unitName }));
          requireRevision(seen, expectedVersion);
          return takeStep(database, seen, { kind: 'taken-over', by: who.person.id }, 'entered_by = $4', [who.person.id]);
        },
      },
    ),
    route(READERS, {
      ...one,
      method: 'post',
      path: '/paper-drafts/{draftId}/submit',
      id: 'submitPaperDraft',
      audit: draftAct(),
      summary: '提交核对：各步都写明卷宗页、依规则成立、不晚于本县启用之日',
      headers: ['If-Match'],
      handle: async ({ seen, caller, expectedVersion, now }) => {
        no(refusesEdit(caller.person, seen));
        requireRevision(seen, expectedVersion);
        const goLiveOn = await goLiveOf(database, now);
        no(faultOf(seen, await runOf(services, seen, goLiveOn, now), goLiveOn));
        return takeStep(database, seen, { kind: 'submitted', by: caller.person.id }, `status = 'submitted', checks = '[]'`);
      },
    }),
    route(READERS, {
      ...one,
      method: 'post',
      path: '/paper-drafts/{draftId}/withdraw',
      id: 'withdrawPaperDraft',
      audit: draftAct(),
      summary: '录入人撤回修改；已经核对的各步作废',
      headers: ['If-Match'],
      handle: async ({ seen, caller, expectedVersion }) => {
        if (seen.status !== 'submitted' || seen.enteredBy !== caller.person.id) {
          throw new Problem(409, 'not-submitted', '只有录入人可以撤回等待核对的录入稿', { needs: ['由录入人在核对通过之前撤回'] });
        }
        requireRevision(seen, expectedVersion);
        const sets = `status = 'drafting', revision = revision + 1, checks = '[]'`;
        return takeStep(database, seen, { kind: 'withdrawn', by: caller.person.id }, sets);
      },
    }),
    route(READERS, {
      ...one,
      method: 'post',
      path: '/paper-drafts/{draftId}/discard',
      id: 'discardPaperDraft',
      audit: draftAct({ waits: true }),
      summary: '作废录入稿：内容和扫描件删除，只留谁在何时因何作废',
      body: z.strictObject({ reason: longText('作废理由', undefined, 500) }),
      headers: ['If-Match'],
      handle: async ({ seen, body, caller, expectedVersion }) => {
        no(refusesDiscard(caller.person, seen));
        requireRevision(seen, expectedVersion);
        await database.transaction(async (queries) => {
          await noteStep(queries, seen, 'discarded', caller.person.id, body.reason);
          await queries.run('delete from paper_file where draft_id = $1', [seen.id]);
          await change(queries, seen, `status = 'discarded', acts = '[]', checks = '[]', reference_key = null, ended_at = now()`, []);
        });
        return standing(database, seen.id);
      },
    }),
  ];
}
