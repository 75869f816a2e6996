import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { endWithUs } from '../generate/run-tool.ts';
import { root } from '../paths.mjs';
import { type Tally, type VitestReport, tallyOf } from './tally.ts';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Runs one vitest project, readable on the screen and counted from its report; `config` where it is not the house's own. */
export async function runProject(name: string, env: Record<string, string>, config?: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'caselight-report-'));
  const report = join(folder, 'report.json');
  try {
    const args = [
      'run',
      '--project',
      name,
      ...(config ? ['--config', config] : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const code = await runVitest(args, env, 'inherit');
    return tallyOf(name, readReport(report), code, (file) => relative(root, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project that cannot run here: each of its tests is named as skipped. */
export async function skipProject(name: string, files: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'caselight-report-'));
  const list = join(folder, 'list.json');
  try {
    // Naming tests needs no stack (see provideStack).
    await runVitest(['list', '--project', name, `--json=${list}`], { CASELIGHT_LIST_ONLY: '1' }, 'ignore');
    const tests = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { name: string; file: string }[]) : [];
    const names = tests.map((test) => `${name} › ${relative(root, test.file)} › ${test.name}`);
    return { passed: 0, failed: [], skipped: names.length > 0 ? names : files.map((file) => `${name} › ${file}`) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}

async function runVitest(args: readonly string[], env: Record<string, string>, output: 'inherit' | 'ignore'): Promise<number | null> {
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  endWithUs(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
