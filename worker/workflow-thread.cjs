/**
 * Loaded before the SDK's own code in the thread that runs workflows. Its hook on every promise compiles functions and
 * writes down a stack, for a query that nobody here asks (`__stack_trace`); it was a fifth of the thread's time.
 */
const v8 = require('node:v8');

v8.promiseHooks.createHook = () => () => undefined;
