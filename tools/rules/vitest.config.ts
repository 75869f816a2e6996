// The project `domain` with a witness at every place that refuses: what `npm run rules` runs, and `npm test` too.
import { relative, sep } from 'node:path';
import { defineConfig } from 'vitest/config';
import { readRefusals } from '../docs/refusals.ts';
import { readDomain } from '../docs/source-program.ts';
import { root } from '../paths.mjs';
import house from '../../vitest.config.ts';
import { insertionsOf, instrumented } from './instrument.ts';

type Project = { test: { name: string } };

const domain = (house.test?.projects as Project[]).find(({ test }) => test.name === 'domain');
if (!domain) throw new Error('no project named domain');
const insertions = insertionsOf(readRefusals(readDomain()));

const witnesses = {
  name: 'caselight-witnesses',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    const here = insertions.get(
      relative(root, id.split('?')[0] ?? id)
        .split(sep)
        .join('/'),
    );
    return here ? { code: instrumented(code, here), map: null } : undefined;
  },
};

export default defineConfig({
  root,
  test: {
    projects: [{ plugins: [witnesses], test: { ...domain.test, root, includeTaskLocation: true, setupFiles: ['tools/rules/witness.ts'] } }],
  },
});
