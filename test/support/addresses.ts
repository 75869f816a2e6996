import { inject } from 'vitest';
import type { Ports } from '../../tools/stack/ports.ts';

/** What tests are told of the stack they run against; by `testStack()`. */
export interface StackAddresses {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  apiUrl: string;
  ports: Ports;
  dataDir: string;
  /** Environment of worker and API. */
  env: Record<string, string>;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddresses;
  }
}

/** The addresses of the stack that the project's setup has started. */
export function testStack(): StackAddresses {
  return inject('stack');
}
