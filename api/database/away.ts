/** Tells «PostgreSQL is away» from a query that is wrong. */

const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
// 08 connection exceptions, 53 out of resources, 57P01–57P05 shutting down or starting up,
// 57014 cancelled by its time limit.
const SQL_STATES = /^(08|53|57P0|57014)/;
const WORDS = new RegExp(
  [
    'Connection terminated',
    'timeout exceeded when trying to connect',
    // A connection of one's own says the same in other words.
    '^timeout expired$',
    'Client has encountered a connection error',
    'Query read timeout',
    'not queryable',
    'the database system is',
  ].join('|'),
  'i',
);

export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (SYSTEM_CODES.has(code) || SQL_STATES.test(code))) return true;
  return WORDS.test(error.message);
}
