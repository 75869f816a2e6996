/** Evidence files: streamed in, hashed on receipt, kept under their hash, given out only to who may see the case. */
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { HEADS, REVIEWERS } from '../../domain/roles.ts';
import { audits } from '../audit/says.ts';
import type { Config } from '../config.ts';
import { mayUpload } from '../access/concern.ts';
import { iso } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { tooLarge } from '../http/json-body.ts';
import { forbidden, invalid, notFound, Problem } from '../http/problem.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { type Incoming, takeFile } from '../http/upload.ts';
import { caseIdParams } from '../cases/params.ts';
import { requireOneOf } from '../session/authenticate.ts';
import type { SessionCaller } from '../session/caller.ts';
import type { Policies } from '../cases/policy-store.ts';
import type { Standings } from '../cases/standing.ts';
import type { Draft, EvidenceStore } from './evidence-store.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import { contentDisposition, safeFileName } from './file-name.ts';
import { type FileKind, kindOf, TAKEN_WORDS } from './file-kind.ts';
import type { Uploads } from './uploads.ts';

export interface FileServices {
  config: Pick<Config, 'fileLimitBytes'>;
  database: Database;
  standings: Standings;
  uploads: Uploads;
  evidence: EvidenceStore;
  policies: Pick<Policies, 'current'>;
}

const tag = '证据文件';
/** Who collects: handlers and, for the record alone, assistants; reviewers and heads add their papers. */
const UPLOADERS = ['handler', 'assistant', 'bureau-handler', ...REVIEWERS, ...HEADS, 'dispatcher', 'supervisor'] as const;
/** Shown in the browser's own window; everything else is saved. */
const INLINE = /^(image\/(jpeg|png|webp|gif|bmp)|application\/pdf|video\/(mp4|webm|quicktime)|audio\/)/;

const fileParams = caseIdParams.extend({ hash: z.string().meta({ title: '文件的 SHA-256' }) });

const uploadedSchema = z.object({ hash: z.string(), name: z.string(), size: z.int(), type: z.string() });

