/** Puts a witness at every place of the domain that refuses, and at every function around one, while tests run. */
import ts from 'typescript';
import type { FoundRefusal } from '../docs/refusals.ts';
import { nodesOf } from '../docs/source-program.ts';

/** Text that goes into a source at an offset. */
export interface Insertion {
  at: number;
  text: string;
}

interface Wrap {
  node: ts.Node;
  before: string;
  after: string;
}

/** What goes in, by file and in order of the offsets; no line moves. */
export function insertionsOf(refusals: readonly FoundRefusal[]): Map<string, Insertion[]> {
  const byFile = grouped(refusals, ({ file }) => file);
  return new Map(
    [...byFile].map(([file, here]) => {
      const units = grouped(here, ({ unitNode }) => unitNode);
      const places = grouped(here, ({ call }) => call);
      const source = here[0]?.call.getSourceFile();
      const unnamed = source ? nodesOf(source).filter((node) => isRefuse(node) && !places.has(node as ts.CallExpression)) : [];
      return [
        file,
        inserted([
          ...[...units].flatMap(([node, [one]]) => (one ? answering(node, unitKey(one)) : [])),
          ...[...places].map(([node, ones]) => refusing(node, Object.fromEntries(ones.map(({ code, key }) => [code, key])))),
          ...unnamed.map((node) => refusing(node, null)),
        ]),
      ];
    }),
  );
}

export const unitKey = ({ file, unit }: Pick<FoundRefusal, 'file' | 'unit'>): string => `${file}#${unit}`;

const WITNESS = 'globalThis.caselightWitness';

const isRefuse = (node: ts.Node): boolean => ts.isCallExpression(node) && node.expression.getText() === 'refuse';

/** `refuse` itself, or a helper that comes to it with the code it is handed; a call may have one code or another. */
function refusing(node: ts.Node, keys: Record<string, string> | null): Wrap {
  const given = JSON.stringify(keys);
  return isRefuse(node)
    ? { node, before: `${WITNESS}.refused(${given}, `, after: ')' }
    : { node, before: `${WITNESS}.within(${given}, () => `, after: ')' };
}

/** A function tells what it answers; one that is a table of functions has no answer of its own. */
function answering(unit: ts.Node, key: string): Wrap[] {
  const body = bodyOf(unit);
  if (!body) return [];
  const before = `${WITNESS}.answered(${JSON.stringify(key)}, `;
  return ts.isBlock(body) ? [{ node: body, before: `{ return ${before}(() => `, after: ')()); }' }] : [{ node: body, before, after: ')' }];
}

function bodyOf(unit: ts.Node): ts.ConciseBody | undefined {
  const fn = ts.isVariableDeclaration(unit) || ts.isPropertyAssignment(unit) ? unit.initializer : unit;
  return fn && (ts.isArrowFunction(fn) || ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn)) ? fn.body : undefined;
}

/** Brackets of what encloses more stand outside. */
function inserted(wraps: readonly Wrap[]): Insertion[] {
  const outerFirst = wraps
    .map((wrap, given) => ({ ...wrap, given }))
    .sort(
      (one, other) => one.node.getStart() - other.node.getStart() || other.node.getEnd() - one.node.getEnd() || one.given - other.given,
    );
  const befores = outerFirst.map(({ node, before }) => ({ at: node.getStart(), text: before }));
  const afters = outerFirst.map(({ node, after }) => ({ at: node.getEnd(), text: after })).reverse();
  // Stable: at one offset what ends comes before what begins, and the inner end before the outer one.
  return [...afters, ...befores].sort((one, other) => one.at - other.at);
}

function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** The source with its witnesses. */
export function instrumented(text: string, insertions: readonly Insertion[]): string {
  let from = 0;
  const parts = insertions.map(({ at, text: more }) => {
    const part = text.slice(from, at) + more;
    from = at;
    return part;
  });
  return parts.join('') + text.slice(from);
}
