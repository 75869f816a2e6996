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

/**
 * Below what systems give to outgoing connections (Linux: from 32768 on): one of those could take a port before it is
 * listened on.
 */
const [LOWEST, HIGHEST] = [12_000, 32_000];
const MOST_TRIES = 2_000;

/** `count` different free ports; by chance, so that two who ask at once rarely get the same. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tries = 0; found.size < count; tries++) {
    if (tries > MOST_TRIES) throw new Error(`no ${count} free ports between ${LOWEST} and ${HIGHEST}`);
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

/** The given ports, each missing one replaced by a free one. */
export async function completePorts(given: Partial<Ports> = {}): Promise<Ports> {
  const free = await freePorts(portNames.length);
  const pick = (name: keyof Ports): number => given[name] ?? free[portNames.indexOf(name)]!;
  return { api: pick('api'), postgres: pick('postgres'), temporal: pick('temporal'), temporalUi: pick('temporalUi') };
}
