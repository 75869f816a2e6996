/** Lets a client finish sending what will not be read: most would else see a broken connection, not the reason. */
import type { Request } from 'express';

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_MS = 5_000;

/** Resolves when the request has ended, or has gone on for too long; then only closing the connection is left. */
export function drain(request: Request): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const done = () => {
      clearTimeout(timer);
      request.off('data', count);
      resolve();
    };
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) done();
    };
    const timer = setTimeout(done, MOST_MS);
    request.on('data', count);
    request.once('end', done).once('close', done).once('error', done);
    request.resume();
  });
}
