// `bundle-main.ts <note file>`: builds the workflow bundle, checks what is in it, and notes where it is.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkBundle } from '../checks/bundle.ts';
import { root } from '../paths.mjs';

interface BundleModule {
  buildWorkflowBundle(): Promise<string>;
}

const noteFile = process.argv[2];
if (!noteFile) throw new Error('no note file was given');
const module = (await import(pathToFileURL(join(root, 'worker', 'bundle.ts')).href)) as BundleModule;
const path = resolve(root, await module.buildWorkflowBundle());
checkBundle(path);
mkdirSync(dirname(noteFile), { recursive: true });
writeFileSync(noteFile, `${path}\n`);
