/** The audit trail as its administrator reads it: 等保三级 keeps it from those who run the system and from those who grant power. */
import { once } from 'node:events';
import { z } from 'zod';
import type { AuditRow } from '../../contract/audit.ts';
import { ACT_LABELS, AUDIT_KINDS, AUDIT_OUTCOMES, type AuditKind, type SealedEntry } from '../../domain/audit/entry.ts';
import { instantSchema, pageOfSchema } from '../cases/case-schemas.ts';
import { binder } from '../database/binder.ts';
import { detailInWords } from '../../domain/audit/details.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { cursorField, idField, limitField } from '../http/query-fields.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { BOM, lineOf } from '../tables/write-csv.ts';
import { audits } from './says.ts';
import { checkTrail, ENTRY_COLUMNS, entryOf, type EntryRow } from './chain.ts';
import { keptHeads } from './kept-heads.ts';
import { digestOfWords, whatOf } from './watch.ts';

const tag = '审计';
const READERS = { roles: ['audit-admin'] } as const;
const KINDS = Object.keys(AUDIT_KINDS) as [AuditKind, ...AuditKind[]];
const PAGE = 1_000;

const filters = {
  actor: idField('人员').meta({ title: '人员编号、用户名或者密钥' }),
  kind: z
    .enum(KINDS, { error: `只能是：${KINDS.join('、')}` })
    .optional()
    .meta({ title: '类别' }),
  what: idField('事项'),
  subject: idField('对象')
    // Typed on a Chinese keyboard, the colon is a wide one.
    .transform((subject) => subject?.replace('：', ':'))
    .meta({ title: '对象，如 case：编号' }),
  words: idField('查询的词').meta({ title: '查过的姓名、证件号码等，须与当时所填相同' }),
  outcome: z.enum(['done', 'refused'], { error: '只能是 done 或者 refused' }).optional().meta({ title: '结果' }),
  from: instantSchema.optional().meta({ title: '不早于' }),
  until: instantSchema.optional().meta({ title: '早于' }),
};
const filterSchema = z.strictObject(filters);
type Filters = z.infer<typeof filterSchema>;

const rowSchema = z
  .object({
    n: z.int(),
    at: instantSchema,
    what: z.string(),
    label: z.string(),
    outcome: z.enum(['done', 'refused']),
    actorId: z.string().nullable(),
    actorName: z.string().nullable(),
    keyId: z.string().nullable(),
    keyName: z.string().nullable(),
    sessionId: z.string().nullable(),
    requestId: z.string().nullable(),
    address: z.string().nullable(),
    subject: z.string().nullable(),
    said: z.string(),
    detail: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ title: '审计日志' });

const checkSchema = z.object({
  ok: z.boolean(),
  length: z.int(),
  head: z.string(),
  here: z.int().nullable().meta({ title: '数据库里最早的一条；更早的在归档里' }),
  segments: z.array(
    z.object({
      from: z.int(),
      until: z.int(),
      follows: z.string(),
      head: z.string(),
      fileName: z.string(),
      fileHash: z.string(),
      archivedAt: instantSchema,
      archivedBy: z.string(),
    }),
  ),
  faults: z.array(z.object({ n: z.int(), reason: z.string() })),
});

type Row = EntryRow & { actorName: string | null; keyName: string | null };

/** A page of entries, newest first, below number `before`. */
function readEntries(database: Database, asked: Filters, before: number | null, limit: number): Promise<Row[]> {
  const { values, bind } = binder();
  const conditions = ['true'];
  if (before !== null) conditions.push(`e.n < ${bind(before)}::bigint`);
  if (asked.actor !== undefined) {
    const who = bind(asked.actor);
    conditions.push(
      `(e.actor_id in (select id from person where id = ${who} or username = ${who}) or e.actor_id = ${who} or e.key_id = ${who})`,
    );
  }
  if (asked.kind !== undefined) conditions.push(`e.what >= ${bind(`${asked.kind}:`)} and e.what < ${bind(`${asked.kind};`)}`);
  if (asked.what !== undefined) conditions.push(`e.what = ${bind(asked.what)}`);
  if (asked.subject !== undefined) conditions.push(`e.subject = ${bind(asked.subject)}`);
  if (asked.words !== undefined) conditions.push(`e.detail ->> 'words' = ${bind(digestOfWords(asked.words))}`);
  if (asked.outcome !== undefined) conditions.push(`e.outcome = ${bind(asked.outcome)}`);
  if (asked.from !== undefined) conditions.push(`e.at >= ${bind(asked.from)}::timestamptz`);
  if (asked.until !== undefined) conditions.push(`e.at < ${bind(asked.until)}::timestamptz`);
  return database.rows<Row>(
    `select x.*, p.name as "actorName", k.name as "keyName" from (
       select ${ENTRY_COLUMNS} from audit_entry e where ${conditions.join(' and ')} order by e.n desc limit ${bind(limit)}
     ) x left join person p on p.id = x."actorId" left join api_key k on k.id = x."keyId" order by x.n desc`,
    values,
  );
}

