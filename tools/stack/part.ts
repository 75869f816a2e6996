export type Part = 'postgres' | 'temporal' | 'worker' | 'api';

/** In the order they start; they stop the other way round. */
export const parts: readonly Part[] = ['postgres', 'temporal', 'worker', 'api'];

export const partLabel: Record<Part, string> = {
  postgres: 'PostgreSQL 数据库',
  temporal: 'Temporal 服务',
  worker: '案件工作进程',
  api: '接口与网页服务',
};

/** How a part is asked to end, and how long it may take before it is made to. */
export const gentleEnd: Record<Part, { signal: NodeJS.Signals; graceMs: number }> = {
  // SIGINT is PostgreSQL's "fast" shutdown: sessions are cut, nothing is lost. SIGTERM would wait for every client.
  postgres: { signal: 'SIGINT', graceMs: 30_000 },
  temporal: { signal: 'SIGTERM', graceMs: 10_000 },
  worker: { signal: 'SIGTERM', graceMs: 15_000 },
  api: { signal: 'SIGTERM', graceMs: 10_000 },
};
