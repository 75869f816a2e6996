import { connect } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import type { AddressInfo, Socket } from 'node:net';

export interface TlsDoor {
  address: string;
  close(): Promise<void>;
}

/** A TLS door before a server that speaks plainly, as a proxy before a cluster is: what comes through is handed on. */
export async function openTlsDoor(before: string, options: TlsOptions): Promise<TlsDoor> {
  const [host, port] = before.split(':');
  const open = new Set<Socket>();
  const server = createServer({ ...options, ALPNProtocols: ['h2'] }, (caller) => {
    const inside = connect({ host, port: Number(port) });
    for (const socket of [caller, inside]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => (caller.destroy(), inside.destroy()));
    }
    caller.pipe(inside).pipe(caller);
  });
  // A caller that is turned away is what the tests want to see, not an error of this process.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
