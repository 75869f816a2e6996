/** The channel's end of the reports: hears everything, forgets nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  /** Number of the report; the same report may be heard again. */
  id: string;
  ticket: string;
  status: string;
}

export interface Receiver {
  url: string;
  heard: Heard[];
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { ticket, status } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { ticket: string; status: string };
      heard.push({ id: String(request.headers['x-caselight-delivery']), ticket, status });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reports`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
