import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashDemoPassword } from '../../api/session/password/hash.ts';
import { seed } from '../../prisma/seed/main.ts';
import { root } from '../paths.mjs';
import type { Stack } from '../stack/stack.ts';

type Log = (line: string) => void;

interface DemoModule {
  openDemoCases(target: { apiUrl: string; databaseUrl: string; env: Record<string, string>; log: Log }): Promise<void>;
}

/**
 * Puts the county's reference data into the database (prisma/seed/main.ts). Called at every start: seeding is
 * idempotent and leaves alone what people have changed since.
 */
export async function seedCounty(databaseUrl: string, log: Log): Promise<void> {
  log('正在写入演示县的基础数据……');
  await seed(databaseUrl, hashDemoPassword);
}

/** Opens the demo county's cases through the running API (tools/demo/main.ts), where they are not there yet. */
export async function openDemoCounty(stack: Stack, log: Log): Promise<void> {
  const module = await load<DemoModule>('tools/demo/main.ts');
  if (!module) return;
  await module.openDemoCases({ apiUrl: stack.apiUrl, databaseUrl: stack.databaseUrl, env: stack.env, log });
}

async function load<T>(path: string): Promise<T | undefined> {
  const file = join(root, path);
  return existsSync(file) ? ((await import(pathToFileURL(file).href)) as T) : undefined;
}
