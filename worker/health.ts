import { createServer, type Server } from 'node:http';

export interface Health {
  ok: boolean;
  [detail: string]: unknown;
}

/** Answers GET /healthz on the loopback address: 200 or 503 with the details as JSON. */
export function serveHealth(port: number, health: () => Health): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/healthz') {
      response.writeHead(404).end();
      return;
    }
    const answer = health();
    response.writeHead(answer.ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
