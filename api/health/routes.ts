/** Whether this process lives and each part it needs answers; for whatever supervises it, so without sign-in. */
import { stat } from 'node:fs/promises';
import type { Express } from 'express';
import type { Database } from '../database/database.ts';
import type { Gateway } from '../temporal/gateway.ts';

const PART_WITHIN_MS = 2_500;

type PartName = 'postgres' | 'temporal' | 'evidence' | 'lists';
export interface Part {
  ok: boolean;
  /** Milliseconds that the answer took. */
  ms: number;
  reason?: string;
}

export interface HealthServices {
  database: Database;
  gateway: Gateway;
  evidenceFolder: string;
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
  return typeof code === 'string'
    ? code
    : error instanceof Error && /没有/.test(error.message)
      ? error.message
      : '没有回答';
};

export function mountHealth(app: Express, { database, gateway, evidenceFolder }: HealthServices): void {
  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.get('/readyz', async (_request, response) => {
    const checks: [PartName, () => Promise<unknown>][] = [
      ['postgres', () => database.rows('select 1')],
      ['temporal', () => gateway.ping(PART_WITHIN_MS)],
      ['evidence', () => stat(evidenceFolder)],
      [
        'lists',
        async () => {
          const row = await database.first<{ n: number }>(
            `select count(*)::int as n from list_version where status = 'published'`,
          );
          if (!row?.n) throw new Error('没有已发布的清单');
        },
      ],
    ];
    const parts = Object.fromEntries(
      await Promise.all(checks.map(async ([name, check]) => [name, await timed(check)] as const)),
    );
    const ok = Object.values(parts).every((part) => part.ok);
    response
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ok, parts });
  });
}
