/** Temporal's pages ask the codec server from their own origin, with the session of whoever looks at them. */
import type { RequestHandler } from 'express';

/** `origin`: where those pages are, and nowhere else; undefined: nobody asks from elsewhere. */
export const codecCors =
  (origin: string | undefined): RequestHandler =>
  (request, response, next) => {
    response.vary('Origin');
    if (origin === undefined || request.headers.origin !== origin) return next();
    response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' });
    if (request.method !== 'OPTIONS') return next();
    response.set({
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'content-type, x-namespace',
      'Access-Control-Max-Age': '600',
    });
    response.status(204).end();
  };
