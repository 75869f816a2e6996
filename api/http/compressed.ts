/** Answers and pages compressed where it pays: lists of matters and scripts of the page shrink to a fifth. */
import compression from 'compression';
import type { RequestHandler } from 'express';

/** Bytes; a command's answer is shorter and is not held up. */
const FROM = 2_048;

export function compressed(): RequestHandler {
  return compression({
    threshold: FROM,
    filter: (request, response) => {
      // Events have to leave at once; evidence leaves as it was stored, with its length and its ranges.
      const type = String(response.getHeader('Content-Type') ?? '');
      if (type.startsWith('text/event-stream') || request.originalUrl.includes('/files/')) return false;
      return compression.filter(request, response);
    },
  });
}
