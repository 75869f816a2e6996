/** A query string of what is filled in; empty when nothing is. */
export function query(parameters: Record<string, string | number | undefined | null>): string {
  const filled = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return filled.length > 0 ? `?${new URLSearchParams(filled.map(([key, value]) => [key, String(value)])).toString()}` : '';
}
