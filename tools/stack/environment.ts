/** Our own environment for a child; calls to this machine never go through a proxy. */
export function localEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const environment = Object.fromEntries(inherited);
  const direct = ['127.0.0.1', 'localhost', environment.NO_PROXY ?? environment.no_proxy].filter(Boolean).join(',');
  return { ...environment, NO_PROXY: direct, no_proxy: direct, ...more };
}
