// `npm run docs`: writes the documents that are made from the code, and says which rules no test sees refuse.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';
import { documentsOf, readSources } from './generated-documents.ts';
import { untested } from './rules-document.ts';

const sources = readSources();
for (const [path, content] of Object.entries(documentsOf(sources))) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  console.log(path);
}
const { rules } = sources;
const open = untested(rules);
console.log(`${rules.length} 条规则，${open.length} 条没有拒绝测试`);
for (const { code, unit, file } of open) console.log(`  ${code}  ${unit}  ${file}`);
