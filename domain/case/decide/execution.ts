import type { executionCommands } from '../../commands/execution.ts';
import type { ExecutionEvents } from '../evolve/execution.ts';
import type { Deciders } from '../types.ts';

export const decideExecution: Deciders<typeof executionCommands, ExecutionEvents> = {};
