/** What a case says of its entry from paper, and what those who are named say against it. */
import { v7 as timeOrderedId } from 'uuid';
import { z } from 'zod';
import type { CaseEntry } from '../../contract/paper.ts';
import { CASE_OFFICERS, CASE_READERS, hasRole } from '../../domain/roles.ts';
import type { Person } from '../../domain/people.ts';
import { longText } from '../../domain/work/fields.ts';
import { namedIn } from '../../domain/work/notices.ts';
import type { Entered, RecordedEvent } from '../../domain/work/record.ts';
import { audits } from '../audit/says.ts';
import { caseIdParams } from '../cases/params.ts';
import { iso } from '../database/database.ts';
import { forbidden, notFound, Problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { draftParams, paperTag as tag } from './draft-parts.ts';
import { seenDraft } from './draft-store.ts';
import { entrySchema } from './schemas.ts';
import type { PaperServices } from './shown.ts';

/** More than anybody needs to say what is wrong in one file. */
const MOST_OBJECTIONS = 20;

interface EntryRow {
  actor: RecordedEvent['actor'];
  data: unknown;
  entered: Entered;
}

async function entryOf({ database, people }: PaperServices, caseId: string, person: Person): Promise<CaseEntry | null> {
  const rows = await database.rows<EntryRow>(
    'select actor, data, entered from work_event where work_id = $1 and entered is not null order by seq',
    [caseId],
  );
  const first = rows[0]?.entered;
  if (!first) return null;
  const [draft, objections] = await Promise.all([
    database.first<{ reference: string; pages: number }>(
      `select d.reference, (select coalesce(sum(pages), 0)::int from paper_file f where f.draft_id = d.id) as pages from paper_draft d where d.id = $1`,
      [first.draft],
    ),
    database.rows<{ by: string; text: string; at: Date }>(
      'select by_id as by, text, at from paper_objection where case_id = $1 order by ordinal',
      [caseId],
    ),
  ]);
  const names = await people.byIds(objections.map(({ by }) => by));
  return {
    draft: first.draft,
    reference: draft?.reference ?? '',
    by: first.by,
    checkedBy: first.checkedBy,
    at: first.at,
    pages: draft?.pages ?? 0,
    named: namedIn(rows).includes(person.id),
    objections: objections.map(({ by, text, at }) => ({ by: { id: by, name: names.get(by)?.name ?? by }, text, at: iso(at) })),
  };
}

export function entryRoutes(services: PaperServices): Route[] {
  const { database, standings } = services;
  const see = (params: { caseId: string }, { person }: { person: Person }) => standings.visibleTo(person, params.caseId);
  return [
    route(
      {},
      {
        method: 'get',
        path: '/cases/{caseId}/entry',
        id: 'caseEntry',
        tag,
        summary: '本案由纸质案卷补录的情况和异议；没有补录过的为空',
        params: caseIdParams,
        see,
        audit: audits('read'),
        answers: { 200: { description: '补录情况', schema: z.object({ entry: entrySchema.nullable() }) } },
        handle: async ({ seen, caller }) => ({ body: { entry: await entryOf(services, seen.caseId, caller.person) } }),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: '/cases/{caseId}/objections',
        id: 'objectToEntry',
        tag,
        summary: '对补录的记载提出异议：由案卷写有姓名的人员提出，附于本案，告知核对人和督办员',
        params: caseIdParams,
        see,
        body: z.strictObject({ text: longText('异议', '哪一步记载不实，事实是什么', 2000) }),
        audit: audits('other', { waits: true }),
        answers: { 201: { description: '已附于本案', schema: z.object({ entry: entrySchema }) } },
        handle: async ({ seen: { caseId, state }, body, caller: { person } }) => {
          const entry = await entryOf(services, caseId, person);
          if (!entry)
            throw new Problem(409, 'not-entered', '本案不是由纸质案卷补录的，没有补录可以异议', {
              needs: ['记录有误的，用“更正记录”更正'],
            });
          if (!entry.named) throw forbidden('not-named', '案卷没有写您的姓名，不能提出异议', ['由案卷写有姓名的人员提出']);
          await database.transaction(async (queries) => {
            await queries.rows(`select pg_advisory_xact_lock(hashtext('caselight.objection'), hashtext($1))`, [caseId]);
            const { n } = (await queries.first<{ n: number }>('select count(*)::int + 1 as n from paper_objection where case_id = $1', [
              caseId,
            ]))!;
            if (n > MOST_OBJECTIONS)
              throw new Problem(409, 'too-many-objections', `本案已有${MOST_OBJECTIONS}条异议`, { needs: ['由督办员处理后再提出'] });
            await queries.run('insert into paper_objection (id, case_id, ordinal, by_id, text) values ($1, $2, $3, $4, $5)', [
              timeOrderedId(),
              caseId,
              n,
              person.id,
              body.text,
            ]);
            // An event's notices bear its number; these belong to none.
            await queries.run(
              `insert into notification (id, person_id, work_kind, case_id, seq, kind, text, at)
                 select gen_random_uuid()::text, p.id, 'case', $1, -$2::int, 'EntryObjected', $3, now() from person p
                  where p.id = $4 or (p.active and 'supervisor' = any (p.roles))
               on conflict do nothing`,
              [caseId, n, `《${state.title}》${person.name}对补录的记载提出异议：${body.text}`, entry.checkedBy.id],
            );
          });
          return { status: 201, body: { entry: (await entryOf(services, caseId, person))! } };
        },
      },
    ),
    route(
      { roles: CASE_READERS },
      {
        method: 'post',
        path: '/paper-drafts/{draftId}/reveal',
        id: 'revealOfPaperDraft',
        tag,
        summary: '查看录入稿中当事人完整的证件号码或者电话，用于与扫描页核对',
        params: draftParams,
        see: async ({ draftId }, { person }: { person: Person }) => {
          const draft = await seenDraft(database, person, draftId);
          if (draft.enterers.includes(person.id) || (person.unit.id === draft.unitId && hasRole(person, ...CASE_OFFICERS))) return draft;
          throw forbidden('not-your-unit', '录入稿不由您的单位录入或者核对', ['由承办单位查看']);
        },
        body: z.strictObject({
          what: z.enum(['identifier', 'phone'], { error: '只能是 identifier 或者 phone' }).meta({ title: '内容' }),
          act: z.int('应为步数').min(1).max(200).meta({ title: '第几步' }),
          party: z.int('应为整数').min(1).max(1_000).default(1).meta({ title: '第几名当事人' }),
          reason: longText('理由', '为什么需要完整的内容；记入审计日志', 500).min(2, '请写明理由'),
        }),
        audit: { kind: 'reveal', waits: true, subject: ({ params }) => `draft:${params.draftId}`, detail: ({ body }) => ({ ...body }) },
        reveals: true,
        answers: { 200: { description: '完整的内容', schema: z.object({ what: z.string(), value: z.string() }) } },
        handle: ({ seen, body: { what, act, party } }) => {
          const payload = seen.acts[act - 1]?.payload as { parties?: Record<string, unknown>[] } | undefined;
          const value = payload?.parties?.[party - 1]?.[what];
          if (typeof value !== 'string' || value === '') throw notFound('没有这项内容，或者没有填写', 'nothing-to-reveal');
          return Promise.resolve({ body: { what, value } });
        },
      },
    ),
  ];
}
