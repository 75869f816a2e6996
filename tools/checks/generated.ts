// `npm run check:generated`: what is generated and committed is as fresh as its sources.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../paths.mjs';

interface DocsModule {
  /** Path relative to the clone → content, for every document made from code. */
  generatedDocuments(): Promise<Record<string, string>>;
}

const file = join(root, 'tools', 'docs', 'generated-documents.ts');
if (existsSync(file)) {
  const { generatedDocuments } = (await import(pathToFileURL(file).href)) as DocsModule;
  for (const [path, content] of Object.entries(await generatedDocuments())) {
    const committed = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
    if (committed === content) continue;
    console.error(`${path} 与源码不一致,请重新生成`);
    process.exitCode = 1;
  }
}
