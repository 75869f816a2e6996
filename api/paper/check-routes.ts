/** The second person's part: act by act beside the page, back with reasons, or yes. */
import { z } from 'zod';
import type { Person } from '../../domain/people.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { legalDateOf, toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { longText } from '../../domain/work/fields.ts';
import { commandAnswerSchema } from '../cases/case-schemas.ts';
import { invalid, Problem, refused } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { confirm } from './confirm.ts';
import { draftAct, draftParams, paperTag } from './draft-parts.ts';
import { change, type DraftRow, requireRevision, seenDraft, standing, takeStep } from './draft-store.ts';
import { standingSchema } from './schemas.ts';
import { goLiveOf, type PaperServices, refusesCheck, runOf } from './shown.ts';

const READERS = { roles: CASE_READERS } as const;

const checksSchema = z.strictObject({
  checks: z
    .array(
      z.strictObject({
        act: z.int('应为步数').min(1, '从1起').max(200).meta({ title: '第几步' }),
        note: longText('核对意见', undefined, 500).nullable().default(null),
      }),
    )
    .min(1, '至少核对一步')
    .max(200)
    .meta({ title: '核对' }),
});

/** The draft waits for somebody's comparison, and this person may be the one. */
async function requireChecker(services: PaperServices, person: Person, draft: DraftRow, now: Instant): Promise<void> {
  if (draft.status !== 'submitted') {
    throw new Problem(409, 'not-submitted', '录入稿没有在等待核对', { needs: ['由录入人提交核对'] });
  }
  const run = await runOf(services, draft, await goLiveOf(services.database, now), now);
  const refusal = await refusesCheck(services.database, person, draft, run.named, legalDateOf(now));
  if (refusal) throw refused(refusal);
}

export function checkRoutes(services: PaperServices): Route[] {
  const { database } = services;
  const see = ({ draftId }: { draftId: string }, { person }: { person: Person }) => seenDraft(database, person, draftId);
  const answers = { 200: { description: '录入稿', schema: standingSchema } };
  return [
    route(READERS, {
      method: 'put',
      path: '/paper-drafts/{draftId}/checks',
      id: 'checkPaperActs',
      tag: paperTag,
      params: draftParams,
      see,
      audit: draftAct(),
      summary: '核对人确认各步与扫描页相符；人员登记不知道办理人当日是否在岗的，写明核实依据',
      body: checksSchema,
      headers: ['If-Match'],
      answers,
      handle: async ({ seen, body, caller, expectedVersion, now }) => {
        await requireChecker(services, caller.person, seen, now);
        requireRevision(seen, expectedVersion);
        const astray = body.checks.findIndex(({ act }) => act > seen.acts.length);
        if (astray >= 0) {
          throw invalid([{ path: `checks.${astray}.act`, title: '第几步', message: `录入稿只有${seen.acts.length}步` }]);
        }
        const checks = body.checks.map(({ act, note }) => ({ act, note, by: caller.person.id, at: toShanghaiIso(now) }));
        await change(
          database,
          seen,
          `checks = coalesce((select jsonb_agg(c) from jsonb_array_elements(checks) c where (c ->> 'act')::int <> all ($4)), '[]') || $5::jsonb`,
          [checks.map(({ act }) => act), JSON.stringify(checks)],
        );
        return standing(database, seen.id);
      },
    }),
    route(READERS, {
      method: 'post',
      path: '/paper-drafts/{draftId}/return',
      id: 'returnPaperDraft',
      tag: paperTag,
      params: draftParams,
      see,
      audit: draftAct(),
      summary: '核对人退回，写明理由',
      body: z.strictObject({ reasons: longText('退回理由', undefined, 2000) }),
      headers: ['If-Match'],
      answers,
      handle: async ({ seen, body, caller, expectedVersion, now }) => {
        await requireChecker(services, caller.person, seen, now);
        requireRevision(seen, expectedVersion);
        const sets = `status = 'returned', revision = revision + 1, checks = '[]'`;
        return takeStep(database, seen, { kind: 'returned', by: caller.person.id, text: body.reasons }, sets);
      },
    }),
    route(READERS, {
      method: 'post',
      path: '/paper-drafts/{draftId}/confirm',
      id: 'confirmPaperDraft',
      tag: paperTag,
      params: draftParams,
      see,
      audit: draftAct({ waits: true }),
      summary: '核对人通过：案件由此建立，每条记录写明录入人、核对人和卷宗页',
      description: '重复提交得到同一个案件；中断后再次提交接着办。',
      headers: ['If-Match'],
      answers: { 200: { description: '案件已建立', schema: commandAnswerSchema } },
      handle: async ({ seen, caller, expectedVersion, now }) => {
        requireRevision(seen, expectedVersion);
        const answer = await confirm(services, caller.person, seen, now);
        return { body: answer, headers: { Location: `/api/v1/cases/${answer.caseId}` } };
      },
    }),
  ];
}
