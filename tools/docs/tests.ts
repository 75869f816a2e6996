/** What the tests name: refusal codes, commands that went through, functions they call. Read from their source. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { nodesOf, pathOf, typescriptFiles } from './source-program.ts';

export interface FoundTest {
  file: string;
  /** Titles from the outermost `describe` to the `it`; empty for what stands outside of a test. */
  title: string;
  /** Texts that may be codes: literals that are no field of a payload. */
  literals: Set<string>;
  /** Commands that were carried out, not only tried. */
  carriedOut: Set<string>;
  calls: Set<string>;
}

/** Words around a `when` that fail the test where the command was refused. */
const DEMANDS = new Set(['eventsOf', 'fileOf', 'dataOf']);
/** Fields under which a test names the code that it awaits. */
const CODE_FIELDS = /^(code|codes|refus\w*|expected|because|why)$/;

export function readTests(): FoundTest[] {
  return typescriptFiles('test').flatMap((path) => {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
    const found = new Map<string, FoundTest>();
    for (const node of nodesOf(source)) {
      const words = wordsOf(node);
      if (!words) continue;
      const title = titleOf(node);
      const test = found.get(title)
        ?? { file: pathOf(source), title, literals: new Set(), carriedOut: new Set(), calls: new Set() };
      found.set(title, test);
      if (words.literal !== undefined) test.literals.add(words.literal);
      if (words.carriedOut !== undefined) test.carriedOut.add(words.carriedOut);
      if (words.call !== undefined) test.calls.add(words.call);
    }
    return [...found.values()];
  });
}

function wordsOf(node: ts.Node): { literal?: string; carriedOut?: string; call?: string } | null {
  if (ts.isStringLiteralLike(node)) {
    const { parent } = node;
    const field = ts.isPropertyAssignment(parent) && parent.initializer === node ? parent.name.getText() : null;
    return field === null || CODE_FIELDS.test(field) ? { literal: node.text } : null;
  }
  if (!ts.isCallExpression(node)) return null;
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
  const [first] = node.arguments;
  const command = first && ts.isStringLiteralLike(first) ? first.text : undefined;
  const done = name === 'did' || (name === 'when' && demanded(node));
  return { call: name, ...(done && command !== undefined ? { carriedOut: command } : {}) };
}

const demanded = (call: ts.CallExpression): boolean =>
  ts.isCallExpression(call.parent) && DEMANDS.has(call.parent.expression.getText());

function titleOf(node: ts.Node): string {
  const titles: string[] = [];
  let inTest = false;
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (!ts.isCallExpression(at) || !/^(it|test|describe)\b/.test(at.expression.getText())) continue;
    const [title] = at.arguments;
    if (at.arguments.length < 2 || !title || node === title) continue;
    inTest ||= !at.expression.getText().startsWith('describe');
    titles.unshift(ts.isStringLiteralLike(title) ? title.text : title.getText());
  }
  return inTest ? titles.join(' › ') : '';
}
