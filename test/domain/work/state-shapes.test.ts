/**
 * How items of the other kinds are kept, field by field (a case: test/domain/case/state-shape.test.ts). A change of a kind's
 * file fails here until its `stateVersion` is raised and its `upcast` brings states from before along; then
 * `CASELIGHT_SHAPE=write npx vitest run --project domain test/domain/work/state-shapes.test.ts` writes the new outline once.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../domain/kinds.ts';
import { misfits, outlineOfType } from '../../support/type-outline.ts';
import { itemBegun } from './item-begun.ts';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'states');
const pascal = (name: string): string => name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

describe.each(kinds.filter(({ name }) => name !== 'case').map((kind) => [kind.name, kind] as const))('the state of %s', (name, kind) => {
  const outline = outlineOfType(`domain/${name}/file.ts`, `${pascal(name)}File`);
  const written = Object.entries(outline)
    .map(([path, types]) => `${path}: ${types.join(' or ')}\n`)
    .join('');
  const fileOf = (version: number): string => join(folder, `${name}-${version}.txt`);
  if (process.env['CASELIGHT_SHAPE'] === 'write' && !existsSync(fileOf(kind.stateVersion)))
    writeFileSync(fileOf(kind.stateVersion), written);

  it('has the shape of its version, and no version has two', () => {
    const noted = existsSync(fileOf(kind.stateVersion)) ? readFileSync(fileOf(kind.stateVersion), 'utf8') : '';
    expect(written, `the file of ${name} has changed: see the head of this file`).toBe(noted);
    expect(existsSync(fileOf(kind.stateVersion + 1))).toBe(false);
  });

  it('is what its events fold to, and stays the very same when it is upcast', () => {
    const file = itemBegun(name);
    expect(misfits(file, outline)).toEqual([]);
    expect(kind.upcast(file, kind.stateVersion)).toBe(file);
  });
});
