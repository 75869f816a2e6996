/** What the tests saw of the rules: made of the witnesses' notes, kept in a file that is committed beside the tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundRefusal } from '../docs/refusals.ts';
import { pathOf } from '../docs/source-program.ts';
import { readTestFile, type TestFile, type TestText } from '../docs/tests.ts';
import { root } from '../paths.mjs';
import { unitKey } from './instrument.ts';
import type { Note } from './note.ts';

/** Titles as they are written, by file, both in the order of the sources. */
export type SeenTests = Record<string, string[]>;

export interface Seen {
  /** Tests in which it refused, which looked at the refusal and name its code. */
  refused: SeenTests;
  /** Where there is none: the first test in which it refused in passing. */
  passing?: SeenTests;
  /** The first test in which its function was asked and refused nothing. */
  passed?: SeenTests;
}

/** By the rule's key, in the order of the sources; what no test comes to is not in it. */
export type SeenRules = Record<string, Seen>;

/** Lives by chance show that the rules hold together; what refused in one of them is no test of a rule. */
const BY_CHANCE = ['test/domain/case/model.test.ts', 'test/domain/work/kind-lives.test.ts'];

export const SEEN_FILE = 'test/domain/rules-seen.json';
const path = join(root, SEEN_FILE);

export const readSeen = (): SeenRules => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SeenRules) : {});

export const seenText = (seen: SeenRules): string => `${JSON.stringify(seen, null, 1)}\n`;

/** The notes of a whole run, one file of notes a file of tests, set against the rules that there are. */
export function seenFrom(folder: string, rules: readonly FoundRefusal[]): SeenRules {
  const files = new Map<string, TestFile>();
  const textOf = ({ file, at }: Note): TestText => {
    const known = files.get(file) ?? readTestFile(file);
    files.set(file, known);
    return known.testAt(at);
  };
  const tests = readdirSync(folder)
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Note[])
    .map((note) => ({ ...note, path: pathOf(note.file), text: textOf(note) }))
    .filter((test) => !BY_CHANCE.includes(test.path))
    .sort((one, other) => order(one.path, other.path) || one.at.line - other.at.line || one.at.column - other.at.column);
  type Test = (typeof tests)[number];

  return Object.fromEntries(
    rules.flatMap((rule) => {
      const refused = tests.filter(({ read, text }) => read.includes(rule.key) && text.literals.has(rule.code));
      const passing = tests.find(({ fired }) => fired.includes(rule.key));
      const passed = tests.find((test) => test.passed.includes(unitKey(rule)));
      if (!passing && !passed) return [];
      const seen: Seen = { refused: listed(refused) };
      if (refused.length === 0 && passing) seen.passing = listed([passing]);
      if (passed) seen.passed = listed([passed]);
      return [[rule.key, seen]];
    }),
  );

  /** The rows of a table of tests are one test. */
  function listed(which: readonly Test[]): SeenTests {
    const byFile: SeenTests = {};
    for (const { path: file, text } of which) byFile[file] = [...new Set([...(byFile[file] ?? []), text.title])];
    return byFile;
  }
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