const COLUMNS: readonly [string, (row: AuditRow) => unknown][] = [
  ['序号', (row) => row.n],
  ['时间', (row) => row.at],
  ['事项', (row) => row.label],
  ['代码', (row) => row.what],
  ['结果', (row) => AUDIT_OUTCOMES[row.outcome]],
  ['人员', (row) => row.actorName],
  ['人员编号', (row) => row.actorId],
  ['密钥', (row) => row.keyId],
  ['会话', (row) => row.sessionId],
  ['请求', (row) => row.requestId],
  ['地址', (row) => row.address],
  ['对象', (row) => row.subject],
  ['详情', (row) => row.said],
  ['原文', (row) => JSON.stringify(row.detail)],
  ['哈希', (row) => row.hash],
];

const csvOf = (rows: readonly AuditRow[]): string => rows.map((row) => lineOf(COLUMNS.map(([, cell]) => String(cell(row) ?? '')))).join('');

/** A filter as the route's own form calls it. */
function filterLabel(asked: Route | undefined, name: string): string {
  const field = (asked?.query as { shape?: Record<string, z.ZodType> } | undefined)?.shape?.[name];
  const title: unknown = field?.meta()?.title;
  return typeof title === 'string' ? title : name;
}

/** `routes`: all of the API, whose words name what was done. */
export function auditRoutes(
  { database, evidence }: { database: Database; evidence: Pick<EvidenceStore, 'folder'> },
  routes: () => readonly Route[],
): Route[] {
  let known: Map<string, Route> | undefined;
  const routeOf = (what: string): Route | undefined => {
    known ??= new Map(routes().map((one) => [whatOf(one), one]));
    return known.get(what);
  };
  const labelOf = (what: string): string =>
    routeOf(what)?.summary ?? ACT_LABELS[what] ?? AUDIT_KINDS[what.split(':')[0] as AuditKind] ?? what;
  const rowOf = (row: Row): AuditRow => ({
    ...(entryOf(row) as SealedEntry & Row),
    at: row.at.toISOString(),
    label: labelOf(row.what),
    said: detailInWords(row.detail, (name) => filterLabel(routeOf(row.what), name)),
  });

  return [
    route(READERS, {
      method: 'get',
      path: '/audit',
      id: 'listAudit',
      audit: audits('read'),
      tag,
      summary: '审计日志，新的在前',
      description:
        '登录、被拒、查看、查询、揭示、导出、管理、密钥、发布和运维命令。查过的词只存摘要：以 words 送来所要找的姓名或者号码，即得查过它的记录。',
      query: filterSchema.extend({ cursor: cursorField, limit: limitField(50, 200) }),
      answers: { 200: { description: '一页日志', schema: pageOfSchema(rowSchema) } },
      handle: async ({ query: { cursor, limit, ...asked } }) => {
        const position = decodeCursor('-audit', cursor, 'serial');
        const rows = await readEntries(database, asked, position === null ? null : Number(position.key), limit + 1);
        return { body: pageOf(rows.map(rowOf), limit, ({ n }) => encodeCursor('-audit', { key: String(n), id: String(n) })) };
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/audit/check',
      id: 'checkAudit',
      audit: audits('read', { detail: (_call, body) => ({ ok: (body as { ok: boolean }).ok }) }),
      tag,
      summary: '核验审计日志：从头到尾逐条重算',
      answers: { 200: { description: '核验结果', schema: checkSchema } },
      handle: async () => ({ body: await checkTrail(database, await keptHeads(evidence.folder)) }),
    }),
    route(READERS, {
      method: 'get',
      path: '/audit/export',
      id: 'exportAudit',
      audit: audits('export', { early: true }),
      tag,
      summary: '导出审计日志',
      description: 'NDJSON 一行一条，可以据以重算哈希链；CSV 供表格软件打开。新的在前。',
      query: filterSchema.extend({ format: z.enum(['ndjson', 'csv'], '格式为 ndjson 或者 csv').default('ndjson') }),
      answers: { 200: { description: '文件', type: 'application/x-ndjson' } },
      handle: async ({ query: { format, ...asked }, response }) => {
        const csv = format === 'csv';
        response
          .status(200)
          .set({
            'Content-Type': csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
            'Content-Disposition': `attachment; filename="audit.${format}"`,
          });
        if (csv) response.write(BOM + lineOf(COLUMNS.map(([heading]) => heading)));
        for (let before: number | null = null; !response.destroyed;) {
          const rows: AuditRow[] = (await readEntries(database, asked, before, PAGE)).map(rowOf);
          const text = csv ? csvOf(rows) : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
          if (!response.write(text) && !response.destroyed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
          if (rows.length < PAGE) break;
          before = rows.at(-1)!.n;
        }
        response.end();
        return SENT;
      },
    }),
  ];
}
