/** One command for many cases: previewed by the cases' own rules, then run, each case for itself. */
import { z } from 'zod';
import pMap from 'p-map';
import { type CommandName, commandNames, isCommandName, specOf } from '../../domain/case/catalogue.ts';
import { isRefusal } from '../../domain/case/types.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import { byRecord } from '../audit/says.ts';
import { notFound, Problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { parse } from '../http/parse.ts';
import { v7 as timeOrderedId } from 'uuid';
import { type CommandRequest, previewCommand, requireRole, runCommand } from './commander.ts';
import type { CommandRouteServices } from './command-routes.ts';
import type { Standing } from './standing.ts';

const MOST = 500;
/** Enough to keep the workers busy, few enough that other people's commands come through. */
const AT_ONCE = 8;

const bulkSchema = z.strictObject({
  caseIds: z.array(z.string().min(1).max(100)).min(1, '至少选择一个案件').max(MOST, `一次最多${MOST}个案件`).meta({ title: '案件' }),
  payload: z.unknown(),
  preview: z.boolean({ error: '请说明是预览还是办理' }).default(true).meta({ title: '只预览' }),
});

const itemSchema = z.object({
  caseId: z.string(),
  title: z.string(),
  ok: z.boolean(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  needs: z.array(z.string()),
  version: z.int().nullable(),
});
type Item = z.infer<typeof itemSchema>;

export function bulkRoutes(services: CommandRouteServices): Route[] {
  return [
    route(
      { roles: CASE_READERS },
      {
        method: 'post',
        path: '/cases/bulk/{CommandName}',
        id: 'bulkCommand',
        audit: byRecord(),
        tag: '案件',
        summary: '对多个案件办理同一命令',
        description:
          'preview 为 true（默认）时只按各案自己的规则试算；为 false 时逐案办理，互不影响。同一 Idempotency-Key 重发，已办的不会重办。',
        params: z.object({ CommandName: z.string() }),
        body: bulkSchema,
        headers: ['Idempotency-Key'],
        answers: { 200: { description: '逐案结果', schema: z.object({ preview: z.boolean(), items: z.array(itemSchema) }) } },
        handle: async ({ params, body, caller, idempotencyKey, now }) => {
          const { person } = caller;
          const name = params.CommandName;
          if (!isCommandName(name) || name === 'OpenCase')
            throw notFound(`没有“${name.slice(0, 60)}”这个命令，可用的有：${commandNames.join('、')}`, 'unknown-command');
          requireRole(person, name);
          parse(specOf(name).schema, body.payload ?? {}, 'payload');
          const standings = await services.standings.manyVisibleTo(person, body.caseIds);
          const key = idempotencyKey ?? timeOrderedId();
          const one = async (caseId: string): Promise<Item> => {
            const standing = standings.get(caseId);
            if (!standing) return itemOf(caseId, '', { code: 'case-not-found', message: '没有这个案件，或者您无权查看', needs: [] });
            const request = { person, standing, name, payload: body.payload ?? {}, key: `${key}:${caseId}`, expectedVersion: null, now };
            return attempt(services, request, standing, body.preview);
          };
          return { body: { preview: body.preview, items: await pMap(new Set(body.caseIds), one, { concurrency: AT_ONCE }) } };
        },
      },
    ),
  ];
}

async function attempt(
  services: CommandRouteServices,
  request: CommandRequest & { name: CommandName },
  standing: Standing,
  preview: boolean,
): Promise<Item> {
  const { caseId, title } = standing;
  try {
    if (!preview) return { ...itemOf(caseId, title, null), version: (await runCommand(services, request)).version };
    const decided = await previewCommand(services, request);
    return itemOf(caseId, title, isRefusal(decided) ? decided : null);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return itemOf(caseId, title, { code: error.code, message: error.message, needs: [...(error.details.needs ?? [])] });
  }
}

const itemOf = (caseId: string, title: string, fault: { code: string; message: string; needs: string[] } | null): Item => ({
  caseId,
  title,
  ok: fault === null,
  code: fault?.code ?? null,
  message: fault?.message ?? null,
  needs: fault?.needs ?? [],
  version: null,
});
