/**
 * Loaded before the SDK's own code in the thread that runs workflows. Its hook on every promise compiles functions and
 * writes down a stack, for a query that nobody here asks (`__stack_trace`); it was a fifth of the thread's time.
 */
const v8 = require('node:v8');

const { createHook } = v8.promiseHooks;
// Node makes its own hook in the same way, up to version 22: the one that AsyncLocalStorage lives on, and with it the SDK's
// cancellation scopes. It looks before and after; the SDK's does not.
v8.promiseHooks.createHook = (hooks) => (hooks.before || hooks.after ? createHook(hooks) : () => undefined);
