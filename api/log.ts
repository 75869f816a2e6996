/** The API's log: every line names its request, person and key; nothing of what people are called, looked for or answered. */
import { type Logger, pino } from 'pino';
import { maskNumbers } from '../domain/parties/masking.ts';
import { contextForLog } from './http/request-context.ts';

/** What of an error goes into the log. PostgreSQL's own fields (`detail`, `where`) quote the values of the row. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: maskNumbers(String(error)) };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: maskNumbers(error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: maskNumbers(error.stack) }),
    ...(cause === undefined ? {} : { cause: errorForLog(cause) }),
  };
}

/** Ids and our own words; what somebody typed where an id belongs is escaped there, or a number, and is left out. */
export const pathForLog = (url: string): string => maskNumbers((url.split('?')[0] ?? '').replaceAll(/[^/]*%[^/]*/g, '…'));

export const createLog = (level: string, destination?: { write(line: string): void }): Logger =>
  pino(
    {
      name: 'caselight-api',
      level,
      // The line of the request itself has them of its own.
      mixin: (line) => ('req' in line || 'requestId' in line ? {} : contextForLog()),
      serializers: { err: errorForLog },
    },
    ...(destination ? [destination] : []),
  );
