/** The scan of a paper file: its pages are counted when it comes in, and it is shown to whoever sees the draft. */
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Person } from '../../domain/people.ts';
import { CASE_READERS } from '../../domain/roles.ts';
import type { Config } from '../config.ts';
import type { Draft, EvidenceStore } from '../files/evidence-store.ts';
import { kindOf } from '../files/file-kind.ts';
import { contentDisposition, safeFileName } from '../files/file-name.ts';
import { tooLarge } from '../http/json-body.ts';
import { invalid, notFound, Problem, refused } from '../http/problem.ts';
import { type Route, route, SENT } from '../http/route.ts';
import { takeFile } from '../http/upload.ts';
import { draftAct, draftParams, paperTag as tag } from './draft-parts.ts';
import { change, filesOf, requireRevision, seenDraft, standing } from './draft-store.ts';
import { isScan, pagesOf, SCAN_WORDS } from './page-count.ts';
import { fileSchema, standingSchema } from './schemas.ts';
import { type PaperServices, refusesEdit } from './shown.ts';

export interface ScanServices extends PaperServices {
  config: Pick<Config, 'fileLimitBytes'>;
  evidence: EvidenceStore;
}

const READERS = { roles: CASE_READERS } as const;
/** A file is read whole to count its pages. */
const SCAN_LIMIT = 100 * 1024 * 1024;
const fileParams = draftParams.extend({ hash: z.string().meta({ title: '文件的 SHA-256' }) });

export function scanRoutes(services: ScanServices): Route[] {
  const { config, database, evidence } = services;
  const limit = Math.min(config.fileLimitBytes, SCAN_LIMIT);
  const see = ({ draftId }: { draftId: string }, { person }: { person: Person }) => seenDraft(database, person, draftId);

  /** Kept where nothing is wrong with it; the caller drops what is not kept. */
  const received = async (draft: Draft, cutOff: boolean, given: string) => {
    if (cutOff) throw tooLarge(limit);
    if (draft.size === 0) throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
    const kind = await kindOf(draft.start, given);
    if (!kind || !isScan(kind.type)) throw new Problem(415, 'file-type', `扫描件应为${SCAN_WORDS}`, { needs: ['换成可以接受的格式'] });
    return { type: kind.type, name: safeFileName(given, kind.ending), pages: await pagesOf(draft.path, kind.type) };
  };

  return [
    route(READERS, {
      method: 'post',
      path: '/paper-drafts/{draftId}/files',
      id: 'uploadScan',
      tag,
      summary: '上传案卷扫描件；PDF 按页数，图片每张一页',
      description: `字段名 file。可以上传${SCAN_WORDS}，一个文件上限 ${Math.round(limit / 1024 / 1024)} MB；各文件按上传的先后接续编页。`,
      params: draftParams,
      see,
      audit: draftAct({ detail: (_call, body) => ({ hash: (body as { hash?: string }).hash ?? null }) }),
      streams: 'multipart/form-data',
      answers: { 201: { description: '已保存', schema: fileSchema } },
      handle: async ({ seen, caller, request }) => {
        const refusal = refusesEdit(caller.person, seen);
        if (refusal) throw refused(refusal);
        const left = { draft: null as Draft | null };
        try {
          const file = await takeFile(request, limit, async ({ stream, name, cutOff }) => {
            left.draft = await evidence.receive(stream);
            return { ...(await received(left.draft, cutOff(), name)), hash: left.draft.hash, size: left.draft.size };
          });
          const { hash, name, type, size, pages } = file;
          await evidence.keep(left.draft!);
          left.draft = null;
          await database.transaction(async (queries) => {
            await queries.run('insert into evidence_file (hash, size, type) values ($1, $2, $3) on conflict do nothing', [
              hash,
              size,
              type,
            ]);
            // The scan is part of what is compared: a draft that was handed over meanwhile takes no page more.
            await change(queries, seen, 'revision = revision', []);
            const added = await queries.run(
              `insert into paper_file (draft_id, ordinal, hash, name, pages, uploaded_by)
                 select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5 from paper_file where draft_id = $1 on conflict do nothing`,
              [seen.id, hash, name, pages, caller.person.id],
            );
            if (added === 0) throw new Problem(409, 'scan-known', '这个文件已经上传过，没有再添一次', { needs: ['上传其余各页'] });
          });
          const files = await filesOf(database, seen.id);
          const before = files
            .slice(
              0,
              files.findIndex((one) => one.hash === hash),
            )
            .reduce((sum, one) => sum + one.pages, 0);
          return { status: 201, body: { hash, name, type, pages, firstPage: before + 1 } };
        } finally {
          if (left.draft) await evidence.discard(left.draft);
        }
      },
    }),
    route(READERS, {
      method: 'delete',
      path: '/paper-drafts/{draftId}/files/{hash}',
      id: 'removeScan',
      tag,
      summary: '移除一个扫描文件；其后各页往前编号',
      params: fileParams,
      see,
      audit: draftAct(),
      headers: ['If-Match'],
      answers: { 200: { description: '录入稿', schema: standingSchema } },
      handle: async ({ seen, params, caller, expectedVersion }) => {
        const refusal = refusesEdit(caller.person, seen);
        if (refusal) throw refused(refusal);
        requireRevision(seen, expectedVersion);
        await database.transaction(async (queries) => {
          await change(queries, seen, 'revision = revision + 1', []);
          const removed = await queries.run('delete from paper_file where draft_id = $1 and hash = $2', [seen.id, params.hash]);
          if (removed === 0) throw notFound('录入稿没有这个文件', 'file-not-found');
        });
        return standing(database, seen.id);
      },
    }),
    route(READERS, {
      method: 'get',
      path: '/paper-drafts/{draftId}/files/{hash}',
      id: 'scan',
      tag,
      summary: '取回一个扫描文件',
      params: fileParams,
      see,
      audit: {
        kind: 'read',
        early: true,
        subject: ({ params }) => `draft:${params.draftId}`,
        detail: ({ params }) => ({ hash: params.hash.slice(0, 64) }),
      },
      answers: { 200: { description: '文件内容', type: 'application/octet-stream' } },
      handle: async ({ seen, params, response }) => {
        const found = (await filesOf(database, seen.id)).find(({ hash }) => hash === params.hash);
        const file = found && (await evidence.read(found.hash));
        if (!found || !file) throw notFound('录入稿没有这个文件', 'file-not-found');
        response.set({
          'Content-Type': found.type,
          'Content-Length': String(file.size),
          'Content-Disposition': contentDisposition('inline', found.name),
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox",
          'Cache-Control': 'private, no-cache',
          ETag: `"${found.hash}"`,
        });
        await pipeline(file.stream(), response);
        return SENT;
      },
    }),
  ];
}
