/** The texts of the house that refer to something: documents as they are, of sources their comments. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../paths.mjs';

/** Not ours, made by a tool, or local to this machine. */
const LEFT_OUT = /^(?:node_modules|dist|\.git|\.cache|\.caselight|bench\/results|prisma\/client)(?:\/|$)/;

export function houseFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (LEFT_OUT.test(path)) return [];
      return entry.isDirectory() ? houseFiles(path) : [path];
    })
    .sort();
}

/** What of a file may refer to something, by 1-based line; nothing of files that are neither document nor source. */
export function referringText(path: string): { line: number; text: string }[] {
  if (/\.md$/.test(path)) return lines(read(path), 1);
  if (/\.(?:tsx?|mjs|mts|cjs)$/.test(path)) return comments(read(path), /\.tsx$/.test(path));
  if (/\.prisma$/.test(path)) return marked(read(path), /\/\/+(.*)$/);
  // What was migrated once is never written again, its comments neither.
  if (/^prisma\/migrations\//.test(path)) return [];
  if (/^\.ci\/|^\.gitignore$|^\.npmrc$/.test(path)) return marked(read(path), /#(.*)$/);
  return [];
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const lines = (text: string, first: number): { line: number; text: string }[] =>
  text.split('\n').map((one, index) => ({ line: first + index, text: one }));

const marked = (text: string, mark: RegExp): { line: number; text: string }[] =>
  lines(text, 1).flatMap(({ line, text: one }) => (mark.exec(one)?.[1] ? [{ line, text: mark.exec(one)?.[1] ?? '' }] : []));

function comments(text: string, jsx: boolean): { line: number; text: string }[] {
  const source = ts.createSourceFile('x.tsx', text, ts.ScriptTarget.ES2022, true, jsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ]) {
      found.set(range.pos, text.slice(range.pos, range.end));
    }
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found].flatMap(([pos, comment]) => lines(comment, source.getLineAndCharacterOfPosition(pos).line + 1));
}
