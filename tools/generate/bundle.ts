import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { runTool } from './run-tool.ts';
import { hashOf, whenChanged } from './stamp.ts';

const dist = join(root, 'dist');
/** Where the bundle was put the last time. */
const noteFile = join(dist, 'workflow-bundle.path');
const stampFile = join(dist, '.workflow-bundle-built-from');

/**
 * Builds the workflow bundle (worker/bundle.ts) when workflows, domain or the SDK have changed or the bundle is gone,
 * in a process of its own, because the bundler is large, and checks what is in it. Answers its path, or undefined
 * while there is no worker yet.
 */
export async function buildBundle(log: (line: string) => void = () => undefined): Promise<string | undefined> {
  if (!existsSync(join(root, 'worker', 'bundle.ts'))) return undefined;
  if (!existsSync(lastBundle())) rmSync(stampFile, { force: true });
  const hash = hashOf(['workflows', 'domain', 'temporal/names.ts', 'worker/bundle.ts', 'package-lock.json']);
  await whenChanged(stampFile, hash, async () => {
    log('正在打包工作流……');
    const script = join(import.meta.dirname, 'bundle-main.ts');
    await runTool('工作流打包', process.execPath, ['--import', 'tsx', script, noteFile]);
  });
  return lastBundle();
}

function lastBundle(): string {
  return existsSync(noteFile) ? readFileSync(noteFile, 'utf8').trim() : '';
}
