import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FoundRefusal, readRefusals } from '../../tools/docs/refusals.ts';
import { readDomain } from '../../tools/docs/source-program.ts';
import { readTestFile } from '../../tools/docs/tests.ts';
import { root } from '../../tools/paths.mjs';
import { ruleFaults } from '../../tools/rules/faults.ts';
import { insertionsOf, instrumented } from '../../tools/rules/instrument.ts';
import type { Note } from '../../tools/rules/note.ts';
import { seenFrom } from '../../tools/rules/seen.ts';

const folder = mkdtempSync(join(tmpdir(), 'caselight-seen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the witnesses', () => {
  let rules: FoundRefusal[];
  beforeAll(() => {
    rules = readRefusals(readDomain());
  }, 120_000);

  it('stand at every place that refuses, and move no line', () => {
    const insertions = insertionsOf(rules);
    let witnessed = '';
    for (const [file, here] of insertions) {
      const text = readFileSync(join(root, file), 'utf8');
      const more = instrumented(text, here);
      expect(more.split('\n').length, file).toBe(text.split('\n').length);
      const { diagnostics } = ts.transpileModule(more, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } });
      expect(diagnostics, file).toEqual([]);
      witnessed += more;
    }
    expect(rules.map(({ key }) => key).filter((key) => !witnessed.includes(`"${key}"`))).toEqual([]);
  });
});

describe('what the tests saw', () => {
  const file = join(root, 'test', 'tools', 'rules-seen.test.ts');
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => /^ {2}it\.each\(\['first/.test(text)) + 1;
  const rule = (key: string): FoundRefusal => {
    const [path = '', unit = '', code = ''] = key.split('#');
    return { key, file: path, unit, code } as FoundRefusal;
  };
  const note = (more: Partial<Note>): Note => ({ file, at: { line, column: 30 }, fired: [], read: [], passed: [], ...more });
  const seen = (...notes: Note[]) => {
    const name = mkdtempSync(join(folder, 'run-'));
    mkdirSync(name, { recursive: true });
    writeFileSync(join(name, 'one.json'), JSON.stringify(notes));
    return seenFrom(name, [rule('a.ts#one#first-code'), rule('a.ts#one#other-code'), rule(`a.ts#two#${unwritten}`)]);
  };
  /** A code that stands nowhere in this file. */
  const unwritten = ['not', 'written', 'here'].join('-');
  const here = 'test/tools/rules-seen.test.ts';
  const title = 'what the tests saw › a row of %s';

  it.each(['first-code', 'other-code'])('a row of %s', (code) => {
    expect(readTestFile(file).testAt({ line, column: 30 }).title).toBe(title);
    expect(code).toMatch(/-code$/);
  });

  it('is a refusal where the test looked at it and names its code; the rows of a table are one test', () => {
    const both = note({ fired: ['a.ts#one#first-code'], read: ['a.ts#one#first-code'] });
    expect(seen(both, both)).toEqual({ 'a.ts#one#first-code': { refused: { [here]: [title] } } });
  });

  it('is a refusal in passing where it did not look, or does not name it', () => {
    expect(seen(note({ fired: ['a.ts#one#first-code'] }))['a.ts#one#first-code']).toEqual({ refused: {}, passing: { [here]: [title] } });
    const key = `a.ts#two#${unwritten}`;
    expect(seen(note({ fired: [key], read: [key] }))).toEqual({ [key]: { refused: {}, passing: { [here]: [title] } } });
  });

  it('is a passage for every rule of the function that was asked', () => {
    expect(Object.entries(seen(note({ passed: ['a.ts#one'] }))).map(([key, { passed }]) => [key, passed])).toEqual([
      ['a.ts#one#first-code', { [here]: [title] }],
      ['a.ts#one#other-code', { [here]: [title] }],
    ]);
  });
});

describe('what is wrong with the rules', () => {
  const tested = { refused: { 'x.test.ts': ['refuses'] } };
  const rules = [{ key: 'a.ts#one#code' }];

  it('nothing, where each is tested or named as one that cannot happen', () => {
    expect(ruleFaults(rules, { 'a.ts#one#code': tested }, {})).toEqual([]);
    expect(ruleFaults(rules, {}, { 'a.ts#one#code': '不会发生' })).toEqual([]);
  });

  it.each([
    [{}, {}, '没有测试看到它拒绝：a.ts#one#code'],
    [{ 'a.ts#one#code': { refused: {}, passing: tested.refused } }, {}, '顺带发生'],
    [{ 'a.ts#one#code': tested }, { 'a.ts#one#code': '不会发生' }, '列为不会发生的规则发生了：a.ts#one#code'],
    [{ 'a.ts#one#code': tested }, { 'a.ts#gone#code': '不会发生' }, '列为不会发生的规则已经不存在：a.ts#gone#code'],
    [{ 'a.ts#one#code': tested, 'a.ts#gone#code': tested }, {}, 'npm run rules：a.ts#gone#code'],
  ])('%j, unreachable %j: %s', (seen, unreachable, fault) => {
    const faults = ruleFaults(rules, seen, unreachable);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });
});
