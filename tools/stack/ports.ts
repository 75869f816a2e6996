import { createServer } from 'node:net';

export interface Ports {
  api: number;
  postgres: number;
  temporal: number;
  temporalUi: number;
}

export const portNames: readonly (keyof Ports)[] = ['api', 'postgres', 'temporal', 'temporalUi'];

/** Whether a TCP port (1–65535) can be listened on here, on the loopback address and on all addresses. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** `count` different free ports, picked by the system; all are held until the last is known, so none comes twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given by the system');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The given ports, each missing one replaced by a free one. */
export async function completePorts(given: Partial<Ports> = {}): Promise<Ports> {
  const free = await freePorts(portNames.length);
  const pick = (name: keyof Ports): number => given[name] ?? free[portNames.indexOf(name)]!;
  return {
    api: pick('api'),
    postgres: pick('postgres'),
    temporal: pick('temporal'),
    temporalUi: pick('temporalUi'),
  };
}
