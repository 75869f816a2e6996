// `npm run docs`: writes the documents that are made from the code. `npm run rules` makes what they say of the tests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';
import { documentsOf, readSources } from './generated-documents.ts';

for (const [path, content] of Object.entries(documentsOf(readSources()))) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  console.log(path);
}
