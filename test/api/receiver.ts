/** A channel's end of a webhook: a real HTTP server that remembers what it was told and fails when asked to. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Told {
  headers: IncomingHttpHeaders;
  raw: string;
  // Tests read into bodies whose shape they are there to check.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  answered: number;
}

export interface Receiver {
  url: string;
  told: Told[];
  /** The next answers, in order; 200 after that. */
  answers: number[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const told: Told[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const answered = answers.shift() ?? 200;
      told.push({ headers: request.headers, raw, body: JSON.parse(raw), answered });
      response.writeHead(answered).end(answered === 200 ? '' : 'not now');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/reports`,
    told,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
