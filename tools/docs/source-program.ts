/** The domain and its tests as the TypeScript compiler reads them. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../paths.mjs';

export const typescriptFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, folder, file))
    .sort();

/** Path from the clone's root, with slashes on every system. */
export const pathOf = (source: ts.SourceFile | string): string =>
  relative(root, typeof source === 'string' ? source : source.fileName)
    .split(sep)
    .join('/');

export interface Domain {
  checker: ts.TypeChecker;
  sources: ts.SourceFile[];
}

/** `domain/` with its types resolved, so that a name leads to what it names. */
export function readDomain(): Domain {
  const program = ts.createProgram(typescriptFiles('domain'), {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  return { checker: program.getTypeChecker(), sources: program.getSourceFiles().filter((source) => pathOf(source).startsWith('domain/')) };
}

const read = new WeakMap<ts.Node, readonly ts.Node[]>();

/** Every node below and including this one, depth first. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const known = read.get(node);
  if (known) return known;
  const found: ts.Node[] = [];
  const visit = (at: ts.Node): void => {
    found.push(at);
    ts.forEachChild(at, visit);
  };
  visit(node);
  read.set(node, found);
  return found;
}

const declarations = new WeakMap<ts.Node, { found: ts.Declaration | undefined }>();

/** What a name stands for, through imports. */
export function declarationOf(name: ts.Node, checker: ts.TypeChecker): ts.Declaration | undefined {
  const known = declarations.get(name);
  if (known) return known.found;
  const found = resolved(name, checker);
  declarations.set(name, { found });
  return found;
}

function resolved(name: ts.Node, checker: ts.TypeChecker): ts.Declaration | undefined {
  let symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return symbol?.valueDeclaration;
}

/** The comment right above a node, without its marks; empty where there is none. */
export function commentAbove(node: ts.Node): string {
  const text = node.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return ranges
    .map(({ pos, end }) => text.slice(pos, end))
    .join('\n')
    .replaceAll(/^\s*(?:\/\/|\/\*\*?|\*\/|\*(?!\/))\s?|\*\/\s*$/gm, '')
    .trim();
}
