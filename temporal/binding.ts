/** What a client of ours sends says inside for which workflow it is, as what and under which id: workflows/sealed.ts asks. */
import { randomUUID } from 'node:crypto';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { Binding } from './authentic.ts';

function bind(args: readonly unknown[], bound: Binding): unknown[] {
  const [given, ...more] = args;
  return given !== null && typeof given === 'object' && !Array.isArray(given) ? [{ ...given, bound }, ...more] : [...args];
}

/** Whose time a start is given in: the server's, near enough. */
export type Clock = () => string | Promise<string>;

export const thisMachine: Clock = () => new Date().toISOString();

/** Before every client of ours. */
export function bindingBy(clock: Clock): WorkflowClientInterceptor {
  const startOf = async (to: string, as: string): Promise<Binding> => ({ to, as, id: randomUUID(), at: await clock() });
  return {
    startWithDetails: async (input, next) => {
      const { options, workflowType } = input;
      return next({ ...input, options: { ...options, args: bind(options.args, await startOf(options.workflowId, workflowType)) } });
    },

    startUpdate: (input, next) => {
      const { updateName, workflowExecution, args, options } = input;
      const updateId = options?.updateId ?? randomUUID();
      const bound = { to: workflowExecution.workflowId ?? '', as: updateName, id: updateId };
      return next({ ...input, args: bind(args, bound), options: { ...options, updateId } });
    },

    startUpdateWithStart: async (input, next) => {
      const { workflowType, workflowStartOptions: start, updateName, updateArgs, updateOptions } = input;
      const updateId = updateOptions?.updateId ?? randomUUID();
      return next({
        ...input,
        workflowStartOptions: { ...start, args: bind(start.args, await startOf(start.workflowId, workflowType)) },
        updateArgs: bind(updateArgs, { to: start.workflowId, as: updateName, id: updateId }),
        updateOptions: { ...updateOptions, updateId },
      });
    },

    signal: (input, next) => {
      const { signalName, workflowExecution, args } = input;
      return next({ ...input, args: bind(args, { to: workflowExecution.workflowId ?? '', as: signalName, id: randomUUID() }) });
    },
  };
}
