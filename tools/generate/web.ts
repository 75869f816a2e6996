import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';
import { runTool } from './run-tool.ts';
import { hashOf, whenChanged } from './stamp.ts';

/** Builds the browser app into dist/web when its sources have changed. Answers whether it did. */
export async function buildWeb(log: (line: string) => void = () => undefined): Promise<boolean> {
  if (!existsSync(join(root, 'web', 'index.html'))) return false;
  const out = join(root, 'dist', 'web');
  const hash = hashOf(['web', 'domain', 'package-lock.json', 'tools/generate/web.ts']);
  return whenChanged(join(out, '.built-from'), hash, async () => {
    log('正在构建网页（vite build）……');
    const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
    // Tests build it too, and their NODE_ENV would make it a build for development: larger and slower.
    await runTool('网页构建', process.execPath, [vite, 'build', 'web', '--outDir', out, '--emptyOutDir'], { NODE_ENV: 'production' });
  });
}
