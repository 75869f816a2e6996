/** The kinds of process there are. */
export type Kind = 'postgres' | 'temporal' | 'worker' | 'api';

/** A process of the stack. The second worker and the second API run beside the first where somebody starts them. */
export type Part = Kind | 'worker2' | 'api2';

/** What a stack starts unless it is told otherwise, in the order they start; they stop the other way round. */
export const parts: readonly Kind[] = ['postgres', 'temporal', 'worker', 'api'];

/** Every part there can be, in the same order. */
export const everyPart: readonly Part[] = ['postgres', 'temporal', 'worker', 'worker2', 'api', 'api2'];

const kinds: Record<Part, Kind> = {
  postgres: 'postgres',
  temporal: 'temporal',
  worker: 'worker',
  worker2: 'worker',
  api: 'api',
  api2: 'api',
};

export const kindOf = (part: Part): Kind => kinds[part];

export const partLabel: Record<Part, string> = {
  postgres: 'PostgreSQL 数据库',
  temporal: 'Temporal 服务',
  worker: '案件工作进程',
  worker2: '第二个案件工作进程',
  api: '接口与网页服务',
  api2: '第二个接口与网页服务',
};

/** How a part is asked to end, and how long it may take before it is made to. */
export const gentleEnd: Record<Kind, { signal: NodeJS.Signals; graceMs: number }> = {
  // SIGINT is PostgreSQL's "fast" shutdown: sessions are cut, nothing is lost. SIGTERM would wait for every client.
  postgres: { signal: 'SIGINT', graceMs: 30_000 },
  temporal: { signal: 'SIGTERM', graceMs: 10_000 },
  worker: { signal: 'SIGTERM', graceMs: 15_000 },
  api: { signal: 'SIGTERM', graceMs: 10_000 },
};
