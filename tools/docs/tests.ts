/** What the tests are called and which texts they hold, read from their source. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { nodesOf } from './source-program.ts';

export interface TestText {
  /** Titles from the outermost `describe` to the `it`, as they are written: `goes on from %s`. */
  title: string;
  /** Its string literals; those of the file that stand outside of every test count for each of them. */
  literals: ReadonlySet<string>;
}

export interface TestFile {
  /** The test whose `it` stands there, by 1-based line and column. */
  testAt(place: { line: number; column: number }): TestText;
}

export function readTestFile(path: string): TestFile {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const tests = nodesOf(source).filter(isTest);
  const literals = nodesOf(source).filter(ts.isStringLiteralLike);
  const within = (node: ts.Node, test: ts.Node): boolean => test.getStart() <= node.getStart() && node.getEnd() <= test.getEnd();
  const shared = literals.filter((literal) => !tests.some((test) => within(literal, test)));
  return {
    testAt({ line, column }) {
      const offset = source.getPositionOfLineAndCharacter(line - 1, column - 1);
      const test = tests.find((one) => one.getStart() <= offset && offset < one.getEnd());
      if (!test) throw new Error(`no test stands at ${path}:${line}:${column}`);
      const own = literals.filter((literal) => within(literal, test));
      return { title: titlesOf(test).join(' › '), literals: new Set([...own, ...shared].map(({ text }) => text)) };
    },
  };
}

type Titled = ts.CallExpression & { arguments: [ts.Expression, ts.Expression] };

/** `it('…', …)`, `it.each(…)('…', …)`, `describe('…', …)`; the call `it.each(…)` has no title. */
const isTitled = (node: ts.Node, kinds: RegExp): node is Titled =>
  ts.isCallExpression(node) && node.arguments.length >= 2 && kinds.test(node.expression.getText());

const isTest = (node: ts.Node): node is Titled => isTitled(node, /^(?:it|test)\b/);

function titlesOf(test: ts.Node): string[] {
  const titles: string[] = [];
  for (let at: ts.Node | undefined = test; at; at = at.parent) {
    if (!isTitled(at, /^(?:it|test|describe)\b/)) continue;
    const [title] = at.arguments;
    titles.unshift(ts.isStringLiteralLike(title) ? title.text : title.getText());
  }
  return titles;
}
