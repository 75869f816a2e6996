/** Every refusal of the domain, with the function it stands in and the articles it stands on: read from the code. */
import ts from 'typescript';
import { type CommandName, specOf } from '../../domain/case/catalogue.ts';
import { articlesIn } from './articles.ts';
import { type Bound, listOf, OPEN, textsOf } from './constants.ts';
import { commentAbove, declarationOf, type Domain, nodesOf, pathOf } from './source-program.ts';
import { readUnits, type Unit } from './units.ts';

export interface FoundRefusal {
  /** `file#unit#code`, with `#2` and so on where one function refuses with one code at several places. */
  key: string;
  code: string;
  messages: string[];
  file: string;
  unit: string;
  /** The call that refuses, and the function around it. */
  call: ts.CallExpression;
  unitNode: ts.Node;
  /** Named at the refusal or in the comment above its function. */
  articles: string[];
  /** Where it names none itself: the articles of the one command it belongs to. */
  commandArticles: string[];
  commands: CommandName[];
}

/** A function that refuses with a code it is given: which of its parameters that is, and how it refuses. */
type Refusers = Map<ts.Node, { index: number; refuses: ts.CallExpression | null }>;

const parametersOf = (node: ts.Node): readonly ts.ParameterDeclaration[] => {
  const fn = ts.isVariableDeclaration(node) ? node.initializer : node;
  return fn && ts.isFunctionLike(fn) ? (fn.parameters as readonly ts.ParameterDeclaration[]) : [];
};

/** `refuse` itself, and everything that passes a code on to it. */
function readRefusers({ sources, checker }: Domain): Refusers {
  const refusers: Refusers = new Map();
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      if (ts.isFunctionDeclaration(node) && node.name?.text === 'refuse') refusers.set(node, { index: 0, refuses: null });
    }
  }
  for (let before = 0; before !== refusers.size;) {
    before = refusers.size;
    for (const source of sources) {
      for (const node of nodesOf(source)) {
        if (!ts.isFunctionDeclaration(node) && !ts.isVariableDeclaration(node)) continue;
        const parameters = parametersOf(node);
        if (parameters.length === 0 || refusers.has(node)) continue;
        for (const call of nodesOf(node)) {
          const code = ts.isCallExpression(call) ? codeOf(call, refusers, checker) : undefined;
          const given = code && ts.isIdentifier(code) ? declarationOf(code, checker) : undefined;
          const index = parameters.findIndex((parameter) => parameter === given);
          if (index >= 0 && ts.isCallExpression(call)) refusers.set(node, { index, refuses: call });
        }
      }
    }
  }
  return refusers;
}

function codeOf(call: ts.CallExpression, refusers: Refusers, checker: ts.TypeChecker): ts.Expression | undefined {
  if (!ts.isIdentifier(call.expression)) return undefined;
  const declaration = declarationOf(call.expression, checker);
  const refuser = declaration && refusers.get(declaration);
  return refuser && call.arguments[refuser.index];
}

/** The call of `refuse` that a helper's call comes to, with what its parameters are there. */
function unfolded(call: ts.CallExpression, refusers: Refusers, checker: ts.TypeChecker): [ts.CallExpression, Bound] {
  const bound = new Map<ts.Node, ts.Expression>();
  for (let at = call; ;) {
    const declaration = declarationOf(at.expression, checker);
    const next = declaration && refusers.get(declaration)?.refuses;
    if (!declaration || !next) return [at, bound];
    for (const [index, parameter] of parametersOf(declaration).entries()) {
      const given = at.arguments[index];
      if (given) bound.set(parameter, given);
    }
    at = next;
  }
}

const CODE = /^[a-z]+(?:-[a-z0-9]+)*$/;

/** Articles named by the comments above the statements around a node, up to its unit. */
function articlesAbove(node: ts.Node, unit: ts.Node): string[] {
  const found: string[] = [];
  for (let at = node; ; at = at.parent) {
    if (ts.isStatement(at) || at === unit) found.push(...articlesIn(commentAbove(at)));
    if (at !== unit) continue;
    return ts.isVariableDeclaration(at) ? [...found, ...articlesIn(commentAbove(at.parent.parent))] : found;
  }
}

export function readRefusals(domain: Domain): FoundRefusal[] {
  const { sources, checker } = domain;
  const refusers = readRefusers(domain);
  const units = readUnits(domain);
  const found: FoundRefusal[] = [];
  const places = new Map<string, number>();
  for (const source of sources) {
    for (const call of nodesOf(source)) {
      if (!ts.isCallExpression(call)) continue;
      const code = codeOf(call, refusers, checker);
      const unit = units.around(call);
      if (!code || !unit) continue;
      const [refused, bound] = unfolded(call, refusers, checker);
      const messages = refused.arguments.slice(1, 2).flatMap((argument) => textsOf(argument, checker, bound));
      for (const text of textsOf(code, checker).filter((one) => CODE.test(one))) {
        const file = pathOf(source);
        found.push({
          key: keyOf(`${file}#${unit.name}#${text}`),
          code: text,
          messages,
          file,
          unit: unit.name,
          call,
          unitNode: unit.node,
          ...standing(call, refused, bound, unit),
        });
      }
    }
  }
  return found;

  function keyOf(name: string): string {
    const nth = (places.get(name) ?? 0) + 1;
    places.set(name, nth);
    return nth === 1 ? name : `${name}#${nth}`;
  }

  function standing(
    call: ts.CallExpression,
    refused: ts.CallExpression,
    bound: Bound,
    unit: Unit,
  ): Pick<FoundRefusal, 'articles' | 'commandArticles' | 'commands'> {
    const named = refused.arguments.slice(3).flatMap((argument) => listOf(argument, checker, bound));
    const helper = refused === call ? undefined : units.around(refused);
    const comments = [...articlesAbove(call, unit.node), ...(helper ? articlesAbove(refused, helper.node) : [])];
    const commands = units.commandsOf(unit);
    const only = unit.command ?? (commands.length === 1 ? commands[0] : undefined);
    return {
      articles: [...new Set(named.length > 0 ? named.map((text) => text.replaceAll(OPEN, '')) : comments)],
      commandArticles: only ? [...specOf(only).basis] : [],
      commands,
    };
  }
}
