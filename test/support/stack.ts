import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildBundle } from '../../tools/generate/bundle.ts';
import { generatePrismaClient } from '../../tools/generate/prisma-client.ts';
import { buildWeb } from '../../tools/generate/web.ts';
import type { Part } from '../../tools/stack/part.ts';
import { type Stack, type StackOptions, startStack } from '../../tools/stack/stack.ts';
import { seedCounty } from '../../tools/start/wings.ts';
import type { StackAddresses } from './addresses.ts';

const quiet = (): void => undefined;
const log = process.env.CASELIGHT_DEBUG ? (line: string): void => console.error(line) : quiet;

/**
 * Starts a seeded stack in a new folder, for one test file that needs its own (faults) or a project's setup. The two
 * engines come first, then migrations and seed, then the worker and the API where they are wanted.
 */
export async function startTestStack(
  parts: readonly Part[] = ['postgres', 'temporal', 'worker', 'api'],
  options: Partial<StackOptions> = {},
): Promise<Stack> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'caselight-test-'));
  await generatePrismaClient(log);
  if (parts.includes('worker')) await buildBundle(log);
  const engines = parts.filter((part) => part === 'postgres' || part === 'temporal');
  const stack = await startStack({ ...options, dataDir, parts: engines, log });
  try {
    if (parts.includes('postgres')) await seedCounty(stack.databaseUrl, log);
    for (const part of parts) await stack.start(part);
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** Stops a test's stack and removes its data, unless CASELIGHT_KEEP asks to look at it afterwards. */
export async function stopTestStack(stack: Stack): Promise<void> {
  await stack.stop();
  if (!process.env.CASELIGHT_KEEP) rmSync(stack.dataDir, { recursive: true, force: true });
}

export function addressesOf(stack: Stack): StackAddresses {
  const { databaseUrl, temporalAddress, namespace, apiUrl, ports, dataDir, env } = stack;
  return { databaseUrl, temporalAddress, namespace, apiUrl, ports, dataDir, env };
}

/** A vitest global setup: one stack for all files of a project. Answers the teardown. */
export async function provideStack(
  project: TestProject,
  parts?: readonly Part[],
  options: { web?: boolean } = {},
): Promise<() => Promise<void>> {
  if (process.env.CASELIGHT_LIST_ONLY) return () => Promise.resolve();
  if (options.web) await buildWeb(log);
  const stack = await startTestStack(parts);
  project.provide('stack', addressesOf(stack));
  return () => stopTestStack(stack);
}
