/** How many pages a scanned file has: counted by the library that shows them, so that page 5 here is page 5 there. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../http/problem.ts';

/** Images that a browser shows; other formats have no page to compare with. */
const IMAGES = ['image/jpeg', 'image/png', 'image/webp'];
const MOST_PAGES = 2_000;
const MOST_MEMORY_MB = 384;
const WITHIN_MS = 60_000;
/** Many files come one after the other; then the thread gives its memory back. */
const IDLE_MS = 20_000;

export const SCAN_WORDS = 'PDF、JPG、PNG、WebP';

export const isScan = (type: string): boolean => type === 'application/pdf' || IMAGES.includes(type);

interface Counted {
  id: number;
  pages?: number;
  fault?: string;
}

interface Counter {
  thread: Worker;
  /** Who waits for it, by question. */
  waiting: Map<number, (counted: Omit<Counted, 'id'>) => void>;
  idle: NodeJS.Timeout | null;
}

/** The thread that counts, while there is one. */
let counter: Counter | null = null;
let asked = 0;

function counting(): Counter {
  if (counter) return counter;
  const thread = new Worker(new URL('./count-pages.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    stdout: true,
    stderr: true,
  });
  const begun: Counter = { thread, waiting: new Map(), idle: null };
  const over = (fault: string) => {
    if (counter === begun) counter = null;
    for (const answer of begun.waiting.values()) answer({ fault });
    begun.waiting.clear();
  };
  thread.on('message', ({ id, ...counted }: Counted) => {
    begun.waiting.get(id)?.(counted);
    begun.waiting.delete(id);
  });
  thread.on('error', () => over('exhausted'));
  thread.on('exit', () => over('ended'));
  // It keeps no process from ending.
  thread.unref();
  counter = begun;
  return begun;
}

async function countIn(path: string): Promise<Omit<Counted, 'id'>> {
  const mine = counting();
  const { thread, waiting } = mine;
  asked += 1;
  const id = asked;
  if (mine.idle) clearTimeout(mine.idle);
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      waiting.set(id, resolve);
      late = setTimeout(() => void thread.terminate(), WITHIN_MS);
      thread.postMessage({ id, path });
    });
  } finally {
    clearTimeout(late);
    if (waiting.size === 0) mine.idle = setTimeout(() => void thread.terminate(), IDLE_MS).unref();
  }
}

export async function pagesOf(path: string, type: string): Promise<number> {
  if (type !== 'application/pdf') return 1;
  const { pages, fault } = await countIn(path);
  if (fault === 'PasswordException') throw new Problem(422, 'scan-locked', '扫描件加了密码，打不开', { needs: ['去掉密码后重新上传'] });
  if (pages === undefined || pages === 0) {
    throw new Problem(422, 'scan-broken', '扫描件已经损坏或者过于庞大，读不出页数', {
      needs: ['重新扫描或者重新导出后上传', '太大的分成几个文件上传'],
    });
  }
  if (pages > MOST_PAGES) {
    throw new Problem(422, 'too-many-pages', `扫描件有${pages}页，一个文件最多${MOST_PAGES}页`, { needs: ['分成几个文件上传'] });
  }
  return pages;
}
