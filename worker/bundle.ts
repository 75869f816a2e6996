/** The workflow bundle, built before the worker starts and kept until workflows, rules, schemas or the SDK change. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BundleOptions, bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = dirname(import.meta.dirname);
const cache = join(root, '.cache', 'workflow-bundle');

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Of everything that can change the bundle: sources, and by the lock file the SDK and the two libraries in it. */
function sourceHash(): string {
  const hash = createHash('sha256');
  const files = [...filesUnder(join(root, 'workflows')), ...filesUnder(join(root, 'domain'))];
  for (const file of [...files, join(root, 'temporal', 'names.ts'), join(root, 'package-lock.json'), join(import.meta.dirname, 'bundle.ts')]) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 20);
}

type BundleConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/** The bundler writes for Node 8, where every object spread becomes a slow function; ours is 20 or later. */
function forThisNode(config: BundleConfig): BundleConfig {
  const targets = (config.module?.rules ?? []).flatMap((rule) => {
    const jsc = (rule as { use?: { options?: { jsc?: { target?: string } } } }).use?.options?.jsc;
    return jsc?.target ? [jsc] : [];
  });
  if (targets.length === 0) throw new Error('the bundler no longer says what it writes for');
  for (const jsc of targets) jsc.target = 'es2022';
  return config;
}

/** Builds the bundle where there is none for these sources; answers its absolute path. */
export async function buildWorkflowBundle(): Promise<string> {
  const path = join(cache, `${sourceHash()}.cjs`);
  if (existsSync(path)) return path;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'all.ts'),
    preloadModules: [join(root, 'workflows', 'shared.ts')],
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: forThisNode,
  });
  mkdirSync(cache, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, path);
  return path;
}
