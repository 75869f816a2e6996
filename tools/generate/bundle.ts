import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { runTool } from './run-tool.ts';
import { hashOf, whenChanged } from './stamp.ts';

/** Where the bundle was put the last time; a bundle that has been deleted since is made again. */
const noteFile = join(root, 'dist', 'workflow-bundle.path');

/**
 * Builds the workflow bundle (worker/bundle.ts) when workflows, domain or the SDK have changed, in a process of its
 * own, because the bundler is large. Answers the bundle's path, or undefined while there is no worker yet.
 */
export async function buildBundle(log: (line: string) => void = () => undefined): Promise<string | undefined> {
  if (!existsSync(join(root, 'worker', 'bundle.ts'))) return undefined;
  const last = existsSync(noteFile) ? readFileSync(noteFile, 'utf8').trim() : '';
  const hash = hashOf(['workflows', 'domain', 'worker/bundle.ts', 'package-lock.json'], String(existsSync(last)));
  await whenChanged(join(root, 'dist', '.workflow-bundle-built-from'), hash, async () => {
    log('正在打包工作流……');
    await runTool('工作流打包', process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'bundle-main.ts'), noteFile]);
  });
  return readFileSync(noteFile, 'utf8').trim();
}
