/**
 * Loaded once into a worker thread's sandbox instead of once a case: the rules and the schemas, which keep nothing of any
 * case. Must not import the SDK.
 */
import '../domain/case/machine.ts';
import '../domain/terms/policy.ts';
import '../domain/terms/view.ts';
import './policy-pool.ts';
import './sha256.ts';

// The SDK takes a stack trace of every promise, for its stack trace query. With ten frames each, as by default, that was a
// sixth of a command's time; three say where.
Error.stackTraceLimit = 3;
