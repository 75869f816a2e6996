import { connect, createServer, type Server, type Socket } from 'node:net';

export type GateMode = 'open' | 'refuse' | 'hang';

/** A door in front of a TCP server that a test can shut: connections are cut, or taken and never answered. */
export interface Gate {
  port: number;
  set(mode: GateMode): void;
  close(): Promise<void>;
}

export async function openGate(targetPort: number): Promise<Gate> {
  let mode: GateMode = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server: Server = createServer((client) => {
    keep(client);
    if (mode === 'refuse') client.destroy();
    if (mode !== 'open') return;
    const target = connect(targetPort, '127.0.0.1');
    keep(target);
    client.on('data', (chunk) => mode === 'open' && target.write(chunk));
    target.on('data', (chunk) => mode === 'open' && client.write(chunk));
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    set: (next) => {
      // What was kept back while hanging is lost with its connection, as after a break of the network.
      if (mode !== 'open' || next === 'refuse') for (const socket of sockets) socket.destroy();
      mode = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
