/** PostgreSQL's five-letter code of a failed statement, through Prisma's and the driver adapter's wrappings. */
export function sqlState(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at !== null && typeof at === 'object' && depth < 6; depth++) {
    const { originalCode, code, meta, cause } = at as Record<string, unknown>;
    if (typeof originalCode === 'string') return originalCode;
    const adapterError = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
    if (adapterError !== undefined) at = adapterError;
    else if (cause !== undefined) at = cause;
    else return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
  }
  return null;
}
