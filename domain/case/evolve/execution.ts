import type { Evolvers } from '../types.ts';

// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ExecutionEvents {}

export const evolveExecution: Evolvers<ExecutionEvents> = {};
