/**
 * The workflow bundle: built with the package (`npm run generate`) and kept until workflows, rules, schemas or the SDK
 * change. A worker that finds none for its sources builds it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type BundleOptions, bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowFailuresPath } from '../temporal/codec.ts';

const root = dirname(import.meta.dirname);
const folder = join(root, 'dist', 'workflow-bundle');

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
  for (const file of [
    ...files,
    join(root, 'temporal', 'names.ts'),
    join(root, 'temporal', 'authentic.ts'),
    workflowFailuresPath,
    join(root, 'package-lock.json'),
    join(import.meta.dirname, 'bundle.ts'),
  ]) {
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

export interface FoundBundle {
  path: string;
  /** `given`: named by CASELIGHT_WORKFLOW_BUNDLE. `prebuilt`: made before, of these very sources. */
  from: 'given' | 'prebuilt' | 'built';
}

/** The bundle that the environment names, the prebuilt one, or one that is built now. */
export async function findWorkflowBundle(given?: string): Promise<FoundBundle> {
  if (given === undefined) {
    const prebuilt = bundlePath();
    return existsSync(prebuilt) ? { path: prebuilt, from: 'prebuilt' } : { path: await buildWorkflowBundle(), from: 'built' };
  }
  const path = resolve(given);
  const isBundle = existsSync(path) && readFileSync(path, 'utf8').includes('__webpack_module_cache__');
  if (!isBundle) throw new Error(`CASELIGHT_WORKFLOW_BUNDLE：${path} 不存在或不是工作流包（用 npm run generate 生成）`);
  return { path, from: 'given' };
}

/** Where the bundle of the present sources is, once it is built. */
export const bundlePath = (): string => join(folder, `${sourceHash()}.cjs`);

/** Builds the bundle where there is none for these sources; answers its absolute path. */
export async function buildWorkflowBundle(): Promise<string> {
  const path = bundlePath();
  if (existsSync(path)) return path;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'all.ts'),
    preloadModules: [join(root, 'workflows', 'shared.ts')],
    workflowInterceptorModules: [join(root, 'workflows', 'sealed.ts')],
    failureConverterPath: workflowFailuresPath,
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: forThisNode,
  });
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, path);
  return path;
}
