/** The JSON body of a request: media type, size, UTF-8 and content checked before any route sees it. */
import { isUtf8 } from 'node:buffer';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { Problem } from './problem.ts';
import { refuseUnstorable } from './text-check.ts';

class NotUtf8 extends Error {}

const hasBody = (request: Request) =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** Reads at most `limit` bytes (after unpacking). An absent body is `undefined`. */
export function jsonBody(limit: number): RequestHandler {
  const read = express.json({
    limit,
    strict: true,
    inflate: true,
    type: ['application/json', 'application/*+json'],
    verify: (_request, _response, buffer) => {
      if (!isUtf8(buffer)) throw new NotUtf8();
    },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    if (hasBody(request) && !request.is(['application/json', 'application/*+json'])) {
      return next(
        new Problem(
          415,
          'unsupported-media-type',
          `请求内容应为 application/json，收到的是 ${request.headers['content-type'] ?? '未说明'}`,
        ),
      );
    }
    read(request, response, (error?: unknown) => {
      if (error) return next(bodyProblem(error, limit));
      try {
        refuseUnstorable(request.body);
        next();
      } catch (problem) {
        next(problem);
      }
    });
  };
}

const kilobytes = (bytes: number) => (bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.round(bytes / 1024)} KB`);

export const tooLarge = (limit: number): Problem =>
  new Problem(413, 'too-large', `内容超过上限 ${kilobytes(limit)}`, { needs: ['减少内容后重新提交'], more: { limit } });

/** body-parser's errors by their `type`. */
function bodyProblem(error: unknown, limit: number): unknown {
  if (!(error instanceof Error)) return error;
  const { type, status } = error as Error & { type?: string; status?: number };
  switch (type) {
    case 'entity.too.large':
      return tooLarge(limit);
    case 'entity.parse.failed':
      return new Problem(400, 'malformed-json', '请求内容不是合法的 JSON');
    case 'entity.verify.failed':
      return new Problem(400, 'not-utf-8', '请求内容不是合法的 UTF-8 文字');
    case 'encoding.unsupported':
      return new Problem(415, 'unsupported-encoding', '不支持这种内容编码（Content-Encoding）');
    case 'charset.unsupported':
      return new Problem(415, 'unsupported-charset', '不支持这种字符集，请使用 UTF-8');
    case 'request.aborted':
    case 'request.size.invalid':
      return new Problem(400, 'incomplete-body', '请求内容没有发送完整');
    default:
      return status !== undefined && status >= 400 && status < 500 ? new Problem(status, 'unreadable-body', '请求内容不可读') : error;
  }
}