export function fileRoutes(services: FileServices): Route[] {
  const { config, database, standings, uploads, evidence } = services;
  const limit = config.fileLimitBytes;
  const see = (params: { caseId: string }, { person }: SessionCaller) => standings.visibleTo(person, params.caseId);

  const receive = async (file: Incoming): Promise<{ draft: Draft; kind: FileKind; name: string }> => {
    const draft = await evidence.receive(file.stream);
    try {
      if (file.cutOff()) throw tooLarge(limit);
      if (draft.size === 0) throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
      const kind = await kindOf(draft.start, file.name);
      if (!kind) throw new Problem(415, 'file-type', `不接受这种文件，可以上传${TAKEN_WORDS}`, { needs: ['换成可以接受的格式'] });
      return { draft, kind, name: safeFileName(file.name, kind.ending) };
    } catch (error) {
      await evidence.discard(draft);
      throw error;
    }
  };

  return [
    route(
      {},
      {
        method: 'post',
        path: '/cases/{caseId}/files',
        id: 'uploadFile',
        tag,
        summary: '上传一个证据文件',
        description: `字段名 file。边收边算 SHA-256，类型按内容判断；可以上传${TAKEN_WORDS}，上限 ${Math.round(limit / 1024 / 1024)} MB。上传后把 hash 写入证据。`,
        params: caseIdParams,
        see: async (params, caller) => {
          const standing = await see(params, caller);
          requireOneOf(caller.person, UPLOADERS);
          if (!mayUpload(caller.person, standing, await services.policies.current())) {
            throw forbidden('not-your-case', '本案不由您承办，也不由您的单位协办、审核，不能上传', ['由承办人上传']);
          }
          return standing;
        },
        audit: { kind: 'upload', detail: (_call, body) => ({ hash: (body as { hash: string }).hash }) },
        streams: 'multipart/form-data',
        answers: { 201: { description: '已保存', schema: uploadedSchema } },
        handle: async ({ seen: { caseId }, caller, request }) => {
          const received = { latest: null as Draft | null };
          try {
            const { draft, kind, name } = await takeFile(request, limit, async (file) => {
              const taken = await receive(file);
              received.latest = taken.draft;
              return taken;
            });
            const { hash, size } = draft;
            await evidence.keep(draft);
            received.latest = null;
            await uploads.add(caseId, hash, { name, size, type: kind.type }, caller.person.id);
            return {
              status: 201,
              body: { hash, name, size, type: kind.type },
              headers: { Location: `/api/v1/cases/${caseId}/files/${hash}` },
            };
          } finally {
            if (received.latest) await evidence.discard(received.latest);
          }
        },
      },
    ),
    route(
      {},
      {
        method: 'get',
        path: '/cases/{caseId}/files',
        id: 'listFiles',
        audit: audits('read'),
        tag,
        summary: '本案上传的文件',
        params: caseIdParams,
        see,
        answers: {
          200: {
            description: '文件',
            schema: z.object({ items: z.array(uploadedSchema.extend({ uploadedBy: z.string(), at: instantSchema })) }),
          },
        },
        handle: async ({ seen: { caseId } }) => {
          const rows = await database.rows<{ hash: string; name: string; size: number; type: string; uploadedBy: string; at: Date }>(
            `select c.hash, c.name, f.size, f.type, coalesce(p.name, c.uploaded_by) as "uploadedBy", c.at
           from case_upload c join evidence_file f on f.hash = c.hash left join person p on p.id = c.uploaded_by
           where c.case_id = $1 order by c.at, c.hash`,
            [caseId],
          );
          return { body: { items: rows.map((row) => ({ ...row, at: iso(row.at) })) } };
        },
      },
    ),
    route(
      {},
      {
        method: 'get',
        path: '/cases/{caseId}/files/{hash}',
        id: 'downloadFile',
        audit: { kind: 'read', early: true, detail: ({ params }) => ({ hash: params.hash.slice(0, 64) }) },
        tag,
        summary: '取回一个证据文件',
        params: fileParams,
        see,
        query: z.strictObject({ download: z.enum(['1', 'true']).optional().meta({ title: '保存而不显示' }) }),
        answers: {
          200: { description: '文件内容', type: 'application/octet-stream' },
          206: { description: '文件的一段', type: 'application/octet-stream' },
        },
        handle: async ({ seen: { caseId }, params, query, request, response }) => {
          const upload = (await uploads.ofCase(caseId, [params.hash])).get(params.hash);
          const file = upload && (await evidence.read(params.hash));
          if (!upload || !file) throw notFound('本案没有这个文件', 'file-not-found');
          const range = request.range(file.size, { combine: true });
          const part = Array.isArray(range) && range.type === 'bytes' ? range[0] : undefined;
          if (range === -1)
            throw new Problem(416, 'range-not-satisfiable', '所要的一段超出文件', { headers: { 'Content-Range': `bytes */${file.size}` } });
          response.status(part ? 206 : 200).set({
            'Content-Type': upload.type === 'text/plain' ? 'text/plain; charset=utf-8' : upload.type,
            'Content-Length': String(part ? part.end - part.start + 1 : file.size),
            'Content-Disposition': contentDisposition(INLINE.test(upload.type) && !query.download ? 'inline' : 'attachment', upload.name),
            'Accept-Ranges': 'bytes',
            'X-Content-Type-Options': 'nosniff',
            'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; sandbox",
            // The content under a hash never changes; who may see it is asked every time.
            'Cache-Control': 'private, no-cache',
            ETag: `"${params.hash}"`,
            ...(part ? { 'Content-Range': `bytes ${part.start}-${part.end}/${file.size}` } : {}),
          });
          if (request.method === 'HEAD') response.end();
          else await pipeline(file.stream(part), response).catch(ignoreClientGone);
          return SENT;
        },
      },
    ),
  ];
}

/** Somebody who closes the window in the middle of a video is no error of ours. */
function ignoreClientGone(error: unknown): void {
  if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
