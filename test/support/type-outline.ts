/**
 * The outline of a type: every field below it by its path, with the kinds of value that may stand there. Read from the
 * sources by the compiler, so that it is complete whatever a test happens to try.
 */
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

/** `?`: the field may be missing. Keys that are data stand as `*`, items of a list as `[]`. */
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'list' | 'thing' | '?';
export type Outline = Record<string, Kind[]>;

export function outlineOfType(file: string, name: string): Outline {
  const path = join(root, file);
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root);
  const program = ts.createProgram([path], { ...config.options, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const symbol = source && checker.getSymbolAtLocation(source)?.exports?.get(ts.escapeLeadingUnderscores(name));
  if (!symbol) throw new Error(`${file} exports no ${name}`);
  const found = new Map<string, Set<Kind>>();
  visit(checker, checker.getDeclaredTypeOfSymbol(symbol), '', found);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, kinds]) => [at, [...kinds].sort()]));
}

function visit(checker: ts.TypeChecker, type: ts.Type, at: string, found: Map<string, Set<Kind>>): void {
  const kinds = found.get(at) ?? new Set<Kind>();
  found.set(at, kinds);
  const things: ts.Type[] = [];
  for (const one of type.isUnion() ? type.types : [type]) {
    if (one.flags & ts.TypeFlags.Null) kinds.add('null');
    else if (one.flags & ts.TypeFlags.Undefined) kinds.add('?');
    else if (one.flags & ts.TypeFlags.StringLike) kinds.add('string');
    else if (one.flags & ts.TypeFlags.NumberLike) kinds.add('number');
    else if (one.flags & ts.TypeFlags.BooleanLike) kinds.add('boolean');
    else if (checker.isArrayType(one) || checker.isTupleType(one)) {
      kinds.add('list');
      for (const item of checker.getTypeArguments(one as ts.TypeReference)) visit(checker, item, `${at}[]`, found);
    } else if (one.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      kinds.add('thing');
      things.push(one);
    } else throw new Error(`${at || 'the type'} is neither JSON nor known here: ${checker.typeToString(one)}`);
  }
  fieldsOf(checker, things, at, found);
}

/** Of several things that may stand in one place, a field that one of them has not may be missing. */
function fieldsOf(checker: ts.TypeChecker, things: readonly ts.Type[], at: string, found: Map<string, Set<Kind>>): void {
  const names = new Set(things.flatMap((thing) => checker.getPropertiesOfType(thing).map(({ name }) => name)));
  for (const name of names) {
    const path = at === '' ? name : `${at}.${name}`;
    for (const thing of things) {
      const property = checker.getPropertyOfType(thing, name);
      if (property) visit(checker, checker.getTypeOfSymbol(property), path, found);
      if (!property || property.flags & ts.SymbolFlags.Optional) found.set(path, (found.get(path) ?? new Set<Kind>()).add('?'));
    }
  }
  for (const thing of things) {
    const index = checker.getIndexInfoOfType(thing, ts.IndexKind.String);
    if (index) visit(checker, index.type, `${at}.*`, found);
  }
}

/** What of a value does not fit the outline: a field too many, one too few, a value of another kind. */
export function misfits(value: unknown, outline: Outline, at = ''): string[] {
  const kinds = outline[at];
  if (!kinds) return [`${at}: not in the outline`];
  if (value === undefined) return kinds.includes('?') ? [] : [`${at}: missing`];
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value === 'object' ? 'thing' : typeof value;
  if (!(kinds as string[]).includes(kind)) return [`${at}: ${kind}, not ${kinds.join(' or ')}`];
  if (Array.isArray(value)) return value.flatMap((one) => misfits(one, outline, `${at}[]`));
  if (kind !== 'thing') return [];
  const thing = value as Record<string, unknown>;
  const prefix = at === '' ? '' : `${at}.`;
  const known = Object.keys(outline).filter((path) => path.startsWith(prefix) && /^[^.[]+$/.test(path.slice(prefix.length)));
  if (known.includes(`${at}.*`)) return Object.values(thing).flatMap((one) => misfits(one, outline, `${at}.*`));
  const names = new Set([...known.map((path) => path.slice(prefix.length)), ...Object.keys(thing)].filter((name) => name !== ''));
  return [...names].flatMap((name) => misfits(thing[name], outline, `${prefix}${name}`));
}
