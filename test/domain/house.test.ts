import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The rules of the house that a glance at the sources can check; .dependency-cruiser.cjs and eslint know the rest. */

const root = join(import.meta.dirname, '..', '..');

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') }));
}

/** Module names after `from`, in `import '…'` and in `import('…')`. */
function imports(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/\b(?:from\s*|import\s*\(?\s*)'([^'\s]+)'/g)].map((match) => match[1]!);
}

describe('the domain', () => {
  const domain = sources('domain');

  test('is there', () => {
    expect(domain.length).toBeGreaterThan(20);
  });

  test('imports zod and itself, nothing else', () => {
    const strangers = domain.flatMap(({ path, text }) =>
      imports(text)
        .filter((name) => name !== 'zod' && !(name.startsWith('.') && join(path, '..', name).startsWith('domain/')))
        .map((name) => `${path}: ${name}`),
    );
    expect(strangers).toEqual([]);
  });

  test('asks neither clock nor chance', () => {
    const asking = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b/;
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
    expect(domain.filter(({ text }) => asking.test(code(text))).map(({ path }) => path)).toEqual([]);
  });
});

describe('sources', () => {
  const all = ['domain', 'contract', 'record', 'temporal', 'installation', 'workflows', 'activities', 'api', 'worker', 'web/src'].flatMap(
    sources,
  );

  test('import files by their full name', () => {
    const incomplete = all.flatMap(({ path, text }) =>
      imports(text)
        .filter((name) => name.startsWith('.') && !/\.(tsx?|mjs|css|json|svg|png)(\?\w+)?$/.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(incomplete).toEqual([]);
  });

  test('name the heads in one place', () => {
    const named = all.filter(({ path, text }) => /'(town|bureau)-head'/.test(text) && path !== 'domain/roles.ts');
    expect(named.map(({ path }) => path)).toEqual(['domain/vocabulary.ts']);
  });

  test('export by name', () => {
    expect(all.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
