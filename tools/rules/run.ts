/** Runs the domain's tests with witnesses and reads what they saw. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRefusals } from '../docs/refusals.ts';
import { readDomain } from '../docs/source-program.ts';
import { runProject } from '../test/run-project.ts';
import type { Tally } from '../test/tally.ts';
import { seenFrom, type SeenRules } from './seen.ts';

/** `seen` only where every test passed: a test that failed has not seen everything. */
export async function runWitnessed(env: Record<string, string>): Promise<{ tally: Tally; seen?: SeenRules }> {
  const notes = mkdtempSync(join(tmpdir(), 'caselight-rules-'));
  try {
    const tally = await runProject('domain', { ...env, CASELIGHT_WITNESS: notes }, join('tools', 'rules', 'vitest.config.ts'));
    return tally.failed.length > 0 ? { tally } : { tally, seen: seenFrom(notes, readRefusals(readDomain())) };
  } finally {
    rmSync(notes, { recursive: true, force: true });
  }
}
