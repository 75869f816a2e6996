/** One file out of a multipart request, as a stream, or the raw body; everything else in the request is refused. */
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { tooLarge } from './json-body.ts';
import { invalid, Problem } from './problem.ts';

export interface Incoming {
  /** As the client named it; not to be trusted. */
  name: string;
  /** As the client declared it; not to be trusted. */
  declaredType: string;
  stream: Readable;
  /** Whether the limit cut it off; known once the stream has ended. */
  cutOff: () => boolean;
}

const noFile = () => invalid([{ path: 'file', title: '文件', message: '没有收到文件（字段名为 file）' }]);

/**
 * Gives the request's one file field `file` to `take` and answers what it answers. `limit` in bytes. Malformed requests,
 * other fields and second files are 4xx. What `take` has put aside counts only once this resolves.
 */
export async function takeFile<Answer>(request: Request, limit: number, take: (file: Incoming) => Promise<Answer>): Promise<Answer> {
  if (!request.is('multipart/form-data')) {
    throw new Problem(
      415,
      'unsupported-media-type',
      `请以 multipart/form-data 上传，收到的是 ${request.headers['content-type'] ?? '未说明'}`,
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > limit + 64 * 1024) throw tooLarge(limit);
  let parser: busboy.Busboy;
  try {
    parser = busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { files: 1, fields: 0, parts: 2, fileSize: limit } });
  } catch {
    throw new Problem(400, 'malformed-multipart', '上传请求的格式不对');
  }
  return new Promise<Answer>((resolve, reject) => {
    let taken: Promise<Answer> | null = null;
    let taking: Readable | null = null;
    let refused: unknown = null;
    const give = (error: unknown) => {
      if (refused !== null) return;
      refused = error instanceof Problem ? error : new Problem(400, 'malformed-multipart', '上传请求的格式不对或者没有发送完整');
      request.unpipe(parser);
      request.resume();
      taking?.destroy();
      // Whatever was being put aside has been cleared away before the refusal is told.
      Promise.resolve(taken).then(
        () => reject(refused),
        () => reject(refused),
      );
    };
    parser.on('file', (field, stream, { filename, mimeType }) => {
      if (field !== 'file') {
        stream.resume();
        give(invalid([{ path: field.slice(0, 60), title: '文件', message: '文件的字段名应为 file' }]));
        return;
      }
      taking = stream;
      let cut = false;
      stream.on('limit', () => (cut = true));
      taken = take({ name: filename ?? '', declaredType: mimeType, stream, cutOff: () => cut });
      taken.catch(give);
    });
    parser.on('filesLimit', () => give(invalid([{ path: 'file', title: '文件', message: '一次只能上传一个文件' }])));
    parser.on('fieldsLimit', () => give(invalid([{ path: '', title: '文件', message: '只接受 file 一个字段' }])));
    parser.on('error', give);
    parser.on('close', () => {
      if (taken) taken.then(resolve, give);
      else give(noFile());
    });
    request.on('aborted', () => give(new Problem(400, 'incomplete-body', '上传没有完成')));
    request.on('error', give);
    request.pipe(parser);
  });
}

/** What an imported table may be at most. */
export const TABLE_LIMIT = 10 * 1024 * 1024;

/** A table, whole: sent as the body itself or as the one file of a form. */
export async function takeTable(request: Request): Promise<Buffer> {
  if (request.is(['text/csv', 'application/csv'])) return collect(request, TABLE_LIMIT);
  return takeFile(request, TABLE_LIMIT, async ({ stream, cutOff }) => {
    const bytes = await collect(stream, TABLE_LIMIT);
    if (cutOff()) throw tooLarge(TABLE_LIMIT);
    return bytes;
  });
}

async function collect(stream: AsyncIterable<unknown>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
