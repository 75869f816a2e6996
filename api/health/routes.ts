/** Whether this process lives and each part it needs answers; for whatever supervises it, so without sign-in. */
import { stat } from 'node:fs/promises';
import type { Express } from 'express';
import type { Database } from '../database/database.ts';
import type { InstallationWatch } from '../installation/watch.ts';
import type { Gateway } from '../temporal/gateway.ts';

const PART_WITHIN_MS = 2_500;

type PartName = 'postgres' | 'temporal' | 'evidence' | 'lists' | 'worker' | 'installation';
export interface Part {
  ok: boolean;
  /** Milliseconds that the answer took. */
  ms: number;
  reason?: string;
  /** Not as it should be, but what only reads is served. */
  readOnly?: true;
}

export interface HealthServices {
  database: Database;
  gateway: Gateway;
  evidenceFolder: string;
  installation: Pick<InstallationWatch, 'state' | 'faults' | 'closed'>;
}

async function timed(work: () => Promise<unknown>): Promise<Part> {
  const from = performance.now();
  const ms = () => Math.round(performance.now() - from);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${PART_WITHIN_MS} ms 内没有回答`)), PART_WITHIN_MS);
  });
  try {
    await Promise.race([work(), late]);
    return { ok: true, ms: ms() };
  } catch (error) {
    return { ok: false, ms: ms(), reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The kind of failure, without addresses or credentials. */
const reasonOf = (error: unknown): string => {
  const code = (error as { code?: unknown }).code;
  if (code === '42P01') return '数据库没有表结构，或者是更早版本的：执行 npm run migrate';
  return typeof code === 'string' ? code : error instanceof Error && /没有/.test(error.message) ? error.message : '没有回答';
};

const NO_WORKER = {
  none: '没有办案进程（worker）在运行：能查阅，办理要等它起来',
  silent: '办案进程（worker）没有应答，可能已经停住：能查阅，办理要等它恢复',
};

/** Whoever waits for the worker still reads; that it is away is said, not made into an absence of the pages. */
async function workerPart(gateway: Gateway): Promise<Part> {
  const part = await timed(async () => {
    const state = await gateway.workers(PART_WITHIN_MS / 2);
    if (state !== 'answer') throw new Error(NO_WORKER[state]);
  });
  return part.ok ? part : { ...part, readOnly: true };
}

/** Known already: it is asked every twenty seconds, not for each probe. */
function installationPart(installation: HealthServices['installation']): Part {
  const state = installation.state();
  const part = (reason: string): Part => ({ ok: false, ms: 0, reason });
  if (state.kind === 'unchecked') return part(`还没有核对：${state.reason}`);
  const closed = installation.closed();
  if (closed !== null) return part(closed);
  const faults = installation.faults();
  return faults.length === 0
    ? { ok: true, ms: 0 }
    : { ...part(faults.map(({ text, todo }) => `${text}。${todo}`).join('；')), readOnly: true };
}

export function mountHealth(app: Express, { database, gateway, evidenceFolder, installation }: HealthServices): void {
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    const checks: [Exclude<PartName, 'installation' | 'worker'>, () => Promise<unknown>][] = [
      ['postgres', () => database.rows('select 1')],
      ['temporal', () => gateway.ping(PART_WITHIN_MS)],
      ['evidence', () => stat(evidenceFolder)],
      [
        'lists',
        async () => {
          const row = await database.first<{ n: number }>(`select count(*)::int as n from list_version where status = 'published'`);
          if (!row?.n) throw new Error('没有已发布的清单');
        },
      ],
    ];
    const answers: Promise<readonly [PartName, Part]>[] = checks.map(async ([name, check]) => [name, await timed(check)] as const);
    answers.push(workerPart(gateway).then((part) => ['worker', part] as const));
    const parts: Partial<Record<PartName, Part>> = Object.fromEntries(await Promise.all(answers));
    parts.installation = installationPart(installation);
    const ok = Object.values(parts).every((part) => part.ok || part.readOnly);
    // With a store that is older, or without a worker, the pages are needed all the more: ready to read, and said so.
    const readOnly = ok && Object.values(parts).some((part) => part.readOnly);
    response
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ok, ...(readOnly ? { readOnly } : {}), parts });
  });
}
