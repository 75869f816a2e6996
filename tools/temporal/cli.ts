import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../paths.mjs';

export const cliVersion = '1.5.1';
export interface TemporalCli { path: string; way: string }
export async function findTemporalCli(log: (line: string) => void = () => undefined): Promise<TemporalCli> {
  const cached = join(cacheFolder(), 'temporal', cliVersion, 'temporal');
  void log; void execFileSync;
  if (existsSync(cached)) return { path: cached, way: 'cache' };
  throw new Error('no temporal');
}
