/**
 * Loaded into a part's process (probed.ts) to be asked from outside what its threads hold and do: the main one, and those
 * that the Temporal SDK runs workflows in. Asked over a socket, one line of JSON each way (probing.ts).
 */
import { createServer } from 'node:net';
import { Session } from 'node:inspector';
import { createInterface } from 'node:readline';
import type { Heap, Profile } from './probing.ts';

type Answer = Record<string, unknown>;
type Ask = (method: string, params?: Record<string, unknown>) => Promise<Answer>;

const session = new Session();
session.connect();

const ownThread: Ask = (method, params) =>
  new Promise((resolve, reject) => {
    session.post(method, params, (error, answer) => (error ? reject(error as unknown as Error) : resolve((answer ?? {}) as Answer)));
  });

const threads = new Map<string, { title: string; ask: Ask; answered: (message: string) => void }>();

/** Messages to another thread go in envelopes; their answers come back as events. */
function thread(sessionId: string, title: string): void {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  threads.set(sessionId, {
    title,
    ask: async (method, params) => {
      const id = (last += 1);
      const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      await ownThread('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method, params }) });
      return answer;
    },
    answered: (message) => {
      const { id, result } = JSON.parse(message) as { id?: number; result?: Answer };
      if (id === undefined) return;
      waiting.get(id)?.(result ?? {});
      waiting.delete(id);
    },
  });
}

interface WorkerEvent {
  params: { sessionId: string; message: string; workerInfo: { title: string; url: string } };
}

session.on('NodeWorker.attachedToWorker', ({ params }: WorkerEvent) => thread(params.sessionId, params.workerInfo.url));
session.on('NodeWorker.detachedFromWorker', ({ params }: WorkerEvent) => threads.delete(params.sessionId));
session.on('NodeWorker.receivedMessageFromWorker', ({ params }: WorkerEvent) => threads.get(params.sessionId)?.answered(params.message));
// A later command answers only once those before it are through.
void ownThread('NodeWorker.enable', { waitForDebuggerOnStart: false });

const all = (): { title: string; ask: Ask }[] => [{ title: 'main', ask: ownThread }, ...threads.values()];

async function heap(): Promise<Heap> {
  const used: Heap['threads'] = {};
  for (const [index, { title, ask }] of all().entries()) {
    // Twice: what a first collection finalises, the second frees.
    for (let n = 0; n < 2; n += 1) await ask('HeapProfiler.collectGarbage');
    used[`${index} ${title}`] = Number((await ask('Runtime.getHeapUsage')).usedSize);
  }
  return { residentBytes: process.memoryUsage().rss, threads: used };
}

async function start(): Promise<Record<string, never>> {
  for (const { ask } of all()) {
    await ask('Profiler.enable');
    await ask('Profiler.setSamplingInterval', { interval: 200 });
    await ask('Profiler.start');
  }
  return {};
}

async function stop(): Promise<Record<string, Profile>> {
  const profiles: Record<string, Profile> = {};
  for (const [index, { title, ask }] of all().entries()) profiles[`${index} ${title}`] = (await ask('Profiler.stop')).profile as Profile;
  return profiles;
}

const WAYS: Record<string, () => Promise<unknown>> = { heap, start, stop };

const socket = process.env.CASELIGHT_PROBE;
if (socket !== undefined) {
  createServer((connection) => {
    createInterface({ input: connection }).on('line', (line) => {
      (WAYS[line] ?? (() => Promise.resolve(null)))().then(
        (answer) => connection.end(`${JSON.stringify(answer)}\n`),
        (error: unknown) => connection.end(`${JSON.stringify({ error: String(error) })}\n`),
      );
    });
  })
    .listen(`${socket}.${process.pid}`)
    .unref();
}
