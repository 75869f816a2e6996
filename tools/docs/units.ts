/** The named functions of the domain, which of them call which, and which commands they serve. */
import ts from 'typescript';
import { isCommandName, type CommandName } from '../../domain/case/catalogue.ts';
import { nameIn } from '../../domain/work/acts/names.ts';
import { declarationOf, type Domain, nodesOf } from './source-program.ts';

/** A function, or one command's entry in a table of decisions. */
export type UnitNode = ts.FunctionDeclaration | ts.VariableDeclaration | ts.ObjectLiteralElementLike;

export interface Unit {
  node: UnitNode;
  /** `twoCertifiedOfficers`, `decideReferral.ObjectToPolice`. */
  name: string;
  command: CommandName | null;
}

export interface Units {
  /** The unit that a node stands in. */
  around(node: ts.Node): Unit | undefined;
  /** The commands whose decision can come to this unit. */
  commandsOf(unit: Unit): CommandName[];
}

/** The acts that any kind knows bear the case's word in a case. */
export const nameInCase = (name: string): string => nameIn('Case', name);

const TABLE = /^(?:decide|ready)[A-Z]/;

function unitOf(node: ts.Node): Unit | undefined {
  if (ts.isFunctionDeclaration(node) && node.name && ts.isSourceFile(node.parent)) {
    return { node, name: node.name.text, command: null };
  }
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && ts.isSourceFile(node.parent.parent.parent)) {
    return { node, name: node.name.text, command: null };
  }
  const command = ts.isObjectLiteralElementLike(node) && node.name && ts.isIdentifier(node.name) ? nameInCase(node.name.text) : '';
  if (ts.isObjectLiteralElementLike(node) && isCommandName(command)) {
    const { parent: value } = node.parent;
    const table = ts.isSatisfiesExpression(value) ? value.parent : value;
    if (ts.isVariableDeclaration(table) && ts.isIdentifier(table.name) && TABLE.test(table.name.text)) {
      return { node, name: `${table.name.text}.${command}`, command };
    }
  }
  return undefined;
}

export function readUnits({ sources, checker }: Domain): Units {
  const units = new Map<ts.Node, Unit>();
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      const unit = unitOf(node);
      if (unit) units.set(node, unit);
    }
  }
  const around = (node: ts.Node): Unit | undefined => {
    for (let at: ts.Node | undefined = node; at; at = at.parent) {
      const unit = units.get(at);
      if (unit) return unit;
    }
    return undefined;
  };
  const names = new Set([...units.values()].map(({ name }) => name));
  const callers = new Map<Unit, Set<Unit>>();
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      if (!ts.isIdentifier(node) || !names.has(node.text)) continue;
      const declaration = declarationOf(node, checker);
      const callee = declaration && units.get(declaration);
      const caller = around(node);
      if (!callee || !caller || callee === caller) continue;
      callers.set(callee, (callers.get(callee) ?? new Set()).add(caller));
    }
  }
  const above = (unit: Unit): Set<Unit> => {
    const seen = new Set<Unit>([unit]);
    for (const one of seen) {
      // A command's entry is asked by everything that asks for commands at all: there the way ends.
      if (one.command === null) for (const caller of callers.get(one) ?? []) seen.add(caller);
    }
    return seen;
  };
  return { around, commandsOf: (unit) => [...new Set([...above(unit)].flatMap(({ command }) => command ?? []))].sort() };
}
