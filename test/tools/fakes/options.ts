import type { StackOptions } from '../../../tools/stack/stack.ts';

/** A stack without engines, its worker and API replaced by fakes. */
export const fakes: Omit<StackOptions, 'dataDir'> = {
  parts: ['worker', 'api'],
  external: { databaseUrl: 'postgresql://elsewhere/caselight', temporal: { address: 'elsewhere:7233', namespace: 'default' } },
  entries: { worker: ['test/tools/fakes/worker.ts'], api: ['test/tools/fakes/api.ts'] },
};
